"""`flows verify` and `flows server` at real servers, as scripts use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from flows.cli.doors import server, verify
from flows.errors import GuardStopped, InputError
from flows.records import Outcome
from flows.rotation.journal import Journal, open_journal
from flows.rotation.plan import Entry, Plan
from flows.rotation.seal import Passphrase
from tests.mailserver import MailHouse

app = typer.Typer()
app.command()(verify)
app.command()(server)


def run(*arguments: str, settings: dict[str, str], stdin: str = "") -> Result:
    return CliRunner().invoke(app, arguments, env=settings, input=stdin)


@pytest.fixture
def mail_only(mail_house: MailHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.chdir(tmp_path)
    return mail_house.room.settings


def said(result: Result) -> list[dict[str, Any]]:
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_verify_says_which_doors_a_password_opens(mail_house: MailHouse, mail_only: dict[str, str]) -> None:
    password = mail_house.password.get_secret_value()
    done = run(
        "verify", mail_house.address, "--password-stdin", "--json", settings=mail_only, stdin=f"{password}\n"
    )
    assert done.exit_code == 0, done.output
    assert said(done)[0]["doors"] == {"imap": "open", "pop3": "open", "smtp": "open"}
    assert password not in done.output


def test_a_wrong_password_is_exit_code_1_and_is_not_repeated(
    mail_house: MailHouse, mail_only: dict[str, str]
) -> None:
    done = run(
        "verify", mail_house.address, "--password-stdin", "--json", settings=mail_only, stdin="Not-this_1\n"
    )
    assert done.exit_code == 1
    assert set(said(done)[0]["doors"].values()) == {"shut"}
    assert "Not-this_1" not in done.output


def test_an_unclear_door_is_exit_code_4(mail_house: MailHouse, mail_only: dict[str, str]) -> None:
    password = mail_house.password.get_secret_value()
    off = {**mail_only, "FLOWS_IMAP": "imaps://mail.invalid"}
    done = run(
        "verify", mail_house.address, "--password-stdin", "--json", settings=off, stdin=f"{password}\n"
    )
    assert done.exit_code == 4
    account = said(done)[0]
    assert account["doors"] == {"imap": "unclear", "pop3": "open", "smtp": "open"}
    assert account["findings"][0]["cause"].startswith("name not found")


def test_a_csv_with_current_passwords_proves_that_they_open_nothing(
    mail_house: MailHouse, mail_only: dict[str, str]
) -> None:
    password = mail_house.password.get_secret_value()
    file = f'address,password,current_password\n{mail_house.address},"{password}",The-old_1\n'
    done = run("verify", "--csv", "-", "--json", settings=mail_only, stdin=file)
    assert done.exit_code == 0, done.output
    assert said(done)[0]["old_doors"] == {"imap": "shut", "pop3": "shut", "smtp": "shut"}
    swapped = f'address,password,current_password\n{mail_house.address},The-new_1,"{password}"\n'
    done = run("verify", "--csv", "-", "--json", settings=mail_only, stdin=swapped)
    assert done.exit_code == 1
    assert {finding["finding"] for finding in said(done)[0]["findings"]} == {
        "the new password does not open it",
        "the old password still opens it",
    }


def test_an_account_is_tried_no_more_often_than_four_times_where_no_journal_counts(
    mail_house: MailHouse, mail_only: dict[str, str], tmp_path: Path
) -> None:
    file = f"address,password,current_password\n{mail_house.address},Not-this_1,Nor-that_1\n"
    done = run("verify", "--csv", "-", "--json", settings=mail_only, stdin=file)
    assert done.exit_code == 1
    account = said(done)[0]
    assert account["doors"] == {"imap": "shut", "pop3": "shut", "smtp": "shut"}
    assert account["old_doors"] == {"imap": "shut", "pop3": "unclear", "smtp": "unclear"}
    assert account["findings"][-1]["cause"].startswith("not tried: the budget of ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [[], ["taro@example.jp", "--journal"], ["taro@example.jp", "--csv", "x"]]
)
def test_verify_wants_to_know_whose_password(arguments: list[str], mail_only: dict[str, str]) -> None:
    done = run("verify", *arguments, settings=mail_only)
    assert isinstance(done.exception, InputError)


def test_without_a_door_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("verify", "taro@example.jp", settings={})
    assert isinstance(done.exception, InputError)
    assert "FLOWS_IMAP" in str(done.exception)
    done = run("verify", "taro@example.jp", settings={"FLOWS_IMAP": "imap://mail.example.jp"}, stdin="x\n")
    assert isinstance(done.exception, GuardStopped)


def test_server_names_the_ports_and_certificates_without_a_password(mail_only: dict[str, str]) -> None:
    done = run("server", "example.invalid", "--json", settings=mail_only)
    checks = {line["check"]: line for line in said(done)}
    assert checks["name localhost"]["result"] == "ok"
    assert any(name.startswith("certificate localhost:") for name in checks)
    assert checks["name imap.example.invalid"]["result"] in ("note", "failed")


OF_THE_JOURNAL = {
    "FLOWS_STATE_DIR": "state",
    "FLOWS_JOURNAL_KEY": "for tests",
    "FLOWS_ADMIN_USER": "root@example.jp",
}


def the_journal(home: Path) -> Journal:
    return open_journal(home / "state", "example.jp", Passphrase(SecretStr("for tests")))


def prove(journal: Journal, address: str, *passwords: str) -> None:
    """One after the other, each in a run of its own."""
    for password in passwords:
        run_ = journal.start_run(Plan((Entry(address, "佐藤 花子", SecretStr(password)),)))
        journal.begin_try(run_.id, address)
        journal.settle(run_.id, address, Outcome.CHANGED, "saved", proof="site")


def test_verify_journal_tries_every_proven_password_and_counts_the_attempts(
    mail_house: MailHouse, mail_only: dict[str, str], tmp_path: Path
) -> None:
    with the_journal(tmp_path) as journal:
        prove(journal, mail_house.address, "The-older_1", mail_house.password.get_secret_value())
    done = run("verify", "--journal", "--old-too", "--json", settings=mail_only | OF_THE_JOURNAL)
    assert done.exit_code == 0, (done.output, done.exception)
    account = said(done)[0]
    assert set(account["doors"].values()) == {"open"}
    assert set(account["old_doors"].values()) == {"shut"}
    with the_journal(tmp_path) as journal:
        states = [row["state"] for row in journal.read("SELECT state FROM probes", ())]
    assert sorted(states) == ["open"] * 3 + ["shut"] * 3


def test_a_damaged_password_is_named_and_keeps_no_other_from_being_tried(
    mail_house: MailHouse, mail_only: dict[str, str], tmp_path: Path
) -> None:
    with the_journal(tmp_path) as journal:
        prove(journal, "ken@example.jp", "The-older_1", "Ken-secret_1")
        prove(journal, mail_house.address, "The-older_1", mail_house.password.get_secret_value())
        journal.write(
            "UPDATE candidates SET password = zeroblob(40) WHERE (address = 'ken@example.jp') = (standing = 'proven')",
            (),
        )
    settings = mail_only | OF_THE_JOURNAL
    done = run("verify", "--journal", "--old-too", "--json", settings=settings)
    assert done.exit_code == 4, (done.output, done.exception)
    accounts = {account["address"]: account for account in said(done)}
    assert set(accounts[mail_house.address]["doors"].values()) == {"open"}
    assert (accounts["ken@example.jp"]["doors"], accounts["ken@example.jp"]["proven"]) == ({}, False)
    assert "cannot be read" in accounts["ken@example.jp"]["findings"][0]["finding"]
    in_words = run("verify", "--journal", settings=settings)
    assert (in_words.exit_code, "cannot be read" in " ".join(in_words.output.split())) == (4, True)
