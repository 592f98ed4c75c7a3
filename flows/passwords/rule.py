"""A rule for passwords as a record, the site's five levels, and what a password breaks."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import SecretStr


class Kind(StrEnum):
    """The classes of characters that rules count or forbid, in the words that a fault uses."""

    LOWER = "lower-case letter"
    UPPER = "capital letter"
    DIGIT = "digit"
    SYMBOL = "symbol"

    @property
    def characters(self) -> str:
        return CHARACTERS[self]


CHARACTERS = {
    Kind.LOWER: string.ascii_lowercase,
    Kind.UPPER: string.ascii_uppercase,
    Kind.DIGIT: string.digits,
    Kind.SYMBOL: string.punctuation,
}
LETTER = (Kind.LOWER, Kind.UPPER)


@dataclass(frozen=True)
class Need:
    """At least so many characters out of these kinds together."""

    kinds: tuple[Kind, ...]
    at_least: int = 1

    def __str__(self) -> str:
        words = "letter" if set(self.kinds) == set(LETTER) else " or ".join(self.kinds)
        return f"{self.at_least} {words}{'s' if self.at_least > 1 else ''}"

    def counted(self, password: str) -> int:
        return sum(password.count(character) for kind in self.kinds for character in kind.characters)


@dataclass(frozen=True)
class Rule:
    """What one page asks of a password; lengths in characters. `unread` keeps what nobody could read."""

    shortest: int = 3
    longest: int = 30
    needs: tuple[Need, ...] = ()
    different_kinds: int = 0
    forbidden: frozenset[Kind] = frozenset()
    unread: tuple[str, ...] = ()

    def faults(self, password: str) -> list[str]:
        """What the password breaks, in words that never repeat it."""
        found = []
        length = len(password)
        if length < self.shortest:
            found.append(f"is {counted(length)} long, at least {self.shortest} are asked for")
        if length > self.longest:
            found.append(f"is {counted(length)} long, at most {self.longest} are allowed")
        found += [
            f"has {got} of at least {need}"
            for need in self.needs
            if (got := need.counted(password)) < need.at_least
        ]
        kinds = sum(Need((kind,)).counted(password) > 0 for kind in Kind)
        if kinds < self.different_kinds:
            found.append(f"mixes {kinds} kinds of characters, at least {self.different_kinds} are asked for")
        found += [
            f"contains a {kind}, which this domain does not allow"
            for kind in Kind
            if kind in self.forbidden and Need((kind,)).counted(password)
        ]
        return found


def counted(length: int) -> str:
    return f"{length} character" + ("s" if length != 1 else "")


def at_least(count: int, *kinds: Kind) -> Need:
    return Need(kinds, count)


class Level(StrEnum):
    """Domain > User Login Settings > Password Strength."""

    WEAK = "Weak"
    SIMPLE = "Simple"
    MODERATE = "Moderate"
    STRONG = "Strong"
    EXTREME = "Extreme"


LEVELS: dict[Level, Rule] = {
    Level.WEAK: Rule(3),
    Level.SIMPLE: Rule(6, needs=(at_least(1, *LETTER), at_least(1, Kind.DIGIT, Kind.SYMBOL))),
    Level.MODERATE: Rule(
        6, needs=(at_least(1, Kind.LOWER), at_least(1, Kind.DIGIT), at_least(1, Kind.SYMBOL, Kind.UPPER))
    ),
    Level.STRONG: Rule(8, needs=tuple(at_least(1, kind) for kind in Kind)),
    Level.EXTREME: Rule(8, needs=tuple(at_least(2, kind) for kind in Kind)),
}
"""The vendor's five levels; the page shows the one that is set as a sentence."""

WEBMAIL = Rule(3, 30)
"""パスワードの長さは半角英数字で3文字以上30文字以下が必須です。空白文字は使用できません。(2-1-3)"""


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf"} and not character.isspace()


NEVER: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("is empty", lambda text: not text),
    ("contains white space", lambda text: any(map(str.isspace, text))),
    (
        "contains control characters",
        lambda text: any(map(_is_control, text)),
    ),
    (
        "contains full-width or other characters beyond half-width letters, digits and symbols",
        lambda text: any(c > "~" and not c.isspace() and not _is_control(c) for c in text),
    ),
    ("contains an asterisk, which the site does not allow", lambda text: "*" in text),
    (
        "contains < before a letter, !, / or ?, or &#: ASP.NET pages turn such input away",
        lambda text: re.search(r"<[A-Za-z!/?]|&#", text) is not None,
    ),
)
"""What no page of the site takes, whatever its sentence says. 半角英数字 is not enforced to the letter: the
stronger levels demand symbols."""


def faults(password: str | SecretStr, rules: Iterable[Rule] = (WEBMAIL,)) -> list[str]:
    """Everything that speaks against a password under all these rules, each said once, never repeating it."""
    text = password.get_secret_value() if isinstance(password, SecretStr) else password
    found = [says for says, broken in NEVER if broken(text)]
    for rule in rules:
        found += [says for says in rule.faults(text) if says not in found]
    return found
