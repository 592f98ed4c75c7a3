"""The engine against a simulated site: each fault alone, canaries, brake, Ctrl-C, resume, workers that die."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows.errors import BrakePulled, InputError, PropertyChanged, SignInRefused, Unreachable
from flows.passwords import faults as password_faults
from flows.records import Outcome
from flows.rotation.budget import Budget, CountedDoor, doors
from flows.rotation.journal import Journal, open_journal
from flows.rotation.life import State
from flows.rotation.listen import Began, Doing, Ended, Event, Moved, Point, Stopping
from flows.rotation.plan import Entry, Plan
from flows.rotation.run import Finish, Terms, resume, rotate
from flows.rotation.seal import Passphrase
from flows.rotation.upkeep import forget
from flows.rotation.worker import Task
from tests.rotation.simulated_site import (
    BENIGN,
    Fault,
    SimulatedDoor,
    SimulatedWorker,
    Site,
    factory,
    saves_without_a_look,
)

AOI = "aoi@example.jp"
KEY = Passphrase(SecretStr("passphrase"), cost=2**4)
TERMS = Terms(workers=3, grace=0, budget=Budget(for_an_account=100, for_a_client=10_000))


def old(address: str) -> str:
    return f"Old-{address}"


def entry(
    address: str = AOI, wanted: str = "New-secret-1", *, generated: bool = False, knows: bool = True
) -> Entry:
    current = SecretStr(old(address)) if knows else None
    return Entry(address, wanted=SecretStr(wanted), generated=generated, current=current)


def entries(count: int, *, knows: bool = True) -> list[Entry]:
    return [
        entry(f"u{n:04}@example.jp", f"New-secret-{n}", generated=True, knows=knows) for n in range(count)
    ]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with open_journal(tmp_path / "state", "example.jp", KEY) as opened:
        yield opened


def site_for(tmp_path: Path, listed: list[Entry], **kind: object) -> Site:
    site = Site(tmp_path / "site", **kind)  # type: ignore[arg-type]
    site.open_accounts((one.address for one in listed), old)
    return site


def agree(journal: Journal, site: Site, run: str) -> None:
    """The one promise: whatever happened, the site's password is known to the journal, as its outcome says."""
    for item in journal.items(run):
        site.catch_up(item.address)
        actual = SecretStr(site.password(item.address))
        known = journal.known_password(item.address)
        if item.state in (State.CHANGED, State.UNCHANGED):
            assert actual == known == journal.wanted(run, item.address).password, item
        else:
            assert actual in [one.password for one in journal.candidates(item.address)], item
        if item.state in (State.REFUSED, State.FAILED):
            assert actual.get_secret_value() == old(item.address), item
    assert saves_without_a_look(site.log()) == []


def test_every_account_gets_its_password_and_the_door_proves_it(journal: Journal, tmp_path: Path) -> None:
    plan = entries(20)
    site = site_for(tmp_path, plan)
    finish = rotate(journal, Plan(tuple(plan)), factory(site), TERMS)
    assert (finish.exit_code, finish.run.counts) == (0, {State.CHANGED: 20})
    assert Counter(what for what, _ in site.log()) == {"opened": 20, "saved": 20, "written": 20, "looked": 20}
    assert all(said == {"webmail": "open"} for said in doors(journal, finish.run.id).values())
    agree(journal, site, finish.run.id)


EXPECTED = {
    Fault.NONE: (Outcome.CHANGED, 1),
    Fault.OPENING_FAILS: (Outcome.CHANGED, 1),
    Fault.SESSION_EXPIRED: (Outcome.CHANGED, 1),
    Fault.BROWSER_DIES_BEFORE: (Outcome.CHANGED, 1),
    Fault.LOST_UNWRITTEN: (Outcome.CHANGED, 2),
    Fault.LOST_WRITTEN: (Outcome.CHANGED, 1),
    Fault.ERROR_PAGE_WRITTEN: (Outcome.CHANGED, 1),
    Fault.BROWSER_DIES_WRITTEN: (Outcome.CHANGED, 1),
    Fault.REPEATED: (Outcome.CHANGED, 1),
    Fault.REPEATED_REFUSED: (Outcome.CHANGED, 1),
    Fault.LATE: (Outcome.CHANGED, 2),
    Fault.REFUSED_FORM: (Outcome.REFUSED, 1),
    Fault.REFUSED_RIGHT: (Outcome.REFUSED, 1),
    Fault.PROPERTY: (Outcome.CHANGED, 1),
    Fault.LIES: (Outcome.UNKNOWN, 1),
}


@pytest.mark.parametrize("knows", [True, False], ids=["the old password is known", "it is not"])
@pytest.mark.parametrize("fault", EXPECTED)
def test_each_fault_alone_ends_where_the_site_stands(
    journal: Journal, tmp_path: Path, fault: Fault, knows: bool
) -> None:
    plan = [entry(knows=knows)]
    site = site_for(tmp_path, plan, plan={AOI: [fault]})
    finish = rotate(journal, Plan(tuple(plan)), factory(site), TERMS)
    item = journal.item(finish.run.id, AOI)
    assert (item.state.outcome, item.attempts) == EXPECTED[fault], item.reason
    if knows:
        agree(journal, site, finish.run.id)
    assert saves_without_a_look(site.log()) == []


@pytest.mark.parametrize("first", BENIGN)
@pytest.mark.parametrize("second", BENIGN)
def test_two_faults_in_a_row_end_where_the_site_stands(
    journal: Journal, tmp_path: Path, first: Fault, second: Fault
) -> None:
    plan = [entry(generated=True)]
    site = site_for(tmp_path, plan, plan={AOI: [first, second]})
    finish = rotate(journal, Plan(tuple(plan)), factory(site), TERMS)
    agree(journal, site, finish.run.id)
    refused = Fault.REFUSED_RIGHT in (first, second)
    assert finish.run.counts in ({State.CHANGED: 1}, {State.REFUSED: 1} if refused else None)


def test_a_fault_that_stays_ends_as_failed_in_the_sites_words(journal: Journal, tmp_path: Path) -> None:
    site = site_for(tmp_path, [entry()], plan={AOI: [Fault.OPENING_FAILS] * 9})
    finish = rotate(journal, Plan((entry(),)), factory(site), TERMS)
    item = journal.item(finish.run.id, AOI)
    assert (item.state, item.reason) == (State.FAILED, "Server Error in '/IAdmin' Application.")
    assert finish.exit_code == 1
    assert ("saved", AOI) not in site.log()


def test_an_error_of_another_library_is_named_and_never_quoted(journal: Journal, tmp_path: Path) -> None:
    site = site_for(tmp_path, [entry()], plan={AOI: [Fault.BROWSER_DIES_BEFORE] * 9})
    finish = rotate(journal, Plan((entry(),)), factory(site), TERMS)
    assert journal.item(finish.run.id, AOI).reason == "unexpected RuntimeError"
    assert isinstance(finish.error, BrakePulled)


def test_a_password_in_the_sites_words_is_covered(journal: Journal, tmp_path: Path) -> None:
    class Chatty(SimulatedWorker):
        def change(self, task: object, before_save: object) -> str:
            raise Unreachable(f"cannot fill {entry().wanted.get_secret_value()}")  # type: ignore[union-attr]

    site = site_for(tmp_path, [entry()])
    finish = rotate(journal, Plan((entry(),)), lambda n: Chatty(site, None, n), TERMS)
    assert journal.item(finish.run.id, AOI).reason == "cannot fill •••"


def test_a_generated_password_that_is_refused_for_its_form_is_made_anew_once_the_site_is_definite(
    journal: Journal, tmp_path: Path
) -> None:
    plan = [entry(generated=True)]
    site = site_for(tmp_path, plan, plan={AOI: [Fault.REFUSED_FORM]})
    finish = rotate(journal, Plan(tuple(plan)), factory(site), TERMS)
    assert finish.run.counts == {State.CHANGED: 1}
    known = journal.known_password(AOI)
    assert known is not None
    assert known != plan[0].wanted
    assert password_faults(known) == []
    assert {one.standing for one in journal.candidates(AOI) if one.password == plan[0].wanted} == {"refused"}


@pytest.mark.parametrize(
    ("fault", "generated"),
    [(Fault.REFUSED_RIGHT, True), (Fault.REFUSED_FORM, False), (Fault.REFUSED_RIGHT, False)],
)
def test_no_other_refusal_is_answered_with_another_password(
    journal: Journal, tmp_path: Path, fault: Fault, generated: bool
) -> None:
    plan = [entry(generated=generated)]
    site = site_for(tmp_path, plan, plan={AOI: [fault]})
    finish = rotate(journal, Plan(tuple(plan)), factory(site), TERMS)
    assert finish.run.counts == {State.REFUSED: 1}
    assert (finish.exit_code, site.log().count(("saved", AOI))) == (1, 1)


def test_a_site_that_refuses_every_form_is_not_tried_for_ever(journal: Journal, tmp_path: Path) -> None:
    plan = [entry(generated=True)]
    site = site_for(tmp_path, plan, plan={AOI: [Fault.REFUSED_FORM] * 9})
    finish = rotate(journal, Plan(tuple(plan)), factory(site), TERMS)
    assert (finish.run.counts, site.log().count(("saved", AOI))) == ({State.REFUSED: 1}, 3)


def test_a_password_that_the_account_has_already_is_unchanged_without_a_write(
    journal: Journal, tmp_path: Path
) -> None:
    plan = [entry(wanted=old(AOI))]
    site = site_for(tmp_path, plan)
    finish = rotate(journal, Plan(tuple(plan)), factory(site), TERMS)
    assert (finish.run.counts, finish.exit_code) == ({State.UNCHANGED: 1}, 0)
    assert site.log() == [("looked", AOI)]
    assert doors(journal, finish.run.id) == {AOI: {"webmail": "open"}}


def test_the_same_csv_twice_writes_once(journal: Journal, tmp_path: Path) -> None:
    plan = [entry(knows=False)]
    site = site_for(tmp_path, plan)
    first = rotate(journal, Plan(tuple(plan)), factory(site), TERMS)
    second = rotate(journal, Plan(tuple(plan)), factory(site), TERMS)
    assert (first.run.counts, second.run.counts) == ({State.CHANGED: 1}, {State.UNCHANGED: 1})
    assert site.log().count(("saved", AOI)) == 1


def test_looking_ahead_stops_when_half_the_budget_is_spent_and_writing_goes_on(
    journal: Journal, tmp_path: Path
) -> None:
    plan = [replace(one, generated=False) for one in entries(20, knows=False)]
    site = site_for(tmp_path, plan)
    finish = rotate(journal, Plan(tuple(plan)), factory(site), replace(TERMS, budget=Budget(5, 10)))
    assert finish.run.counts == {State.CHANGED: 20}
    shut = journal.read("SELECT count(*) FROM probes WHERE state = 'shut'", ())[0][0]
    assert 5 <= shut <= 5 + TERMS.workers


def test_a_spent_budget_leaves_the_account_in_doubt_and_says_when_to_come_back(
    journal: Journal, tmp_path: Path
) -> None:
    plan = [entry(generated=True)]
    site = site_for(tmp_path, plan, plan={AOI: [Fault.LOST_UNWRITTEN] * 9})
    finish = rotate(
        journal, Plan(tuple(plan)), factory(site), replace(TERMS, budget=Budget(for_an_account=1))
    )
    item = journal.item(finish.run.id, AOI)
    assert item.state is State.UNKNOWN
    assert "the budget of aoi@example.jp is spent" in item.reason
    assert "free again at" in item.reason
    assert finish.exit_code == 4
    agree(journal, site, finish.run.id)


@pytest.mark.parametrize("prove", [True, False])
def test_nothing_is_written_that_the_budget_leaves_nobody_to_prove(
    journal: Journal, tmp_path: Path, prove: bool
) -> None:
    plan = entries(3, knows=False)
    site = site_for(tmp_path, plan)
    terms = replace(TERMS, prove=prove, budget=Budget(for_an_account=5, for_a_client=1))
    site.write(AOI, "not this one")
    CountedDoor(SimulatedDoor(site), journal, terms.budget).try_password(AOI, SecretStr("wrong"))
    finish = rotate(journal, Plan(tuple(plan)), factory(site), terms)
    if not prove:
        assert finish.run.counts == {State.CHANGED: 3}
        return
    assert (finish.run.counts, finish.exit_code) == ({State.PLANNED: 3}, 5)
    assert "the budget of this machine is spent" in finish.run.ending
    assert "free again at" in finish.run.ending
    assert "saved" not in [what for what, _ in site.log()]


def test_without_a_door_the_sites_word_is_taken_and_a_doubt_stays_a_doubt(
    journal: Journal, tmp_path: Path
) -> None:
    plan = entries(3)
    site = site_for(tmp_path, plan, plan={plan[2].address: [Fault.LOST_WRITTEN]})
    finish = rotate(journal, Plan(tuple(plan)), factory(site, with_door=False), replace(TERMS, workers=1))
    assert finish.run.counts == {State.CHANGED: 2, State.UNKNOWN: 1}
    assert finish.exit_code == 4
    agree(journal, site, finish.run.id)


class AwayAfterwards(SimulatedWorker):
    """Takes a Save whose effect comes late, and lets nobody in any more."""

    def change(self, task: Task, before_save: Callable[[], None]) -> str:
        if ("saved", task.address) in self.site.log():
            raise Unreachable("mail.example.jp does not answer")
        return super().change(task, before_save)


@pytest.mark.parametrize("knows", [True, False], ids=["the old password is known", "it is not"])
def test_a_save_that_takes_effect_when_no_try_is_left_is_in_doubt_until_then(
    journal: Journal, tmp_path: Path, knows: bool
) -> None:
    site = site_for(tmp_path, [entry()], plan={AOI: [Fault.LATE]})
    finish = rotate(
        journal, Plan((entry(knows=knows),)), lambda n: AwayAfterwards(site, SimulatedDoor(site), n), TERMS
    )
    if knows:
        assert finish.run.counts == {State.FAILED: 1}
        return
    assert (finish.run.counts, finish.exit_code) == ({State.UNKNOWN: 1}, 4)
    assert "no older one is known" in journal.item(finish.run.id, AOI).reason
    with pytest.raises(InputError, match="not finished"):
        forget(journal, finish.run.id)
    site.catch_up(AOI)
    assert resume(journal, finish.run, factory(site), TERMS).run.counts == {State.CHANGED: 1}
    assert site.log().count(("saved", AOI)) == 1


@pytest.mark.parametrize("knows", [True, False], ids=["the old password is known", "it is not"])
def test_a_guard_after_the_save_and_a_shut_door_prove_nothing_unless_the_old_password_opens(
    journal: Journal, tmp_path: Path, knows: bool
) -> None:
    class Meddled(SimulatedWorker):
        def change(self, task: Task, before_save: Callable[[], None]) -> str:
            before_save()
            raise PropertyChanged(f"{task.address}: Full Name was 青井 and is now empty")

    site = site_for(tmp_path, [entry()])
    finish = rotate(
        journal, Plan((entry(knows=knows),)), lambda n: Meddled(site, SimulatedDoor(site), n), TERMS
    )
    assert finish.run.counts == {State.FAILED if knows else State.UNKNOWN: 1}
    assert (type(finish.error), finish.exit_code) == (PropertyChanged, 5)


@pytest.mark.parametrize("fault", [Fault.LOST_WRITTEN, Fault.LOST_UNWRITTEN])
def test_a_plan_of_one_in_doubt_is_looked_at_later_and_not_written_again(
    journal: Journal, tmp_path: Path, fault: Fault
) -> None:
    site = site_for(tmp_path, [entry()], plan={AOI: [fault]})
    first = rotate(journal, Plan((entry(),), of_one=True), factory(site, with_door=False), TERMS)
    assert first.run.counts == {State.UNKNOWN: 1}
    second = resume(journal, first.run, factory(site), TERMS)
    assert second.run.counts == {State.CHANGED if fault is Fault.LOST_WRITTEN else State.FAILED: 1}
    assert site.log().count(("saved", AOI)) == 1


# -- stages and brake ----------------------------------------------------------------------------------------


def order_of_taking(events: list[Event]) -> list[str]:
    return [event.address for event in events if isinstance(event, Doing) and event.point is Point.TAKEN]


def test_one_account_then_five_then_the_rest_and_oneself_last(journal: Journal, tmp_path: Path) -> None:
    root = replace(entry("root@example.jp", "New-root-1", generated=True), last=True)
    plan = [root, *entries(12)]
    site = site_for(tmp_path, plan)
    events: list[Event] = []
    rotate(journal, Plan(tuple(plan)), factory(site), TERMS, events.append)
    done = 0
    for event in events:
        if isinstance(event, Doing) and event.point is Point.TAKEN:
            place = order_of_taking(events).index(event.address)
            assert done >= (0 if place == 0 else 1 if place < 6 else 6 if place < 12 else 12)
        done += isinstance(event, Moved) and event.state is State.CHANGED
    assert order_of_taking(events)[-1] == "root@example.jp"


def test_a_refused_canary_stops_the_run_before_anybody_else_is_touched(
    journal: Journal, tmp_path: Path
) -> None:
    plan = entries(12)
    site = site_for(tmp_path, plan, plan={plan[0].address: [Fault.REFUSED_RIGHT]})
    finish = rotate(journal, Plan(tuple(plan)), factory(site), TERMS)
    assert finish.run.counts == {State.REFUSED: 1, State.PLANNED: 11}
    assert (finish.exit_code, type(finish.error)) == (5, BrakePulled)
    assert "stopped: none of the first accounts" in finish.run.ending


def test_too_many_refusals_pull_the_brake(journal: Journal, tmp_path: Path) -> None:
    plan = entries(40)
    refuse = {one.address: [Fault.REFUSED_RIGHT] for one in plan[8:]}
    site = site_for(tmp_path, plan, plan=refuse)
    finish = rotate(journal, Plan(tuple(plan)), factory(site), replace(TERMS, workers=1, max_failures=3))
    assert finish.run.counts == {State.CHANGED: 8, State.REFUSED: 4, State.PLANNED: 28}
    assert finish.exit_code == 5
    assert "--max-failures" in str(finish.error)


@pytest.mark.parametrize("fault", [Fault.LIES, Fault.PROPERTY])
def test_the_first_result_that_nobody_can_explain_stops_the_run(
    journal: Journal, tmp_path: Path, fault: Fault
) -> None:
    plan = entries(40)
    site = site_for(tmp_path, plan, plan={plan[10].address: [fault]})
    finish = rotate(journal, Plan(tuple(plan)), factory(site), replace(TERMS, workers=1))
    assert finish.exit_code == 5
    assert finish.run.counts[State.PLANNED] == 40 - 11
    agree(journal, site, finish.run.id)


# -- stopping and going on -----------------------------------------------------------------------------------


def until_done(
    journal: Journal, finish: Finish, site: Site, terms: Terms = TERMS, rounds: int = 30
) -> Finish:
    for _ in range(rounds):
        if not finish.run.unfinished:
            break
        finish = resume(journal, finish.run, factory(site), terms)
    return finish


def test_a_resumed_run_touches_no_finished_account_and_sends_no_canary_twice(
    journal: Journal, tmp_path: Path
) -> None:
    plan = entries(20)
    site = site_for(tmp_path, plan, plan={plan[9].address: [Fault.LIES]})
    stopped = rotate(journal, Plan(tuple(plan)), factory(site), replace(TERMS, workers=1))
    events: list[Event] = []
    finish = resume(journal, stopped.run, factory(site), TERMS, events.append)
    assert finish.run.counts == {State.CHANGED: 20}
    assert Counter(site.log())["saved", plan[0].address] == 1
    assert order_of_taking(events)[0] == plan[9].address
    assert sorted(order_of_taking(events)) == sorted(one.address for one in plan[9:])
    agree(journal, site, finish.run.id)


def test_what_an_older_run_left_in_doubt_is_looked_at_before_a_new_run_writes(
    journal: Journal, tmp_path: Path
) -> None:
    plan = [entry()]
    site = site_for(tmp_path, plan, plan={AOI: [Fault.LOST_WRITTEN]})
    first = rotate(journal, Plan(tuple(plan)), factory(site, with_door=False), TERMS)
    assert first.run.counts == {State.UNKNOWN: 1}
    second = rotate(journal, Plan((entry(wanted="Newer-secret-2", knows=False),)), factory(site), TERMS)
    assert second.run.counts == {State.CHANGED: 1}
    log = [what for what, _ in site.log()]
    assert log.index("looked") < len(log) - log[::-1].index("saved") - 1
    agree(journal, site, second.run.id)
    assert [one.password for one in journal.candidates(AOI) if one.standing == "replaced"]


def test_an_older_candidate_that_opens_is_not_taken_for_the_new_one(journal: Journal, tmp_path: Path) -> None:
    plan = [entry()]
    site = site_for(tmp_path, plan, plan={AOI: [Fault.LOST_WRITTEN]})
    rotate(journal, Plan(tuple(plan)), factory(site, with_door=False), TERMS)
    site.plan[AOI] = [Fault.LOST_UNWRITTEN, Fault.OPENING_FAILS, Fault.OPENING_FAILS, Fault.OPENING_FAILS]
    second = rotate(journal, Plan((entry(wanted="Newer-secret-2", generated=True),)), factory(site), TERMS)
    assert second.run.counts == {State.FAILED: 1}
    assert journal.known_password(AOI) == SecretStr(site.password(AOI)) == SecretStr("New-secret-1")


def test_in_a_new_run_an_account_that_stays_unknown_may_be_reset(journal: Journal, tmp_path: Path) -> None:
    site = site_for(tmp_path, [entry()], plan={AOI: [Fault.LOST_UNWRITTEN]})
    rotate(journal, Plan((entry(),)), factory(site, with_door=False), TERMS)
    site.write(AOI, "the user changed it meanwhile")
    second = rotate(journal, Plan((entry(wanted="Newer-secret-2", generated=True),)), factory(site), TERMS)
    assert second.run.counts == {State.CHANGED: 1}


def test_a_resumed_account_that_neither_password_opens_is_not_written(
    journal: Journal, tmp_path: Path
) -> None:
    site = site_for(tmp_path, [entry()], plan={AOI: [Fault.LOST_UNWRITTEN]})
    first = rotate(journal, Plan((entry(),)), factory(site, with_door=False), TERMS)
    site.write(AOI, "the user changed it meanwhile")
    second = resume(journal, first.run, factory(site), TERMS)
    assert second.run.counts == {State.UNKNOWN: 1}
    assert (
        "neither the new password nor the old opens webmail; both are kept"
        in journal.item(first.run.id, AOI).reason
    )
    assert site.log().count(("saved", AOI)) == 1


@pytest.mark.parametrize(
    "stops",
    [[signal.SIGINT], [signal.SIGTERM], [signal.SIGHUP], [signal.SIGHUP, signal.SIGTERM, signal.SIGHUP]],
    ids=["Ctrl-C", "a service manager", "a closed terminal", "all at once"],
)
def test_whatever_stops_it_finishes_the_accounts_in_hand_and_can_be_resumed(
    tmp_path: Path, stops: list[signal.Signals]
) -> None:
    script = Path(__file__).with_name("interrupted.py")
    child = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    assert child.stdout.readline() == "three in hand\n"
    for stop in stops:
        child.send_signal(stop)
    out, err = child.communicate(timeout=30)
    assert (child.returncode, err) == (130, "")
    assert "interrupted" in out
    site = Site(tmp_path / "site")
    with open_journal(tmp_path / "state", "example.jp", KEY) as journal:
        run = journal.unfinished_run()
        assert run is not None
        assert run.ending == "interrupted"
        assert run.counts[State.CHANGED] >= 3
        assert State.TRYING not in run.counts
        agree(journal, site, run.id)
        finish = resume(journal, run, factory(site), TERMS)
        assert finish.run.counts == {State.CHANGED: 30}


def test_a_terminal_that_is_gone_takes_no_result_with_it(tmp_path: Path) -> None:
    script = Path(__file__).with_name("interrupted.py")
    child, terminal = pty.fork()
    if not child:
        os.execv(sys.executable, [sys.executable, str(script), str(tmp_path)])
    said = b""
    while b"three in hand" not in said:
        said += os.read(terminal, 1024)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130


def test_a_run_whose_secrets_were_forgotten_cannot_be_resumed(journal: Journal, tmp_path: Path) -> None:
    site = site_for(tmp_path, [entry()], plan={AOI: [Fault.OPENING_FAILS] * 3})
    failed = rotate(journal, Plan((entry(),)), factory(site), TERMS)
    forget(journal, failed.run.id)
    with pytest.raises(InputError, match="were forgotten"):
        resume(journal, journal.run(failed.run.id), factory(site), TERMS)


# -- workers -------------------------------------------------------------------------------------------------


def test_a_worker_that_dies_is_replaced_and_its_account_looked_at_again(
    journal: Journal, tmp_path: Path
) -> None:
    plan = entries(20)
    dying = {one.address: [Fault.BROWSER_DIES_WRITTEN, Fault.BROWSER_DIES_BEFORE] for one in plan[6::3]}
    site = site_for(tmp_path, plan, plan=dying)
    made: list[SimulatedWorker] = []

    def make(number: int) -> SimulatedWorker:
        made.append(SimulatedWorker(site, SimulatedDoor(site), number))
        return made[-1]

    finish = rotate(journal, Plan(tuple(plan)), make, TERMS)
    assert finish.run.counts == {State.CHANGED: 20}
    assert len(made) > TERMS.workers
    assert all(worker.closed for worker in made)
    agree(journal, site, finish.run.id)


def test_when_no_worker_can_be_had_any_more_the_run_ends_and_nothing_is_lost(
    journal: Journal, tmp_path: Path
) -> None:
    plan = entries(20)
    site = site_for(tmp_path, plan, plan={one.address: [Fault.BROWSER_DIES_WRITTEN] for one in plan[6:]})
    tries = Counter[int]()

    def make(number: int) -> SimulatedWorker:
        tries[number] += 1
        if tries[number] > 1:
            raise Unreachable("mail.example.jp does not answer")
        return SimulatedWorker(site, SimulatedDoor(site), number)

    finish = rotate(journal, Plan(tuple(plan)), make, TERMS)
    assert (finish.exit_code, str(finish.error)) == (4, "mail.example.jp does not answer")
    assert finish.run.counts[State.TRYING] == 3
    agree(journal, site, finish.run.id)
    site.plan.clear()
    assert until_done(journal, finish, site).run.counts == {State.CHANGED: 20}
    agree(journal, site, finish.run.id)


def test_an_administrator_who_is_turned_away_is_turned_away_once(journal: Journal, tmp_path: Path) -> None:
    plan = entries(20)
    site = site_for(tmp_path, plan)
    tries: list[int] = []

    class TurnedAway(SimulatedWorker):
        def change(self, task: Task, before_save: Callable[[], None]) -> str:
            tries.append(self.number)
            raise SignInRefused("the site turned root@example.jp down")

    finish = rotate(
        journal, Plan(tuple(plan)), lambda number: TurnedAway(site, SimulatedDoor(site), number), TERMS
    )
    assert (finish.exit_code, len(tries)) == (2, 1)
    assert finish.run.counts == {State.PLANNED: 20}


def test_bad_input_is_the_exit_code_only_while_nothing_was_tried(journal: Journal, tmp_path: Path) -> None:
    plan = entries(20)
    site = site_for(tmp_path, plan, plan={plan[10].address: [Fault.BROWSER_DIES_WRITTEN]})

    def make(number: int) -> SimulatedWorker:
        if Fault.BROWSER_DIES_WRITTEN not in site.plan[plan[10].address]:
            raise SignInRefused("the site turned root@example.jp down")
        return SimulatedWorker(site, SimulatedDoor(site), number)

    stopped = rotate(journal, Plan(tuple(plan)), make, replace(TERMS, workers=1))
    assert stopped.run.counts == {State.CHANGED: 10, State.TRYING: 1, State.PLANNED: 9}
    assert (stopped.exit_code, type(stopped.error)) == (4, SignInRefused)
    assert resume(journal, stopped.run, make, TERMS).exit_code == 2
    journal.settle(stopped.run.id, plan[10].address, Outcome.CHANGED)
    site.plan[plan[10].address] = [Fault.BROWSER_DIES_WRITTEN]
    site.plan[plan[12].address] = [Fault.BROWSER_DIES_BEFORE]

    def turned_away(number: int) -> SimulatedWorker:
        if not site.plan[plan[12].address]:
            raise SignInRefused("the site turned root@example.jp down")
        return make(number)

    third = resume(journal, stopped.run, turned_away, replace(TERMS, workers=1))
    assert third.run.counts == {State.CHANGED: 12, State.PLANNED: 8}
    assert third.exit_code == 1


def test_a_journal_that_cannot_take_the_runs_end_hides_no_result(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(run: str, ending: str) -> None:
        raise InputError("the journal cannot be used: database or disk is full")

    monkeypatch.setattr(journal, "end_run", full)
    site = site_for(tmp_path, entries(8))
    finish = rotate(journal, Plan(tuple(entries(8))), factory(site), TERMS)
    assert (finish.run.counts, finish.exit_code) == ({State.CHANGED: 8}, 1)
    assert "disk is full" in str(finish.error)


def test_a_broken_listener_hides_nothing(journal: Journal, tmp_path: Path) -> None:
    site = site_for(tmp_path, entries(8))

    def broken(event: Event) -> None:
        raise BrokenPipeError

    assert rotate(journal, Plan(tuple(entries(8))), factory(site), TERMS, broken).exit_code == 0


def test_what_is_told_begins_and_ends_and_carries_no_password(journal: Journal, tmp_path: Path) -> None:
    plan = entries(8)
    site = site_for(tmp_path, plan)
    events: list[Event] = []
    rotate(journal, Plan(tuple(plan)), factory(site), TERMS, events.append)
    assert isinstance(events[0], Began)
    assert isinstance(events[-1], Ended)
    assert events[-1].counts == {State.CHANGED: 8}
    assert not any(isinstance(event, Stopping) for event in events)
    assert "secret" not in repr(events)
    points = [
        event.point for event in events if isinstance(event, Doing) and event.address == plan[0].address
    ]
    assert points == [point for point in Point if point not in (Point.LOOKING, Point.LOOKED)]


def test_the_rate_spreads_the_accounts_over_time(journal: Journal, tmp_path: Path) -> None:
    plan = entries(7)
    site = site_for(tmp_path, plan)
    began = time.monotonic()
    rotate(journal, Plan(tuple(plan)), factory(site), replace(TERMS, rate=60 * 20))
    assert time.monotonic() - began >= 6 / 20


def test_a_full_run_of_faults_of_all_kinds_ends_with_every_account_changed_or_explained(
    tmp_path: Path,
) -> None:
    a_long_run(tmp_path, 300)


@pytest.mark.long
def test_two_thousand_accounts_with_faults_of_all_kinds_end_changed_or_explained(tmp_path: Path) -> None:
    a_long_run(tmp_path, 2000)


def a_long_run(tmp_path: Path, count: int) -> None:
    plan = entries(count, knows=False)
    site = site_for(tmp_path, plan, chance=0.05, seed=count)
    terms = replace(TERMS, workers=4, max_failures=count)
    with open_journal(tmp_path / "state", "example.jp", KEY) as journal:
        finish = until_done(journal, rotate(journal, Plan(tuple(plan)), factory(site), terms), site, terms)
        assert set(finish.run.counts) <= {State.CHANGED, State.REFUSED}
        assert finish.run.counts[State.CHANGED] > count * 0.95
        assert all(item.reason for item in journal.items(finish.run.id, [State.REFUSED]))
        for item in journal.items(finish.run.id, [State.CHANGED]):
            assert journal.known_password(item.address) == SecretStr(site.password(item.address))
        assert saves_without_a_look(site.log()) == []
