"""Whose an address is: its origin, and whether that is this machine, which may be spoken to without encryption."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

USUAL_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def origin(address: str) -> str:
    """Scheme, host and port of an address, as browsers compare them."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    port = parts.port or USUAL_PORTS.get(parts.scheme)
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def on_this_machine(host: str) -> bool:
    """True for localhost and the loopback addresses."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.rstrip(".") == "localhost"
