"""The site to work on: a browser that knows how to look, and sessions in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

from flows.browser import launched
from flows.browser_driver import driver
from flows.pages.session import Session
from flows.pages.sight import register
from flows.settings import Settings
from flows.wording import Wording, load


@dataclass(frozen=True)
class Site:
    """One browser and the words to look for in it."""

    browser: Browser
    settings: Settings
    wording: Wording

    @contextmanager
    def session(self, **profile: Any) -> Iterator[Session]:
        """A fresh browser profile, closed at the end. `profile`: as Playwright's `new_context` takes it."""
        session = Session(self.browser, self.settings, self.wording, profile)
        try:
            yield session
        finally:
            session.close()


@contextmanager
def open_site(settings: Settings, endpoint: str | None = None) -> Iterator[Site]:
    """A browser for the site that the settings name: of the given Playwright server, of the first that the settings
    name, or else of this machine. Raises BrowserMissing, SiteError, InputError.
    """
    endpoint = endpoint or next(iter(settings.browser_endpoints), None)
    wording = load(settings.wording)
    with driver() as playwright:
        register(playwright)
        with launched(playwright, settings, endpoint) as browser:
            yield Site(browser, settings, wording)
