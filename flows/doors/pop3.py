"""One sign-in over POP3 (RFC 1939, response codes of RFC 2449 and 3206)."""

from __future__ import annotations

import poplib
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
    """Signs in once, reads and deletes nothing, and leaves. Raises OSError for faults of the network."""
    try:
        with _conversation(door) as pop:
            return _answer(pop, address, password)
    except poplib.error_proto as fault:
        return refused_conversation(_words(fault), password)


def _answer(pop: poplib.POP3, address: str, password: SecretStr) -> DoorAnswer:
    try:
        pop.user(address)
        pop.pass_(password.get_secret_value())
    except poplib.error_proto as fault:
        words = _words(fault)
        if words.startswith(b"-ERR EOF"):
            raise ConnectionResetError from None
        if b"[IN-USE]" in words.upper():  # RFC 2449: said after the password was found right
            return OPEN
        return refused_sign_in(words, password)
    return OPEN


def _words(fault: poplib.error_proto) -> bytes:
    said = fault.args[0] if fault.args else b""
    return said if isinstance(said, bytes) else str(said).encode()


@contextmanager
def _conversation(door: MailDoor) -> Iterator[poplib.POP3]:
    try:
        pop = (
            poplib.POP3_SSL(door.host, door.port, context=door.context, timeout=door.timeout)
            if door.security is Security.TLS
            else poplib.POP3(door.host, door.port, timeout=door.timeout)
        )
    except poplib.error_proto as fault:
        if _words(fault).startswith(b"-ERR EOF"):
            raise ConnectionResetError from None
        raise
    try:
        if door.security is Security.STARTTLS:
            pop.stls(door.context)
        yield pop
    finally:
        with suppress(OSError, poplib.error_proto):  # the answer stands, however the leave-taking goes
            pop.quit()
        pop.close()
