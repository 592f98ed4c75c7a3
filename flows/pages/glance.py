"""A look at a page that nobody has signed in to: saved by somebody in his browser, or at a live address."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, Route

from flows.browser import launched
from flows.browser_driver import driver
from flows.pages.sight import Sight, look, register
from flows.pages.unreachable import unreachable
from flows.settings import Settings
from flows.wording import Wording

WIDTH, HEIGHT = 1280, 800
BREATH, SETTLES = 250, 3.0
"""Milliseconds between two looks; seconds after which a page that goes on moving is taken as it is."""
KEPT_IN = ("file:", "data:", "blob:", "about:")

Glance = Callable[[str, str, Wording], tuple[Sight, bytes]]


@contextmanager
def glancing(settings: Settings) -> Iterator[Glance]:
    """One browser for many glances: call with a screen, an address and the wording; get the sight and a picture.

    A file is opened without network. Raises Unreachable where an address does not answer.
    """
    with driver() as playwright:
        register(playwright)
        with launched(playwright, settings) as browser:
            yield lambda screen, address, words: _glance(browser, settings, screen, address, words)


def _glance(
    browser: Browser, settings: Settings, screen: str, address: str, words: Wording
) -> tuple[Sight, bytes]:
    saved = address.startswith("file:")
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        locale=settings.locale,
        offline=saved,
        accept_downloads=False,
    )
    try:
        if saved:
            _keep_in(context)
        page = context.new_page()
        page.on("dialog", _say_no)
        _open(page, address, settings)
        return _settled(page, screen, words), page.screenshot(full_page=True)
    finally:
        context.close()


def _open(page: Page, address: str, settings: Settings) -> None:
    try:
        page.goto(address, wait_until="load")
    except Error as error:
        raise unreachable(address, error.message, settings) from None


def _settled(page: Page, screen: str, words: Wording) -> Sight:
    """What two looks in a row agree on: a page may be drawn by its script after it has loaded."""
    deadline = time.monotonic() + SETTLES
    seen = look(page, screen, words)
    while time.monotonic() < deadline:
        with suppress(Error):
            page.wait_for_event("request", lambda _: False, timeout=BREATH)
        again = look(page, screen, words)
        something = any(finding.result != "missing" for finding in again.findings.values())
        if again == seen and something:
            break
        seen = again
    return seen


def _keep_in(context: BrowserContext) -> None:
    """`offline` alone lets service workers and file pages try."""

    def decide(route: Route) -> None:
        if route.request.url.startswith(KEPT_IN):
            route.continue_()
        else:
            route.abort()

    context.route("**/*", decide)


def _say_no(dialog: Dialog) -> None:
    dialog.dismiss()
