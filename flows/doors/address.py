"""Where a mail door stands, as the settings FLOWS_IMAP, FLOWS_POP3 and FLOWS_SMTP write it."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, get_args
from urllib.parse import urlsplit

from flows.errors import GuardStopped, InputError
from flows.origins import on_this_machine

Kind = Literal["imap", "pop3", "smtp"]


class Security(StrEnum):
    """How the conversation is kept private."""

    TLS = "TLS from the start"
    STARTTLS = "STARTTLS"
    NONE = "no encryption"


SCHEMES: dict[Kind, dict[str, tuple[Security, int]]] = {
    "imap": {
        "imaps": (Security.TLS, 993),
        "imap+starttls": (Security.STARTTLS, 143),
        "imap": (Security.NONE, 143),
    },
    "pop3": {
        "pop3s": (Security.TLS, 995),
        "pop3+starttls": (Security.STARTTLS, 110),
        "pop3": (Security.NONE, 110),
    },
    "smtp": {
        "smtps": (Security.TLS, 465),
        "smtp+starttls": (Security.STARTTLS, 587),
        "smtp": (Security.NONE, 587),
    },
}


def read_address(kind: Kind, text: str) -> tuple[str, int, Security]:
    """Host, port and security out of `host[:port]` with or without a scheme (2-1-2's server names).

    Raises InputError for a form that is not one, GuardStopped for a door without encryption that is
    not on this machine: a password would cross the network in the clear.
    """
    if kind not in get_args(Kind):
        raise InputError(f"There is no mail door {kind!r}; there are imap, pop3 and smtp.")
    setting = f"FLOWS_{kind.upper()}"
    schemes = SCHEMES[kind]
    forms = ", ".join(f"{scheme}://" for scheme in schemes)
    scheme, separator, rest = text.strip().rpartition("://")
    if separator and scheme.lower() not in schemes:
        raise InputError(f"{setting} begins with {scheme}://, which is none of {forms}.")
    security, standard = schemes[scheme.lower()] if separator else next(iter(schemes.values()))
    host, port = _host_and_port(rest, setting)
    if security is Security.NONE and not on_this_machine(host):
        raise GuardStopped(
            f"{setting} would send passwords to {host} without encryption. "
            f"Use {' or '.join(f'{name}://' for name in list(schemes)[:2])}; none is for this machine only."
        )
    return host, port or standard, security


def _host_and_port(rest: str, setting: str) -> tuple[str, int | None]:
    wanted = f"{setting} must be host or host:port, such as mail.example.jp or mail.example.jp:993"
    try:
        parts = urlsplit(f"//{rest}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise InputError(f"{wanted}; the port is a number from 1 to 65535.") from None
    if parts.username is not None or parts.password is not None:
        raise InputError(f"{wanted}; it must not carry a user name or password.")
    if not host or parts.path.strip("/") or parts.query or parts.fragment or port == 0:
        raise InputError(f"{wanted}.")
    if ":" not in host and not _looks_like_a_name(host):
        raise InputError(f"{wanted}; {host!r} is not a server name.")
    return host, port


def _looks_like_a_name(host: str) -> bool:
    labels = host.rstrip(".").split(".")
    return len(host) <= 253 and all(
        0 < len(label) <= 63 and label.isascii() and label.replace("-", "").replace("_", "").isalnum()
        for label in labels
    )
