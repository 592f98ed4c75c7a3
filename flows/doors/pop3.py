"""One sign-in over POP3 (RFC 1939, response codes of RFC 2449 and 3206)."""

from __future__ import annotations

import poplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from pydantic import SecretStr

from flows.doors.address import Security
from flows.doors.causes import OPEN, refused_conversation, refused_sign_in
from flows.records import DoorAnswer


def sign_in(
    host: str,
    port: int,
    security: Security,
    context: ssl.SSLContext,
    timeout: float,
    address: str,
    password: SecretStr,
) -> DoorAnswer:
    """Signs in once, reads and deletes nothing, and leaves. Raises OSError for faults of the network."""
    try:
        with _conversation(host, port, security, context, timeout) as pop:
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
def _conversation(
    host: str, port: int, security: Security, context: ssl.SSLContext, timeout: float
) -> Iterator[poplib.POP3]:
    try:
        pop = (
            poplib.POP3_SSL(host, port, context=context, timeout=timeout)
            if security is Security.TLS
            else poplib.POP3(host, port, timeout=timeout)
        )
    except poplib.error_proto as fault:
        if _words(fault).startswith(b"-ERR EOF"):
            raise ConnectionResetError from None
        raise
    try:
        if security is Security.STARTTLS:
            pop.stls(context)
        yield pop
    finally:
        with suppress(OSError, poplib.error_proto):  # the answer stands, however the leave-taking goes
            pop.quit()
        pop.close()
