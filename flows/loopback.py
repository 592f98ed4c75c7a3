"""What is this machine, and so may be spoken to without encryption: asked of web pages and mail doors alike."""

from __future__ import annotations

import ipaddress


def on_this_machine(host: str) -> bool:
    """True for localhost and the loopback addresses."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.rstrip(".") == "localhost"
