"""The one rule: the new password opens every door that is on, and the old one opens none."""

from __future__ import annotations

from itertools import product

import pytest

from flows.doors.verdict import Against, judged
from flows.records import DoorAnswer, DoorState

OPEN, SHUT, UNCLEAR = (DoorAnswer(state, "") for state in DoorState)


def test_new_everywhere_and_old_nowhere_is_proven() -> None:
    verdict = judged({"imap": OPEN, "smtp": OPEN}, {"imap": SHUT, "smtp": SHUT})
    assert verdict.proven
    assert not verdict.refuted


@pytest.mark.parametrize(("new", "old"), list(product(DoorState, repeat=2)))
def test_nothing_else_is_proven(new: DoorState, old: DoorState) -> None:
    verdict = judged({"imap": OPEN, "pop3": DoorAnswer(new)}, {"imap": SHUT, "pop3": DoorAnswer(old)})
    assert verdict.proven is (new is DoorState.OPEN and old is DoorState.SHUT)
    assert verdict.refuted is (new is DoorState.SHUT or old is DoorState.OPEN)


def test_the_old_password_still_opening_is_a_finding_of_its_own() -> None:
    verdict = judged({"imap": OPEN, "smtp": OPEN}, {"imap": SHUT, "smtp": OPEN})
    assert [(finding.kind, finding.door) for finding in verdict.findings] == [(Against.OLD_OPEN, "smtp")]
    assert "smtp: the old password still opens it" in str(verdict.findings[0])


def test_unclear_is_never_read_as_shut() -> None:
    assert [finding.kind for finding in judged({"imap": OPEN}, {"imap": UNCLEAR}).findings] == [
        Against.OLD_UNCLEAR
    ]
    assert [finding.kind for finding in judged({"imap": UNCLEAR}).findings] == [Against.NEW_UNCLEAR]


def test_without_a_door_nothing_is_proven() -> None:
    assert [finding.kind for finding in judged({}).findings] == [Against.NO_DOOR]
