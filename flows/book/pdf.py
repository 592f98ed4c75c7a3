"""From HTML to A4 by the browser itself: printed twice, so that the contents know the pages."""

from __future__ import annotations

import html
import io
import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination, DictionaryObject, NameObject, TextStringObject

from flows.errors import FlowsError
from flows.handouts.characters import name_characters_rightly
from flows.pages.site import Site

# Chromium counts its objects otherwise than pypdf; every finished PDF would be met with that warning.
logging.getLogger("pypdf").setLevel(logging.ERROR)

HEADING = re.compile(r"<h[1-4][^>]*>(.*?)</h[1-4]>", re.DOTALL)


class PagesMoved(FlowsError):
    """The contents name other pages than the headings stand on. Nothing was written."""

    exit_code = 3


def printed(site: Site, document: Callable[[Mapping[str, int]], str]) -> bytes:
    """The document as PDF with bookmarks, tags and page numbers. The page runs no script and reaches no network."""
    context = site.browser.new_context(java_script_enabled=False, offline=True, locale=site.settings.locale)
    try:
        page = context.new_page()

        def print_it(at: Mapping[str, int]) -> bytes:
            text = document(at)
            page.set_content(text, wait_until="load", timeout=120_000)
            pdf = page.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)
            return _finished(pdf, [html.unescape(heading.strip()) for heading in HEADING.findall(text)])

        at = bookmarks(print_it({}))
        pdf = print_it(at)
        if bookmarks(pdf) != at:
            raise PagesMoved("The headings moved when the contents were filled in.")
    finally:
        context.close()
    return pdf


def bookmarks(pdf: bytes) -> dict[str, int]:
    """Each heading of the book and the page that it stands on, from 1."""
    reader = PdfReader(io.BytesIO(pdf))

    def walk(entries: list[Any]) -> dict[str, int]:
        found: dict[str, int] = {}
        for entry in entries:
            if isinstance(entry, list):
                found |= walk(entry)
            elif isinstance(entry, Destination):
                found.setdefault(str(entry.title), (reader.get_destination_page_number(entry) or 0) + 1)
        return found

    return walk(reader.outline)


def _finished(pdf: bytes, headings: list[str]) -> bytes:
    """Japanese that can be searched, bookmarks as the headings read, and no word about the program that printed it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    name_characters_rightly(writer)
    for thing in writer._objects:
        if isinstance(thing, DictionaryObject) and "/Title" in thing and "/Parent" in thing:
            thing[NameObject("/Title")] = TextStringObject(rightly(str(thing["/Title"]), headings))
    title = writer.metadata.title if writer.metadata else None
    writer.metadata = None
    writer.add_metadata({"/Title": title or ""})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def rightly(title: str, headings: list[str]) -> str:
    """The heading that a bookmark means: Chromium doubles one that begins a page, and drops spaces at line ends."""
    flat = "".join(title.split())
    for heading in headings:
        if flat in ("".join(heading.split()), 2 * "".join(heading.split())):
            return heading
    return title
