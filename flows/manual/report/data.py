"""The report as plain data."""

from __future__ import annotations

from typing import Any

from flows.manual.check import Line, Report


def as_data(report: Report) -> dict[str, Any]:
    """Everything but the pictures themselves, which are named."""
    return {
        "manual": report.ledger.title.ja,
        "edition": report.ledger.edition,
        "target": report.target,
        "address": report.address,
        "began": report.began,
        "seconds": report.seconds,
        "test_account": report.test_account,
        "set_back": report.set_back,
        "counts": {verdict.value: count for verdict, count in report.counts.items()},
        "tried": report.tried,
        "statements": one_line_each(report),
        "contradictions": [
            {
                "kind": each.kind,
                "about": {"ja": each.about.ja, "en": each.about.en},
                "said": [{"id": place, "ja": what.ja, "en": what.en} for place, what in each.said],
            }
            for each in report.contradictions
        ],
        "requests": {
            "reads": report.log.reads,
            "posts": [
                {
                    "time": sent.time,
                    "method": sent.method,
                    "address": sent.address,
                    "during": sent.during,
                    "saves": sent.saves,
                }
                for sent in report.log.posts
            ],
        },
    }


def one_line_each(report: Report) -> list[dict[str, Any]]:
    """The contract's list: id, verdict, note and evidence of every statement, and what more is known."""
    return [_line(line) for line in report.lines]


def _line(line: Line) -> dict[str, Any]:
    statement, judgement = line.statement, line.judgement
    return {
        "id": statement.id,
        "verdict": judgement.verdict.value,
        "note": judgement.note.en,
        "evidence": [
            {
                "text": each.text,
                "address": each.address,
                "time": each.time,
                "picture": picture_name(statement.id, number) if each.picture else None,
            }
            for number, each in enumerate(judgement.evidence)
        ],
        "says": {"ja": statement.says.ja, "en": statement.says.en},
        "note_ja": judgement.note.ja,
        "place": statement.place,
        "step": statement.step,
        "contradicts": [each.kind for each in line.contradicts],
        "expected_failure": line.expected,
        "second_try": judgement.second_try,
    }


def picture_name(statement_id: str, number: int) -> str:
    """Where the picture lies beside the report."""
    return f"evidence/{statement_id.replace('/', '_')}{f'-{number + 1}' if number else ''}.png"


def pictures(report: Report) -> dict[str, bytes]:
    """Every picture by its name."""
    return {
        picture_name(line.statement.id, number): each.picture
        for line in report.lines
        for number, each in enumerate(line.judgement.evidence)
        if each.picture
    }
