"""Japanese that can be searched and copied.

Noto draws 山 and its radical ⼭ with one glyph, and Chromium notes the radical as the glyph's meaning: on paper
all is well, but a search for 山田 finds nothing. The meanings are put right in the finished PDF.
"""

from __future__ import annotations

import re
import unicodedata

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, StreamObject

RADICALS = r"2[EF][0-9A-F]{2}"  # U+2E80 to U+2FDF, CJK and Kangxi radicals
ONE_GLYPH = re.compile(rf"^(<[0-9A-F]+> )<({RADICALS})>$", re.M)


def name_characters_rightly(writer: PdfWriter) -> None:
    """Replaces each radical in the fonts' glyph meanings by the character that people write."""
    for thing in writer._objects:
        meanings = thing.get("/ToUnicode") if isinstance(thing, DictionaryObject) else None
        stream = meanings.get_object() if meanings is not None else None
        if isinstance(stream, StreamObject):
            said = stream.get_data().decode("latin-1")
            rightly = ONE_GLYPH.sub(_written, said)
            if rightly != said:
                stream.set_data(rightly.encode("latin-1"))


def _written(line: re.Match[str]) -> str:
    character = unicodedata.normalize("NFKC", chr(int(line[2], 16)))
    return f"{line[1]}<{character.encode('utf-16-be').hex().upper()}>"
