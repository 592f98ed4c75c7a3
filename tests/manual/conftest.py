"""The server that the manual is held against, and one tour of it.

By default a practice site; with --base-url or the settings, a real server, read-only unless --allow-writes
--test-account is given. pytest-playwright's flags apply: --headed, --slowmo, --browser, --tracing, --video.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from flows.manual.target import Target, practice_target, real_target
from flows.manual.tour import Tour
from flows.pages.sight import register
from flows.pages.site import Site
from flows.practice import PracticeSite
from flows.settings import read_settings
from flows.wording import load


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("manual")
    group.addoption("--allow-writes", action="store_true", help="On a real server, try the changes too.")
    group.addoption("--test-account", default="", help="The account to change and set back: FLOWS_USER.")


def recorded(config: pytest.Config) -> bool:
    """Whether traces or videos are wanted: then each test walks by itself."""
    return config.getoption("--tracing") != "off" or config.getoption("--video") != "off"


def _scope(fixture_name: str, config: pytest.Config) -> Any:
    return "function" if recorded(config) else "module"


@pytest.fixture(scope="module")
def target(pytestconfig: pytest.Config) -> Iterator[Target]:
    """A practice site, or the server of --base-url or the settings."""
    base_url = pytestconfig.getoption("base_url")
    settings = read_settings(**({"webmail_url": base_url} if base_url else {}))
    if settings.webmail_url is None:
        with PracticeSite() as site:
            yield practice_target(site, pictures=False)
        return
    if recorded(pytestconfig):
        pytest.exit(
            "A trace or a video holds what is typed: --tracing and --video are for the practice site."
        )
    writes = pytestconfig.getoption("--allow-writes", default=False)
    account = pytestconfig.getoption("--test-account", default="")
    with _alone(pytestconfig) if writes else nullcontext():
        yield real_target(settings, writes, account)


@pytest.fixture(scope=_scope)
def tour(
    request: pytest.FixtureRequest,
    target: Target,
    playwright: Playwright,
    launch_browser: Callable[[], Browser],
) -> Iterator[Tour]:
    """Walks that are made once and read by every statement; at the end the account is as it was."""
    register(playwright)
    wording = load(target.settings.wording)
    launch = _recording(request) if recorded(request.config) else launch_browser
    made = Tour(target, lambda: Site(launch(), target.settings, wording))
    yield made
    assert made.end(), f"{made.target.writes_to} could not be set back; set it with: flows set-password"


def _recording(request: pytest.FixtureRequest) -> Callable[[], Browser]:
    """Asked for before the tour begins: its end may need a browser too, and by then pytest gives no fixture."""
    recorded = Recorded(request.getfixturevalue("browser"), request.getfixturevalue("new_context"))
    return lambda: recorded  # type: ignore[return-value]


@dataclass
class Recorded:
    """A browser whose contexts pytest-playwright records."""

    browser: Browser
    new_context: Callable[..., BrowserContext]

    def is_connected(self) -> bool:
        return self.browser.is_connected()


@contextmanager
def _alone(config: pytest.Config) -> Iterator[None]:
    """One worker at a time: two must not change the same account."""
    lock = config.rootpath / ".pytest_cache" / "manual.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many of the broken sites that were tried turned exactly their own statements red."""
    ended = {
        outcome: sum(BREAKING in report.nodeid for report in terminalreporter.getreports(outcome))
        for outcome in ("passed", "failed")
    }
    tried = sum(ended.values())
    if tried:
        share = 100 * ended["passed"] // tried
        terminalreporter.write_line(f"{ended['passed']} of {tried} breakages caught exactly: {share} %")


BREAKING = "test_a_broken_site_turns_exactly_its_own_statements_red["
