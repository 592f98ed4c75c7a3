"""The logo and the picture, as they go into the document itself; looked at before anything else is done."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

from flows.errors import InputError
from flows.paper import data_uri

KINDS = {".png": "image/png", ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
SVG = "{http://www.w3.org/2000/svg}svg"
MOST = 2_000_000
"""Bytes; the file of sheets holds it whole."""


def image(path: Path | None, what: str) -> str:
    """The file as a data URI, empty for no file.

    Raises InputError in one sentence, beginning with `what`, for a file that cannot be read, is too large or is
    not the picture that its name says: a browser would print nothing there.
    """
    if path is None:
        return ""
    named = f"{what} {path}"
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise InputError(f"{named} is none of {', '.join(KINDS)}.")
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise InputError(f"{named} cannot be read: {fault.strerror}.") from None
    if len(content) > MOST:
        raise InputError(f"{named} has {len(content):,} bytes, and the sheets take {MOST:,} at most.")
    if not _is(kind, content):
        raise InputError(f"{named} is not a picture of that kind, or is damaged.")
    return data_uri(kind, content)


def _is(kind: str, content: bytes) -> bool:
    try:
        if kind == "image/svg+xml":
            return ElementTree.fromstring(content).tag == SVG
        with Image.open(io.BytesIO(content), formats=[kind.removeprefix("image/").upper()]) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True
