"""The mail doors of the manual's table (2-1-2): IMAP, POP3 and SMTP, tried with the standard library's clients."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from pydantic import SecretStr

from flows.doors import imap, pop3, smtp
from flows.doors.address import Kind, Security, read_address
from flows.doors.causes import Cause, network_fault, unclear
from flows.doors.tls import trusting
from flows.records import DoorAnswer
from flows.settings import Settings

KINDS: tuple[Kind, ...] = get_args(Kind)
SIGN_INS = {"imap": imap.sign_in, "pop3": pop3.sign_in, "smtp": smtp.sign_in}
PATIENCE = 15.0


@dataclass(frozen=True)
class MailDoor:
    """One mail service at one address. `timeout` is in seconds, for the connection and for each answer."""

    kind: Kind
    host: str
    port: int
    security: Security
    context: ssl.SSLContext = field(default_factory=trusting, repr=False, compare=False)
    timeout: float = PATIENCE

    @property
    def name(self) -> str:
        return self.kind

    @property
    def where(self) -> str:
        return f"{self.host}:{self.port}"

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        """Signs in once, with one mechanism, and leaves: one line at most on the server's list of failures."""
        if not (_can_be_sent(address) and _can_be_sent(password.get_secret_value())):
            return unclear(
                Cause.NOT_TRIED, "name or password holds characters that mail protocols cannot carry"
            )
        try:
            return SIGN_INS[self.kind](self, address, password)
        except (OSError, EOFError, UnicodeError, imaplib.IMAP4.abort) as fault:
            return network_fault(fault, self.where)


def parse_door(kind: Kind, text: str, *, ca_file: Path | None = None, timeout: float = PATIENCE) -> MailDoor:
    """The door that a setting describes: `mail.example.jp`, `imaps://mail.example.jp:993`, `imap+starttls://…`.

    Without a scheme: TLS from the start, on the standard port. Raises InputError for a wrong form and
    GuardStopped for a door without encryption anywhere but on this machine.
    """
    host, port, security = read_address(kind, text)
    return MailDoor(kind, host, port, security, trusting(ca_file), timeout)


def mail_doors(settings: Settings, kinds: Iterable[Kind] = KINDS) -> Iterator[MailDoor]:
    """The mail doors that are on. Raises InputError or GuardStopped for a setting that cannot be."""
    for kind in kinds:
        if address := getattr(settings, kind):
            yield parse_door(kind, address, ca_file=settings.ca_file)


def _can_be_sent(text: str) -> bool:
    return bool(text) and text.isascii() and text.isprintable()
