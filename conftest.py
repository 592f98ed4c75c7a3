"""What every test may use: a browser that is found or fetched, and a practice site."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Playwright

from flows.browser import QUIET, as_root, launched
from flows.browser_install import install_browser
from flows.errors import BrowserMissing
from flows.settings import Settings


def pytest_configure(config: pytest.Config) -> None:
    """Fetch a browser before the tests begin where the machine has none, saying so."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        try:
            with launched(playwright, Settings()):
                return
        except BrowserMissing as missing:
            print(f"{missing}\nGetting one now.")
    print(install_browser())


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], playwright: Playwright
) -> dict[str, Any]:
    """pytest-playwright's own flags, with the browser that the suite itself would start."""
    from flows.browser import working_way

    settings = Settings(headed=not browser_type_launch_args.get("headless", True))
    return {
        **browser_type_launch_args,
        "args": list(QUIET),
        "chromium_sandbox": not as_root(),
        **working_way(playwright, settings),
    }
