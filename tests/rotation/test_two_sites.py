"""One journal, one domain, two servers: the one it moved from and the one it moved to, or a rehearsal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from flows.errors import InputError
from flows.rotation.journal import Journal, open_journal
from flows.rotation.life import State
from flows.rotation.plan import Plan
from flows.rotation.run import resume, rotate
from tests.rotation.simulated_site import Fault, Site, factory
from tests.rotation.test_run import AOI, KEY, TERMS, entries, entry, site_for

HERE, THERE = "https://mail.example.jp:443", "https://staging.example.jp:443"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[dict[str, Journal]]:
    with ExitStack() as opened:
        yield {
            site: opened.enter_context(open_journal(tmp_path / "state", "example.jp", KEY, site))
            for site in (HERE, THERE, "")
        }


def site_of(tmp_path: Path, name: str, *faults: Fault) -> Site:
    (tmp_path / name).mkdir()
    return site_for(tmp_path / name, [entry()], plan={AOI: list(faults)})


def exported(journal: Journal) -> dict[str, str]:
    return {address: password.get_secret_value() for address, _, password in journal.proven()}


def test_a_save_in_doubt_at_another_site_is_not_lifted_by_a_look_here(
    at: dict[str, Journal], tmp_path: Path
) -> None:
    there, here = site_of(tmp_path, "there", Fault.LOST_WRITTEN), site_of(tmp_path, "here")
    first = rotate(at[THERE], Plan((entry(),)), factory(there, with_door=False), TERMS)
    assert first.run.counts == {State.UNKNOWN: 1}
    with pytest.raises(InputError, match=r"in doubt for 1 of these accounts .*FLOWS_STATE_DIR"):
        rotate(at[HERE], Plan((entry(wanted="Other-word-2"),)), factory(here), TERMS)
    assert (at[HERE].in_doubt(), here.log()) == ([AOI], [])
    assert resume(at[THERE], first.run, factory(there), TERMS).run.counts == {State.CHANGED: 1}


def test_a_rehearsal_at_another_site_does_not_replace_what_is_proven_here(
    at: dict[str, Journal], tmp_path: Path
) -> None:
    for site, word in ((HERE, "Word-of-here-1"), (THERE, "Word-of-there-2")):
        wish = entry(wanted=word, generated=True)
        rotate(at[site], Plan((wish,)), factory(site_of(tmp_path, word)), TERMS)
    assert exported(at[HERE]) == {AOI: "Word-of-here-1"}
    assert exported(at[THERE]) == {AOI: "Word-of-there-2"}
    assert exported(at[""]) == {AOI: "Word-of-there-2"}


def test_a_site_under_its_new_name_is_given_what_was_proven_under_the_old_one(
    at: dict[str, Journal], tmp_path: Path
) -> None:
    rotate(at[THERE], Plan((entry(),)), factory(site_of(tmp_path, "site")), TERMS)
    assert exported(at[HERE]) == {AOI: "New-secret-1"}


def test_a_run_that_waits_at_this_site_is_not_hidden_by_a_newer_one_elsewhere(
    at: dict[str, Journal], tmp_path: Path
) -> None:
    plan = Plan(tuple(entries(2)))
    ours = at[HERE].start_run(plan)
    theirs = at[THERE].start_run(plan)
    waiting = {site: journal.unfinished_run() for site, journal in at.items()}
    assert {site: run and run.id for site, run in waiting.items()} == {
        HERE: ours.id, THERE: theirs.id, "": theirs.id,
    }  # fmt: skip
    assert at[HERE].run(ours.id).counts == {State.PLANNED: 2}


def test_a_journal_of_before_belongs_to_every_site(at: dict[str, Journal], tmp_path: Path) -> None:
    site = site_of(tmp_path, "site", Fault.LOST_WRITTEN)
    rotate(at[""], Plan((entry(generated=True),)), factory(site, with_door=False), TERMS)
    finish = rotate(at[HERE], Plan((entry(),)), factory(site), TERMS)
    assert finish.run.counts == {State.CHANGED: 1}
    assert site.log().count(("saved", AOI)) == 1
    assert exported(at[HERE]) == {AOI: "New-secret-1"}
