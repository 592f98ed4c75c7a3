"""Finds a browser, starts it, and guards where a secret may be typed.

The browser is found, not assumed: the setting, then Playwright's own, then Chrome, Edge or Chromium on
this machine. The origin guard lets a secret into a page of a configured address only, over https or on
loopback.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, BrowserType, Playwright
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page as Window

from flows.browser_trust import trusting_home
from flows.errors import BrowserMissing, SiteError, WrongOrigin
from flows.origins import on_this_machine, origin
from flows.settings import Settings

__all__ = ["OriginGuard", "Window", "launched"]

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
ON_THIS_MACHINE = ("google-chrome", "google-chrome-stable", "microsoft-edge", "chromium", "chromium-browser")
HEADLESS_ONLY = "chromium-headless-shell"
"""Saves forms 1.4 to 2 times as fast as full Chromium; it cannot show a window."""
SIGNALS_ARE_OURS: dict[str, Any] = {"handle_sigint": False, "handle_sigterm": False, "handle_sighup": False}
"""The accounts in hand are finished with this very browser."""
LIBRARIES_MISSING = ("Host system is missing dependencies", "error while loading")
ABSENT = ("Executable doesn't exist", "is not found", "Failed to launch", *LIBRARIES_MISSING)
LIBRARY = re.compile(r"\blib[a-z][\w.+-]*(?:\d|\.so)[\w.+-]*")
"""A library or the package that brings it, as Playwright lists them."""


@contextmanager
def launched(playwright: Playwright, settings: Settings, endpoint: str | None = None) -> Iterator[Browser]:
    """A browser for one run: a Playwright server where one is named, else the one that `ways` finds first.

    Raises BrowserMissing where there is none, SiteError where the Playwright server does not answer, InputError where
    FLOWS_CA_FILE is no authority's.
    """
    engine: BrowserType = getattr(playwright, settings.browser)
    with trusting_home(settings) as home:
        browser = _connect(engine, endpoint) if endpoint else _launch(engine, settings, home)
        try:
            yield browser
        finally:
            # A browser that has died already cannot be closed; nothing depends on it any more.
            if browser.is_connected():
                browser.close()


def ways(settings: Settings) -> list[dict[str, Any]]:
    """How to start the browser, best first, as arguments of Playwright's `launch`."""
    if settings.browser_path:
        return [{"executable_path": str(settings.browser_path)}]
    found: list[dict[str, Any]] = [{}]
    if settings.browser == "chromium":
        names = ON_THIS_MACHINE if settings.headed else (HEADLESS_ONLY, *ON_THIS_MACHINE)
        found += [{"executable_path": path} for name in names if (path := shutil.which(name))]
        found += [{"channel": "chrome"}, {"channel": "msedge"}]
    return found


def working_way(playwright: Playwright, settings: Settings) -> dict[str, Any]:
    """The first of the `ways` that really starts a browser here."""
    engine: BrowserType = getattr(playwright, settings.browser)
    for way in ways(settings):
        with suppress(PlaywrightError):
            engine.launch(headless=not settings.headed, chromium_sandbox=not as_root(), **way).close()
            return way
    return {}


def _launch(engine: BrowserType, settings: Settings, home: dict[str, str] | None) -> Browser:
    chromium: dict[str, Any] = (
        {"args": list(QUIET), "chromium_sandbox": not as_root(), "env": home}
        if engine.name == "chromium"
        else {}
    )
    complaints: list[str] = []
    for way in ways(settings):
        try:
            return engine.launch(headless=not settings.headed, **SIGNALS_ARE_OURS, **chromium, **way)
        except PlaywrightError as missing:
            complaints.append(missing.message.strip())
            if not _says(missing.message, ABSENT):
                break
    raise BrowserMissing(_what_to_do(settings.browser, complaints))


def _what_to_do(engine: str, complaints: list[str]) -> str:
    """A browser that lacks libraries is nearer than the next one that is not there."""
    for complaint in complaints:
        if _says(complaint, LIBRARIES_MISSING):
            libraries = ", ".join(dict.fromkeys(LIBRARY.findall(complaint))) or "which ones it did not say"
            return (
                f"A {engine} is here and lacks libraries of the system ({libraries}). `flows browser install` gets "
                "them where there is apt-get, as root or with sudo; elsewhere install them by hand, or name "
                "another executable in FLOWS_BROWSER_PATH."
            )
    return (
        f"No browser of the kind {engine} could be started ({complaints[-1].splitlines()[0]}). Get one with "
        "`flows browser install`, or name an executable in FLOWS_BROWSER_PATH."
    )


def _says(message: str, words: tuple[str, ...]) -> bool:
    return any(each in message for each in words)


def _connect(engine: BrowserType, endpoint: str) -> Browser:
    try:
        return engine.connect(endpoint)
    except PlaywrightError as away:
        raise SiteError(
            f"The Playwright server {endpoint} does not answer ({away.message.splitlines()[0]}). "
            "Start it, or take it out of FLOWS_BROWSER_ENDPOINTS."
        ) from None


def as_root() -> bool:
    """Chromium's own sandbox does not run as root; everywhere else it stays on."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


@dataclass(frozen=True)
class OriginGuard:
    """Knows the configured addresses, and refuses every other before a key is pressed."""

    allowed: frozenset[str]

    @classmethod
    def of(cls, settings: Settings) -> OriginGuard:
        named = [settings.webmail_url, settings.admin_url]
        return cls(frozenset(origin(address) for address in named if address))

    def check(self, address: str, what: str = "this page") -> None:
        """Raise WrongOrigin unless a secret may go to this address."""
        if origin(address) not in self.allowed:
            raise WrongOrigin(
                f"A password was about to be typed where {what} belongs to {origin(address)}, which "
                f"no setting names (named are: {', '.join(sorted(self.allowed)) or 'none'}). Nothing was typed. "
                "If this address is right, set FLOWS_WEBMAIL_URL or FLOWS_ADMIN_URL to it."
            )
        if urlsplit(address).scheme != "https" and not on_this_machine(urlsplit(address).hostname or ""):
            raise WrongOrigin(
                f"A password was about to be typed into {origin(address)} without encryption. "
                "Nothing was typed. Use the https:// address."
            )

    def check_form(self, page_address: str, action: str | None) -> None:
        """The same for the place that a form sends its fields to."""
        if action and not action.strip().lower().startswith("javascript:"):
            self.check(urljoin(page_address, action), "the form's target")
