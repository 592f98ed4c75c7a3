"""`flows set-password` when its run ends otherwise than it should: outcome and exit code are the contract's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from flows.cli.passwords import set_password
from flows.errors import Unreachable
from flows.passwords import WEBMAIL
from flows.records import Account
from flows.rotation.journal import Journal
from flows.rotation.plan import Plan
from flows.rotation.run import Finish
from flows.rotation.survey import Domain

AOI = "aoi@example.jp"
SETTINGS = {
    "FLOWS_WEBMAIL_URL": "https://mail.example.jp",
    "FLOWS_ADMIN_USER": "root@example.jp",
    "FLOWS_ADMIN_PASSWORD": "never sent",
    "FLOWS_STATE_DIR": "state",
    "FLOWS_JOURNAL_KEY": "a passphrase for tests",
}

app = typer.Typer()
app.command()(set_password)


@pytest.mark.parametrize(
    ("in_hand", "interrupted", "outcome", "exit_code"),
    [
        (False, True, "skipped", 130),
        (True, True, "unknown", 130),
        (True, False, "unknown", 4),
    ],
    ids=["Ctrl-C before it was taken in hand", "Ctrl-C afterwards", "the browser is gone"],
)
def test_an_account_that_was_left_has_the_contracts_outcome_and_exit_code(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    in_hand: bool,
    interrupted: bool,
    outcome: str,
    exit_code: int,
) -> None:
    def left(journal: Journal, plan: Plan, *_: object) -> Finish:
        run = journal.start_run(plan)
        if in_hand:
            journal.begin_try(run.id, AOI)
        return Finish(journal.run(run.id), None if interrupted else Unreachable("away"), interrupted, in_hand)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("flows.cli.passwords.rotate", left)
    monkeypatch.setattr("flows.rotation.survey.survey_one", lambda *_: Domain((Account(AOI),), (WEBMAIL,)))
    done = CliRunner().invoke(app, [AOI, "--generate", "--json"], env=SETTINGS)
    assert done.exit_code == exit_code, done.output
    assert json.loads(done.stdout)["outcome"] == outcome
