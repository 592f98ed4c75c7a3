"""The report for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree

from flows.records import Outcome
from flows.rotation.plan import Plan
from flows.rotation.report.account import AccountReport, printable


def json_lines(reports: Iterable[AccountReport]) -> Iterator[str]:
    """One JSON object an account: the contract's four, with times and doors."""
    for report in reports:
        yield json.dumps(
            {
                "address": report.address,
                "outcome": report.outcome,
                "reason": report.reason,
                "attempts": report.attempts,
                "name": report.name,
                "started_at": _iso(report.started_at),
                "ended_at": _iso(report.ended_at),
                "doors": report.doors,
            },
            ensure_ascii=False,
        )


ONLY_PLANNED = "only planned: --dry-run changes nothing"


def plan_lines(plan: Plan) -> Iterator[str]:
    """One JSON object an account as a run gives it: nothing was done, and `plan` says what would be."""
    for entry in plan.entries:
        yield json.dumps(
            {
                "address": entry.address,
                "outcome": Outcome.SKIPPED,
                "reason": printable(entry.skipped or ONLY_PLANNED),
                "attempts": 0,
                "name": printable(entry.name),
                "plan": "skip" if entry.skipped else "change",
                "generated": entry.generated,
            },
            ensure_ascii=False,
        )


KINDS = {
    Outcome.REFUSED: "failure",
    Outcome.FAILED: "failure",
    Outcome.UNKNOWN: "error",
    Outcome.SKIPPED: "skipped",
}


def junit(reports: Iterable[AccountReport], domain: str, stopped: str = "") -> str:
    """JUnit XML as build servers read it: refused and failed are failures, unknown is an error.

    So is a run that was `stopped`, whose accounts may all be merely skipped.
    """
    listed = list(reports)
    counts = Counter(KINDS.get(report.outcome, "") for report in listed)
    counts["error"] += bool(stopped)
    suite = ElementTree.Element(
        "testsuite",
        name=f"flows rotate {domain}",
        tests=str(len(listed) + bool(stopped)),
        failures=str(counts["failure"]),
        errors=str(counts["error"]),
        skipped=str(counts["skipped"]),
        time=f"{sum(report.seconds or 0 for report in listed):.3f}",
    )
    if stopped:
        case = ElementTree.SubElement(suite, "testcase", classname=domain, name="the run", time="0")
        ElementTree.SubElement(case, "error", message=printable(stopped), type="stopped")
    for report in listed:
        case = ElementTree.SubElement(
            suite, "testcase", classname=domain, name=report.address, time=f"{report.seconds or 0:.3f}"
        )
        if kind := KINDS.get(report.outcome):
            ElementTree.SubElement(case, kind, message=report.reason, type=report.outcome.value)
    ElementTree.indent(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suite, encoding="unicode") + "\n"


def _iso(seconds: float | None) -> str | None:
    return (
        None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    )
