"""The manual, a test for each statement and each step: `pytest tests/manual -k 2-1-3 --headed`."""

from __future__ import annotations

import pytest

from flows.manual.check import judge
from flows.manual.contradictions import contradictions
from flows.manual.ledger import Statement, load_ledger
from flows.manual.tour import Tour
from flows.manual.verdicts import Verdict
from flows.manual.walks import STEPS

LEDGER = load_ledger()
CONTRADICTIONS = contradictions(LEDGER)


@pytest.mark.parametrize("statement", [pytest.param(s, id=s.id) for s in LEDGER.statements])
def test_the_manual_tells_the_truth(statement: Statement, request: pytest.FixtureRequest) -> None:
    mine = tuple(each for each in CONTRADICTIONS if statement.id in each.places)
    if statement.check is None:
        pytest.skip(f"not checkable: {statement.reason and statement.reason.en}")
    tour: Tour = request.getfixturevalue("tour")
    judgement = judge(tour, statement, mine)
    if judgement.verdict is Verdict.UNTRIED:
        pytest.skip(f"could not be tried: {judgement.note.en}")
    if judgement.verdict is Verdict.CONTRADICTS:
        pytest.xfail(f"the manual contradicts itself: {judgement.note.en}")
    found = "; ".join(f"“{each.text}” at {each.address}" for each in judgement.evidence)
    assert judgement.verdict.held, f"{statement.says.en}: {judgement.note.en} {found}"


@pytest.mark.parametrize(
    ("step", "walk"), [pytest.param(step, walk, id=step) for step, walk in STEPS.items()]
)
def test_the_step_can_be_walked(step: str, walk: str, tour: Tour) -> None:
    notes = tour.notes(walk)
    if step not in notes.begun:
        pytest.skip(f"not reached: {notes.error or 'a read-only run stops before the first password'}")
    assert step in notes.done, str(notes.error)
