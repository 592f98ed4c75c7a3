"""What a statement of the manual says that another place of it may say differently."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flows.errors import InputError
from flows.manual.words import Words

CHARACTERS = {
    "upper": Words("大文字", "capitals"),
    "lower": Words("小文字", "small letters"),
    "digit": Words("数字", "digits"),
    "symbol": Words("記号", "symbols"),
}
"""The kinds of characters that a rule for passwords speaks of."""


@dataclass(frozen=True)
class Address:
    """A web address: what is there, and the manual's word for it."""

    address: str
    of: str
    called: str = ""

    @property
    def scheme(self) -> str:
        return urlsplit(self.address).scheme

    @property
    def host(self) -> str:
        return (urlsplit(self.address).hostname or "").lower()

    @property
    def path(self) -> str:
        return urlsplit(self.address).path or "/"


@dataclass(frozen=True)
class Host:
    """The name of a server, as the manual spells it."""

    host: str
    of: str


@dataclass(frozen=True)
class Label:
    """Words that stand on a screen."""

    label: str
    screen: str

    @property
    def language(self) -> str:
        """`ja` where any kana or kanji stands in it, else `en`."""
        return "ja" if any("\u3040" <= character <= "\u9fff" for character in self.label) else "en"


@dataclass(frozen=True)
class PasswordRule:
    """What a password must look like. Lengths in characters; `allows` empty: not said."""

    least: int | None = None
    most: int | None = None
    wants: tuple[str, ...] = ()
    allows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promise:
    """What a heading says that its section is about."""

    of: str


@dataclass(frozen=True)
class Telling:
    """What a sentence or step does tell."""

    of: str


Fact = Address | Host | Label | PasswordRule | Promise | Telling


def read_facts(tables: list[Mapping[str, Any]], where: str) -> tuple[Fact, ...]:
    """The facts of one statement; a heading's list of promises becomes one fact each."""
    found: list[Fact] = []
    for table in tables:
        if "promises" in table:
            found += [Promise(each) for each in table["promises"]]
        else:
            found.append(_fact(table, where))
    return tuple(found)


def _fact(table: Mapping[str, Any], where: str) -> Fact:
    for key, make in _KINDS.items():
        if key in table:
            try:
                return make(table)
            except (TypeError, ValueError) as wrong:
                raise InputError(f"{where}: the fact {dict(table)} does not read: {wrong}") from wrong
    raise InputError(f"{where}: no fact has {', '.join(table)}; facts are {', '.join(_KINDS)}, promises.")


def _password(table: Mapping[str, Any]) -> PasswordRule:
    given = table["password"]
    wants, allows = tuple(given.get("wants", ())), tuple(given.get("allows", ()))
    if unknown := {*wants, *allows} - set(CHARACTERS):
        raise ValueError(f"characters are {', '.join(CHARACTERS)}, not {', '.join(sorted(unknown))}")
    return PasswordRule(given.get("least"), given.get("most"), wants, allows)


_KINDS: Mapping[str, Callable[[Mapping[str, Any]], Fact]] = {
    "address": lambda table: Address(**table),
    "host": lambda table: Host(**table),
    "label": lambda table: Label(**table),
    "password": _password,
    "tells": lambda table: Telling(table["tells"]),
}
