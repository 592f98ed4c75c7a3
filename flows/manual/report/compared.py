"""Two servers, or one server on two days: which statements hold here and not there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.errors import InputError
from flows.manual.check import Report
from flows.manual.verdicts import Verdict


@dataclass(frozen=True)
class Difference:
    """One statement with two verdicts, and the name of the other target."""

    statement: str
    here: Verdict
    there: Verdict
    where: str

    @property
    def opposed(self) -> bool:
        """It holds on one side and does not on the other; the rest was not tried on both."""
        return Verdict.FAILS in (self.here, self.there) and (self.here.held or self.there.held)


def read_report(path: Path) -> dict[str, Any]:
    """The report.json of another run. Raises InputError where it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        data["target"], [Verdict(line["verdict"]) for line in data["statements"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path} is no report.json of `flows manual check`: {error}.") from error
    return dict(data)


def differences(report: Report, other: dict[str, Any]) -> list[Difference]:
    """Where the two runs judge differently, in the manual's order; notes make no difference."""
    there = {line["id"]: Verdict(line["verdict"]) for line in other["statements"]}
    where = f"{other['target']}, {other['began'][:10]}"
    found = []
    for line in report.lines:
        here = line.judgement.verdict
        away = there.get(line.statement.id)
        if away is not None and away is not here and not (away.held and here.held):
            found.append(Difference(line.statement.id, here, away, where))
    return found
