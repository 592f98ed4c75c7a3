"""Dovecot and Postfix answer: the right password opens, the wrong one does not, over every kind of line."""

from __future__ import annotations

import imaplib
import sqlite3
import ssl
import string
from collections import Counter
from contextlib import closing

import pytest
from pydantic import SecretStr

from flows.doors import Cause, cause_of, parse_door, prove
from flows.doors.address import Kind
from flows.doors.imap import answer
from flows.mailroom import open_mailroom
from flows.practice import PracticeSite
from flows.records import DoorState
from tests.mailserver import MailHouse, need_mail_packages

LINES: list[tuple[Kind, str]] = [
    ("imap", "imaps"),
    ("imap", "imap+starttls"),
    ("imap", "imap"),
    ("pop3", "pop3s"),
    ("pop3", "pop3+starttls"),
    ("pop3", "pop3"),
    ("smtp", "smtps"),
    ("smtp", "smtp+starttls"),
    ("smtp", "smtp"),
]
PRINTABLE = string.ascii_letters + string.digits + string.punctuation
THIRTY_AT_A_TIME = [PRINTABLE[start : start + 30] for start in range(0, len(PRINTABLE), 30)]
AWKWARD = ['"', "\\", '\\"', "a\\", '"quoted"', "{3}", "(x)", "%s%u", "'; --", "=?#&<>", "*", "~/!", "+A-"]


@pytest.mark.parametrize(("kind", "scheme"), LINES)
def test_the_right_password_opens_and_a_wrong_one_is_told_apart(
    mail_house: MailHouse, kind: Kind, scheme: str
) -> None:
    door = mail_house.door(kind, scheme)
    assert door.try_password(mail_house.address, mail_house.password).state is DoorState.OPEN
    wrong = door.try_password(mail_house.address, SecretStr("not-this-one"))
    assert wrong.state is DoorState.SHUT
    assert cause_of(wrong) is Cause.PASSWORD


@pytest.mark.parametrize("password", [*THIRTY_AT_A_TIME, *AWKWARD])
def test_a_password_of_any_printable_characters_opens_every_door(
    mail_house: MailHouse, password: str
) -> None:
    set_directly(mail_house.site, "abc@example.jp", password)
    verdict = prove(mail_house.doors(), "abc@example.jp", SecretStr(password))
    assert verdict.proven, verdict.findings
    assert set(verdict.new) == {"imap", "pop3", "smtp"}


def test_an_imap_server_without_sasl_takes_the_same_passwords_quoted(mail_house: MailHouse) -> None:
    context = ssl.create_default_context(cafile=mail_house.room.authority.certificate)
    for password in [*THIRTY_AT_A_TIME, *AWKWARD]:
        set_directly(mail_house.site, "k@example.jp", password)
        with imaplib.IMAP4_SSL("localhost", mail_house.room.ports["imaps"], ssl_context=context) as imap:
            imap.capabilities = ("IMAP4REV1",)  # as if AUTH=PLAIN were not offered: the LOGIN command it is
            said = answer(imap, "k@example.jp", SecretStr(password))
        assert said.state is DoorState.OPEN, (password, said)


def test_an_smtp_server_that_knows_login_only_takes_the_same_passwords() -> None:
    need_mail_packages()
    with PracticeSite(accounts=12) as site, open_mailroom(site.database, mechanisms="login") as room:
        door = parse_door(
            "smtp", f"smtps://localhost:{room.ports['smtps']}", ca_file=room.authority.certificate
        )
        for password in [*THIRTY_AT_A_TIME, *AWKWARD]:
            set_directly(site, site.user.address, password)
            said = door.try_password(site.user.address, SecretStr(password))
            assert said.state is DoorState.OPEN, (password, said)


def _failures_of_abcd(log: str) -> list[str]:
    return [
        line
        for line in log.splitlines()
        if "abcd@example.jp" in line and ("auth failed" in line or "authentication failed" in line)
    ]


def test_a_wrong_password_is_one_line_on_the_servers_list_of_failures(mail_house: MailHouse) -> None:
    before = Counter(_failures_of_abcd(mail_house.room.log()))
    for door in mail_house.doors():
        door.try_password("abcd@example.jp", SecretStr("not-this-one"))
    failures = list((Counter(_failures_of_abcd(mail_house.room.log())) - before).elements())
    assert len(failures) == 3, failures
    assert all("1 attempts" in line or "SASL" in line for line in failures), failures


def test_a_disabled_account_leaves_every_door_unclear_and_says_so(mail_house: MailHouse) -> None:
    password = SecretStr(mail_house.site.password_of("taishoku@example.jp"))
    for door in mail_house.doors():
        answer = door.try_password("taishoku@example.jp", password)
        assert (answer.state, cause_of(answer)) == (DoorState.UNCLEAR, Cause.DISABLED)


def test_an_account_that_does_not_exist_is_shut(mail_house: MailHouse) -> None:
    for door in mail_house.doors():
        assert door.try_password("nobody@example.jp", mail_house.password).state is DoorState.SHUT


def test_a_changed_password_opens_the_next_moment_and_the_old_one_nothing(mail_house: MailHouse) -> None:
    address, old, new = "abc-d@example.jp", SecretStr("Old-one.77"), SecretStr("New-one.88")
    set_directly(mail_house.site, address, old.get_secret_value())
    assert prove(mail_house.doors(), address, old).proven
    set_directly(mail_house.site, address, new.get_secret_value())
    assert prove(mail_house.doors(), address, new, old).proven


def set_directly(site: PracticeSite, address: str, password: str) -> None:
    """Into the site's file, as if a page had done it."""
    with closing(sqlite3.connect(site.database, timeout=30)) as file, file:
        done = file.execute("UPDATE accounts SET password = ? WHERE address = ?", (password, address))
        assert done.rowcount == 1
