"""Sign-in attempts are counted, over runs and crashes, and a spent budget makes a door unclear."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows.doors.causes import COSTS_NOTHING, Cause, cause_of
from flows.records import DoorAnswer, DoorState
from flows.rotation.budget import Budget, CountedDoor, doors
from flows.rotation.journal import Journal, open_journal
from flows.rotation.plan import Entry, Plan
from flows.rotation.seal import Passphrase
from flows.rotation.upkeep import merge

AOI, BERU = "aoi@example.jp", "beru@example.jp"
WORD = SecretStr("a password")


class Counting:
    name = "imap"
    where = "mail.example.jp:993"

    def __init__(self, state: DoorState = DoorState.SHUT, cause: str = "as told") -> None:
        self.state, self.cause = state, cause
        self.tried = 0

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        self.tried += 1
        return DoorAnswer(self.state, self.cause)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with open_journal(tmp_path / "state", "example.jp", Passphrase(SecretStr("words"), cost=2**4)) as opened:
        yield opened


@pytest.mark.parametrize("state", [DoorState.SHUT, DoorState.UNCLEAR])
def test_an_account_is_tried_no_more_often_than_its_budget(journal: Journal, state: DoorState) -> None:
    inner = Counting(state)
    door = CountedDoor(inner, journal, Budget(for_an_account=2))
    answers = [door.try_password(AOI, WORD) for _ in range(4)]
    assert inner.tried == 2
    assert answers[-1].state is DoorState.UNCLEAR
    assert "the budget of aoi@example.jp is spent (2 sign-ins failed); free again at" in answers[-1].cause
    assert door.try_password(BERU, WORD).state is state


def test_the_count_outlives_the_run_and_the_machines_are_counted_apart(
    journal: Journal, tmp_path: Path
) -> None:
    CountedDoor(Counting(), journal, Budget(for_a_client=1), run="one").try_password(AOI, WORD)
    key = Passphrase(SecretStr("words"), cost=2**4)
    with (
        open_journal(tmp_path / "state", "example.jp", key) as later,
        open_journal(tmp_path / "shard", "example.jp", key) as elsewhere,
    ):
        assert "of this machine" in CountedDoor(Counting(), later, Budget(for_a_client=1)).spent_here()
        merge(elsewhere, later)
        door = CountedDoor(Counting(), elsewhere, Budget(for_an_account=1, for_a_client=1))
        assert door.spent_of(BERU) == door.spent_here() == ""
        assert f"of {AOI}" in door.spent_of(AOI)


def test_a_machine_that_has_another_name_at_each_start_is_the_same(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = Budget(for_a_client=1)
    for name, state in (("a3f1c2", DoorState.SHUT), ("99b0d4", DoorState.UNCLEAR)):
        monkeypatch.setattr("socket.gethostname", lambda name=name: name)
        answer = CountedDoor(Counting(), journal, budget).try_password(f"{name}@example.jp", WORD)
        assert answer.state is state


def test_a_budget_is_not_overdrawn_by_many_at_once(journal: Journal) -> None:
    inner = Counting()
    door = CountedDoor(inner, journal, Budget(for_a_client=20))
    with ThreadPoolExecutor(8) as workers:
        list(workers.map(lambda n: door.try_password(f"user{n}@example.jp", WORD), range(100)))
    assert inner.tried == 20


def test_a_clock_that_was_ahead_does_not_close_the_doors(journal: Journal) -> None:
    door = CountedDoor(Counting(), journal, Budget(for_an_account=1))
    door.try_password(AOI, WORD)
    journal.write("UPDATE probes SET at = at + 86400 * 365", ())
    assert door.spent_of(AOI) == ""


def test_sign_ins_that_succeed_cost_nothing(journal: Journal) -> None:
    door = CountedDoor(Counting(DoorState.OPEN), journal, Budget(1, 1))
    assert all(door.try_password(AOI, WORD).state is DoorState.OPEN for _ in range(5))


def test_what_failed_before_the_window_is_forgiven(journal: Journal) -> None:
    door = CountedDoor(Counting(), journal, Budget(for_an_account=1, window=60))
    door.try_password(AOI, WORD)
    journal.write("UPDATE probes SET at = at - 61", ())
    assert door.spent_of(AOI) == ""


def test_a_try_counts_even_if_the_process_dies_before_the_answer(journal: Journal) -> None:
    class Dies(Counting):
        def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
            raise KeyboardInterrupt

    door = CountedDoor(Dies(), journal, Budget(for_an_account=1))
    with pytest.raises(KeyboardInterrupt):
        door.try_password(AOI, WORD)
    assert door.spent_of(AOI)


def test_a_try_is_written_down_with_the_password_and_the_server(journal: Journal) -> None:
    run = journal.start_run(Plan((Entry(AOI, wanted=WORD, current=SecretStr("an older one")),)))
    wanted, older = journal.wanted(run.id, AOI), journal.current(AOI)[0]
    door = CountedDoor(Counting(), journal, Budget())
    for word in (WORD, older.password, SecretStr("unknown to the journal")):
        door.try_password(AOI, word)
    tried = journal.read("SELECT candidate, server FROM probes ORDER BY rowid", ())
    assert [row["candidate"] for row in tried] == [wanted.id, older.id, ""]
    assert {row["server"] for row in tried} == {"mail.example.jp:993"}


def test_the_report_names_what_each_door_said_last(journal: Journal) -> None:
    inner = Counting()
    run = journal.start_run(Plan((Entry(AOI, wanted=WORD),))).id
    door = CountedDoor(inner, journal, Budget(), run=run)
    door.try_password(AOI, WORD)
    inner.state = DoorState.OPEN
    door.try_password(AOI.upper(), WORD)
    assert doors(journal, run) == {AOI: {"imap": "open"}}
    assert doors(journal, "other") == {}


def test_the_report_is_silent_on_what_a_door_said_before_the_save_and_of_an_old_password(
    journal: Journal,
) -> None:
    old = SecretStr("the old one")
    run = journal.start_run(Plan((Entry(AOI, wanted=WORD, current=old),))).id
    inner = Counting(DoorState.SHUT)
    door = CountedDoor(inner, journal, Budget(), run=run)
    door.try_password(AOI, WORD)
    journal.begin_try(run, AOI)
    assert doors(journal, run) == {}
    inner.state = DoorState.OPEN
    door.try_password(AOI, old)
    assert doors(journal, run) == {}


@pytest.mark.parametrize("cause", sorted(COSTS_NOTHING))
def test_what_never_came_to_the_password_costs_nothing(journal: Journal, cause: Cause) -> None:
    inner = Counting(DoorState.UNCLEAR, f"{cause}: nobody there")
    door = CountedDoor(inner, journal, Budget(for_an_account=1, for_a_client=1))
    assert {door.try_password(AOI, WORD).cause for _ in range(5)} == {f"{cause}: nobody there"}
    assert inner.tried == 5
    assert door.may_look_ahead(AOI)


def test_a_spent_budget_is_not_tried_in_the_words_of_all_doors(journal: Journal) -> None:
    door = CountedDoor(Counting(), journal, Budget(for_an_account=1))
    answers = [door.try_password(AOI, WORD) for _ in range(2)]
    assert cause_of(answers[-1]) is Cause.NOT_TRIED
