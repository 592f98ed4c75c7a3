"""What leaves a named address for another one, once a password has been typed: nothing.

A look at the form before typing sees what stands there; a script can change it while the button is being pressed, a
server can answer a Save by sending it on. So a profile has a wall: whatever is not asked of a named origin goes to a
proxy that is not there, redirects, web sockets and workers included, and what was tried is noticed. Where a site can
only be seen without the wall, each request is looked at instead: nothing is written to an origin that no setting
names, and nothing is asked of one with a password in the request. That costs the browser's cache, and does not see
web sockets and what a server sends on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flows.errors import WrongOrigin
from flows.secrecy.forms import find

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Request, Route, WebSocket

NOWHERE = "http://127.0.0.1:1"
"""No proxy listens here: it is refused at once, and nothing has left the machine."""
_NEEDED = frozenset(("document", "stylesheet", "script"))
"""What a page cannot be seen or used without, in Playwright's names."""
_WRITES = frozenset(("POST", "PUT", "PATCH", "DELETE"))


def wall(allowed: Iterable[str]) -> dict[str, Any]:
    """How a browser profile is begun that reaches nobody but these origins, as Playwright's `new_context` takes it."""
    sockets = (re.sub("^http", "ws", origin) for origin in allowed)
    return {"proxy": {"server": NOWHERE, "bypass": ",".join(sorted({*allowed, *sockets}))}}


class Leaving:
    """The watch over one browser profile. `allowed` are origins as `flows.browser.origin` spells them."""

    def __init__(self, context: BrowserContext, allowed: Iterable[str], *, walled: bool) -> None:
        self._context, self._walled = context, walled
        self._elsewhere = elsewhere(allowed)
        self._typed: set[str] = set()
        self._stopped = ""
        self.missed = False
        """Whether a page was refused what it asked of somebody else and cannot be seen without."""
        if walled:
            context.on("request", self._turned_away)
            context.on("page", lambda page: page.on("websocket", self._dialled))

    @property
    def wall_may_go(self) -> bool:
        """Whether nothing has been typed yet that it would have to keep in."""
        return self._walled and not self._typed

    def typed(self, secret: str) -> None:
        """From here on this must not leave. The first one begins the watch."""
        if not self._typed and not self._walled:
            self._context.route(self._elsewhere, self._judge)
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
        if self._must_not_leave(route.request):
            route.abort("blockedbyclient")
        else:
            route.fallback()

    def _turned_away(self, request: Request) -> None:
        if self._elsewhere.match(request.url):
            self.missed = self.missed or request.resource_type in _NEEDED
            if self._typed:
                self._must_not_leave(request)

    def _dialled(self, socket: WebSocket) -> None:
        address = re.sub("^ws", "http", socket.url)
        if self._elsewhere.match(address) and find(address.encode(), self._typed):
            self._stopped = self._stopped or _origin_of(socket.url)

    def _must_not_leave(self, request: Request) -> bool:
        writes = request.method in _WRITES
        if self._holds_a_secret(request) or (writes and request.is_navigation_request()):
            self._stopped = self._stopped or _origin_of(request.url)
            return True
        return writes

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
