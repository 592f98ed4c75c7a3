"""`flows journal` and `flows export` at the command line, on journals of runs against a simulated site."""

from __future__ import annotations

import csv
import json
import os
import pty
import shutil
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
import typer
from pydantic import SecretStr
from typer.testing import CliRunner

from flows.cli.export import export
from flows.records import Outcome
from flows.rotation.budget import Budget
from flows.rotation.choice import Shard
from flows.rotation.journal import open_journal
from flows.rotation.plan import Entry, Plan
from flows.rotation.run import Terms, rotate
from flows.rotation.seal import Passphrase
from flows.rotation.wallet import Wallet
from tests.conftest import Flows
from tests.rotation.simulated_site import Fault, Site, factory

PASSPHRASE = "the journal's own passphrase"
SETTINGS = {"FLOWS_ADMIN_USER": "root@example.jp", "FLOWS_JOURNAL_KEY": PASSPHRASE}
ENTRIES = (
    Entry("aoi@example.jp", "Aoi Sora", SecretStr("New-secret-aoi-1")),
    Entry("ken@example.jp", "=HYPERLINK(evil)", SecretStr("New-secret-ken-1")),
    Entry("mei@example.jp", "森 芽衣", SecretStr("New-secret-mei-1")),
)


def rotated(state: Path, *entries: Entry, passphrase: str = PASSPHRASE, at: str = "", **faults: Fault) -> str:
    """A finished run in a journal below `state`; returns its id."""
    faulty = {f"{who}@example.jp": [fault] for who, fault in faults.items()}
    site = Site(state.with_name(f"{state.name}-site"), plan=faulty)
    site.open_accounts((entry.address for entry in entries), lambda address: f"Old-{address}")
    terms = Terms(workers=1, canaries=(), budget=Budget(100, 1000))
    with open_journal(state, "example.jp", Passphrase(SecretStr(passphrase), cost=2**4), at) as journal:
        return rotate(journal, Plan(entries), factory(site), terms).run.id


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_export_writes_what_is_proven_for_its_owner_alone(flows: Flows, tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES)
    done = flows("export", "--csv", "passwords.csv", settings=SETTINGS)
    assert done.returncode == 0, done.stderr
    path = tmp_path / "passwords.csv"
    assert path.stat().st_mode & 0o777 == 0o600
    assert {row["address"]: row["password"] for row in read(path)} == {
        entry.address: entry.wanted.get_secret_value() for entry in ENTRIES if entry.wanted
    }
    assert "New-secret" not in done.stdout + done.stderr


def test_one_damaged_password_is_named_and_keeps_no_other_back(flows: Flows, tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES)
    with closing(sqlite3.connect(tmp_path / "state" / "example.jp.journal")) as journal, journal:
        journal.execute("UPDATE candidates SET password = zeroblob(40) WHERE address = 'ken@example.jp'")
    done = flows("export", "--csv", "passwords.csv", settings=SETTINGS)
    assert done.returncode == 4, done.stderr
    assert [row["address"] for row in read(tmp_path / "passwords.csv")] == [
        "aoi@example.jp",
        "mei@example.jp",
    ]
    assert "ken@example.jp" in done.stderr
    assert "damaged" in done.stderr


def test_a_name_that_a_spreadsheet_would_calculate_is_made_harmless(flows: Flows, tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES)
    flows("export", "--csv", "passwords.csv", settings=SETTINGS)
    names = [row["name"] for row in read(tmp_path / "passwords.csv")]
    assert names == ["Aoi Sora", "'=HYPERLINK(evil)", "森 芽衣"]


def test_export_overwrites_nothing(flows: Flows, tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES)
    (tmp_path / "passwords.csv").write_text("somebody's own")
    done = flows("export", "--csv", "passwords.csv", settings=SETTINGS)
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert (tmp_path / "passwords.csv").read_text() == "somebody's own"


def test_a_password_in_doubt_is_left_out_and_named(flows: Flows, tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES, mei=Fault.LIES)
    done = flows("export", "--csv", "passwords.csv", settings=SETTINGS)
    assert done.returncode == 4
    assert "mei@example.jp" in done.stderr
    assert [row["address"] for row in read(tmp_path / "passwords.csv")] == [
        "aoi@example.jp",
        "ken@example.jp",
    ]


def test_every_account_without_a_proven_password_is_named_with_what_to_do(
    flows: Flows, tmp_path: Path
) -> None:
    rotated(tmp_path / "state", *ENTRIES, mei=Fault.REFUSED_RIGHT)
    with open_journal(tmp_path / "state", "example.jp", Passphrase(SecretStr(PASSPHRASE))) as journal:
        journal.start_run(Plan((Entry("yui@example.jp", wanted=SecretStr("New-secret-yui-1")),)))
    done = flows("export", "--csv", "passwords.csv", settings=SETTINGS)
    assert done.returncode == 0
    for what_to_do in ("flows rotate --only mei@example.jp", "not changed yet: flows rotate --resume"):
        assert what_to_do in done.stderr
    assert len(read(tmp_path / "passwords.csv")) == 2


def test_an_account_that_a_run_settles_meanwhile_is_in_the_file_or_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rotated(tmp_path / "state", *ENTRIES, mei=Fault.LIES)
    in_doubt = Wallet.in_doubt

    def settled_meanwhile(self: Wallet) -> list[str]:
        path = tmp_path / "state" / "example.jp.journal"
        with closing(sqlite3.connect(path, timeout=0)) as run, suppress(sqlite3.OperationalError), run:
            run.execute("UPDATE candidates SET standing = 'proven' WHERE standing = 'sent'")
        return in_doubt(self)

    monkeypatch.setattr(Wallet, "in_doubt", settled_meanwhile)
    settings = {**SETTINGS, "FLOWS_STATE_DIR": str(tmp_path / "state")}
    app = typer.Typer()
    app.command()(export)
    done = CliRunner().invoke(app, ["--csv", str(tmp_path / "passwords.csv")], env=settings)
    written = [row["address"] for row in read(tmp_path / "passwords.csv")]
    assert ("mei@example.jp" in written) != ("mei@example.jp" in done.stderr), (written, done.stderr)


def test_without_a_journal_nothing_is_made(flows: Flows, tmp_path: Path) -> None:
    done = flows("export", "--csv", "passwords.csv", settings=SETTINGS)
    assert done.returncode == 2
    assert "no journal of example.jp" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_forgotten_passwords_are_gone_and_asked_for_first(flows: Flows, tmp_path: Path) -> None:
    run = rotated(tmp_path / "state", *ENTRIES)
    unasked = flows("journal", "forget", run[:8], settings=SETTINGS)
    assert (unasked.returncode, "--yes" in unasked.stderr) == (2, True)
    done = flows("journal", "forget", run[:8], "--yes", "--json", settings=SETTINGS)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"run": run, "removed": 3}
    assert flows("export", "--csv", "passwords.csv", settings=SETTINGS).returncode == 2


def test_a_run_in_doubt_is_not_forgotten(flows: Flows, tmp_path: Path) -> None:
    run = rotated(tmp_path / "state", *ENTRIES, mei=Fault.LIES)
    done = flows("journal", "forget", run[:8], "--yes", settings=SETTINGS)
    assert done.returncode == 2
    assert "--resume" in done.stderr


def test_what_a_resumed_run_would_do_is_shown_and_nothing_is_done(flows: Flows, tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES, mei=Fault.LIES)
    nowhere = {"FLOWS_WEBMAIL_URL": "http://127.0.0.1:2", "FLOWS_ADMIN_PASSWORD": "not needed"}
    done = flows("rotate", "--resume", "--dry-run", settings={**SETTINGS, **nowhere})
    assert done.returncode == 0, done.stderr
    assert "1 accounts" in done.stdout
    assert "mei@example.jp" in done.stdout
    refused = flows("rotate", "--resume", "--shard", "1/2", settings={**SETTINGS, **nowhere})
    assert (refused.returncode, "as it was planned" in refused.stderr) == (2, True)


def test_a_run_is_not_resumed_at_another_site(flows: Flows, tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES, mei=Fault.LIES, at="https://mail8.example.jp:443")
    here = {"FLOWS_WEBMAIL_URL": "https://mail9.example.jp", "FLOWS_ADMIN_PASSWORD": "not needed"}
    done = flows("rotate", "--resume", "--dry-run", settings={**SETTINGS, **here})
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    for said in ("at https://mail8.example.jp:443,", "https://mail9.example.jp:443.", "FLOWS_WEBMAIL_URL"):
        assert said in done.stderr
    there = {**here, "FLOWS_WEBMAIL_URL": "https://mail8.example.jp/"}
    assert flows("rotate", "--resume", "--dry-run", settings={**SETTINGS, **there}).returncode == 0


def test_an_export_warns_of_passwords_that_were_set_at_another_site(flows: Flows, tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES, at="https://mail8.example.jp:443")
    with open_journal(tmp_path / "state", "example.jp", Passphrase(SecretStr(PASSPHRASE))) as of_before:
        run = of_before.start_run(Plan((Entry("yui@example.jp", wanted=SecretStr("New-secret-yui-1")),)))
        of_before.settle(run.id, "yui@example.jp", Outcome.CHANGED, proof="site")
    for webmail, warned in (("https://mail9.example.jp", True), ("https://mail8.example.jp", False)):
        (tmp_path / "passwords.csv").unlink(missing_ok=True)
        done = flows("export", "--csv", "passwords.csv", settings={**SETTINGS, "FLOWS_WEBMAIL_URL": webmail})
        assert done.returncode == 0, done.stderr
        assert ("Set at https://mail8.example.jp:443, not at https://mail9" in done.stderr) is warned
        assert ("3 passwords (aoi@example.jp and others)" in done.stderr) is warned


def test_an_export_does_not_warn_of_a_rehearsal_at_another_site(flows: Flows, tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES, at="https://mail8.example.jp:443")
    key = Passphrase(SecretStr(PASSPHRASE))
    with open_journal(tmp_path / "state", "example.jp", key, "https://mail9.example.jp:443") as rehearsal:
        run = rehearsal.start_run(Plan((Entry("aoi@example.jp", wanted=SecretStr("Rehearsed-1")),)))
        rehearsal.settle(run.id, "aoi@example.jp", Outcome.CHANGED, proof="site")
    here = {**SETTINGS, "FLOWS_WEBMAIL_URL": "https://mail8.example.jp"}
    done = flows("export", "--csv", "passwords.csv", settings=here)
    assert (done.returncode, "Set at" in done.stderr) == (0, False), done.stderr
    assert [row["password"] for row in read(tmp_path / "passwords.csv")] == [
        entry.wanted.get_secret_value() for entry in ENTRIES if entry.wanted
    ]


def test_ctrl_c_at_a_question_ends_with_130(tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES)
    child, terminal = pty.fork()
    if not child:
        os.environ.pop("FLOWS_JOURNAL_KEY", None)
        os.environ |= {"FLOWS_ADMIN_USER": "root@example.jp", "FLOWS_STATE_DIR": str(tmp_path / "state")}
        os.execv(sys.executable, [sys.executable, "-m", "flows", "rotate", "status"])
    said = b""
    while b"Passphrase" not in said:
        said += os.read(terminal, 1024)
    os.write(terminal, b"\x03")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130
    os.close(terminal)


def test_after_rekey_only_the_new_passphrase_opens_the_journal(flows: Flows, tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES)
    done = flows("journal", "rekey", "--passphrase-stdin", settings=SETTINGS, stdin="quite another one\n")
    assert done.returncode == 0, done.stderr
    assert flows("rotate", "status", settings=SETTINGS).returncode == 2
    new = {**SETTINGS, "FLOWS_JOURNAL_KEY": "quite another one"}
    assert flows("export", "--csv", "passwords.csv", settings=new).returncode == 0
    assert len(read(tmp_path / "passwords.csv")) == 3


@pytest.mark.parametrize("theirs", [PASSPHRASE, "the other machine's"])
def test_journals_of_shards_merge_and_again_without_harm(flows: Flows, tmp_path: Path, theirs: str) -> None:
    first, second = (tuple(e for e in ENTRIES if Shard(n, 2).holds(e.address)) for n in (1, 2))
    assert first
    assert second
    rotated(tmp_path / "state", *first)
    rotated(tmp_path / "other", *second, passphrase=theirs)
    command = ("journal", "merge", "other", "--json", "--passphrase-stdin")
    for _ in range(2):
        done = flows(*command, settings=SETTINGS, stdin=f"{theirs}\n")
        assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [{"from": "other", "accounts": len(second)}]
    assert flows("export", "--csv", "all.csv", settings=SETTINGS).returncode == 0
    assert {row["address"] for row in read(tmp_path / "all.csv")} == {entry.address for entry in ENTRIES}


def test_a_directory_without_the_domain_s_journal_is_named(flows: Flows, tmp_path: Path) -> None:
    rotated(tmp_path / "state", *ENTRIES)
    shutil.copytree(tmp_path / "state", tmp_path / "other")
    (tmp_path / "other" / "example.jp.journal").rename(tmp_path / "other" / "example.com.journal")
    done = flows("journal", "merge", "other", settings=SETTINGS)
    assert done.returncode == 2
    assert "no journal of example.jp in other" in done.stderr
