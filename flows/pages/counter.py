"""What a list says of itself: 46 件中 41～46 件, 1 - 20 of 64, ページ 3 / 7, Loading…"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_TO = r"\s*(?:-|–|~|〜|から|to)\s*"
_COUNTED = r"\s*(?:件|名|人|ユーザー?|users|accounts|items|entries|rows)?\s*"

COUNTERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<total>\d+){_COUNTED}中\D{{0,4}}\d+{_COUNTED}{_TO}(?P<last>\d+)",
        rf"\d+{_COUNTED}{_TO}(?P<last>\d+){_COUNTED}(?:/|of|\(?全)\s*(?P<total>\d+)",
        r"(?:ページ|頁|\bpage)\s*(?P<last>\d+)\s*(?:/|of)\s*(?P<total>\d+)",
        r"(?P<last>\d+)\s*(?:/|of)\s*(?P<total>\d+)\s*(?:ページ|頁|pages?\b)",
    )
)

STILL_LOADING = re.compile(r"(now )?loading\W*|読み?込み?中(です)?\W*", re.IGNORECASE)


def says_there_is_more(lines: Iterable[str]) -> str | None:
    """The line by which a list says that it goes on behind what it shows; None where none does."""
    for line in lines:
        if is_loading(line):
            return line
        text = unicodedata.normalize("NFKC", line).replace(",", "")
        for counter in COUNTERS:
            found = counter.search(text)
            if found and int(found["last"]) < int(found["total"]):
                return line
    return None


def is_loading(line: str | None) -> bool:
    """Whether that line says that the rest is already under way."""
    return line is not None and bool(STILL_LOADING.fullmatch(unicodedata.normalize("NFKC", line)))
