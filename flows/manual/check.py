"""Hold the ledger against a server: a verdict for every statement, and a report of the run."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from flows.manual.checks import tried
from flows.manual.checks.outside import probed
from flows.manual.contradictions import Contradiction, contradictions
from flows.manual.expected import ExpectedFailure, reason_for
from flows.manual.ledger import Ledger, Statement
from flows.manual.looking import now
from flows.manual.requests import RequestLog
from flows.manual.tour import Tour
from flows.manual.verdicts import Judgement, Verdict
from flows.manual.words import Words

COMPARED = "compare"


@dataclass(frozen=True)
class Line:
    """One statement with its judgement. `expected` is the reason why it was expected not to hold."""

    statement: Statement
    judgement: Judgement
    contradicts: tuple[Contradiction, ...] = ()
    expected: str = ""

    @property
    def breaks(self) -> bool:
        """Whether the run fails by this line: wrong without being expected to, or right against it."""
        verdict = self.judgement.verdict
        return verdict.held if self.expected else verdict is Verdict.FAILS


@dataclass(frozen=True)
class Report:
    """One run over one target."""

    ledger: Ledger
    target: str
    address: str
    began: str
    seconds: float
    lines: tuple[Line, ...]
    contradictions: tuple[Contradiction, ...]
    log: RequestLog = field(repr=False)
    test_account: str = ""
    set_back: bool = True
    broke: tuple[str, ...] = ()

    @property
    def counts(self) -> Counter[Verdict]:
        return Counter(line.judgement.verdict for line in self.lines)

    @property
    def tried(self) -> int:
        return sum(line.judgement.verdict.tried for line in self.lines)

    @property
    def exit_code(self) -> int:
        """4: the test account still has a password of this check. 3: nothing of the site could be reached.

        1: a statement does not hold. 3: the check itself broke. Else 0.
        """
        if not self.set_back:
            return 4
        if self.nothing_reached:
            return 3
        if any(line.breaks for line in self.lines):
            return 1
        return 3 if self.broke else 0

    @property
    def nothing_reached(self) -> bool:
        walked = [line for line in self.lines if line.statement.check and line.statement.check.walk]
        return bool(walked) and all(line.judgement.verdict is Verdict.UNTRIED for line in walked)


def judge(tour: Tour, statement: Statement, contradicts: tuple[Contradiction, ...] = ()) -> Judgement:
    """One statement's verdict on the tour's server, weighed with what the manual says elsewhere."""
    if statement.check is None:
        assert statement.reason is not None
        return Judgement(Verdict.UNCHECKABLE, statement.reason)
    if statement.check.kind == COMPARED:
        judgement = compared(contradicts)
        if contradicts and "path" in statement.check.given:
            words, evidence = probed(tour, **statement.check.given)
            return Judgement(judgement.verdict, _joined(judgement.note, words), (evidence,))
        return judgement
    judgement = tried(tour, statement.check, statement.step)
    if statement.check.walk:
        judgement = _second_try(judgement, tour.notes(statement.check.walk).second_try)
    if judgement.verdict is Verdict.HOLDS and contradicts:
        note = _contradiction_note(contradicts)
        return Judgement(Verdict.NOTED, note, judgement.evidence, judgement.second_try)
    return judgement


def compared(contradicts: tuple[Contradiction, ...]) -> Judgement:
    """What only the manual itself can decide."""
    if contradicts:
        return Judgement(Verdict.CONTRADICTS, _contradiction_note(contradicts))
    return Judgement(Verdict.HOLDS)


def check_manual(
    tour: Tour,
    ledger: Ledger,
    expected: tuple[ExpectedFailure, ...] = (),
    progress: Callable[[Statement], None] = lambda statement: None,
) -> Report:
    """Judge every statement, set the test account back, and report."""
    began, clock = now(), time.monotonic()
    found = contradictions(ledger)
    lines = []
    set_back = True
    try:
        for statement in ledger.statements:
            progress(statement)
            mine = tuple(each for each in found if statement.id in each.places)
            reason = reason_for(expected, statement.id, tour.target.name)
            lines.append(Line(statement, judge(tour, statement, mine), mine, reason))
    finally:
        set_back = tour.end()
    account = tour.account.address if tour.account else ""
    return Report(
        ledger, tour.target.name, tour.target.origin, began, round(time.monotonic() - clock, 1), tuple(lines),
        tuple(found), tour.log, account, set_back, tuple(tour.broke),
    )  # fmt: skip


def _second_try(judgement: Judgement, died: str) -> Judgement:
    return Judgement(judgement.verdict, judgement.note, judgement.evidence, died)


def _contradiction_note(contradicts: tuple[Contradiction, ...]) -> Words:
    return _joined(*(each.about for each in contradicts))


def _joined(*words: Words) -> Words:
    return Words("。".join(each.ja for each in words), "; ".join(each.en for each in words))
