"""A new password: random, unmistakable on paper, and good enough for the strictest level."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from itertools import pairwise

from pydantic import SecretStr

from flows.errors import InputError
from flows.passwords.rule import WEBMAIL, Kind, Rule, faults

LOOK_ALIKES = frozenset("0Oo1lI2Z5S8B")

ALPHABET: dict[Kind, str] = {
    kind: "".join(c for c in characters if c not in LOOK_ALIKES)
    for kind, characters in {
        Kind.LOWER: Kind.LOWER.characters,
        Kind.UPPER: Kind.UPPER.characters,
        Kind.DIGIT: Kind.DIGIT.characters,
        Kind.SYMBOL: "!_@.#+-",
    }.items()
}
"""Symbols that ASP.NET request validation, CSV and a printed sheet all leave alone."""

AT_LEAST = 2
"""Of each kind: the level Extreme."""


def generate(length: int = 16, rules: Iterable[Rule] = (WEBMAIL,)) -> SecretStr:
    """Make one password of this many characters that meets every rule.

    It begins and ends with a letter or a digit (a spreadsheet reads a first =, +, - or @ as a formula, a
    reader takes a last full stop for the sentence's), and no character stands twice in a row.

    Raises InputError where the rules leave no such password at this length.
    """
    rules = tuple(rules)
    wanted = _counts(rules)
    if sum(wanted.values()) > length or _impossible(length, rules):
        raise InputError(
            f"no password of {length} characters can meet the site's rule; {_span(rules, wanted)}"
        )
    alphabet = "".join(ALPHABET[kind] for kind in wanted)
    chance = secrets.SystemRandom()
    while True:
        drawn = [secrets.choice(ALPHABET[kind]) for kind, count in wanted.items() for _ in range(count)]
        drawn += [secrets.choice(alphabet) for _ in range(length - len(drawn))]
        chance.shuffle(drawn)
        password = "".join(drawn)
        if _reads_well(password) and not faults(password, rules):
            return SecretStr(password)


def _counts(rules: tuple[Rule, ...]) -> dict[Kind, int]:
    """How many of each kind are drawn on purpose: two, or what the rules ask beyond that."""
    barred = frozenset[Kind]().union(*(rule.forbidden for rule in rules))
    counts = {kind: AT_LEAST for kind in Kind if kind not in barred}
    for need in (need for rule in rules for need in rule.needs):
        usable = [kind for kind in need.kinds if kind in counts]
        missing = need.at_least - sum(counts[kind] for kind in usable)
        if missing > 0 and not usable:
            raise InputError(f"the site asks for {need} and forbids it at once")
        if missing > 0:
            counts[usable[0]] += missing
    return counts


def _impossible(length: int, rules: tuple[Rule, ...]) -> bool:
    kinds = len(_counts(rules))
    return any(not rule.shortest <= length <= rule.longest or kinds < rule.different_kinds for rule in rules)


def _span(rules: tuple[Rule, ...], wanted: dict[Kind, int]) -> str:
    shortest = max([sum(wanted.values()), *(rule.shortest for rule in rules)])
    longest = min(rule.longest for rule in rules) if rules else 30
    return f"choose a length from {shortest} to {longest}"


def _reads_well(password: str) -> bool:
    ends = password[0] + password[-1]
    return ends.isalnum() and all(one != other for one, other in pairwise(password))
