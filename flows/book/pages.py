"""The book as one page of HTML that needs nothing but itself; the same page is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from flows.book.changes import Changes
from flows.book.contents import Chapter, Doubt, contents
from flows.book.text import PICTURE, Figure
from flows.book.wording import say
from flows.camera.shots import SHOTS
from flows.manual.ledger import load_ledger
from flows.manual.verdicts import Verdict
from flows.manual.words import Words
from flows.paper import data_uri, templates

if TYPE_CHECKING:
    from flows.book.binding import Book

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
_templates = templates("flows.book")
_templates.filters["data"] = lambda figure: data_uri("image/png", figure.file.read_bytes())


TIGHT = re.compile(r"(?<=[、。「(（]) <strong>")
"""Markdown wants a space before bold letters; after a Japanese comma it would gape."""


@dataclass(frozen=True)
class Page:
    """A chapter with everything put in. `unproven` is what a draft marks."""

    chapter: Chapter
    text: str
    figures: Mapping[str, Figure]
    unproven: list[Doubt]

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].lstrip("# ")

    def body(self) -> Markup:
        """The text below its heading as HTML, the pictures in it."""
        pieces = PICTURE.split(self.text.partition("\n")[2])
        html = [
            _markdown.render(piece) if even else self._drawn(piece) for even, piece in _alternately(pieces)
        ]
        return Markup(TIGHT.sub("<strong>", "".join(html)))

    def _drawn(self, name: str) -> str:
        return _templates.get_template("figure.html").render(figure=self.figures[name])


def as_html(
    book: Book,
    pages: list[Page],
    album: Mapping[str, Any],
    since: Changes,
    language: str,
    at: Mapping[str, int] | None = None,
) -> str:
    """The whole book. `at`: the sheet of paper that each heading stands on, by its text."""
    rests = {statement for chapter in contents() for statement in chapter.statements}
    html = _templates.get_template("book.html").render(
        common(book, since, language),
        pages=pages,
        album=album,
        title=load_ledger().title[language],
        rests=len(rests),
        proven=len(rests - {doubt.statement for doubt in book.doubts}),
        at=at or {},
        styles=_styles(),
    )
    return re.sub(r"[ \t]+\n", "\n", html)


def common(book: Book, since: Changes, language: str) -> dict[str, Any]:
    """What the templates of every form of the book are told."""
    return {
        "book": book,
        "since": since,
        "pictured": pictured(),
        "language": language,
        "say": partial(say, language=language),
        "verdict": partial(_verdict, language=language),
        "before": load_ledger().edition,
        "faults": book.faults(),
    }


def pictured() -> dict[str, Words]:
    """What each step's first picture shows, to name the step by."""
    return {shot.step.id: shot.alt for shot in reversed(SHOTS)}


def alt_of(picture: str, language: str) -> str:
    """What a picture shows, for readers who do not know the name it is filed under."""
    return next((shot.alt[language] for shot in SHOTS if shot.name == picture), picture)


def _verdict(doubt: Doubt, language: str) -> str:
    return Verdict(doubt.verdict).words[language] if doubt.verdict else say("no-verdict", language)


def _styles() -> Markup:
    assert _templates.loader is not None
    return Markup(_templates.loader.get_source(_templates, "book.css")[0])


def _alternately(pieces: list[str]) -> list[tuple[bool, str]]:
    """Text, picture, text, …: a text first."""
    return [(number % 2 == 0, piece) for number, piece in enumerate(pieces)]
