"""No secret leaves: every command is run with planted secrets, and everything that it leaves behind is searched.

The places are standard output and error, the logs and reports, pictures, PDFs, the journal and its write-ahead log,
temporary directories, and arguments and environment of every child while it ran. Playwright's own log is asked for.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from pydantic import SecretStr
from typer.main import get_command

from flows.cli import app
from flows.practice import PracticeSite
from flows.rotation.budget import Budget
from flows.rotation.journal import open_journal
from flows.rotation.plan import Entry, Plan
from flows.rotation.run import Terms, rotate
from flows.rotation.seal import Passphrase
from tests.rotation.simulated_site import Site, factory
from tests.secrecy.cases import ACCOUNT, ADMIN, CASES, LONG, OTHER, SAMPLE, SECRETS, SHORT, USER, Case
from tests.secrecy.residue import Left, run
from tests.secrecy.surfaces import found

ALL = [(command, what) for command, its_cases in CASES.items() for what in its_cases]
PASSPHRASE = SECRETS["the passphrase"]


def commands(group: typer.core.TyperGroup, before: str = "") -> list[str]:
    """Every command of the help, those of groups too; a group that does something by itself is one."""
    names: list[str] = []
    for name, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            names += [f"{before}{name}"] if command.invoke_without_command else []
            names += commands(command, f"{before}{name} ")
        else:
            names.append(f"{before}{name}")
    return names


def test_the_scan_knows_every_command() -> None:
    top = get_command(app)
    assert isinstance(top, typer.core.TyperGroup)
    assert sorted(commands(top)) == sorted(CASES)


@pytest.fixture
def house() -> Iterator[Path]:
    """Short of name, for a socket's path has at most 107 bytes, and open to the users of Dovecot and Postfix."""
    with tempfile.TemporaryDirectory(prefix="house-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.mark.parametrize(("command", "what"), SAMPLE)
def test_nothing_is_left_by(house: Path, command: str, what: str) -> None:
    scanned(house, CASES[command][what])


@pytest.mark.long
@pytest.mark.parametrize(("command", "what"), [one for one in ALL if one not in SAMPLE])
def test_nothing_at_all_is_left_by(house: Path, command: str, what: str) -> None:
    scanned(house, CASES[command][what])


def scanned(house: Path, case: Case) -> None:
    with PracticeSite(accounts=12, faults=case.faults) as site:
        before = planted(site)
        known = finished_run(house) if case.journal else ""
        given = house / "given.csv"
        given.write_text(case.csv, encoding="utf-8")
        words = {"CSV": str(given), "URL": site.admin_url, "RUN": known}
        settings = {**settings_of(site, house), **case.settings}
        for earlier in case.before:
            look(house, earlier, words, settings, Case(earlier, 0))
        left = look(house, case.command, words, settings, case)
        after = {address: one["password"] for address, one in site.state()["accounts"].items()}
    made = {f"the password of {who}": new for who, new in after.items() if new != before[who]}
    hits = found(left.places, {**SECRETS, **made}, case.may_hold)
    assert hits == []
    assert left.code == case.code, left.said
    assert "Traceback" not in left.said, left.said


def look(house: Path, command: str, words: dict[str, str], settings: dict[str, str], case: Case) -> Left:
    arguments = [words.get(word, word) for word in command.split()]
    return run(
        [sys.executable, "-m", "flows", *arguments],
        house,
        settings,
        stdin=case.stdin,
        interrupt_at=case.interrupt_at,
        seconds=case.seconds,
    )


def planted(site: PracticeSite) -> dict[str, str]:
    """Give the practice site's people the secrets for passwords; returns everybody's."""
    theirs = {
        ADMIN: SECRETS["the administrator's password"],
        USER: SECRETS["the user's password"],
    }
    with sqlite3.connect(site.database) as database:
        for address, password in theirs.items():
            database.execute("UPDATE accounts SET password = ? WHERE address = ?", (password, address))
    return {address: one["password"] for address, one in site.state()["accounts"].items()}


def finished_run(house: Path) -> str:
    """A journal with proven passwords, among them the planted ones."""
    entries = (
        Entry(ACCOUNT, "安部 千佳", SecretStr(LONG)),
        Entry(OTHER, "=HYPERLINK(1)", SecretStr(SHORT)),
        Entry(USER, "<b>佐藤</b>", SecretStr(SECRETS["a wrong password"])),
    )
    simulated = Site(house / "simulated")
    simulated.open_accounts((entry.address for entry in entries), lambda address: f"Old-{address}")
    state = house / "home" / "state"
    with open_journal(state, "example.jp", Passphrase(SecretStr(PASSPHRASE), cost=2**4)) as journal:
        terms = Terms(workers=1, canaries=(), budget=Budget(100, 1000))
        return rotate(journal, Plan(entries), factory(simulated), terms).run.id


def settings_of(site: PracticeSite, house: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("FLOWS_")}
    return {
        **clean,
        "FLOWS_WEBMAIL_URL": site.url,
        "FLOWS_ADMIN_USER": ADMIN,
        "FLOWS_ADMIN_PASSWORD": SECRETS["the administrator's password"],
        "FLOWS_USER": USER,
        "FLOWS_PASSWORD": SECRETS["the user's password"],
        "FLOWS_JOURNAL_KEY": PASSPHRASE,
        "FLOWS_STATE_DIR": str(house / "home" / "state"),
        "FLOWS_TIMEOUT": "15",
        "DEBUG": "pw:*",
        "COLUMNS": "200",
    }
