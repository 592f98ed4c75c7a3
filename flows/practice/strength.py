"""The five password strengths a mail domain can ask for, each with the sentence the console shows."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from dataclasses import dataclass

LONGEST = 30
"""Characters; no level accepts more."""

_SAFE_SPECIALS = "!_@.#+-"


def _letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _lower(character: str) -> bool:
    return character in string.ascii_lowercase


def _upper(character: str) -> bool:
    return character in string.ascii_uppercase


def _digit(character: str) -> bool:
    return character in string.digits


def _special(character: str) -> bool:
    return character in string.punctuation


@dataclass(frozen=True)
class Need:
    """At least `count` characters that satisfy any of `kinds`."""

    count: int
    kinds: tuple[Callable[[str], bool], ...]

    def met_by(self, password: str) -> bool:
        return sum(any(kind(character) for kind in self.kinds) for character in password) >= self.count


@dataclass(frozen=True)
class Strength:
    """One level: the least length, what must occur, and how the site says so."""

    name: str
    least: int
    needs: tuple[Need, ...]
    english: str
    japanese: str

    def accepts(self, password: str) -> bool:
        """Spaces, asterisks and anything beyond ASCII are refused on every level."""
        return (
            self.least <= len(password) <= LONGEST
            and all("!" <= character <= "~" and character != "*" for character in password)
            and all(need.met_by(password) for need in self.needs)
        )


def _sentence(length: str, contents: str) -> str:
    return (
        f"The password you choose must be at least {length} characters in length, cannot exceed thirty "
        f"characters and must contain {contents}."
    )


def _japanese(least: int, contents: str) -> str:
    return (
        f"パスワードの長さは半角英数字および記号で{least}文字以上30文字以下が必須です。"
        f"{contents}を含めてください。空白文字は使用できません。"
    )


_ONE_EACH = (Need(1, (_lower,)), Need(1, (_upper,)), Need(1, (_digit,)), Need(1, (_special,)))

STRENGTHS: dict[str, Strength] = {
    strength.name: strength
    for strength in (
        Strength(
            "weak",
            3,
            (),
            "The password you choose must be at least three characters in length "
            "and cannot exceed thirty characters.",
            "パスワードの長さは半角英数字で3文字以上30文字以下が必須です。空白文字は使用できません。",
        ),
        Strength(
            "simple",
            6,
            (Need(1, (_letter,)), Need(1, (_digit, _special))),
            _sentence("six", "at least one letter and at least one number or special character"),
            _japanese(6, "英字を1文字以上、数字または記号を1文字以上"),
        ),
        Strength(
            "moderate",
            6,
            (Need(1, (_lower,)), Need(1, (_digit,)), Need(1, (_special, _upper))),
            _sentence(
                "six",
                "at least one lower case letter, at least one number, and at least one special character "
                "or capital letter",
            ),
            _japanese(6, "小文字を1文字以上、数字を1文字以上、記号または大文字を1文字以上"),
        ),
        Strength(
            "strong",
            8,
            _ONE_EACH,
            _sentence(
                "eight",
                "at least one lower case letter, one upper case letter, one number and one special character",
            ),
            _japanese(8, "小文字、大文字、数字、記号をそれぞれ1文字以上"),
        ),
        Strength(
            "extreme",
            8,
            tuple(Need(2, need.kinds) for need in _ONE_EACH),
            _sentence(
                "eight",
                "at least two lower case letters, two upper case letters, two numbers and two special "
                "characters",
            ),
            _japanese(8, "小文字、大文字、数字、記号をそれぞれ2文字以上"),
        ),
    )
}


def sample_password(dice: random.Random) -> str:
    """A password that every level accepts and that no form of the site stumbles over."""
    pools = (string.ascii_lowercase, string.ascii_uppercase, string.digits, _SAFE_SPECIALS)
    characters = [dice.choice(pool) for pool in pools for _ in range(3)]
    dice.shuffle(characters)
    return "".join(characters)
