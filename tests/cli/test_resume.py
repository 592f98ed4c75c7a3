"""`flows rotate --resume` against a simulated site: what it takes up, what it names, and its exit codes."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from flows.cli.rotate import rotate as command
from flows.errors import InputError, Unreachable
from flows.passwords import WEBMAIL
from flows.records import Account, Outcome
from flows.rotation.journal import Journal, open_journal
from flows.rotation.plan import Entry, Plan
from flows.rotation.seal import Passphrase
from flows.rotation.survey import Domain
from flows.rotation.worker import Task
from tests.rotation.simulated_site import SimulatedDoor, SimulatedWorker, Site, factory

PASSPHRASE = "the journal's own passphrase"
SETTINGS = {
    "FLOWS_WEBMAIL_URL": "https://mail.example.jp",
    "FLOWS_ADMIN_USER": "root@example.jp",
    "FLOWS_ADMIN_PASSWORD": "never sent",
    "FLOWS_STATE_DIR": "state",
    "FLOWS_JOURNAL_KEY": PASSPHRASE,
}
AOI, KEN = (Entry(f"{who}@example.jp", wanted=SecretStr(f"New-secret-{who}")) for who in ("aoi", "ken"))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    site = Site(tmp_path / "site")
    site.open_accounts([AOI.address, KEN.address], lambda address: f"Old-{address}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("flows.rotation.desk.console_desks", lambda settings: factory(site))
    return site


@pytest.fixture
def journal(tmp_path: Path, site: Site) -> Iterator[Journal]:
    with open_journal(tmp_path / "state", "example.jp", Passphrase(SecretStr(PASSPHRASE), 2**4)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("in_doubt", "exit_code"), [(False, 1), (True, 4)], ids=["still to be done", "in doubt"]
)
def test_another_run_that_was_stopped_is_named_and_not_everything_is_done(
    journal: Journal, in_doubt: bool, exit_code: int
) -> None:
    older = journal.start_run(Plan((AOI,)))
    if in_doubt:
        journal.begin_try(older.id, AOI.address)
        journal.settle(older.id, AOI.address, Outcome.UNKNOWN, "no answer")
    journal.start_run(Plan((KEN,)))
    done = CliRunner().invoke(command, ["--resume"], env=SETTINGS)
    assert done.exit_code == exit_code, done.output
    assert f"Not finished either: run {older.id[:8]}" in done.output
    done = CliRunner().invoke(command, ["--resume"], env=SETTINGS)
    assert done.exit_code == 0, done.output
    assert "Not finished" not in done.output


def test_what_a_plan_of_one_left_undone_is_not_done_with_the_administrators_rights(
    journal: Journal, site: Site
) -> None:
    journal.start_run(Plan((AOI,), of_one=True))
    done = CliRunner().invoke(command, ["--resume"], env=SETTINGS)
    assert isinstance(done.exception, InputError)
    assert ("saved", AOI.address) not in site.log()


def test_a_shard_into_which_no_account_falls_has_done_everything(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").mkdir(mode=0o700)
    one_account = Domain((Account(AOI.address),), (WEBMAIL,))
    monkeypatch.setattr(sys.modules["flows.cli.rotate"], "_surveyed", lambda settings: one_account)
    monkeypatch.setattr("flows.rotation.desk.console_desks", lambda settings, links=None: factory(site))
    shards = {
        number: CliRunner().invoke(command, ["--all", "--yes", "--shard", f"{number}/3"], env=SETTINGS)
        for number in (1, 2, 3)
    }
    assert {done.exit_code for done in shards.values()} == {0}, [done.output for done in shards.values()]
    assert sum("nothing to do here" in done.output for done in shards.values()) == 2
    assert site.log().count(("saved", AOI.address)) == 1


def test_a_shard_in_which_everybody_is_protected_has_done_everything(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").mkdir(mode=0o700)
    alone = Domain((Account("root@example.jp"),), (WEBMAIL,))
    monkeypatch.setattr(sys.modules["flows.cli.rotate"], "_surveyed", lambda settings: alone)
    done = {
        number: CliRunner().invoke(
            command, ["--all", "--yes", "--json", "--shard", f"{number}/2"], env=SETTINGS
        )
        for number in (1, 2)
    }
    assert [one.exit_code for one in done.values()] == [0, 0], [one.exception for one in done.values()]
    assert all("nothing to do here" in one.stderr for one in done.values())
    told = [json.loads(line) for one in done.values() for line in one.stdout.splitlines()]
    assert [(one["address"], one["outcome"]) for one in told] == [("root@example.jp", "skipped")]
    assert "protected" in told[0]["reason"]
    whole = CliRunner().invoke(command, ["--all", "--yes"], env=SETTINGS)
    assert isinstance(whole.exception, InputError)


@pytest.mark.parametrize(
    ("stops", "exit_code", "says"),
    [(Unreachable("the page \x1b[2J broke off"), 3, "broke off"), (None, 130, "interrupted")],
    ids=["the site is away", "Ctrl-C"],
)
def test_the_junit_report_of_a_run_that_did_not_come_to_its_end_is_no_success(
    site: Site,
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    stops: Exception | None,
    exit_code: int,
    says: str,
) -> None:
    class Interrupted(SimulatedWorker):
        def change(self, task: Task, before_save: Callable[[], None]) -> str:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(1)  # until the engine has heard it
            return super().change(task, before_save)

    def make(number: int) -> SimulatedWorker:
        if stops is not None:
            raise stops
        return Interrupted(site, SimulatedDoor(site), number)

    monkeypatch.setattr("flows.rotation.desk.console_desks", lambda settings: make)
    journal.start_run(Plan((AOI, KEN)))
    done = CliRunner().invoke(command, ["--resume"], env=SETTINGS | {"FLOWS_WORKERS": "1"})
    assert done.exit_code == exit_code, done.output
    (report,) = Path("out").glob("rotation-*.xml")
    suite = ElementTree.fromstring(report.read_text(encoding="utf-8"))
    error = suite.find("testcase[@name='the run']/error")
    assert error is not None
    assert says in error.get("message", "")
    assert suite.get("errors") == "1"
