"""What a reader finds on the printed sheets: user names and passwords, out of the PDF's own text.

Two faces tell them from everything else: passwords alone are set in JetBrains Mono Medium, and the last
text in JetBrains Mono Regular before one is the user name it belongs to.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Any, cast

from pydantic import SecretStr
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, NameObject

PASSWORD_FACE = "JetBrainsMono-Medium"
NAME_FACE = "JetBrainsMono-Regular"
OTHER = DictionaryObject(
    {
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    }
)


def read_back(pdf: bytes, passphrase: SecretStr | None = None) -> list[tuple[str, str]]:
    """User name and password of every sheet, in order, exactly as they stand on the paper."""
    reader = PdfReader(io.BytesIO(pdf), password=passphrase.get_secret_value() if passphrase else None)
    return [pair for page in reader.pages for pair in _pairs(page)]


def _pairs(page: PageObject) -> Iterator[tuple[str, str]]:
    name = ""
    for face, text in _runs(page):
        if face == NAME_FACE:
            name = text
        elif face == PASSWORD_FACE:
            yield name, text


def _runs(page: PageObject) -> list[tuple[str, str]]:
    """The page's text in drawing order, one piece as long as the face stays the same."""
    _forget_other_fonts(page)
    pieces: list[tuple[str, str]] = []

    def note(text: str, _cm: Any, _tm: Any, font: dict[str, Any] | None, _size: float) -> None:
        if text.strip("\n"):
            pieces.append((_face(font), text.strip("\n")))

    page.extract_text(visitor_text=note)
    return [
        (face, "".join(text for _, text in run)) for face, run in groupby(pieces, key=lambda piece: piece[0])
    ]


def _forget_other_fonts(page: PageObject) -> None:
    """Japanese comes in dozens of small fonts a page, and reading what they mean takes most of the time."""
    fonts = cast(DictionaryObject, cast(DictionaryObject, page["/Resources"])["/Font"])
    for name, font in fonts.items():
        if _face(font.get_object()) not in (PASSWORD_FACE, NAME_FACE):
            fonts[NameObject(name)] = OTHER


def _face(font: Any) -> str:
    return str((font or {}).get("/BaseFont", "")).rpartition("+")[2]
