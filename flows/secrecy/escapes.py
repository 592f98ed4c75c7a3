"""How a text is spelled where it is escaped: in an address, a form, HTML, JSON, JavaScript, one inside another.

Two ways that know nothing of each other, so that one can prove the other: `spelling` is a pattern that fits
every spelling of a text, to cover it; `unescaped` takes one layer of escapes off, to look for it.
"""

from __future__ import annotations

import re
from html.entities import html5

_NAMES: dict[str, list[str]] = {}
for _name, _characters in html5.items():
    if _name.endswith(";"):
        _NAMES.setdefault(_characters, []).append(_name[:-1])

_HEX_BYTE = r"(?:%(?:25)*|\\+x)"
_AMPERSAND = r"(?:&|%(?:25)*26|\\+u0026|\\+x26)(?:amp(?:;|%(?:25)*3[Bb]))*"
_SEMICOLON = r"(?:;|%(?:25)*3[Bb])?"
_HASH = r"(?:#|%(?:25)*23)"


def spelling(text: str) -> re.Pattern[bytes]:
    """A pattern for every spelling of a text: each character plain or escaped, however its neighbours are."""
    return re.compile("".join(_character(one) for one in text).encode("utf-8"))


def _character(one: str) -> str:
    plain = r"\\+" if one == "\\" else ("" if one.isalnum() else r"\\*") + re.escape(one)
    number = ord(one)
    as_bytes = "".join(f"{_HEX_BYTE}{_either_case(byte, 2)}" for byte in one.encode("utf-8", "surrogatepass"))
    as_units = "".join(rf"\\+u{_either_case(unit, 4)}" for unit in _utf16_units(one))
    ways = [
        as_bytes,
        as_units,
        rf"\\+U{_either_case(number, 8)}",
        rf"\\+u\{{0*{_either_case(number, 0)}\}}",
        rf"{_AMPERSAND}{_HASH}0*{number}(?!\d){_SEMICOLON}",
        rf"{_AMPERSAND}{_HASH}[xX]0*{_either_case(number, 0)}(?![0-9A-Fa-f]){_SEMICOLON}",
        *(f"{_AMPERSAND}{name}{_SEMICOLON}" for name in _NAMES.get(one, ())),
        *([rf"\\+x{_either_case(number, 2)}"] if 0x7F < number < 0x100 else []),
        *([r"\+"] if one == " " else []),
        plain,
    ]
    return f"(?:{'|'.join(ways)})"


def _either_case(number: int, width: int) -> str:
    return "".join(
        f"[{digit.upper()}{digit}]" if digit.isalpha() else digit for digit in f"{number:0{width}x}"
    )


def _utf16_units(one: str) -> list[int]:
    encoded = one.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(encoded[at : at + 2], "big") for at in range(0, len(encoded), 2)]


_KINDS = {
    "script": (
        rb"(?P<slash>\\\\)"
        rb"|(?P<units>(?:\\u[0-9A-Fa-f]{4})+)"
        rb"|\\u\{(?P<point>[0-9A-Fa-f]{1,6})\}"
        rb"|\\U(?P<long>[0-9A-Fa-f]{8})"
        rb"|(?P<octets>(?:\\x[0-9A-Fa-f]{2})+)"
        rb"|\\(?P<mark>[\"'/<>&%=+`$;:,.!?@#(){}\[\]|~^*-])"
    ),
    "address": rb"(?P<bytes>%[0-9A-Fa-f]{2})",
    "html": (
        rb"&#(?P<decimal>\d{1,7});?"
        rb"|&#[xX](?P<hex>[0-9A-Fa-f]{1,6});?"
        rb"|&(?P<name>[A-Za-z][A-Za-z0-9]{1,30};)"
    ),
}
_ESCAPED = {"any": re.compile(b"|".join(_KINDS.values()))} | {
    kind: re.compile(pattern) for kind, pattern in _KINDS.items()
}


def unescaped(data: bytes, kind: str = "any") -> bytes:
    """The data with one layer of escapes taken off: `script`, `address`, `html` or any of them."""
    return _ESCAPED[kind].sub(_plain, data)


def _plain(found: re.Match[bytes]) -> bytes:
    kind, text = found.lastgroup, found.group(found.lastgroup or 0)
    match kind:
        case "bytes":
            return bytes.fromhex(text[1:].decode())
        case "octets":
            return _octets(bytes.fromhex(text.replace(rb"\x", b"").decode()))
        case "units":
            digits = text.replace(rb"\u", b"").decode()
            return bytes.fromhex(digits).decode("utf-16-be", "replace").encode()
        case "decimal":
            return _point(int(text))
        case "hex" | "point" | "long":
            return _point(int(text, 16))
        case "name":
            return html5.get(text.decode(), "").encode() or found.group()
        case "mark":
            return text
        case _:
            return b"\\"


def _octets(octets: bytes) -> bytes:
    """Bytes where they are a text's UTF-8, else characters of their own, as a program's repr has them."""
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("latin-1").encode()
    return octets


def _point(number: int) -> bytes:
    return chr(number).encode("utf-8", "replace") if number <= 0x10FFFF else b""
