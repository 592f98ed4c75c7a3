"""Why a door did not open, told apart from what the network, TLS or the server said.

Only a server's own refusal of the sign-in makes a door SHUT. A network fault, a certificate, a full
or blocking server, a disabled account say nothing about the password: they leave the door UNCLEAR.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from enum import StrEnum

from pydantic import SecretStr

from flows.records import DoorAnswer, DoorState
from flows.secrecy.forms import cover_text


class Cause(StrEnum):
    """The first words of every `DoorAnswer.cause`, so that people and scripts can tell them apart."""

    NAME = "name not found"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timed out"
    CERTIFICATE = "certificate"
    PROTOCOL = "protocol"
    PASSWORD = "wrong password"
    ATTEMPTS = "too many attempts"
    DISABLED = "account disabled"
    NOT_TRIED = "not tried"


OPEN = DoorAnswer(DoorState.OPEN)

# What never reached the sign-in cannot be on the server's list of failures.
COSTS_NOTHING = {Cause.NAME, Cause.REFUSED, Cause.UNREACHABLE, Cause.CERTIFICATE, Cause.NOT_TRIED}

# The words servers use, in the order they are looked for: a reply such as "authentication failed: too
# many attempts" must not be read as a wrong password; but Postfix adds "(reason unavailable)" to a plain no.
# Codes in brackets: RFC 5530 (IMAP), 2449 and 3206 (POP3).
ATTEMPTS = re.compile(
    r"too many|rate.?limit|\[(LIMIT|LOGIN-DELAY)\]|maximum number|exceeded|\bblocked|black.?list|lock(ed)?.?out",
    re.I,
)
DISABLED = re.compile(
    r"disabled|suspend|inactive|deactivated|\[EXPIRED\]|account (is |has )?(expired|locked)", re.I
)
PASSING = re.compile(
    r"\[(INUSE|IN-USE|SYS/\w+|PRIVACYREQUIRED|CONTACTADMIN|SERVERBUG|CANNOT)\]"
    r"|(?<!reason )unavailable|\bbusy\b|shutting down|overload|temporar|internal|try again|unable to lock"
    r"|mailbox.*\block|encryption|\b(start)?tls\b"
    r"|(unknown|invalid|bad|illegal|unrecogni[sz]ed|unsupported) command|syntax error"
    r"|\bcommand (not|un|error: bad|\w+ illegal)",
    re.I,
)
REFUSAL = re.compile(
    r"\[(AUTHENTICATIONFAILED|AUTH)\]|password|authenti|credential|log.?(in|on)|sign.?in|user|mailbox|account"
    r"|invalid|incorrect|denied|fail|reject|bad |パスワード|認証",
    re.I,
)

CERTIFICATE_FAULTS = {
    9: "it is not valid yet",
    10: "it has expired",
    18: "it is signed by nobody but itself",
    19: "its authority is not one that this machine trusts; name it in FLOWS_CA_FILE",
    20: "its authority is not one that this machine trusts; name it in FLOWS_CA_FILE",
    21: "its authority is not one that this machine trusts; name it in FLOWS_CA_FILE",
    62: "it was not issued for this name",
    64: "it was not issued for this address",
}


def cause_of(answer: DoorAnswer) -> Cause | None:
    """The cause behind the sentence; None where the door is open."""
    return next((cause for cause in Cause if answer.cause.startswith(cause)), None)


def costs_nothing(answer: DoorAnswer) -> bool:
    """Whether a budget of sign-ins is left as it was: the door opened, or the password never came to it."""
    return answer.state is DoorState.OPEN or cause_of(answer) in COSTS_NOTHING


def unclear(cause: Cause, says: str) -> DoorAnswer:
    return DoorAnswer(DoorState.UNCLEAR, f"{cause}: {says}")


def shut(says: str) -> DoorAnswer:
    return DoorAnswer(DoorState.SHUT, f"{Cause.PASSWORD}: {says}")


def refused_sign_in(words: bytes | str, password: SecretStr) -> DoorAnswer:
    """What the server's answer to a sign-in means. Words that name no reason we know stay unclear."""
    said = quoted(words, password)
    if ATTEMPTS.search(said):
        return unclear(Cause.ATTEMPTS, f"the server says {said}")
    if DISABLED.search(said):
        return unclear(Cause.DISABLED, f"the server says {said}")
    if PASSING.search(said) or not REFUSAL.search(said):
        return unclear(Cause.PROTOCOL, f"the server did not decide; it says {said}")
    return shut(f"the server says {said}")


def refused_conversation(words: bytes | str, password: SecretStr | None = None) -> DoorAnswer:
    """What it means when the server ends or refuses the conversation outside the sign-in itself."""
    said = quoted(words, password)
    cause = Cause.ATTEMPTS if ATTEMPTS.search(said) else Cause.PROTOCOL
    return unclear(cause, f"the server says {said}")


def network_fault(fault: BaseException, where: str) -> DoorAnswer:
    """What a fault of the network or of TLS means; `where` is the host and port in a person's words."""
    for one in _with_its_roots(fault):
        if isinstance(one, ssl.SSLCertVerificationError):
            return unclear(
                Cause.CERTIFICATE, f"{where} shows a certificate that cannot be accepted: {_untrusted(one)}"
            )
        if isinstance(one, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
            break  # hung up in the middle of the greeting
        if isinstance(one, ssl.SSLError):
            return unclear(
                Cause.PROTOCOL, f"{where} does not answer in TLS; is it the port for STARTTLS or none?"
            )
        if isinstance(one, TimeoutError):
            return unclear(Cause.TIMEOUT, f"{where} gave no answer in time")
        if isinstance(one, socket.gaierror):
            return unclear(Cause.NAME, _lookup(one, where))
        if isinstance(one, UnicodeError):
            return unclear(Cause.NAME, f"{where} is not a name that can be looked up")
        if isinstance(one, ConnectionRefusedError):
            return unclear(Cause.REFUSED, f"nothing listens at {where}, or a firewall says no")
    if isinstance(fault, OSError) and fault.errno and not isinstance(fault, (ConnectionError, ssl.SSLError)):
        return unclear(
            Cause.UNREACHABLE, f"there is no way to {where} ({fault.strerror or type(fault).__name__})"
        )
    return unclear(
        Cause.PROTOCOL,
        f"{where} closed the connection without a word; it may be blocking this address after too many attempts",
    )


def quoted(words: bytes | str, password: SecretStr | None) -> str:
    """The server's words in quotation marks, one line, the password blotted out should the server echo it.

    It may do so as it was sent: quoted, or together with the name in base64. So it is looked for before the words
    are laid out, which may run over several lines.
    """
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    text = cover_text(text, [password.get_secret_value()] if password else [])
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return f"“{text[:200]}”" if text else "nothing"


def _with_its_roots(fault: BaseException) -> Iterator[BaseException]:
    """smtplib hides a timeout inside "disconnected": the fault first, then what it was raised from."""
    one: BaseException | None = fault
    while one is not None:
        yield one
        one = one.__cause__ or one.__context__


def _untrusted(fault: ssl.SSLCertVerificationError) -> str:
    return CERTIFICATE_FAULTS.get(fault.verify_code, fault.verify_message)


def _lookup(fault: socket.gaierror, where: str) -> str:
    if fault.errno == socket.EAI_AGAIN:
        return f"no name server could be asked about {where} just now"
    return f"there is no {where} in the DNS; check the name, or the DNS switch has not reached it yet"
