"""One sign-in over SMTP AUTH (RFC 4954); no mail is sent."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from pydantic import SecretStr

from flows.doors.address import Security
from flows.doors.causes import ATTEMPTS, OPEN, Cause, quoted, refused_conversation, refused_sign_in, unclear
from flows.records import DoorAnswer

if TYPE_CHECKING:
    from flows.doors.mail import MailDoor

INTRODUCES_ITSELF_AS = "[127.0.0.1]"  # smtplib would ask the DNS for this machine's name, and wait for it
ACCEPTED = 235
WRONG_PASSWORD = 535


def sign_in(door: MailDoor, address: str, password: SecretStr) -> DoorAnswer:
    """Signs in once and leaves. Raises OSError and SMTPServerDisconnected for faults of the network."""
    try:
        with _conversation(door) as smtp:
            return _answer(smtp, address, password)
    except smtplib.SMTPResponseException as fault:
        return refused_conversation(f"{fault.smtp_code} {_words(fault)}", password)
    except (smtplib.SMTPNotSupportedError, smtplib.SMTPHeloError) as fault:
        return refused_conversation(str(fault), password)


def _answer(smtp: smtplib.SMTP, address: str, password: SecretStr) -> DoorAnswer:
    smtp.ehlo_or_helo_if_needed()
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    # Not smtp.login(): after a refusal it tries the next mechanism with the same password,
    # and one wrong password would count three times on the server's list.
    smtp.user, smtp.password = address, password.get_secret_value()
    try:
        if "PLAIN" in offered:
            code, said = smtp.auth("PLAIN", smtp.auth_plain)
        elif "LOGIN" in offered:
            code, said = smtp.auth("LOGIN", smtp.auth_login)
        else:
            return unclear(
                Cause.PROTOCOL,
                f"the server offers AUTH {' '.join(offered) or 'not at all'}, neither PLAIN nor LOGIN",
            )
    except smtplib.SMTPAuthenticationError as fault:
        words = f"{fault.smtp_code} {_words(fault)}"
        if fault.smtp_code == WRONG_PASSWORD:
            return refused_sign_in(words, password)
        if ATTEMPTS.search(words):
            return refused_conversation(words, password)
        return unclear(Cause.PROTOCOL, f"the server did not decide; it says {quoted(words, password)}")
    finally:
        smtp.user = smtp.password = ""
    if code != ACCEPTED:  # smtplib takes 503 for "signed in already", which nobody is here
        return refused_conversation(f"{code} {said.decode('utf-8', 'replace')}", password)
    return OPEN


def _words(fault: smtplib.SMTPResponseException) -> str:
    said = fault.smtp_error
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said


@contextmanager
def _conversation(door: MailDoor) -> Iterator[smtplib.SMTP]:
    smtp = (
        smtplib.SMTP_SSL(
            door.host, door.port, INTRODUCES_ITSELF_AS, timeout=door.timeout, context=door.context
        )
        if door.security is Security.TLS
        else smtplib.SMTP(door.host, door.port, INTRODUCES_ITSELF_AS, timeout=door.timeout)
    )
    try:
        if door.security is Security.STARTTLS:
            smtp.ehlo_or_helo_if_needed()
            smtp.starttls(context=door.context)
        yield smtp
    finally:
        with suppress(
            OSError
        ):  # the answer stands, however the leave-taking goes; SMTPException is an OSError
            smtp.quit()
        smtp.close()
