"""What leaves a named address for another one, once a password has been typed: nothing.

A look at the form before typing sees what stands there; a script can change it while the button is being pressed, a
server can answer a Save by sending it on. So a profile has a wall: whatever is not asked of a named origin goes to a
proxy that is not there, redirects, web sockets and workers included, and what was tried is noticed. Where a site can
only be seen with somebody else's help, the wall is opened as far as that before anything is typed, and each request to
another origin is looked at as well: no write, and none with a password in it. That costs the browser's cache, and does
not see what a server sends on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flows.errors import WrongOrigin
from flows.origins import USUAL_PORTS, origin
from flows.secrecy.forms import find

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Request, Route, WebSocket

NOWHERE = "http://127.0.0.1:1"
"""No proxy listens here: it is refused at once, and nothing has left the machine."""
NO_CALLS = "for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) delete globalThis[name]"
"""WebRTC sends anything anywhere, past every proxy and every look at requests. A mail server needs none."""
_NEEDED = frozenset(("document", "stylesheet", "script"))
"""What a page cannot be seen or used without, in Playwright's names."""
_ORDINARY = re.compile(r"https?://([a-z0-9._-]+|\[[0-9a-f:.]+\]):\d+")
"""An origin that can stand in a list: a comma, too, is legal in the name of a host."""
_WRITES = frozenset(("POST", "PUT", "PATCH", "DELETE"))
Reach = frozenset[str] | None
"""The origins that a profile can reach; None for every one."""


def wall(allowed: frozenset[str], reach: Reach) -> dict[str, Any]:
    """How a browser profile is begun that reaches nobody else, as Playwright's `new_context` takes it.

    Web sockets are for the named origins alone.
    """
    if reach is None:
        return {}
    sockets = {re.sub("^http", "ws", named) for named in allowed}
    ways = ["<-loopback>", *sorted(reach | sockets)]  # nothing on this machine is reached for being on it
    return {"proxy": {"server": NOWHERE, "bypass": ",".join(ways)}}


class Leaving:
    """The watch over one browser profile. `allowed` are origins as `flows.origins.origin` spells them."""

    def __init__(self, context: BrowserContext, allowed: frozenset[str], reach: Reach) -> None:
        self._context, self._allowed = context, allowed
        self._typed: set[str] = set()
        self._stopped = ""
        self.reach = reach
        self.missed: set[str] = set()
        """Whom a page has asked in vain for what it cannot be seen without."""
        context.add_init_script(NO_CALLS)
        if reach is not None:
            context.on("request", self._turned_away)
            context.on("page", lambda page: page.on("websocket", self._dialled))

    def typed(self, secret: str) -> None:
        """From here on this must not leave. The first one begins the watch."""
        if not self._typed and self.reach != self._allowed:
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

    def whose(self, address: str) -> str:
        """Its origin, to be told to somebody; a page may have put what was typed into the name of a host."""
        whose = origin(address)
        told = {*self._typed, *(secret.lower() for secret in self._typed)}
        return "a server whose name holds the password" if find(whose.encode(), told) else whose

    def _judge(self, route: Route) -> None:
        if self._must_not_leave(route.request):
            route.abort("blockedbyclient")
        else:
            route.fallback()

    def _turned_away(self, request: Request) -> None:
        whose = origin(request.url)
        if _is_within(whose, self.reach):
            return
        if request.resource_type in _NEEDED and _ORDINARY.fullmatch(self.whose(request.url)):
            self.missed.add(whose)
        if self._typed:
            self._must_not_leave(request)

    def _dialled(self, socket: WebSocket) -> None:
        whose = origin(re.sub("^ws", "http", socket.url))
        if not _is_within(whose, self._allowed) and find(socket.url.encode(), self._typed):
            self._stopped = self._stopped or self.whose(socket.url)

    def _must_not_leave(self, request: Request) -> bool:
        writes = request.method in _WRITES
        if self._holds_a_secret(request) or (writes and request.is_navigation_request()):
            self._stopped = self._stopped or self.whose(request.url)
            return True
        return writes

    def _holds_a_secret(self, request: Request) -> bool:
        sent = request.url.encode() + b"\n" + (request.post_data_buffer or b"")
        sent += b"\n" + "\n".join(request.headers.values()).encode("utf-8", "replace")
        return bool(find(sent, self._typed))


def _is_within(whose: str, reach: Reach) -> bool:
    return reach is None or whose in reach or not whose.startswith("http")


def elsewhere(allowed: Iterable[str]) -> re.Pattern[str]:
    """Every address on the web but those of these origins. Decided by the browser's driver, not by a call to us."""
    ways = "|".join(_spelled(named) for named in sorted(allowed))
    return re.compile(rf"^(?!(?:{ways})(?:[/?#]|$))https?://" if ways else r"^https?://")


def _spelled(named: str) -> str:
    parts = urlsplit(named)
    host = re.escape(parts.hostname or "")
    host = rf"\[{host}\]" if ":" in (parts.hostname or "") else host
    port = parts.port
    is_usual = port == USUAL_PORTS.get(parts.scheme)
    return rf"{parts.scheme}://{host}" + (rf"(?::{port})?" if is_usual else rf":{port}")
