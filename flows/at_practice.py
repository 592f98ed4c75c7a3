"""The practice site as settings: for whatever is shown, checked or pictured there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import SecretStr

if TYPE_CHECKING:
    from flows.practice import PracticeSite


def at_practice(site: PracticeSite) -> dict[str, object]:
    """Its addresses, who signs in there, and nothing of a real site.

    It stands on this machine's loopback, so a browser of this machine is used: no other one reaches it.
    """
    return {
        "webmail_url": f"{site.url}/",
        "admin_url": None,  # as the web mail has it: a manual shows both at one sample address
        "admin_user": site.administrator.address,
        "admin_password": SecretStr(site.administrator.password),
        "user": site.user.address,
        "password": SecretStr(site.user.password),
        "covered": (),
        "browser_endpoints": (),
    }
