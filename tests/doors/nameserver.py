"""A DNS server on loopback that knows what it is told."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset


@contextmanager
def name_server(zone: Mapping[str, str]) -> Iterator[dns.resolver.Resolver]:
    """A resolver that asks it. `zone`: name to "A 192.0.2.1" or "CNAME mail9.example.jp."."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        thread = Thread(target=_serve, args=(listener, zone), daemon=True)
        thread.start()
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = listener.getsockname()[1]
        yield resolver
        listener.sendto(b"", listener.getsockname())
        thread.join(5)


def _serve(listener: socket.socket, zone: Mapping[str, str]) -> None:
    while True:
        packet, caller = listener.recvfrom(2000)
        if not packet:
            return
        question = dns.message.from_wire(packet)
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        name = question.question[0].name.to_text()
        wanted = question.question[0].rdtype.name
        known = zone.get(name.rstrip("."))
        if known is None:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        while known is not None:
            kind, _, value = known.partition(" ")
            if kind in (wanted, "CNAME"):
                answer.answer.append(dns.rrset.from_text(name, 60, "IN", kind, value))
            name, known = value, zone.get(value.rstrip(".")) if kind == "CNAME" else None
        listener.sendto(answer.to_wire(), caller)
