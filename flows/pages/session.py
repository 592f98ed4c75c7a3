"""One signed-in visit: a fresh browser profile, the windows it has open, and what happens in them unasked."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, Dialog, Frame, Locator, Request, Response
from playwright.sync_api import Error as PlaywrightError

from flows.browser import OriginGuard, Window
from flows.origins import origin
from flows.pages.links import KnownLinks
from flows.pages.unreachable import CAUSES, unreachable
from flows.secrecy.leaving import Leaving, Reach, wall
from flows.settings import Settings
from flows.wording import Wording

VIEWPORT = {"width": 1280, "height": 800}
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
ANSWERS = frozenset({"document", "xhr", "fetch"})
"""What a page asks for when it wants words of the site, in Playwright's names; pictures and the like are not."""
BREATH = 80
"""Milliseconds between two glances."""
GIVEN_UP = ("ERR_ABORTED", "NS_BINDING_ABORTED", "cancelled")
"""By the page itself, for a newer question; each engine in its own words."""
NOT_FOUND = 404
"""Pages ask for what is not there, a message of the day or an icon, and mean nothing by it."""
PATIENCE = 1000
"""Milliseconds to wait for what is under way before looking all the same."""
WIDENINGS = 5
"""How often the wall is opened at most: what another server gives may need yet another."""
TICK = """(_, moment) => new Promise(done => {
  setTimeout(() => requestAnimationFrame(done), moment);
  setTimeout(done, 2000); // where nothing is drawn
})"""
BROWSERS_OWN = ("chrome-error:", "about:neterror")
"""Where the browser says by itself that no page came."""

Equip = Callable[[BrowserContext], object]


@dataclass
class Heard:
    """What came unasked since somebody last began to listen."""

    writes: int = 0
    unanswered: set[Request] = field(default_factory=set)
    """Those that are still under way."""
    lost: int = 0
    """Writes whose connection ended without an answer."""
    dialogs: list[str] = field(default_factory=list)


class Session:
    """A browser profile of its own. Requests of one session queue up at the site, so workers have one each."""

    def __init__(
        self, browser: Browser, settings: Settings, wording: Wording, profile: Mapping[str, Any] | None = None
    ) -> None:
        self.settings = settings
        self.wording = wording
        self.guard = OriginGuard.of(settings)
        self.links = KnownLinks()
        self._browser = browser
        ours = {"locale": settings.locale, "viewport": VIEWPORT, "accept_downloads": False}
        self._profile = {**ours, **(profile or {}), "service_workers": "block"}
        self._equipment: list[Equip] = []
        self._opened = False
        self._begin(_reaches.get(browser) or _first_reach(browser, self.guard.allowed))

    def _begin(self, reach: Reach) -> None:
        """A fresh profile, which has seen nothing yet."""
        self.heard = Heard()
        self.unexpected_dialog: str | None = None
        self.requests = 0
        self.questions = 0
        """How many of the requests were a script's, whose answers change what stands there."""
        self.failures = 0
        """How many questions to the site were lost, or answered with an error."""
        self._unanswered: dict[Request, int] = {}
        self.arrivals = 0
        """How many documents have arrived in any window or frame."""
        self._last_in: WeakKeyDictionary[Window, int] = WeakKeyDictionary()
        self._last_sent_for: WeakKeyDictionary[Window, int] = WeakKeyDictionary()
        self._answering = False
        self._answers: dict[str, tuple[int, str]] = {}
        self._broken_off = ""
        self._awaited: dict[Request, Frame | None] = {}
        self._arriving: set[Frame] = set()
        self.context: BrowserContext = self._browser.new_context(
            **self._profile, **wall(self.guard.allowed, reach)
        )
        self.leaving = Leaving(self.context, self.guard.allowed, reach)
        self.context.set_default_timeout(self.settings.timeout * 1000)
        self.context.on("page", lambda window: window.on("framenavigated", self._on_arrival))
        self.context.on("dialog", self._on_dialog)
        self.context.on("request", self._on_request)
        self.context.on("requestfinished", self._on_answer)
        self.context.on("response", self._on_response)
        self.context.on("requestfailed", self._on_failure)
        for equip in self._equipment:
            equip(self.context)

    def equip(self, how: Equip) -> None:
        """Do this to the profile: now, and again where the first page makes the session begin anew."""
        self._equipment.append(how)
        how(self.context)

    @property
    def timeout(self) -> float:
        """Seconds to wait for a part."""
        return self.settings.timeout

    @property
    def windows(self) -> list[Window]:
        return [window for window in self.context.pages if not window.is_closed()]

    def windows_since(self, arrivals: int) -> list[Window]:
        """The windows in which a document has arrived since `arrivals` was so many, the newest first."""
        return [window for window in reversed(self.windows) if self._last_in.get(window, 0) > arrivals]

    def got_a_document(self, window: Window, arrivals: int) -> bool:
        """Whether the site has sent a document into the window since; a link to “#” only names another place in it."""
        return self._last_sent_for.get(window, 0) > arrivals

    def open(self, address: str) -> Window:
        """Go to an address in a new window. Raises Unreachable with the cause.

        Where the first page needs other servers to be seen, the session begins anew with those in reach.
        """
        window, failure = self._tried(address)
        for _ in range(0 if self._opened else WIDENINGS):
            reach, missed = self.leaving.reach, self.leaving.missed
            if reach is None or not missed:
                break
            _reaches[self._browser] = reach | missed
            self.close()
            self._begin(reach | missed)
            window, failure = self._tried(address)
        self._opened = True
        if failure:
            raise unreachable(address, failure, self.settings)
        return window

    def _tried(self, address: str) -> tuple[Window, str]:
        """The window, and why it shows no page of that address."""
        window = self.context.new_page()
        try:
            window.goto(address, wait_until="domcontentloaded")
        except PlaywrightError as failed:
            return window, failed.message
        return window, ""

    def kept_away(self) -> str:
        """A sentence on the servers that pages have asked in vain; empty where there are none."""
        if not self.leaving.missed:
            return ""
        whom = ", ".join(sorted(self.leaving.missed))
        return f" What the page asked of {whom}, which no setting names, was not sent for."

    def unanswered_since(self, requests: int) -> bool:
        """Whether something is still under way that was asked for after `requests` were."""
        return any(number > requests for number in self._unanswered.values())

    def listen(self) -> None:
        """From here on count what is sent, and answer a confirm or alert with OK, keeping its text."""
        self.heard = Heard()
        self._answering = True

    def stop_listening(self) -> None:
        self._answering = False

    def pause(self) -> None:
        """Let the site go on: what is under way arrives, or what is asked for next, or a moment passes.

        Nothing is looked at meanwhile, for what stands there is about to go.
        """
        if not self.arrive():
            with suppress(PlaywrightError):
                self.context.wait_for_event("request", _moves, timeout=BREATH)
            self.arrive()

    def arrive(self) -> bool:
        """Let everything that is under way arrive, a second at most; False where nothing was."""
        deadline = time.monotonic() + PATIENCE / 1000
        waited = False
        while time.monotonic() < deadline and self._settle():
            waited = True
        return waited

    def _settle(self) -> bool:
        """Wait for one document or answer that is under way; False where nothing is."""
        try:
            if self._awaited:
                request, frame = next(reversed(self._awaited.items()))
                if frame is None:
                    self.context.wait_for_event(
                        "response", lambda it: it.request is request, timeout=PATIENCE
                    )
                else:
                    frame.page.wait_for_event("framenavigated", lambda it: it is frame, timeout=PATIENCE)
            elif self._arriving:
                self._arriving.pop().wait_for_load_state("domcontentloaded", timeout=PATIENCE)
            else:
                return False
        except PlaywrightError:
            self._awaited.clear()
        return True

    def error_page(self, window: Window) -> str | None:
        """The status line of an error page that fills this window, or a frame of some size in it; or `nothing: …`."""
        for frame in window.frames:
            if frame.url.startswith(BROWSERS_OWN) and (frame.parent_frame is None or _fills(frame)):
                return f"nothing: {self._broken_off}"
            status, line = self._answers.get(frame.url.partition("#")[0], (200, ""))
            if status >= 400 and (frame.parent_frame is None or _fills(frame)):
                return line
        return None

    def close(self) -> None:
        """Forget the profile; where the browser died first there is nothing left to close."""
        with suppress(PlaywrightError):
            self.context.close()

    def _on_dialog(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":
            dialog.accept()
        elif self._answering and dialog.type in ("alert", "confirm"):
            self.heard.dialogs.append(dialog.message)
            dialog.accept()
        else:
            self.unexpected_dialog = dialog.message
            dialog.dismiss()

    def _on_arrival(self, frame: Frame) -> None:
        self.arrivals += 1
        self._last_in[frame.page] = self.arrivals
        if frame in self._awaited.values():
            self._last_sent_for[frame.page] = self.arrivals
        self._arriving.add(frame)
        self._awaited = {request: place for request, place in self._awaited.items() if place is not frame}

    def _on_answer(self, request: Request) -> None:
        self._unanswered.pop(request, None)
        self.heard.unanswered.discard(request)

    def _on_request(self, request: Request) -> None:
        self.requests += 1
        if request.resource_type in ANSWERS:
            self._unanswered[request] = self.requests
            self.questions += not request.is_navigation_request()
        writes = request.method in WRITES
        if writes:
            self.heard.writes += 1
            self.heard.unanswered.add(request)
        if request.is_navigation_request():
            with suppress(PlaywrightError):  # the frame of a window that is only just opening
                self._awaited[request] = request.frame
        elif writes and self._answering:
            self._awaited[request] = None

    def _on_failure(self, request: Request) -> None:
        self._awaited.pop(request, None)
        self.heard.unanswered.discard(request)
        self._unanswered.pop(request, None)
        given_up = any(code in (request.failure or "") for code in GIVEN_UP)
        if not given_up and request.resource_type in ANSWERS and origin(request.url) in self.guard.allowed:
            self.failures += 1
        if request.method in WRITES:
            self.heard.lost += 1
        if request.is_navigation_request():
            failure = request.failure or ""
            self._broken_off = next((words for code, words in CAUSES.items() if code in failure), failure)
            self._broken_off += f" ({self.leaving.whose(request.url)})"

    def _on_response(self, response: Response) -> None:
        if self._awaited.get(response.request, response) is None:
            del self._awaited[response.request]
        own = origin(response.url) in self.guard.allowed and response.request.resource_type in ANSWERS
        failed = response.status >= 400 and response.status != NOT_FOUND
        if own and (failed or self._turned_away(response.request)):
            self.failures += 1
        if response.request.is_navigation_request():
            self._answers.pop(response.url, None)
            if response.status >= 400:
                line = f"{response.status} {response.status_text}".strip()
                self._answers[response.url] = (response.status, line)

    def _turned_away(self, request: Request) -> bool:
        """Whether a script's question was led to a sign-in page: its answer is none, though it looks like one."""
        led_on = request.redirected_from is not None and not request.is_navigation_request()
        return led_on and any(_place(request.url) == _place(login) for login in self.settings.logins)


_reaches: WeakKeyDictionary[Browser, frozenset[str]] = WeakKeyDictionary()
"""What the first pages of earlier sessions needed, for the next ones in the same browser."""


def _first_reach(browser: Browser, allowed: frozenset[str]) -> Reach:
    """The named origins alone; everybody for Firefox and WebKit, and on a machine that goes through a proxy itself."""
    hosts = [urlsplit(named).hostname or "" for named in allowed]
    through_a_proxy = {"http", "https", "all"} & getproxies().keys() and not all(map(proxy_bypass, hosts))
    return None if through_a_proxy or browser.browser_type.name != "chromium" else allowed


def tick(place: Locator) -> None:
    """Let a moment pass by the page's own clock: on a busy machine its timers and frames are late, and so is this."""
    with suppress(PlaywrightError):
        place.evaluate(TICK, BREATH)


def _place(address: str) -> tuple[str, str]:
    """Its host and path, as servers compare them."""
    parts = urlsplit(address)
    return parts.netloc, parts.path.rstrip("/").casefold()


def _moves(request: Request) -> bool:
    """Whether a request may change what stands on the screen as a whole."""
    return request.is_navigation_request() or request.method in WRITES


def _fills(frame: Frame) -> bool:
    """Whether a frame is what the window is about, and not a banner at its edge."""
    with suppress(PlaywrightError):
        box = frame.frame_element().bounding_box()
        if box:
            return box["width"] * box["height"] > VIEWPORT["width"] * VIEWPORT["height"] / 4
    return False
