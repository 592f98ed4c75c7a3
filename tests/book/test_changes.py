"""A new edition says what changed since the one before: text, pictures and steps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.book.binding import Book, _chapters
from flows.book.changes import Changes, Rewritten, changes, sentences
from flows.book.kept import edition_before, keep, read_kept
from flows.book.pages import Page, as_html
from flows.camera.shots import SHOTS
from flows.errors import InputError
from tests.book.edition import PLACES, report
from tests.review.albums import album, plain

NEW = Book("2.1", "2026-05-01", PLACES, report())


def pages_of(folder: Path) -> list[Page]:
    return _chapters(NEW, "ja", folder)[0]


def html(since: Changes, **more: str) -> str:
    made = {"site": "practice site", "shot_at": "2026-05-01T12:00:00", "server": "", **more}
    return as_html(NEW, [], made, since, "ja")


@pytest.fixture
def home(albums: dict[str, Path], tmp_path: Path) -> Path:
    """A shelf on which edition 2.0 was kept."""
    keep("2.0", "2026-04-01", {"ja": pages_of(albums["ja"])}, albums, tmp_path / "home")
    return tmp_path / "home"


def test_the_same_chapters_and_pictures_are_told_to_be_the_same(home: Path, albums: dict[str, Path]) -> None:
    since = changes(edition_before(home, "2.1"), pages_of(albums["ja"]), albums["ja"], "ja")
    assert since == Changes("2.0", 9, (), (), (), ())
    told = html(since)
    for said in (
        "第 2.0 版と比べました。",
        "9 の手順は前の版と同じです。",
        "すべて前の版と同じです",
        "本文は前の版と同じです。",
    ):
        assert said in told


def test_a_button_that_is_named_otherwise_now_changes_the_sentence_and_the_picture(
    home: Path, tmp_path: Path
) -> None:
    pictures = {shot.name: plain(size=(860, 430)) for shot in SHOTS} | {"sign-in": plain("white", (860, 430))}
    said = {shot.name: {part: f"の{part}" for part in (*shot.marks, "message")} for shot in SHOTS}
    said["sign-in"]["sign-in"] = "サインイン"
    folder = album(tmp_path / "now", pictures, said)
    since = changes(edition_before(home, "2.1"), pages_of(folder), folder, "ja")
    before = "ウェブメールにログインするには、 [のaddress] と [のpassword] を入力し、"
    assert since.texts == (
        Rewritten(
            "画面の場所とログイン",
            (f"{before} [のsign-in] をクリックします。",),
            (f"{before} [サインイン] をクリックします。",),
        ),
    )
    assert since.pictures is not None
    assert [(one.name, one.result) for one in since.pictures] == [("sign-in", "changed")]
    assert "<small>のsign-in → サインイン</small>" in html(since)


def test_a_step_that_came_and_one_that_went_are_named(home: Path, albums: dict[str, Path]) -> None:
    path = home / "editions" / "2.0" / "edition.json"
    kept = json.loads(path.read_text())
    kept["steps"] = [step for step in kept["steps"] if step != "2-1-3/admin/STEP3"] + ["2-1-4/old"]
    path.write_text(json.dumps(kept))
    since = changes(edition_before(home, "2.1"), pages_of(albums["ja"]), albums["ja"], "ja")
    assert (since.steps_new, since.steps_gone) == (("2-1-3/admin/STEP3",), ("2-1-4/old",))
    assert "<b>追加</b> 2-1-3/admin/STEP3 <small>保存後の画面に出る知らせ</small>" in html(since)
    assert "<b>削除</b> 2-1-4/old" in html(since)


def test_the_first_edition_is_compared_with_the_manual_of_the_ledger(albums: dict[str, Path]) -> None:
    since = changes(None, pages_of(albums["ja"]), albums["ja"], "ja")
    assert since == Changes("1.2", 9, (), (), None, None)
    assert "前の版の画面画像が手元にないため、比べていません。" in html(since)


def test_the_edition_before_is_the_highest_below_and_never_the_one_itself(
    albums: dict[str, Path], tmp_path: Path
) -> None:
    for edition in ("2.0", "2.9", "2.10", "11.0"):
        keep(edition, "2026-04-01", {"ja": pages_of(albums["ja"])}, albums, tmp_path)
    found = edition_before(tmp_path, "10.0")
    assert found is not None
    assert found.edition == "2.10"
    assert edition_before(tmp_path, "2.0") is None


def test_a_folder_that_keeps_no_edition_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="keeps no edition of the manual"):
        read_kept(tmp_path)


def test_the_cover_tells_the_servers_version_or_that_the_site_does_not(albums: dict[str, Path]) -> None:
    since = changes(None, pages_of(albums["ja"]), albums["ja"], "ja")
    assert "<dt>サーバーのバージョン</dt><dd>12.5.5</dd>" in html(since, server="12.5.5")
    assert "<dd>サイトの画面には表示がありません</dd>" in html(since)


def test_no_gap_stands_between_a_japanese_comma_and_a_button(albums: dict[str, Path]) -> None:
    places = pages_of(albums["ja"])[0]
    assert "ウェブメールにログインするには、<strong>[のaddress]</strong> と" in places.body()


def test_a_chapter_is_compared_by_what_a_reader_reads() -> None:
    text = "# A title\n\n1. Press  **[Save]**. It is done.\n\n{picture saved}\n\n| a | b |\n| --- | --- |\n"
    assert sentences(text) == ["A title", "Press [Save].", "It is done.", "a b"]
