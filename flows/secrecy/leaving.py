"""What leaves a named address for another one once a password has been typed.

A look at the form before typing sees what stands there; a script can change it while the button is being
pressed. So the network is watched too: nothing is written to an origin that no setting names, and nothing
is asked of one with a password in the request. Requests to the named origins are not touched and cost nothing
but the browser's cache.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flows.errors import WrongOrigin
from flows.secrecy.forms import find

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Request, Route

_WRITES = frozenset(("POST", "PUT", "PATCH", "DELETE"))


class Leaving:
    """The watch over one browser profile. `allowed` are origins as `flows.browser.origin` spells them."""

    def __init__(self, context: BrowserContext, allowed: Iterable[str]) -> None:
        self._context, self._allowed = context, frozenset(allowed)
        self._typed: set[str] = set()
        self._stopped = ""

    def typed(self, secret: str) -> None:
        """From here on this must not leave. The first one begins the watch."""
        if not self._typed:
            self._context.route(elsewhere(self._allowed), self._judge)
        self._typed.add(secret)

    def raise_if_stopped(self) -> None:
        """Raise WrongOrigin once where something was kept from leaving."""
        if self._stopped:
            where, self._stopped = self._stopped, ""
            raise WrongOrigin(
                f"The page was about to send the password to {where}, which no setting names. The request was "
                "stopped before it left. Do not sign in there again before somebody has looked at the server."
            )

    def _judge(self, route: Route) -> None:
        request = route.request
        if self._holds_a_secret(request) or (request.method in _WRITES and request.is_navigation_request()):
            self._stopped = self._stopped or _origin_of(request.url)
            route.abort("blockedbyclient")
        elif request.method in _WRITES:
            route.abort("blockedbyclient")
        else:
            route.fallback()

    def _holds_a_secret(self, request: Request) -> bool:
        sent = request.url.encode() + b"\n" + (request.post_data_buffer or b"")
        sent += b"\n" + "\n".join(request.headers.values()).encode("utf-8", "replace")
        return bool(find(sent, self._typed))


def elsewhere(allowed: Iterable[str]) -> re.Pattern[str]:
    """Every address on the web but those of these origins. Decided by the browser's driver, not by a call to us."""
    ways = "|".join(_spelled(origin) for origin in sorted(allowed))
    return re.compile(rf"^(?!(?:{ways})(?:[/?#]|$))https?://" if ways else r"^https?://")


def _spelled(origin: str) -> str:
    parts = urlsplit(origin)
    host = re.escape(parts.hostname or "")
    host = rf"\[{host}\]" if ":" in (parts.hostname or "") else host
    port = parts.port
    is_usual = port == {"http": 80, "https": 443}.get(parts.scheme)
    return rf"{parts.scheme}://{host}" + (rf"(?::{port})?" if is_usual else rf":{port}")


def _origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
