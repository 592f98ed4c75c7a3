"""The manual as a ledger of statements: every one with its place, its claim, and how it is tried.

A ledger is a TOML file in flows/manual/editions; a new edition of the manual is a new file, not new code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.errors import InputError
from flows.manual.facts import Fact, Promise, Telling, read_facts
from flows.manual.words import Words

EDITIONS = Path(__file__).with_name("editions")
PRESENT = "fit-cluster-iis-1.2"


@dataclass(frozen=True)
class Check:
    """How a statement is tried: the kind is a function in flows/manual/checks, `given` its arguments."""

    kind: str
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def walk(self) -> str:
        return str(self.given.get("walk", ""))


@dataclass(frozen=True)
class Statement:
    """One thing that the manual says. Without a check there is a `reason` why nothing can try it."""

    id: str
    section: str
    place: str
    says: Words
    step: str = ""
    facts: tuple[Fact, ...] = ()
    check: Check | None = None
    reason: Words | None = None


@dataclass(frozen=True)
class Section:
    """A heading of the manual."""

    id: str
    title: Words


@dataclass(frozen=True)
class Ledger:
    """One edition of the manual. `matters` are what its headings promise and its steps tell."""

    title: Words
    edition: str
    matters: Mapping[str, Words]
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]

    def __getitem__(self, statement_id: str) -> Statement:
        for statement in self.statements:
            if statement.id == statement_id:
                return statement
        raise KeyError(statement_id)

    def of(self, section: Section) -> list[Statement]:
        """The section's own statements, in the manual's order."""
        return [statement for statement in self.statements if statement.section == section.id]


def editions() -> list[str]:
    """The editions there are ledgers of."""
    return sorted(path.stem for path in EDITIONS.glob("*.toml"))


def load_ledger(edition: str | Path = PRESENT) -> Ledger:
    """Read a ledger by its edition's name or its file. Raises InputError that names the faulty entry."""
    path = edition if isinstance(edition, Path) else EDITIONS / f"{edition}.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise InputError(f"There is no ledger {path.stem}; there are {', '.join(editions())}.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise InputError(f"The ledger {path} is no valid TOML: {wrong}.") from wrong
    return _ledger(table, path.name)


def _ledger(table: Mapping[str, Any], where: str) -> Ledger:
    edition = table["edition"]
    sections = tuple(Section(each["id"], Words(each["ja"], each["en"])) for each in table["section"])
    known = [section.id for section in sections]
    matters = {key: Words(japanese, key) for key, japanese in table.get("matters", {}).items()}
    statements: list[Statement] = []
    for entry in table["statement"]:
        statement = _statement(entry, known, where)
        if any(statement.id == other.id for other in statements):
            raise InputError(f"{where}: {statement.id} stands there twice.")
        for fact in statement.facts:
            if isinstance(fact, Promise | Telling) and fact.of not in matters:
                raise InputError(f"{where}, {statement.id}: “{fact.of}” is not among the matters.")
        statements.append(statement)
    title = Words(edition["title"], edition["english"])
    return Ledger(title, edition["number"], matters, sections, tuple(statements))


def _statement(entry: Mapping[str, Any], sections: list[str], where: str) -> Statement:
    name = f"{where}, {entry.get('id', 'a statement without an id')}"
    unknown = set(entry) - {"id", "place", "ja", "en", "step", "facts", "check", "reason"}
    if unknown or not {"id", "place", "ja", "en"} <= set(entry):
        raise InputError(f"{name}: needs id, place, ja and en, and knows no {', '.join(unknown) or 'other'}.")
    section = max((s for s in sections if _within(entry["id"], s)), key=len, default="")
    if not section:
        raise InputError(f"{name}: belongs to none of the sections {', '.join(sections)}.")
    if ("check" in entry) == ("reason" in entry):
        raise InputError(f"{name}: has either a check or a reason why nothing can try it.")
    return Statement(
        entry["id"],
        section,
        entry["place"],
        Words(entry["ja"], entry["en"]),
        entry.get("step", ""),
        read_facts(entry.get("facts", []), name),
        _check(entry["check"]) if "check" in entry else None,
        Words(**entry["reason"]) if "reason" in entry else None,
    )


def _check(table: Mapping[str, Any]) -> Check:
    return Check(table["kind"], {key: value for key, value in table.items() if key != "kind"})


def _within(statement_id: str, section: str) -> bool:
    return statement_id.startswith(f"{section}/")
