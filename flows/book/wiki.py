"""The book as plain Markdown for a wiki: a file a chapter, what changed as the last one, the pictures beside them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from flows.book.changes import Changes
from flows.book.pages import Page, common
from flows.book.text import PICTURE, Figure
from flows.paper import templates

if TYPE_CHECKING:
    from flows.book.binding import Book

_templates = templates("flows.book")
LAST = "mended"


def write_wiki(book: Book, pages: list[Page], since: Changes, language: str, folder: Path) -> None:
    """A draft says so at the top of each file, and marks what is not proven as the HTML does."""
    told = common(book, since, language)
    chapter, last = (_templates.get_template(f"{name}.md") for name in ("chapter", "changes"))
    files = {page.chapter.id: chapter.render(told, page=page, body=_body(page)) for page in pages}
    files[LAST] = last.render(told)
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    for figure in (figure for page in pages for figure in page.figures.values()):
        shutil.copyfile(figure.file, folder / "pictures" / figure.file.name)
    for number, (name, text) in enumerate(files.items(), 1):
        (folder / f"{number}-{name}.md").write_text(_readable(text), encoding="utf-8")


def _readable(text: str) -> str:
    """Signs that would be HTML stay escaped; quotes are none outside a tag."""
    return text.replace("&#39;", "'").replace("&#34;", '"').strip() + "\n"


def _body(page: Page) -> Markup:
    """The chapter below its heading: it is Markdown already."""
    return Markup(
        PICTURE.sub(lambda found: _linked(page.figures[found[1]]), page.text.partition("\n")[2].strip())
    )


def _linked(figure: Figure) -> str:
    return f"![{figure.alt}](pictures/{figure.file.name})"
