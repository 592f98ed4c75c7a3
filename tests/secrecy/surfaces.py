"""Everything a person or a program could read in what was left behind: files opened as far as they open."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from PIL import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from flows.secrecy.forms import find

LONG_ENOUGH = 6
"""Characters of a secret that no compressed picture holds by accident; a shorter one is sought in text alone."""
EMBEDDED = re.compile(rb"data:image/png;base64,([A-Za-z0-9+/=]{100,})")


def found(places: Mapping[str, bytes], secrets: Mapping[str, str], but: Iterable[str] = ()) -> list[str]:
    """Where a secret stands, and which one, by its name; `but` are beginnings of the places that exist for it."""
    names, values = list(secrets), list(secrets.values())
    exempt = tuple(but)
    hits = []
    for place, data in places.items():
        if exempt and place.startswith(exempt):
            continue
        for part, text in readings(place, data):
            told = EMBEDDED.sub(b"", text) if _is_text(text) else b""
            for kind, sought in ((text, _long(values)), (told, _short(values))):
                for hit in find(kind, sought):
                    hits.append(f"{names[values.index(sought[hit.number])]} in {part} ({hit.form})")
    return hits


def _long(secrets: Iterable[str]) -> list[str]:
    return [secret for secret in secrets if len(secret) >= LONG_ENOUGH]


def _short(secrets: Iterable[str]) -> list[str]:
    return [secret for secret in secrets if len(secret) < LONG_ENOUGH]


def readings(place: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The data as it is, and what is in it where it is a picture, a PDF or an archive."""
    yield place, data
    for number, picture in enumerate(EMBEDDED.finditer(data), 1):
        yield from readings(f"{place} / picture {number}", base64.b64decode(picture[1]))
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from readings(f"{place} / {member}", archive.read(member))
    elif data.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            told = "\n".join(f"{key}: {value}" for key, value in picture.info.items())
        yield f"{place} / what it says of itself", told.encode("utf-8", "surrogateescape")
    elif data.startswith(b"%PDF"):
        yield f"{place} / its text", _pdf(data)


def _pdf(data: bytes) -> bytes:
    with suppress(PyPdfError):
        reader = PdfReader(io.BytesIO(data))
        said = [page.extract_text() for page in reader.pages]
        said += [f"{key}: {value}" for key, value in (reader.metadata or {}).items()]
        return "\n".join(said).encode("utf-8", "surrogatepass")
    return b""


def _is_text(data: bytes) -> bool:
    wide = data.count(b"\0") * 8 > len(data)
    return any(_decodes(data, how) for how in (("utf-16-le", "utf-16-be", "utf-8") if wide else ("utf-8",)))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
