"""Statements that are known not to hold somewhere, each with its reason; the run breaks when one starts to."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from flows.errors import InputError
from flows.manual.ledger import Ledger


@dataclass(frozen=True)
class ExpectedFailure:
    """`target` is a target's name, with * as in file names."""

    statement: str
    reason: str
    target: str = "*"


def read_expected(path: Path | None, ledger: Ledger) -> tuple[ExpectedFailure, ...]:
    """Read a TOML file of `[[expected]]` tables with statement, reason and, where only there, target.

    Raises InputError for a statement that the ledger does not have, or one without a reason.
    """
    if path is None:
        return ()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("expected", [])
        expected = tuple(ExpectedFailure(**table) for table in tables)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise InputError(
            f"{path}: each [[expected]] has statement, reason and perhaps target: {error}."
        ) from error
    known = {statement.id for statement in ledger.statements}
    for each in expected:
        if each.statement not in known:
            raise InputError(f"{path}: the ledger has no statement {each.statement}.")
        if not each.reason.strip():
            raise InputError(f"{path}: {each.statement} is expected to fail without a reason.")
    return expected


def reason_for(expected: tuple[ExpectedFailure, ...], statement: str, target: str) -> str:
    """Why this statement is expected not to hold on this target; empty where it is not."""
    return next(
        (e.reason for e in expected if e.statement == statement and fnmatchcase(target, e.target)), ""
    )
