"""Proof that the tests can fail: each way to break the site turns exactly its own statements red.

A sample by default; with -m long all others, some fifty. The score stands at the end.
"""

from __future__ import annotations

import pytest

from flows.manual.check import judge
from flows.manual.ledger import load_ledger
from flows.manual.target import practice_target
from flows.manual.tour import touring
from flows.manual.verdicts import Verdict
from tests.manual.breakages import BREAKAGES
from tests.manual.broken_site import Breakage, broken

LEDGER = load_ledger()
SAMPLE = ("the user's 保存 says so and does nothing",)
PATIENCE = 3  # seconds


def red_on(breakage: Breakage) -> set[str]:
    """The statements that do not hold on a site broken this way; the account need not be set back there."""
    with broken(breakage) as (site, wrapper):
        with touring(practice_target(site, timeout=PATIENCE, pictures=False)) as tour:
            red = {each.id for each in LEDGER.statements if judge(tour, each).verdict is Verdict.FAILS}
        assert wrapper is None or wrapper.hits, "nothing of the site was changed by this"
    return red


@pytest.mark.parametrize(
    "breakage",
    [pytest.param(b, id=b.name, marks=[] if b.name in SAMPLE else [pytest.mark.long]) for b in BREAKAGES],
)
def test_a_broken_site_turns_exactly_its_own_statements_red(breakage: Breakage) -> None:
    assert red_on(breakage) == breakage.breaks


def test_there_are_thirty_ways_to_break_the_site_and_each_names_statements_of_the_ledger() -> None:
    known = {statement.id for statement in LEDGER.statements if statement.check}
    assert len(BREAKAGES) >= 30
    for breakage in BREAKAGES:
        assert breakage.breaks, breakage.name
        assert breakage.breaks <= known, breakage.name
