"""When a doubt is not the last word: a Save that lands late, a second run, a merge, a secret that was forgotten."""

from __future__ import annotations

import html
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows.errors import InputError, SaveInDoubt, SaveRefused, SignInRefused, Unreachable
from flows.records import Outcome
from flows.rotation.budget import Budget, CountedDoor
from flows.rotation.journal import Journal, open_journal
from flows.rotation.life import State
from flows.rotation.plan import Entry, Plan
from flows.rotation.report import account_reports, json_lines, junit
from flows.rotation.run import resume, rotate
from flows.rotation.upkeep import forget, merge
from flows.rotation.worker import Task, Worker
from flows.secrecy.forms import find
from tests.rotation.simulated_site import Fault, SimulatedDoor, SimulatedWorker, Site, factory
from tests.rotation.test_run import AOI, KEY, TERMS, entries, entry, old, site_for

ONE = replace(TERMS, workers=1, canaries=())


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with open_journal(tmp_path / "state", "example.jp", KEY) as opened:
        yield opened


def away(number: int) -> Worker:
    raise Unreachable("mail.example.jp does not answer")


def refusing(site: Site, words: str, *, first_is_late: bool = False) -> Callable[[int], SimulatedWorker]:
    """Workers whose every Save is refused; the first one may be lost instead, and be written later on."""
    saves: list[str] = []

    class Refused(SimulatedWorker):
        def change(self, task: Task, before_save: Callable[[], None]) -> str:
            before_save()
            saves.append(task.address)
            if first_is_late and len(saves) == 1:
                self.site.write_late(task.address, task.password.get_secret_value())
                raise SaveInDoubt("no answer within 30 s")
            raise SaveRefused(words)

    return lambda number: Refused(site, SimulatedDoor(site), number)


def known(journal: Journal, address: str = AOI) -> set[str]:
    return {one.password.get_secret_value() for one in journal.candidates(address) if one.password}


# -- a Save that lands late ------------------------------------------------------------------------------------


def test_a_refusal_after_a_lost_save_of_the_same_password_leaves_the_account_unknown(
    journal: Journal, tmp_path: Path
) -> None:
    wish = entry(knows=False, generated=True)
    site = site_for(tmp_path, [wish])
    workers = refusing(site, "You do not have permission to change this user.", first_is_late=True)
    finish = rotate(journal, Plan((wish,)), workers, TERMS)
    assert finish.run.counts == {State.UNKNOWN: 1}
    site.catch_up(AOI)
    settled = resume(journal, finish.run, factory(site), TERMS)
    assert (settled.run.counts, settled.exit_code) == ({State.CHANGED: 1}, 0)


def test_a_refusal_after_a_kill_with_the_save_on_its_way_does_not_let_the_password_be_forgotten(
    journal: Journal, tmp_path: Path
) -> None:
    wish = entry(knows=False, generated=True)
    site = site_for(tmp_path, [wish])
    run = journal.start_run(Plan((wish,)))
    journal.begin_try(run.id, AOI)
    site.write_late(AOI, "New-secret-1")
    finish = resume(journal, run, refusing(site, "The user is being edited."), TERMS)
    assert finish.run.counts == {State.UNKNOWN: 1}
    with pytest.raises(InputError, match="not finished"):
        forget(journal, run.id)
    site.catch_up(AOI)
    assert site.password(AOI) in known(journal)


def test_a_first_refusal_is_one(journal: Journal, tmp_path: Path) -> None:
    site = site_for(tmp_path, [entry()])
    finish = rotate(journal, Plan((entry(),)), refusing(site, "You do not have permission."), TERMS)
    assert finish.run.counts == {State.REFUSED: 1}


# -- what a later run may take from an earlier one ---------------------------------------------------------------


def test_what_an_earlier_run_proved_is_not_forgotten_while_a_later_save_is_in_doubt(
    journal: Journal, tmp_path: Path
) -> None:
    site = site_for(tmp_path, [entry()])
    first = rotate(journal, Plan((entry(wanted="First-word-1", knows=False),)), factory(site), TERMS)
    site.plan = {AOI: [Fault.LOST_UNWRITTEN] * 3}
    blind = factory(site, with_door=False)
    second = rotate(journal, Plan((entry(wanted="Second-word-2", knows=False),)), blind, TERMS)
    assert second.run.counts == {State.UNKNOWN: 1}
    with pytest.raises(InputError, match="may be its password still"):
        forget(journal, first.run.id)
    assert site.password(AOI) in known(journal)


def test_a_single_change_that_came_to_nothing_leaves_a_doubt_with_the_run_that_has_it(
    journal: Journal, tmp_path: Path
) -> None:
    site = site_for(tmp_path, [entry()], plan={AOI: [Fault.LOST_WRITTEN]})
    many = rotate(journal, Plan((entry(),)), factory(site, with_door=False), TERMS)
    rotate(journal, Plan((entry(wanted="Other-word-2"),), of_one=True), away, ONE)
    assert journal.run(many.run.id).counts == {State.UNKNOWN: 1}
    assert resume(journal, many.run, factory(site), TERMS).run.counts == {State.CHANGED: 1}


@pytest.mark.parametrize("succeeds", [False, True])
def test_a_single_change_takes_an_account_from_the_stopped_run_only_when_it_has_settled_it(
    journal: Journal, tmp_path: Path, succeeds: bool
) -> None:
    plan = entries(3)
    site = site_for(tmp_path, plan)
    many = journal.start_run(Plan(tuple(plan)))
    single = Plan((replace(plan[2], wanted=SecretStr("Other-word-2")),), of_one=True)
    assert rotate(journal, single, factory(site) if succeeds else away, ONE).exit_code == (
        0 if succeeds else 3
    )
    left = {State.CHANGED: 2, State.SKIPPED: 1} if succeeds else {State.CHANGED: 3}
    assert resume(journal, many, factory(site), TERMS).run.counts == left
    assert (site.password(plan[2].address) == "Other-word-2") is succeeds


def test_an_older_copy_that_is_merged_again_does_not_set_an_account_back(tmp_path: Path) -> None:
    wish = entry(generated=True, knows=False)
    site = site_for(tmp_path, [wish])
    with (
        open_journal(tmp_path / "one", "example.jp", KEY) as one,
        open_journal(tmp_path / "two", "example.jp", KEY) as two,
    ):
        run = two.start_run(Plan((wish,)))
        two.settle(run.id, AOI, Outcome.FAILED, "the console is away", since=time.time() - 9)
        merge(one, two)
        one.begin_try(run.id, AOI)
        merge(one, two)
        assert one.run(run.id).counts == {State.TRYING: 1}
        assert one.item(run.id, AOI).attempts == 1
        one.refused_for_its_form(run.id, AOI, "too short", SecretStr("Replacement-22"))
        merge(one, two)
        assert resume(one, run, factory(site), TERMS).run.counts == {State.CHANGED: 1}


def test_an_older_password_that_is_wanted_again_and_stands_already_is_unchanged(
    journal: Journal, tmp_path: Path
) -> None:
    site = site_for(tmp_path, [entry()])
    rotate(journal, Plan((entry(wanted="First-word-1", knows=False),)), factory(site), TERMS)
    site.plan = {AOI: [Fault.LOST_UNWRITTEN]}
    blind = factory(site, with_door=False)
    rotate(journal, Plan((entry(wanted="Second-word-2", knows=False),)), blind, TERMS)
    finish = rotate(journal, Plan((entry(wanted="First-word-1", knows=False),)), factory(site), TERMS)
    assert finish.run.counts == {State.UNCHANGED: 1}


# -- brakes and budgets ------------------------------------------------------------------------------------------


def test_accounts_that_stay_unknown_after_another_try_stop_the_run(journal: Journal, tmp_path: Path) -> None:
    plan = entries(12, knows=False)
    site = site_for(tmp_path, plan, plan={one.address: [Fault.LOST_UNWRITTEN] * 9 for one in plan})
    run = journal.start_run(Plan(tuple(plan)))
    for one in plan:
        journal.begin_try(run.id, one.address)
        journal.settle(run.id, one.address, Outcome.UNKNOWN, "no answer")
    finish = resume(journal, run, factory(site), TERMS)
    assert finish.error is not None
    assert len({address for what, address in site.log() if what == "saved"}) <= TERMS.workers


def test_the_spent_budget_of_one_account_is_that_accounts_affair(journal: Journal, tmp_path: Path) -> None:
    plan = entries(8, knows=False)
    site = site_for(tmp_path, plan)
    for number in range(5):
        CountedDoor(SimulatedDoor(site), journal, Budget()).try_password(
            plan[3].address, SecretStr(f"wrong{number}")
        )
    finish = rotate(journal, Plan(tuple(plan)), factory(site), replace(TERMS, budget=Budget()))
    assert finish.run.counts == {State.CHANGED: 7, State.FAILED: 1}
    assert "budget" in journal.item(finish.run.id, plan[3].address).reason


def test_what_failed_before_is_no_canary_and_does_not_stop_every_resumption(
    journal: Journal, tmp_path: Path
) -> None:
    plan = entries(8, knows=False)
    site = site_for(tmp_path, plan)
    run = journal.start_run(Plan(tuple(plan)))
    journal.settle(run.id, plan[0].address, Outcome.FAILED, "it could not be opened")
    site.plan = {plan[0].address: [Fault.OPENING_FAILS] * 9}
    assert resume(journal, run, factory(site), TERMS).run.counts == {State.CHANGED: 7, State.FAILED: 1}


def test_after_a_resumption_a_refused_administrator_signs_in_once(journal: Journal, tmp_path: Path) -> None:
    plan = entries(20)
    site = site_for(tmp_path, plan)
    run = journal.start_run(Plan(tuple(plan)))
    for one in plan[:8]:
        journal.begin_try(run.id, one.address)
        journal.settle(run.id, one.address, Outcome.CHANGED, proof="site")
    sign_ins: list[int] = []

    class TurnedDown(SimulatedWorker):
        def change(self, task: Task, before_save: Callable[[], None]) -> str:
            sign_ins.append(self.number)
            raise SignInRefused("the site turned root@example.jp down")

    finish = resume(journal, run, lambda number: TurnedDown(site, SimulatedDoor(site), number), TERMS)
    assert (len(sign_ins), finish.run.counts[State.PLANNED]) == (1, 12)


@pytest.mark.parametrize("standing", ["proven", "replaced", "sent"])
def test_an_account_whose_password_cannot_be_read_any_more_is_given_another(
    journal: Journal, tmp_path: Path, standing: str
) -> None:
    site = site_for(tmp_path, [entry()])
    rotate(journal, Plan((entry(),)), factory(site), TERMS)
    journal.write("UPDATE candidates SET password = zeroblob(40), standing = ?", (standing,))
    again = rotate(journal, Plan((entry(wanted="Another-word-2", knows=False),)), factory(site), TERMS)
    assert again.run.counts == {State.CHANGED: 1}, again.error
    assert [password.get_secret_value() for _, _, password in journal.proven()] == ["Another-word-2"]
    assert (journal.in_doubt(), journal.damaged()) == ([], [])


# -- what is told ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spelled", [str, html.escape, lambda word: json.dumps(word)[1:-1]])
def test_the_words_of_a_success_do_not_show_the_password(
    journal: Journal, tmp_path: Path, spelled: Callable[[str], str]
) -> None:
    class Chatty(SimulatedWorker):
        def change(self, task: Task, before_save: Callable[[], None]) -> str:
            super().change(task, before_save)
            return f"Your changes have been saved. New password: {spelled(task.password.get_secret_value())}"

    plan = [entry(wanted='New&secret"1')]
    site = site_for(tmp_path, plan)
    finish = rotate(
        journal, Plan(tuple(plan)), lambda number: Chatty(site, SimulatedDoor(site), number), TERMS
    )
    reports = account_reports(journal, finish.run.id)
    told = junit(reports, "example.jp") + "".join(json_lines(reports)) + reports[0].reason
    assert "Your changes have been saved." in told
    assert find(told.encode(), ['New&secret"1']) == []


def test_the_time_an_account_took_is_that_of_its_last_turn(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_for(tmp_path, [entry()], plan={AOI: [Fault.OPENING_FAILS] * 3})
    finish = rotate(journal, Plan((entry(),)), factory(site), TERMS)
    now = time.time
    monkeypatch.setattr("time.time", lambda: now() + 86_400)
    resume(journal, finish.run, factory(site), TERMS)
    (report,) = account_reports(journal, finish.run.id)
    assert (report.outcome, (report.seconds or 0) < 3600) == (Outcome.CHANGED, True)


def test_a_password_that_was_too_long_is_made_anew_as_short_as_the_site_wants_it(
    journal: Journal, tmp_path: Path
) -> None:
    class Short(SimulatedWorker):
        def change(self, task: Task, before_save: Callable[[], None]) -> str:
            if len(task.password.get_secret_value()) <= 12:
                return super().change(task, before_save)
            before_save()
            raise SaveRefused("The password must not exceed 12 characters.")

    wish = entry(wanted="Abcdefgh-1234567", generated=True)
    site = site_for(tmp_path, [wish])
    finish = rotate(journal, Plan((wish,)), lambda number: Short(site, SimulatedDoor(site), number), TERMS)
    assert finish.run.counts == {State.CHANGED: 1}
    assert len(site.password(AOI)) == 12


def test_of_the_replaced_passwords_the_one_that_was_proven_is_the_old_one(journal: Journal) -> None:
    from flows.cli.doors import _replaced

    for word, outcome in (
        ("First-word-1", Outcome.CHANGED), ("Second-word-2", Outcome.UNKNOWN), ("Third-word-3", Outcome.CHANGED),
    ):  # fmt: skip
        run = journal.start_run(Plan((Entry(AOI, wanted=SecretStr(word), current=SecretStr(old(AOI))),)))
        journal.begin_try(run.id, AOI)
        journal.settle(run.id, AOI, outcome, proof="site" if outcome is Outcome.CHANGED else "")
    before = _replaced(journal, AOI)
    assert before is not None
    assert before.get_secret_value() == "First-word-1"


def test_what_was_replaced_last_is_the_old_one_whatever_was_proven_long_before(journal: Journal) -> None:
    from flows.cli.doors import _replaced

    for word, claimed in (("First-word-1", None), ("Second-word-2", None), ("Third-word-3", "His-own-word")):
        current = SecretStr(claimed) if claimed else None
        run = journal.start_run(Plan((Entry(AOI, wanted=SecretStr(word), current=current),)))
        journal.begin_try(run.id, AOI)
        journal.settle(run.id, AOI, Outcome.CHANGED, proof="site")
        if word == "Second-word-2":  # and its passwords are forgotten, as `flows journal forget` does
            journal.write("UPDATE candidates SET password = NULL WHERE run = ?", (run.id,))
    before = _replaced(journal, AOI)
    assert before is not None
    assert before.get_secret_value() == "His-own-word"
