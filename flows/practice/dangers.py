"""ASP.NET's request validation: which values it takes for an attack, and how it words that."""

from __future__ import annotations

import re
from collections.abc import Iterable

_DANGEROUS = re.compile(r"<[A-Za-z!/?]|&#")


class Dangerous(Exception):
    """A value that ASP.NET refuses before the page sees it."""


def refuse_dangerous(kind: str, values: Iterable[tuple[str, str]]) -> None:
    """Raise for the first value with `<` before a letter, !, / or ?, or with `&#`.

    As the original does, the message quotes what stands around the find, whatever field it was in.
    """
    for name, value in values:
        if name.startswith("__"):
            continue
        if found := _DANGEROUS.search(value):
            begin = max(found.start() - 10, 0)
            excerpt = ("..." if begin else "") + value[begin : begin + 20]
            excerpt += "..." if begin + 20 < len(value) else ""
            raise Dangerous(
                f"A potentially dangerous Request.{kind} value was detected from the client "
                f'({name}="{excerpt}").'
            )
