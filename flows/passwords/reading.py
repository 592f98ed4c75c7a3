"""How one reading takes its words out of a clause; shared by the two languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from flows.passwords.rule import LETTER, Kind, Need, Rule

Reading = Callable[[Rule, str], tuple[Rule, str]]

KINDS: dict[str, tuple[Kind, ...]] = {
    "lower": (Kind.LOWER,),
    "upper": (Kind.UPPER,),
    "digit": (Kind.DIGIT,),
    "symbol": (Kind.SYMBOL,),
    "letter": LETTER,
}
TAKEN = " \N{BULLET} "
"""Stands where a clause was understood, so that the words on both sides do not run together."""


def bound(pattern: str, *, shortest: int | None = None, longest: int | None = None) -> Reading:
    """A length in the pattern's groups `low` and `high`; the offsets turn "more than 7" into "at least 8"."""

    def read(rule: Rule, plain: str) -> tuple[Rule, str]:
        for found in re.finditer(pattern, plain):
            numbers = found.groupdict()
            if low := numbers.get("low"):
                rule = replace(rule, shortest=max(rule.shortest, int(low) + (shortest or 0)))
            if high := numbers.get("high"):
                rule = replace(rule, longest=int(high) + (longest or 0))
        return rule, re.sub(pattern, TAKEN, plain)

    return read


def needing(rule: Rule, *needs: Need) -> Rule:
    """The rule with these needs too; where two ask the same kinds, the greater number stands."""
    merged = {need.kinds: need for need in rule.needs}
    for need in needs:
        known = merged.get(need.kinds)
        merged[need.kinds] = need if known is None or need.at_least > known.at_least else known
    return replace(rule, needs=tuple(merged.values()))
