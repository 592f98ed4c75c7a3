"""Bind a book: read the verdicts and the pictures, refuse what did not prove true, and write every form of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from flows.book.changes import changes
from flows.book.contents import Doubt, contents, doubts, mended
from flows.book.kept import Kept, checked, keep
from flows.book.pages import Page, alt_of, as_html
from flows.book.pdf import printed
from flows.book.text import figures, filled, pictures_in
from flows.book.wiki import write_wiki
from flows.book.wording import say
from flows.camera.album import read_album
from flows.errors import FlowsError, InputError
from flows.manual.words import Words
from flows.pages.site import Site


class NotProven(FlowsError):
    """A chapter rests on a statement that is red or has no verdict. Nothing was written."""

    exit_code = 1


@dataclass(frozen=True)
class Book:
    """An edition on paper: who made it of what. `places` are the addresses by their names in the chapters.

    Without `before` it is compared with the manual that the ledger tells of.
    """

    edition: str
    date: str
    places: Mapping[str, str]
    report: Mapping[str, Any]
    draft: bool = False
    before: Kept | None = None

    @property
    def doubts(self) -> list[Doubt]:
        return doubts(self.report)

    def faults(self) -> list[tuple[Words, list[tuple[str, Words]], Words | None]]:
        """What the edition before said twice and differently: what about, what it said where, how it is mended."""
        how = mended()
        return [
            (Words(**each["about"]), _once(each["said"]), how.get(each["kind"]))
            for each in self.report["contradictions"]
        ]


def bind(book: Book, albums: Mapping[str, Path], site: Site, folder: Path) -> list[Path]:
    """Write manual.LANGUAGE.html, .pdf and a folder of Markdown for each album; returns the HTML and PDF files.

    An edition that is no draft is kept in editions/NUMBER, for the next one to be compared with.

    Raises NotProven unless every statement holds or the book is a draft.
    """
    checked(book.edition)
    if book.doubts and not book.draft:
        listed = "; ".join(
            f"{doubt.statement} ({doubt.verdict or 'no verdict'}), in {doubt.chapter}"
            for doubt in book.doubts
        )
        raise NotProven(f"The manual may not be published: {listed}. --draft builds it all the same, marked.")
    bound = {language: _chapters(book, language, album) for language, album in albums.items()}
    since = {
        language: changes(book.before, pages, albums[language], language)
        for language, (pages, _) in bound.items()
    }
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for language, (pages, album) in bound.items():
        document = partial(as_html, book, pages, album, since[language], language)
        html = folder / f"manual.{language}.html"
        html.write_text(document(), encoding="utf-8")
        pdf = folder / f"manual.{language}.pdf"
        pdf.write_bytes(printed(site, document))
        write_wiki(book, pages, since[language], language, folder / "wiki" / language)
        written += [html, pdf]
    if not book.draft:
        keep(book.edition, book.date, {each: pages for each, (pages, _) in bound.items()}, albums, folder)
    return written


def _chapters(book: Book, language: str, folder: Path) -> tuple[list[Page], Mapping[str, Any]]:
    album = read_album(folder)
    known = figures(album, folder, language)
    pages = []
    for chapter in contents():
        text = filled(chapter.text(language), album, book.places, book.draft)
        missing = [name for name in pictures_in(text) if name not in known]
        if missing and not book.draft:
            raise InputError(
                f"{chapter.id} needs the picture {', '.join(missing)}. Take it: flows manual shoot --practice "
                "(on a server it is left out, for nothing is saved there); or build without it: --draft"
            )
        for name in missing:
            text = text.replace(
                f"{{picture {name}}}", f"*{say('not-taken', language, name=alt_of(name, language))}*"
            )
        unproven = [doubt for doubt in book.doubts if doubt.chapter == chapter.id]
        pages.append(Page(chapter, text, {name: known[name] for name in pictures_in(text)}, unproven))
    return pages, album


def _once(said: list[Mapping[str, str]]) -> list[tuple[str, Words]]:
    """Each thing that was said, with the first place that says it."""
    first: dict[str, tuple[str, Words]] = {}
    for one in said:
        first.setdefault(one["ja"], (one["id"], Words(_named(one["ja"], "ja"), _named(one["en"], "en"))))
    return list(first.values())


def _named(said: str, language: str) -> str:
    """What is said of a language begins with its short name, which readers are spared."""
    return f"{say(said[:4], language)}{said[4:]}"
