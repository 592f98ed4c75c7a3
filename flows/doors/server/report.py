"""The server names of 2-1-2, before the DNS switch and after it, in words an administrator understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import dns.resolver

from flows.doors.address import SCHEMES, Kind, Security
from flows.doors.mail import MailDoor
from flows.doors.server.lines import Certificate, Line, call
from flows.doors.server.names import Name, listed, look_up
from flows.doors.tls import trusting

AFTER_THE_SWITCH: dict[Kind, str] = {"pop3": "pop", "imap": "imap", "smtp": "smtp"}
SOON = timedelta(days=21)
PATIENCE = 5.0


@dataclass(frozen=True)
class Reading:
    """One line of the report: `ok`, `note` (good to know, nothing is broken yet) or `failed`."""

    check: str
    result: Literal["ok", "note", "failed"]
    detail: str


def server_report(
    domain: str,
    host: str,
    doors: Sequence[MailDoor] = (),
    *,
    resolver: dns.resolver.Resolver | None = None,
    ca_file: Path | None = None,
    timeout: float = PATIENCE,
) -> list[Reading]:
    """Looks at `host` (the name before the switch, or a door's own) and at pop., imap. and smtp. + domain.

    Where no door is set, the standard ports are called with TLS and with STARTTLS. No password is needed
    and none is sent. Raises InputError when FLOWS_CA_FILE cannot be read.
    """
    trusted = trusting(ca_file)
    by_kind: dict[Kind, MailDoor] = {door.kind: door for door in doors}
    readings: list[Reading] = []
    seen: dict[str, Name] = {}

    def name(text: str) -> Name:
        return seen.setdefault(text, look_up(text, resolver))

    def ports(kind: Kind) -> list[tuple[int, Security]]:
        if kind in by_kind:
            return [(by_kind[kind].port, by_kind[kind].security)]
        return [(port, way) for way, port in SCHEMES[kind].values() if way != Security.NONE]

    for kind in AFTER_THE_SWITCH:
        before = name(by_kind[kind].host if kind in by_kind else host)
        after = name(f"{AFTER_THE_SWITCH[kind]}.{domain}")
        readings += [_before(before), _after(before, after)] if after != before else [_before(before)]
        for one in dict.fromkeys([before, after]):
            calls = [
                (port, security, call(kind, one.name, one.addresses[0], port, security, trusted, timeout))
                for port, security in ports(kind)
                if one.addresses
            ]
            readings += _lines(kind, one.name, calls)
    return list(dict.fromkeys(readings))


def _before(name: Name) -> Reading:
    check = f"name {name.name}"
    if name.fault:
        return Reading(check, "failed", f"Nothing is known of {name.name}: {name.fault}.")
    if name.missing:
        return Reading(check, "failed", f"The DNS has no {name.name}. Check how the name is written.")
    return Reading(check, "ok", f"{name.name} is {listed(name.addresses)}{_alias(name)}.")


def _after(before: Name, after: Name) -> Reading:
    check = f"name {after.name}"
    if after.fault:
        return Reading(check, "failed", f"Nothing is known of {after.name}: {after.fault}.")
    if after.missing:
        return Reading(
            check,
            "note",
            f"The switch has not reached {after.name} yet: the DNS has no such name. "
            f"Until then users need {before.name}.",
        )
    if not set(after.addresses) & set(before.addresses):
        return Reading(
            check,
            "note",
            f"The switch has not reached {after.name} yet: it is {listed(after.addresses)}{_alias(after)}, "
            f"and not {before.name} ({listed(before.addresses) or 'unknown'}). Users who type it meet another server.",
        )
    return Reading(
        check, "ok", f"The switch has reached {after.name}: it leads to {before.name}{_alias(after)}."
    )


def _alias(name: Name) -> str:
    return f" (an alias of {name.alias_of})" if name.alias_of else ""


def _lines(kind: Kind, name: str, calls: Sequence[tuple[int, Security, Line]]) -> Iterator[Reading]:
    """A port that is shut matters only where no other serves the same purpose."""
    served = any(not line.fault for _, _, line in calls)
    for port, security, line in calls:
        check = f"{kind} {name}:{port}"
        if line.fault:
            yield Reading(
                check, "note" if served else "failed", f"No {kind.upper()} with {security}: {line.fault}."
            )
            continue
        says = f"{kind.upper()} with {security} answers" + (f", {line.tls}" if line.tls else "")
        yield Reading(check, "ok", f"{says}. It greets with {line.banner}.")
        if line.certificate:
            yield _certificate(f"certificate {name}:{port}", name, line.certificate, line.untrusted)


def _certificate(check: str, name: str, certificate: Certificate, untrusted: str) -> Reading:
    until = f"{certificate.until:%Y-%m-%d}"
    about = f"for {', '.join(certificate.names)}, from {certificate.issuer}, valid until {until}"
    if untrusted:
        return Reading(
            check,
            "failed",
            f"Mail programs will warn of {name}: its certificate cannot be accepted, {untrusted}. It is {about}.",
        )
    if certificate.until - datetime.now(UTC) < SOON:
        return Reading(check, "note", f"The certificate ends soon, on {until}. It is {about}.")
    return Reading(check, "ok", f"The certificate is {about}.")
