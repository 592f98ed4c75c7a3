"""What a list says of itself: 46 件中 41～46 件, 1 - 20 of 64, ページ 3 / 7, Loading…"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_TO = r"\s*(?:-|–|~|〜|から|to)\s*"
_COUNTED = r"\s*(?:件|名|人|ユーザー?|users|accounts|items|entries|rows)?\s*"
_OF = r"\s*(?:/|of)\s*"

COUNTERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<total>\d+){_COUNTED}中\D{{0,4}}(?P<first>\d+){_COUNTED}{_TO}(?P<last>\d+)",
        rf"(?P<total>\d+){_COUNTED}中\D{{0,4}}(?P<last>\d+){_COUNTED}(?:を|が|まで)?表示",
        rf"(?<!\d)(?P<first>\d+){_COUNTED}{_TO}(?P<last>\d+){_COUNTED}(?:/|of|\(?全)\s*(?P<total>\d+)",
        rf"全\s*(?P<total>\d+){_COUNTED}\D{{0,4}}(?P<first>\d+){_COUNTED}{_TO}(?P<last>\d+)",
        rf"(?:ページ|頁|\bpage)\s*:?\s*(?P<page>\d+){_OF}(?P<total>\d+)",
        rf"(?P<page>\d+){_OF}(?P<total>\d+)\s*(?:ページ|頁|pages?\b)",
        rf"\b(?:showing|first)\D{{0,12}}(?P<last>\d+){_COUNTED}of\s*(?P<total>\d+)",
    )
)

FIRST_ONLY = re.compile(
    r"最初の\s*\d+\s*[件名人](?:のみ|だけ|まで)?を?(?:表示|一覧)|\bonly the first \d+\b", re.IGNORECASE
)

STILL_LOADING = re.compile(r"(now )?loading\W*|読み?込み?中(です)?\W*", re.IGNORECASE)


def says_there_is_more(lines: Iterable[str]) -> str | None:
    """The line by which a list says that it goes on behind what it shows; None where none does."""
    for line in lines:
        if is_loading(line) or FIRST_ONLY.search(_flat(line)):
            return line
        if any(int(found.get("last") or found["page"]) < int(found["total"]) for found in _counted(line)):
            return line
    return None


def says_there_is_more_before(lines: Iterable[str]) -> str | None:
    """The line by which a list says that what it shows is not its beginning: 21 - 40 of 64."""
    return next(
        (
            line
            for line in lines
            if any(int(found.get("first") or found.get("page") or 1) > 1 for found in _counted(line))
        ),
        None,
    )


def _counted(line: str) -> Iterator[dict[str, str]]:
    text = _flat(line)
    return (found.groupdict() for counter in COUNTERS if (found := counter.search(text)))


def _flat(line: str) -> str:
    return unicodedata.normalize("NFKC", line).replace(",", "")


def is_loading(line: str | None) -> bool:
    """Whether that line says that the rest is already under way."""
    return line is not None and bool(STILL_LOADING.fullmatch(_flat(line)))
