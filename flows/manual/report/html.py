"""The report as one self-contained page, in the order of the manual."""

from __future__ import annotations

from collections import Counter
from functools import partial

from jinja2 import Environment

from flows.manual.check import Line, Report
from flows.manual.report.compared import Difference
from flows.manual.report.wording import meanwhile, moment, say
from flows.manual.requests import Sent
from flows.manual.verdicts import Verdict
from flows.manual.words import Words
from flows.paper import data_uri, templates

SIGNS = {
    Verdict.HOLDS: "○",
    Verdict.NOTED: "◔",
    Verdict.FAILS: "✕",
    Verdict.CONTRADICTS: "⇄",
    Verdict.UNTRIED: "…",
    Verdict.UNCHECKABLE: "–",
}
"""Told apart on paper without colour; in the order of the summary."""


def as_html(report: Report, language: str, other: list[Difference]) -> str:
    """The page in one language, its pictures inside it."""
    return (
        _templates(language)
        .get_template("page.html")
        .render(
            report=report,
            language=language,
            other="en" if language == "ja" else "ja",
            say=partial(say, language=language),
            signs=SIGNS,
            counts=[(verdict, report.counts[verdict]) for verdict in SIGNS if report.counts[verdict]],
            share=round(100 * report.tried / len(report.lines)),
            differences=other,
            posts=grouped(report.log.posts),
            otherwise=otherwise,
            lines={line.statement.id: line for line in report.lines},
        )
    )


def grouped(posts: list[Sent]) -> list[tuple[Sent, int]]:
    """Posts of one kind as one line, with their number, in the order they first came."""
    counted = Counter((sent.during, sent.method, sent.address, sent.saves) for sent in posts)
    first: dict[tuple[str, str, str, str], Sent] = {}
    for sent in posts:
        first.setdefault((sent.during, sent.method, sent.address, sent.saves), sent)
    return [(first[key], number) for key, number in counted.items()]


def otherwise(line: Line) -> list[tuple[str, Words]]:
    """The places that say something else than this statement, each with what it says; one a contradiction."""
    found: dict[str, Words] = {}
    for each in line.contradicts:
        mine = [what for place, what in each.said if place == line.statement.id]
        others = [(place, what) for place, what in each.said if what not in mine]
        if others and not mine[0].ja.startswith(("ja: ", "en: ")):
            found.setdefault(*others[0])
    return list(found.items())


def anchor(statement_id: str) -> str:
    return "s-" + statement_id.replace("/", "_")


def _templates(language: str) -> Environment:
    environment = templates("flows.manual.report")
    environment.filters["data"] = partial(data_uri, "image/png")
    environment.filters["anchor"] = anchor
    environment.filters["moment"] = moment
    environment.filters["meanwhile"] = partial(meanwhile, language=language)
    return environment
