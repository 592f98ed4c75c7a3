"""Every form in which a secret can appear: `find` says whether and how, `cover` takes it out.

Plain, escaped for an address, a form, HTML, JSON or a script, these inside one another, base64 alone and
within a longer base64 text such as a view state, hex, UTF-16, compressed. `cover` does not share its
reading with `find`, so what one overlooks the other shows.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from flows.secrecy.escapes import spelling, unescaped
from flows.secrecy.wrappings import decoded, lone_base64, standing_alone, unwrapped

COVER = b"********"
SHORTEST = 3
"""Characters of the shortest password that a mail domain takes; what is shorter is no secret but a letter."""
_LAYERS = 3
_ESCAPES = (
    ("script",),
    ("html", "script"),
    ("address", "html"),
    ("address", "script"),
    ("any", "any", "any", "any"),
)
"""Layers to take off, outermost first. One kind alone, too: a secret's own backslash or % may stand before them."""
_WIDE = ("utf-16-le", "utf-16-be")


@dataclass(frozen=True)
class Hit:
    """Which of the secrets was found (its number, never itself), in what form, and how often."""

    number: int
    form: str
    times: int


def find(data: bytes, secrets: Iterable[str]) -> list[Hit]:
    """Each secret that the data holds, with the form it has there."""
    sought = [(number, secret) for number, secret in enumerate(secrets) if len(secret) >= SHORTEST]
    hits: dict[tuple[int, str], int] = {}
    for form, view in _views(data, _LAYERS):
        for number, secret in sought:
            for way, text in _ways(secret, form):
                if text in view:
                    hits.setdefault((number, way), view.count(text))
            if " " in secret and (typed := _ways(secret.replace("+", " "), form)[0][1]) in view.replace(
                b"+", b" "
            ):
                hits.setdefault((number, form), view.replace(b"+", b" ").count(typed))
    for number, secret in sought:
        for letters in lone_base64(secret.encode("utf-8", "surrogatepass")):
            if letters in data and (times := len(standing_alone(letters).findall(data))):
                hits.setdefault((number, "base64"), times)
    return [Hit(number, form, times) for (number, form), times in hits.items()]


def _views(data: bytes, layers: int, form: str = "plain") -> Iterator[tuple[str, bytes]]:
    """The data as it is, with escapes taken off layer by layer, and with wrappings opened, one in another."""
    yield form, data
    name, level = f"{form}, escaped" if form != "plain" else "escaped", data
    for kinds in _ESCAPES:
        level = data
        for kind in kinds:
            plainer = unescaped(level, kind)
            if plainer == level:
                break
            level = plainer
            yield name, level
    if layers > 1:
        for wrapping, inside in unwrapped(data):
            yield from _views(inside, layers - 1, wrapping if form == "plain" else f"{wrapping} in {form}")
        if level is not data:
            for wrapping, inside in unwrapped(level):
                yield from _views(inside, layers - 2, f"{wrapping} in {name}")


@lru_cache(4096)
def _ways(secret: str, form: str) -> list[tuple[str, bytes]]:
    """The secret, what taking escapes off makes of one that looks escaped itself, and its wide forms."""
    levels = [secret.encode("utf-8", "surrogatepass")]
    while (plainer := unescaped(levels[-1])) != levels[-1] and len(plainer) >= SHORTEST:
        levels.append(plainer)
    wide = [
        (f"{encoding}{'' if form == 'plain' else f' in {form}'}", secret.encode(encoding, "surrogatepass"))
        for encoding in _WIDE
    ]
    return [*((form, level) for level in levels), *wide]


def cover(data: bytes, secrets: Iterable[str]) -> bytes:
    """The data with every secret starred out in the text forms, inside base64 and hex, and in UTF-16.

    Base64 keeps its length and stays valid. What is compressed must be opened first: `find` tells where
    something is left.
    """
    for secret in longest_first(secrets):
        data = _pattern(secret).sub(COVER, data)
        for letters in lone_base64(secret.encode("utf-8", "surrogatepass")):
            if letters in data:
                data = standing_alone(letters).sub(_starred_base64, data)
        for encoding in _WIDE:
            wide = secret.encode(encoding, "surrogatepass")
            data = data.replace(wide, ("*" * (len(wide) // 2)).encode(encoding))
    return _cover_runs(data, tuple(longest_first(secrets)))


def cover_text(text: str, secrets: Iterable[str]) -> str:
    """The same for a text."""
    encoded = text.encode("utf-8", "surrogatepass")
    covered = cover(encoded, secrets)
    return text if covered == encoded else covered.decode("utf-8", "surrogatepass")


def longest_first(secrets: Iterable[str]) -> list[str]:
    """Longest first: a secret that holds another is covered whole."""
    return sorted({secret for secret in secrets if len(secret) >= SHORTEST}, key=len, reverse=True)


@lru_cache(4096)
def _pattern(secret: str) -> re.Pattern[bytes]:
    return spelling(secret)


def _starred_base64(found: re.Match[bytes]) -> bytes:
    return base64.b64encode(b"*" * len(found.group()))[: len(found.group())]


_LETTER = rb"(?:[A-Za-z0-9+/_-]|%(?:25)*2[BbFf]|\\/|\\u002[BbFf]|&#4[37];|&#x2[BbFf];)"
_WRAP = rb"(?:\r?\n|\\r?\\n)"
_RUN = re.compile(rb"%s(?:%s|%s(?=[A-Za-z0-9+/_-]{4})){5,}" % (_LETTER, _LETTER, _WRAP))
_PIECE = re.compile(rb"(%s)|%s" % (_LETTER, _WRAP))


def _cover_runs(data: bytes, secrets: tuple[str, ...]) -> bytes:
    return _RUN.sub(lambda run: _cover_run(run.group(), secrets), data) if secrets else data


def _cover_run(run: bytes, secrets: tuple[str, ...]) -> bytes:
    """One run of base64 (or hex) letters: decode at each place where it may begin, star out, put back."""
    pieces = [(piece.group(), piece.group(1) is not None) for piece in _PIECE.finditer(run)]
    places = [at for at, (_, letter) in enumerate(pieces) if letter]
    letters = b"".join(_letter(pieces[at][0]) for at in places)
    changed = letters
    for begin in range(4):
        inside = decoded(changed[begin:])
        covered = _cover_bytes(inside, secrets)
        if covered != inside:
            again = base64.b64encode(covered).rstrip(b"=")
            changed = changed[:begin] + again + changed[begin + len(again) :]
    if changed == letters:
        return _cover_hex(run, secrets)
    spelled = [text for text, _ in pieces]
    for at, before, after in zip(places, letters, changed, strict=True):
        if before != after:
            spelled[at] = _as_spelled(after, spelled[at], run)
    return b"".join(spelled)


def _cover_bytes(inside: bytes, secrets: tuple[str, ...]) -> bytes:
    for secret in secrets:
        inside = _pattern(secret).sub(lambda hit: b"*" * len(hit.group()), inside)
        for encoding in _WIDE:
            wide = secret.encode(encoding, "surrogatepass")
            inside = inside.replace(wide, ("*" * (len(wide) // 2)).encode(encoding))
    return inside


def _cover_hex(run: bytes, secrets: tuple[str, ...]) -> bytes:
    for secret in secrets:
        for encoding in ("utf-8", *_WIDE):
            digits = secret.encode(encoding, "surrogatepass").hex().encode()
            for way in (digits, digits.upper()):
                run = run.replace(way, b"2a" * (len(way) // 2))
    return run


def _letter(spelled: bytes) -> bytes:
    """A base64 letter as standard base64 writes it."""
    plain = unescaped(unescaped(spelled)) if len(spelled) > 1 else spelled
    return {b"-": b"+", b"_": b"/"}.get(plain, plain)


def _as_spelled(letter: int, before: bytes, run: bytes) -> bytes:
    """The new letter in the manner of the old one."""
    if before.startswith(b"%"):
        return before[:-2] + b"%02X" % letter
    if letter in b"+/" and b"%2" in run:
        return b"%%%02X" % letter
    if letter in b"+/" and re.search(rb"[-_]", run):
        return b"-" if letter == ord("+") else b"_"
    return bytes([letter])
