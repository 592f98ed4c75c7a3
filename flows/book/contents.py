"""What the new edition is made of: its chapters, what each rests on, and how known faults are mended."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from flows.manual.verdicts import Verdict
from flows.manual.words import Words

HERE = files("flows.book")


@dataclass(frozen=True)
class Chapter:
    """`statements` are ids of the ledger, `steps` those of the procedures that the pictures show."""

    id: str
    statements: tuple[str, ...]
    steps: tuple[str, ...]

    def text(self, language: str) -> str:
        return HERE.joinpath(f"chapters/{language}/{self.id}.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Doubt:
    """A statement that a chapter rests on and that did not prove true. `verdict` empty: it has none."""

    chapter: str
    statement: str
    verdict: str


def contents() -> tuple[Chapter, ...]:
    """The chapters in their order."""
    return tuple(
        Chapter(one["id"], tuple(one["statements"]), tuple(one["steps"])) for one in _table()["chapter"]
    )


def mended() -> dict[str, Words]:
    """How each kind of contradiction is mended."""
    return {kind: Words(**said) for kind, said in _table()["mended"].items()}


def doubts(report: Mapping[str, Any]) -> list[Doubt]:
    """What stops the build: statements red, or without a verdict, each with the chapter that rests on it."""
    verdicts = {line["id"]: line["verdict"] for line in report["statements"]}
    return [
        Doubt(chapter.id, statement, verdicts.get(statement, ""))
        for chapter in contents()
        for statement in chapter.statements
        if statement not in verdicts or not Verdict(verdicts[statement]).held
    ]


def _table() -> dict[str, Any]:
    return tomllib.loads(HERE.joinpath("contents.toml").read_text(encoding="utf-8"))
