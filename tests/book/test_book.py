"""The book: both languages tell the same steps, nothing unproven is published, and the PDF is a whole one."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from flows.book import Book, bind, contents, edition_before
from flows.book.binding import NotProven
from flows.book.contents import mended
from flows.book.pdf import bookmarks, rightly
from flows.book.text import CAPTION, filled, pictures_in
from flows.camera.shots import SHOTS
from flows.errors import InputError
from flows.manual.contradictions import contradictions
from flows.manual.ledger import load_ledger
from flows.manual.words import LANGUAGES
from flows.pages.site import Site
from tests.book.edition import PLACES, report
from tests.conftest import Flows

STEPS = {shot.name: shot.step.id for shot in SHOTS}


@pytest.mark.parametrize("chapter", contents(), ids=lambda chapter: chapter.id)
def test_both_languages_tell_the_same_steps_with_the_same_pictures_and_parts(chapter: Any) -> None:
    ja, en = (chapter.text(language) for language in LANGUAGES)
    assert pictures_in(ja) == pictures_in(en)
    assert sorted(set(CAPTION.findall(ja))) == sorted(set(CAPTION.findall(en)))
    assert tuple(dict.fromkeys(STEPS[name] for name in pictures_in(ja))) == chapter.steps


def test_every_chapter_rests_on_statements_of_the_ledger_and_every_step_is_told() -> None:
    known = {statement.id for statement in load_ledger().statements}
    assert all(chapter.statements and set(chapter.statements) <= known for chapter in contents())
    assert {step for chapter in contents() for step in chapter.steps} == set(STEPS.values())


def test_every_known_fault_of_the_manual_is_mended() -> None:
    assert {fault.kind for fault in contradictions(load_ledger())} <= mended().keys()


@pytest.mark.parametrize("verdict", ["does not hold", "could not be tried", "not checkable", "contradicts"])
def test_a_statement_that_did_not_prove_true_stops_the_build(
    verdict: str, albums: dict[str, Path], site: Site, tmp_path: Path
) -> None:
    book = Book("2.0", "2026-04-01", PLACES, report(**{"2_1_3__admin__STEP1": verdict}))
    with pytest.raises(NotProven, match=f"2-1-3/admin/STEP1 \\({verdict}\\), in administrator"):
        bind(book, albums, site, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_statement_without_any_verdict_stops_the_build(
    albums: dict[str, Path], site: Site, tmp_path: Path
) -> None:
    found = report()
    found["statements"] = [one for one in found["statements"] if one["id"] != "2-1-2/menu"]
    with pytest.raises(NotProven, match="2-1-2/menu \\(no verdict\\), in accounts"):
        bind(Book("2.0", "2026-04-01", PLACES, found), albums, site, tmp_path / "out")


def test_a_draft_is_marked_where_it_is_not_proven(
    albums: dict[str, Path], site: Site, tmp_path: Path
) -> None:
    book = Book("2.0", "2026-04-01", PLACES, report(**{"2_1_2__menu": "does not hold"}), draft=True)
    bind(book, {"en": albums["en"]}, site, tmp_path)
    html = (tmp_path / "manual.en.html").read_text(encoding="utf-8")
    assert 'class="stamp">Draft' in html
    assert len(re.findall('class="unproven"', html)) == 1
    assert not (tmp_path / "editions").exists()
    assert "2-1-2/menu (does not hold)" in html

    chapters = [*(chapter.id for chapter in contents()), "mended"]
    files = [tmp_path / "wiki" / "en" / f"{number}-{name}.md" for number, name in enumerate(chapters, 1)]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    assert all(text.startswith("**Draft**\n\n# ") for text in texts.values())
    marked = {
        path.name for path, text in texts.items() if "**Not proven:** 2-1-2/menu (does not hold)" in text
    }
    assert marked == {"2-accounts.md"}


def test_a_draft_is_built_without_the_pictures_that_could_not_be_taken(
    albums: dict[str, Path], site: Site, tmp_path: Path
) -> None:
    """A real server is only read: nobody presses its Save, and so that picture is not taken."""
    listed = albums["en"] / "album.json"
    album = json.loads(listed.read_text(encoding="utf-8"))
    album["pictures"] = [one for one in album["pictures"] if one["name"] != "new-password"]
    listed.write_text(json.dumps(album), encoding="utf-8")
    with pytest.raises(InputError, match="new-password"):
        bind(Book("2.0", "2026-04-01", PLACES, report()), {"en": albums["en"]}, site, tmp_path)
    bind(Book("2.0", "2026-04-01", PLACES, report(), draft=True), {"en": albums["en"]}, site, tmp_path)
    html = (tmp_path / "manual.en.html").read_text(encoding="utf-8")
    assert "[Picture not taken: The password boxes of the user properties]" in html
    assert "[save?]" in html


def test_the_book_has_contents_with_page_numbers_bookmarks_alternative_texts_and_needs_nothing_else(
    albums: dict[str, Path], site: Site, tmp_path: Path
) -> None:
    bind(Book("2.0", "2026-04-01", PLACES, report()), {"ja": albums["ja"]}, site, tmp_path)
    html = (tmp_path / "manual.ja.html").read_text(encoding="utf-8")
    assert not re.findall(r'(?:src|href)="(?!data:|#|https://mail\.example\.jp/)', html)
    assert len(re.findall("<img ", html)) == len(SHOTS)
    assert html.count("winsserver") == 1  # where it is told as mended, and nowhere else

    pdf = (tmp_path / "manual.ja.pdf").read_bytes()
    at = bookmarks(pdf)
    reader = PdfReader(io.BytesIO(pdf))
    first = reader.pages[0].extract_text()
    titles = [chapter.text("ja").partition("\n")[0].lstrip("# ") for chapter in contents()]
    assert list(at)[2:6] == titles
    for title in titles:
        assert re.search(rf"{re.escape(title)}\s*{at[title]}\b", first), first
        assert title in reader.pages[at[title] - 1].extract_text()
    kinds = [thing.get_object() for thing in (reader.get_object(n) for n in range(1, len(reader.xref[0])))
             if isinstance(thing, dict)]  # fmt: skip
    told = [str(one["/Alt"]) for one in kinds if one.get("/S") == "/Figure" and "/Alt" in one]
    assert sum(told_of in "".join(told) for told_of in (shot.alt.ja for shot in SHOTS)) == len(SHOTS)
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]

    kept = edition_before(tmp_path, "2.1")
    assert kept is not None
    assert kept.chapters("ja").keys() == {chapter.id for chapter in contents()}

    wiki = tmp_path / "wiki" / "ja"
    linked = [
        link for page in wiki.glob("*.md") for link in re.findall(r"\]\((pictures/.*?)\)", page.read_text())
    ]
    assert len(linked) == len(SHOTS)
    assert all((wiki / link).exists() for link in linked)
    assert not [page for page in wiki.glob("*.md") if "下書き" in page.read_text(encoding="utf-8")]
    last = sorted(wiki.glob("*.md"))[-1].read_text(encoding="utf-8")
    assert last.startswith("# 前の版からの変更\n")
    assert last.count("winsserver") == 1


def test_a_picture_that_somebody_changed_is_not_bound(
    albums: dict[str, Path], site: Site, tmp_path: Path
) -> None:
    (albums["ja"] / "sign-in.png").write_bytes(b"another picture")
    with pytest.raises(InputError, match=r"sign-in\.png is not the picture that was shot"):
        bind(Book("2.0", "2026-04-01", PLACES, report()), {"ja": albums["ja"]}, site, tmp_path)


def test_a_caption_comes_from_the_picture_and_a_missing_one_is_named() -> None:
    album = {"pictures": [{"name": "sign-in", "captions": {"address": "メールアドレス"}}]}
    assert filled("Press {sign-in:address}.", album, {}) == "Press  **[メールアドレス]**."
    with pytest.raises(InputError, match="sign-in shows no caption of password"):
        filled("{sign-in:password}", album, {})


def test_bookmarks_read_as_the_headings_do() -> None:
    assert rightly("Seeing the accountsSeeing the accounts", ["Seeing the accounts"]) == "Seeing the accounts"
    assert rightly("how tochange", ["how to change"]) == "how to change"


def test_without_verdicts_the_command_says_how_to_get_them(flows: Flows) -> None:
    done = flows("manual", "build")
    assert done.returncode == 2
    assert "Make one: flows manual check" in done.stderr
