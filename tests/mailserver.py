"""Dovecot and Postfix over a practice site's accounts, as fixtures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows.doors import MailDoor, parse_door
from flows.doors.address import Kind
from flows.mailroom import Authority, Mailroom, Passwords, missing, open_mailroom
from flows.practice import PracticeSite

EXPIRED, OTHER_NAME, SELF_SIGNED, STRANGER = "127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5"
SIGN_INS_A_MINUTE = 1000
LOCKED_OUT = "soumu.kanri@example.jp"
"""Dovecot turns this one away as a server does that has counted his failures, whatever his password."""
CERTIFIED = ("mail9.example.jp", "imap.example.jp", "pop.example.jp")


def need_mail_packages() -> None:
    """Skip with the reason and the install line; where CI=true says that they must be there, fail."""
    reason = missing()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(f"in CI the mail servers must run: {reason}")
    if reason:
        pytest.skip(reason)


def passwords_and_a_lock(database: Path) -> Passwords:
    """The practice site's accounts, one of them locked out."""
    usual = Passwords(database)
    locked = (
        f"SELECT address AS user, '{{PLAIN}}' || password AS password, 'y' AS nologin, "
        "'Too many failed sign-ins; try again in 10 minutes.' AS reason "
        f"FROM accounts WHERE address = '%u' AND address = '{LOCKED_OUT}'"
    )
    others = usual.who_may_sign_in.replace("'%u' UNION", f"'%u' AND username <> '{LOCKED_OUT}' UNION")
    return replace(usual, who_may_sign_in=f"{locked} UNION ALL {others}")


@dataclass(frozen=True)
class MailHouse:
    """A practice site and the mail server that reads its accounts."""

    site: PracticeSite
    room: Mailroom

    def door(self, kind: Kind, scheme: str, host: str = "localhost", *, timeout: float = 5) -> MailDoor:
        """The door of this service, by its scheme."""
        port = self.room.ports[scheme.partition("+")[0]]
        return parse_door(
            kind, f"{scheme}://{host}:{port}", ca_file=self.room.authority.certificate, timeout=timeout
        )

    def doors(self) -> list[MailDoor]:
        """IMAP, POP3 and SMTP as the settings of this server describe them."""
        kinds: tuple[Kind, ...] = ("imap", "pop3", "smtp")
        settings = self.room.settings
        return [
            parse_door(
                kind, settings[f"FLOWS_{kind.upper()}"], ca_file=Path(settings["FLOWS_CA_FILE"]), timeout=5
            )
            for kind in kinds
        ]

    @property
    def address(self) -> str:
        return self.site.user.address

    @property
    def password(self) -> SecretStr:
        return SecretStr(self.site.user.password)


@pytest.fixture(scope="session")
def mail_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailHouse]:
    """One for all tests of a worker. At 127.0.0.2 to .5 it shows certificates that must not be accepted."""
    need_mail_packages()
    place = tmp_path_factory.mktemp("mail-house")
    database = place / "accounts.db"
    authority = Authority(place)
    stranger = Authority(tmp_path_factory.mktemp("stranger"), "Somebody else's authority")
    yesterday = datetime.now(UTC) - timedelta(days=1)
    odd = {
        EXPIRED: authority.issue([EXPIRED], since=yesterday - timedelta(days=90), until=yesterday),
        OTHER_NAME: authority.issue(["mail9.example.jp"]),
        SELF_SIGNED: authority.issue([SELF_SIGNED], signed_by_itself=True),
        STRANGER: stranger.issue([STRANGER]),
    }
    with (
        PracticeSite(accounts=20, database=database) as site,
        open_mailroom(
            passwords_and_a_lock(database),
            authority=authority,
            names=CERTIFIED,
            odd_certificates=odd,
            connections=3,
            sign_ins_a_minute=SIGN_INS_A_MINUTE,
        ) as room,
    ):
        yield MailHouse(site, room)
