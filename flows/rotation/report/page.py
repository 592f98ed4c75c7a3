"""The report as one HTML page that needs nothing else: no script, no network, every word escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from flows.paper import templates
from flows.records import Outcome
from flows.rotation.life import Run
from flows.rotation.report.account import AccountReport
from flows.rotation.report.chart import chart, span

ORDER = (
    Outcome.UNKNOWN,
    Outcome.FAILED,
    Outcome.REFUSED,
    Outcome.SKIPPED,
    Outcome.CHANGED,
    Outcome.UNCHANGED,
)
"""What needs somebody stands first."""

MEANING = {
    Outcome.CHANGED: "the site said so, and where a door is set the new password opens it",
    Outcome.UNCHANGED: "the account had this password already; nothing was written",
    Outcome.REFUSED: "the site said no; the old password stands",
    Outcome.SKIPPED: "protected, invalid, or not reached yet",
    Outcome.FAILED: "nothing was written; the old password stands",
    Outcome.UNKNOWN: "it may have been written; the journal keeps both passwords",
}


def html(reports: Sequence[AccountReport], run: Run, domain: str) -> str:
    """The page of one run, the accounts that need somebody first."""
    pages = templates("flows.rotation.report")
    pages.filters["clock"] = _clock
    pages.filters["span"] = lambda seconds: "" if seconds is None else _short(seconds)
    counts = Counter(report.outcome for report in reports)
    return pages.get_template("report.html").render(
        domain=domain,
        run=run,
        started=datetime.fromtimestamp(run.started_at).astimezone(),
        lasted=span(run.ended_at - run.started_at) if run.ended_at else "",
        counts=[(outcome, counts[outcome], MEANING[outcome]) for outcome in ORDER],
        groups=list(_groups(reports)),
        doors=sorted({door for report in reports for door in report.doors}),
        saves=sum(report.attempts for report in reports),
        chart=chart(reports),
    )


def _groups(reports: Sequence[AccountReport]) -> Iterator[tuple[Outcome, str, list[AccountReport]]]:
    for outcome in ORDER:
        for reached, title in ((False, "Not reached"), (True, outcome.capitalize())):
            if group := [one for one in reports if one.outcome is outcome and one.reached == reached]:
                yield outcome, title, group


def _clock(seconds: float | None) -> str:
    return "" if seconds is None else datetime.fromtimestamp(seconds).astimezone().strftime("%H:%M:%S")


def _short(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else span(seconds)
