"""What every test may use: a browser that is found or fetched, and a practice site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Playwright, sync_playwright

from flows.browser import QUIET, as_root, launched, working_way
from flows.browser_install import install_browser
from flows.errors import BrowserMissing
from flows.settings import Settings

pytest_plugins = ["flows.secrecy.pytest_artifacts"]
"""A trace, a video or a screenshot that somebody asks of these tests is safe to send."""


def pytest_configure(config: pytest.Config) -> None:
    """Fetch a browser before the tests begin where the machine has none, saying so."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    with sync_playwright() as playwright:
        try:
            with launched(playwright, Settings()):
                return
        except BrowserMissing as missing:
            print(f"{missing}\nGetting one now.")
    print(install_browser())


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Half of a test's time is spent waiting for a browser: three tests at once keep two cores busy."""
    return max(2, (os.cpu_count() or 2) * 3 // 2)


# pytest-playwright keeps one Playwright for the whole session, and a second one cannot start beside it in the same
# thread. Here both kinds of test run in one process, so Playwright is given back at the end of each module.


@pytest.fixture(scope="module")
def playwright(_pw_api_request_contexts: Any) -> Iterator[Playwright]:
    started = sync_playwright().start()
    if _pw_api_request_contexts:
        _pw_api_request_contexts.instrument(started)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def browser_type(playwright: Playwright, browser_name: str) -> BrowserType:
    engine: BrowserType = getattr(playwright, browser_name)
    return engine


@pytest.fixture(scope="module")
def launch_browser(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> Callable[..., Browser]:
    def launch(**more: Any) -> Browser:
        return browser_type.launch(**{**browser_type_launch_args, **more})

    return launch


@pytest.fixture(scope="module")
def browser(launch_browser: Callable[..., Browser]) -> Iterator[Browser]:
    started = launch_browser()
    yield started
    started.close()


@pytest.fixture(scope="module")
def browser_context_args(
    pytestconfig: pytest.Config,
    playwright: Playwright,
    device: str | None,
    base_url: str | None,
    _pw_artifacts_folder: Any,
) -> dict[str, Any]:
    arguments: dict[str, Any] = dict(playwright.devices[device]) if device else {}
    if base_url:
        arguments["base_url"] = base_url
    if pytestconfig.getoption("--video") in ("on", "retain-on-failure"):
        arguments["record_video_dir"] = _pw_artifacts_folder.name
    return arguments


@pytest.fixture(scope="module")
def browser_type_launch_args(pytestconfig: pytest.Config, playwright: Playwright) -> dict[str, Any]:
    """pytest-playwright's own flags, with the browser that the suite itself would start."""
    headed = bool(pytestconfig.getoption("--headed"))
    slow = pytestconfig.getoption("--slowmo")
    return {
        "headless": not headed,
        "slow_mo": float(slow or 0),
        "args": list(QUIET),
        "chromium_sandbox": not as_root(),
        **working_way(playwright, Settings(headed=headed)),
    }
