"""One sign-in over IMAP (RFC 9051)."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from pydantic import SecretStr

from flows.doors.address import Security
from flows.doors.causes import OPEN, refused_conversation, refused_sign_in
from flows.records import DoorAnswer

if TYPE_CHECKING:
    from flows.doors.mail import MailDoor


def sign_in(door: MailDoor, address: str, password: SecretStr) -> DoorAnswer:
    """Signs in once and leaves. Raises OSError and imaplib.IMAP4.abort for faults of the network."""
    try:
        with _conversation(door) as imap:
            return answer(imap, address, password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as fault:
        return refused_conversation(str(fault), password)


def answer(imap: imaplib.IMAP4, address: str, password: SecretStr) -> DoorAnswer:
    """Signs in to an open conversation: by AUTHENTICATE PLAIN where it is offered, else by LOGIN."""
    offered = {name.upper() for name in imap.capabilities}
    plain = password.get_secret_value()
    try:
        if "AUTH=PLAIN" in offered:  # base64: no question of quoting with any server
            imap.authenticate("PLAIN", lambda _challenge: f"\0{address}\0{plain}".encode())
        elif "LOGINDISABLED" in offered:
            return refused_conversation("LOGINDISABLED: no sign-in by password is offered here")
        else:
            imap.login(_quoted(address), plain)  # imaplib quotes the password, but not the name
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as fault:
        said = fault.args[0] if fault.args else ""
        return refused_sign_in(said if isinstance(said, bytes) else str(said), password)
    return OPEN


@contextmanager
def _conversation(door: MailDoor) -> Iterator[imaplib.IMAP4]:
    imap = (
        imaplib.IMAP4_SSL(door.host, door.port, ssl_context=door.context, timeout=door.timeout)
        if door.security is Security.TLS
        else imaplib.IMAP4(door.host, door.port, timeout=door.timeout)
    )
    try:
        if door.security is Security.STARTTLS:
            imap.starttls(door.context)
        yield imap
    finally:
        with suppress(OSError, imaplib.IMAP4.error):  # the answer stands, however the leave-taking goes
            imap.logout()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
