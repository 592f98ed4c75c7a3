"""The look after a doubt: which password opens decides, and an unclear door decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from pydantic import SecretStr

from flows.records import DoorAnswer, DoorState
from flows.rotation.life import Candidate, Standing
from flows.rotation.reconcile import Finding, look

OPEN, SHUT, UNCLEAR = DoorState.OPEN, DoorState.SHUT, DoorState.UNCLEAR


def candidate(word: str, standing: Standing = Standing.SENT) -> Candidate:
    return Candidate(word, "aoi@example.jp", SecretStr(word), "given", standing, "", 0.0)


NEW, OLD = candidate("new"), candidate("old", Standing.PROVEN)


class Scripted:
    name = "webmail"

    def __init__(self, **answers: list[DoorState]) -> None:
        self.answers: dict[str, Iterator[DoorState]] = {
            word: iter(states) for word, states in answers.items()
        }
        self.tried: list[str] = []

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        word = password.get_secret_value()
        self.tried.append(word)
        return DoorAnswer(next(self.answers[word]), "scripted")


@pytest.mark.parametrize(
    ("new", "old", "finding", "tried"),
    [
        ([OPEN], [], Finding.CHANGED, ["new"]),
        ([SHUT], [OPEN], Finding.NOT_WRITTEN, ["new", "old"]),
        ([SHUT], [SHUT], Finding.UNKNOWN, ["new", "old"]),
        ([UNCLEAR, UNCLEAR], [OPEN], Finding.UNCLEAR, ["new", "new"]),
        ([SHUT], [UNCLEAR, UNCLEAR], Finding.UNCLEAR, ["new", "old", "old"]),
        ([UNCLEAR, OPEN], [], Finding.CHANGED, ["new", "new"]),
        ([UNCLEAR, SHUT], [UNCLEAR, OPEN], Finding.NOT_WRITTEN, ["new", "new", "old", "old"]),
    ],
)
def test_new_then_old_and_nothing_is_tried_again_after_a_clear_answer(
    new: list[DoorState], old: list[DoorState], finding: Finding, tried: list[str]
) -> None:
    door = Scripted(new=new, old=old)
    assert look("aoi@example.jp", [NEW], [OLD], door).finding is finding
    assert door.tried == tried


def test_without_an_old_password_a_clear_no_is_no_proof_that_nothing_was_written() -> None:
    found = look("aoi@example.jp", [NEW], [], Scripted(new=[SHUT]))
    assert (found.finding, found.opened) == (Finding.NOT_SEEN, None)


def test_without_a_door_nothing_is_decided() -> None:
    assert look("aoi@example.jp", [NEW], [OLD], None).finding is Finding.UNCLEAR


def test_one_password_is_never_tried_twice_under_two_names() -> None:
    door = Scripted(new=[SHUT])
    assert (
        look("aoi@example.jp", [NEW, candidate("new")], [candidate("new")], door).finding is Finding.UNKNOWN
    )
    assert door.tried == ["new"]


def test_what_opened_is_named() -> None:
    older = candidate("older")
    assert look("aoi@example.jp", [NEW, older], [], Scripted(new=[SHUT], older=[OPEN])).opened == older


@pytest.mark.parametrize("answers", list(product([OPEN, SHUT, UNCLEAR], repeat=4)))
def test_no_order_of_answers_reads_an_unclear_door_as_shut(answers: tuple[DoorState, ...]) -> None:
    given = iter(answers)

    class Door:
        name = "webmail"
        said: dict[str, DoorState]

        def __init__(self) -> None:
            self.said = {}

        def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
            self.said[password.get_secret_value()] = next(given)
            return DoorAnswer(self.said[password.get_secret_value()])

    door = Door()
    finding = look("aoi@example.jp", [NEW], [OLD], door).finding
    last = door.said
    assert (finding is Finding.CHANGED) == (last.get("new") is OPEN)
    assert (finding is Finding.NOT_WRITTEN) == (last.get("new") is SHUT and last.get("old") is OPEN)
    assert (finding is Finding.UNKNOWN) == (last.get("new") is SHUT and last.get("old") is SHUT)
    assert (finding is Finding.UNCLEAR) == (UNCLEAR in (last.get("new"), last.get("old")))
