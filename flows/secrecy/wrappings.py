"""What a text can be wrapped in so that no search for its letters finds it: base64, hex, UTF-16, compression."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Iterator

LARGEST = 64_000_000
"""Bytes that one compressed part may unfold to; a bomb is not unfolded."""

# From twelve letters on; a lone one of less is looked for as it is.
_RUN = re.compile(rb"[A-Za-z0-9+/_-](?:[A-Za-z0-9+/_-]|\r?\n(?=[A-Za-z0-9+/_-]{60,})){11,}")
_MIXED = re.compile(rb"[A-Z0-9+/_-]")
_HEX = re.compile(rb"[0-9A-Fa-f]{12,}")
_COMPRESSED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
_STANDARD = bytes.maketrans(b"-_", b"+/")


def unwrapped(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each kind of wrapping that the data holds somewhere, with everything that was in it."""
    for name, unwrap in _WAYS.items():
        if inside := unwrap(data):
            yield name, inside


def _base64(data: bytes) -> bytes:
    """Every run of base64 letters, read at each of the four places where it may begin."""
    parts: list[bytes] = []
    for run in _RUN.finditer(data):
        letters = run.group().translate(_STANDARD, b"\r\n")
        if not _MIXED.search(letters):
            continue
        parts += [decoded(letters[begin:]) for begin in range(4)]
    return b"\n\n".join(parts)


def decoded(letters: bytes) -> bytes:
    """Base64 without its padding, a last letter that holds no whole byte left out."""
    whole = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _hex(data: bytes) -> bytes:
    runs = (run.group() for run in _HEX.finditer(data))
    return b"\n\n".join(
        binascii.unhexlify(run[begin : len(run) - (len(run) - begin) % 2]) for run in runs for begin in (0, 1)
    )


def _utf16(data: bytes) -> bytes:
    """Data that is a wide text for the most part; a wide secret elsewhere is looked for as it is."""
    if data.count(b"\0") * 8 < len(data):
        return b""
    return b"\n\n".join(
        data[begin:].decode(encoding, "replace").encode("utf-8", "replace")
        for encoding in ("utf-16-le", "utf-16-be")
        for begin in (0, 1)
    )


def _compressed(data: bytes) -> bytes:
    """Gzip and zlib wherever they begin: bodies, PDF streams, PNG text, stored members."""
    parts = []
    for start in _COMPRESSED.finditer(data):
        stream = zlib.decompressobj(47)
        try:
            parts.append(stream.decompress(memoryview(data)[start.start() :], LARGEST))
        except zlib.error:
            continue
    return b"\n\n".join(parts)


def lone_base64(secret: bytes) -> tuple[bytes, ...]:
    """The secret's own base64 without its padding, as mail and as addresses write it."""
    ways = (base64.b64encode(secret).rstrip(b"="), base64.urlsafe_b64encode(secret).rstrip(b"="))
    return ways if ways[0] != ways[1] else ways[:1]


def standing_alone(letters: bytes) -> re.Pattern[bytes]:
    """These letters where they are no part of a longer run."""
    return re.compile(rb"(?<![A-Za-z0-9+/_-])" + re.escape(letters) + rb"(?![A-Za-z0-9+/_-])")


_WAYS: dict[str, Callable[[bytes], bytes]] = {
    "base64": _base64,
    "hex": _hex,
    "utf-16": _utf16,
    "compressed": _compressed,
}
