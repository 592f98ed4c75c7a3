"""What answers at a port: its banner, its TLS and its certificate, read without signing in."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import ExtensionOID, NameOID

from flows.doors.address import Kind, Security
from flows.doors.causes import network_fault, quoted

LONGEST_LINE = 2000
GREETS_WITH: dict[Kind, bytes] = {"imap": b"* ", "pop3": b"+OK", "smtp": b"220"}
# What asks for STARTTLS, line by line, and how the last answer begins when it is granted.
STARTTLS: dict[Kind, tuple[tuple[bytes, ...], bytes]] = {
    "imap": ((b"a STARTTLS\r\n",), b"a OK"),
    "pop3": ((b"STLS\r\n",), b"+OK"),
    "smtp": ((b"EHLO [127.0.0.1]\r\n", b"STARTTLS\r\n"), b"220"),
}


class NoStarttls(Exception):
    """The server answers, but does not offer STARTTLS."""


class SpeaksSomethingElse(Exception):
    """What answers is not this mail service."""


@dataclass(frozen=True)
class Certificate:
    """Names and dates of a certificate, whether it can be accepted or not."""

    names: tuple[str, ...]
    issuer: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Line:
    """A port that was called. `fault` says why it cannot be used, `untrusted` why its certificate cannot."""

    banner: str = ""
    tls: str = ""
    certificate: Certificate | None = None
    untrusted: str = ""
    fault: str = ""


def call(
    kind: Kind,
    name: str,
    address: str,
    port: int,
    security: Security,
    trusted: ssl.SSLContext,
    timeout: float,
) -> Line:
    """Calls `address` and expects the certificate of `name`; says nothing but STARTTLS."""
    where = f"{name}:{port}"
    try:
        try:
            return _read(kind, name, address, port, security, trusted, timeout)
        except ssl.SSLCertVerificationError as refusal:
            untrusted = network_fault(refusal, where).cause.rpartition(": ")[2]
            seen = _read(kind, name, address, port, security, _curious(), timeout)
            return Line(seen.banner, seen.tls, seen.certificate, untrusted)
    except NoStarttls:
        return Line(fault="it answers, but offers no STARTTLS")
    except SpeaksSomethingElse as other:
        return Line(fault=f"it answers, but not as {kind.upper()}: {other}")
    except (OSError, EOFError) as fault:
        return Line(fault=network_fault(fault, where).cause)


def _read(
    kind: Kind,
    name: str,
    address: str,
    port: int,
    security: Security,
    context: ssl.SSLContext,
    timeout: float,
) -> Line:
    with socket.create_connection((address, port), timeout) as caller:
        if security is Security.TLS:
            with context.wrap_socket(caller, server_hostname=name) as private:
                return Line(_greeting(kind, private), str(private.version()), _certificate(private))
        banner = _greeting(kind, caller)
        if security is Security.NONE:
            return Line(banner)
        _ask_for_tls(kind, caller)
        with context.wrap_socket(caller, server_hostname=name) as private:
            return Line(banner, str(private.version()), _certificate(private))


def _greeting(kind: Kind, line: socket.socket) -> str:
    first = next(_answer(line))
    if not first.startswith(GREETS_WITH[kind]):
        raise SpeaksSomethingElse(quoted(first, None))
    return quoted(first[len(GREETS_WITH[kind]) :], None)


def _ask_for_tls(kind: Kind, line: socket.socket) -> None:
    requests, granted = STARTTLS[kind]
    said = b""
    for request in requests:
        line.sendall(request)
        for said in _answer(line):
            more = said[3:4] == b"-" if kind == "smtp" else said.startswith(b"* ")
            if not more:
                break
    if not said.startswith(granted):
        raise NoStarttls


def _answer(line: socket.socket) -> Iterator[bytes]:
    """Line by line; a byte at a time, for what follows the last one belongs to TLS."""
    while True:
        text = b""
        while not text.endswith(b"\n"):
            piece = line.recv(1)
            if not piece or len(text) > LONGEST_LINE:
                raise ConnectionResetError
            text += piece
        yield text


def _curious() -> ssl.SSLContext:
    """Looks at any certificate. Nothing secret is ever sent over it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _certificate(line: ssl.SSLSocket) -> Certificate | None:
    shown = line.getpeercert(binary_form=True)
    if shown is None:
        return None
    read = x509.load_der_x509_certificate(shown)
    return Certificate(
        _names(read), _common(read.issuer), read.not_valid_before_utc, read.not_valid_after_utc
    )


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        extension = certificate.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME)
    except (x509.ExtensionNotFound, ValueError):
        return (_common(certificate.subject),)
    value = extension.value
    assert isinstance(value, x509.SubjectAlternativeName)
    return (
        *value.get_values_for_type(x509.DNSName),
        *map(str, value.get_values_for_type(x509.IPAddress)),
    )


def _common(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME) or name.get_attributes_for_oid(
        NameOID.ORGANIZATION_NAME
    )
    return str(found[0].value) if found else name.rfc4514_string()
