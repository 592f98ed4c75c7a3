"""Secrets as hard as they come, and every form in which programs write them down."""

from __future__ import annotations

import base64
import gzip
import html
import json
import urllib.parse
import zlib
from collections.abc import Callable

ACCEPTED = ('%+"', "Tr\"ick&'%+/=7>q_<1x", "&lt;%41\\u0041+/==\\\"'<>&%2B-x")
"""3 and up to 30 characters of what the site's rules allow: no space, no asterisk, nothing beyond ASCII."""
REFUSED = (
    "パスワード秘密",
    "has spaces & < > \" ' % + / =",
    "ｆｕｌｌ幅😀と空白 end",
    "Thirty-one+characters/are=too%1",
)
SECRETS = ACCEPTED + REFUSED


def _html_numbers(text: str) -> str:
    return "".join(f"&#{ord(one)};" for one in text)


def _html_hex(text: str) -> str:
    return "".join(f"&#x{ord(one):X};" for one in text)


def _script_units(text: str) -> str:
    return (
        json.dumps(text)
        .replace("<", "\\u003c")
        .replace(">", "\\u003E")
        .replace("&", "\\u0026")
        .replace("'", "\\u0027")
    )


def _script_short(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"').replace("/", "\\/")


def _within(text: bytes, before: int) -> bytes:
    return base64.b64encode(
        b"\xff\x01x"[:before] + b"/wEPDwUK" + b"\x05" + text + b"\x00tail of a view state"
    )


FORMS: dict[str, Callable[[str], bytes]] = {
    "plain": lambda text: text.encode(),
    "address": lambda text: urllib.parse.quote(text, safe="").encode(),
    "address, lower hex": lambda text: _lower_hex(urllib.parse.quote(text, safe="")).encode(),
    "address, every byte": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()).encode(),
    "encodeURIComponent": lambda text: urllib.parse.quote(text, safe="-_.!~*'()").encode(),
    "form": lambda text: urllib.parse.quote_plus(text).encode(),
    "address twice": lambda text: urllib.parse.quote(urllib.parse.quote(text, safe="")).encode(),
    "HTML": lambda text: html.escape(text).encode(),
    "HTML, decimal": lambda text: _html_numbers(text).encode(),
    "HTML, hex": lambda text: _html_hex(text).encode(),
    "HTML twice": lambda text: html.escape(html.escape(text)).encode(),
    "HTML in an address": lambda text: urllib.parse.quote(html.escape(text), safe="").encode(),
    "JSON": lambda text: json.dumps(text)[1:-1].encode(),
    "JSON, as it is": lambda text: json.dumps(text, ensure_ascii=False)[1:-1].encode(),
    "JSON in JSON": lambda text: json.dumps(json.dumps(text))[3:-3].encode(),
    "script, units": lambda text: _script_units(text)[1:-1].encode(),
    "script, short": lambda text: _script_short(text).encode(),
    "script, bytes": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()).encode(),
    "repr": lambda text: repr(text)[1:-1].encode(),
    "base64 alone": lambda text: base64.b64encode(text.encode()),
    "base64 of the web": lambda text: base64.urlsafe_b64encode(text.encode()).rstrip(b"="),
    **{f"base64 at {at}": (lambda text, at=at: _within(text.encode(), at)) for at in range(3)},  # type: ignore[misc]
    "base64 in a form": lambda text: urllib.parse.quote_plus(_within(text.encode(), 1)).encode(),
    "base64 of the web, within": lambda text: _within(text.encode(), 2).translate(
        bytes.maketrans(b"+/", b"-_")
    ),
    "base64 of UTF-16": lambda text: _within(text.encode("utf-16-le"), 1),
    "base64 of a form": lambda text: _within(urllib.parse.quote_plus(text).encode(), 0),
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: text.encode("utf-16-be"),
    "hex": lambda text: b"00ff" + text.encode().hex().encode() + b"00ff",
}
COMPRESSED: dict[str, Callable[[str], bytes]] = {
    "gzip": lambda text: gzip.compress(b"before " + text.encode() + b" after"),
    "zlib": lambda text: zlib.compress(b"before " + text.encode() + b" after"),
    "gzip in base64": lambda text: base64.b64encode(gzip.compress(b"some more " + text.encode())),
}


def _lower_hex(quoted: str) -> str:
    pieces = quoted.split("%")
    return pieces[0] + "".join("%" + piece[:2].lower() + piece[2:] for piece in pieces[1:])
