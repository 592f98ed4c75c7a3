"""What the DNS says of a server name."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

import dns.exception
import dns.resolver

from flows.origins import on_this_machine

PATIENCE = 5.0  # seconds for one question


@dataclass(frozen=True)
class Name:
    """A name with its addresses; `missing` where the DNS says that there is none, `fault` where it says nothing."""

    name: str
    addresses: tuple[str, ...] = ()
    alias_of: str = ""
    missing: bool = False
    fault: str = ""


def look_up(name: str, resolver: dns.resolver.Resolver | None = None) -> Name:
    """Asks for IPv4 and IPv6 addresses, without the search list: names are meant as they stand."""
    if on_this_machine(name) or _is_address(name):
        return Name(name, ("127.0.0.1" if name == "localhost" else name,))
    try:
        resolver = resolver or dns.resolver.Resolver()
        answers = [
            resolver.resolve(name, kind, search=False, lifetime=PATIENCE, raise_on_no_answer=False)
            for kind in ("A", "AAAA")
        ]
    except dns.resolver.NXDOMAIN:
        return Name(name, missing=True)
    except dns.resolver.NoResolverConfiguration:
        return Name(name, fault="this machine has no name server set")
    except dns.exception.DNSException as fault:
        return Name(name, fault=f"the name servers gave no answer ({type(fault).__name__})")
    addresses = tuple(str(record) for answer in answers for record in answer.rrset or ())
    canonical = str(answers[0].canonical_name).rstrip(".")
    alias = canonical if canonical.casefold() != name.rstrip(".").casefold() else ""
    return Name(name, addresses, alias, missing=not addresses)


def listed(addresses: Iterable[str]) -> str:
    return ", ".join(sorted(addresses))


def _is_address(text: str) -> bool:
    try:
        return bool(ipaddress.ip_address(text))
    except ValueError:
        return False
