"""Workers on two Playwright servers, as on two machines; one server dies in the middle of a Save.

`pytest -m long tests/rotation/browser/test_endpoints.py`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from flows.browser import as_root, working_way
from flows.practice import PracticeSite
from flows.rotation.desk import console_desks
from flows.rotation.journal import open_journal
from flows.rotation.listen import Doing, Event, Point, WorkerLost
from flows.rotation.run import Terms, rotate
from flows.rotation.survey import survey
from flows.settings import Settings
from flows.steps import Nobody
from tests.conftest import settings_for
from tests.rotation.browser.test_kills import looks
from tests.rotation.browser.trial import KEY, Trial, the_plan
from tests.rotation.browser.verdict import outcomes, wrong

PEOPLE = 20
WHO = 8
DIES_AT = 2
"""The second server's worker is about to press Save for the second time."""


@contextmanager
def playwright_servers(home: Path, number: int) -> Iterator[list[tuple[str, int]]]:
    """Each one's address, and the process to kill; the browser is the one that the suite itself would start."""
    with sync_playwright() as playwright:
        way = working_way(playwright, Settings())
    config = {"headless": True, "chromiumSandbox": not as_root()}
    config |= {"executablePath": way["executable_path"]} if "executable_path" in way else way
    file = home / "server.json"
    file.write_text(json.dumps(config), encoding="utf-8")
    serve = [sys.executable, "-m", "playwright", "launch-server", "--browser", "chromium", "--config", file]
    servers = [
        subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, start_new_session=True)
        for _ in range(number)
    ]
    try:
        yield [(server.stdout.readline().strip(), server.pid) for server in servers if server.stdout]
    finally:
        for server in servers:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@dataclass
class DiesInTheMiddle:
    """Listens to a run, and kills the server of worker 2 with the site's answer still to come."""

    server: int
    worked: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    lost: list[int] = field(default_factory=list)
    victim: str = ""

    def __call__(self, event: Event) -> None:
        if isinstance(event, WorkerLost):
            self.lost.append(event.worker)
        if not isinstance(event, Doing) or event.point is not Point.WRITTEN_DOWN:
            return
        self.worked[event.worker].add(event.address)
        if event.worker == 2 and len(self.worked[2]) == DIES_AT and not self.victim:
            self.victim = event.address
            os.killpg(self.server, signal.SIGKILL)


@pytest.mark.long
def test_when_one_of_two_playwright_servers_dies_the_other_finishes_its_accounts(tmp_path: Path) -> None:
    with ExitStack() as stack:
        site = stack.enter_context(PracticeSite(accounts=PEOPLE))
        (first, _), (second, process) = stack.enter_context(playwright_servers(tmp_path, 2))
        settings = settings_for(site, browser_endpoints=(first, second))
        links = survey(settings_for(site), Nobody()).links
        before, listener = site.state(), DiesInTheMiddle(process)
        who = [address.partition("@")[0] for address in links if not address.startswith(("root", "post"))]
        plan = the_plan(Trial((), who=who[:WHO]), site)
        with open_journal(tmp_path / "state", "example.jp", KEY) as journal:
            finish = rotate(
                journal,
                plan,
                console_desks(settings, links=links),
                Terms(workers=2, canaries=(), prove=False),
                listener,
            )
            after = site.state()
            assert wrong(before, after, journal, looks(after["requests"])) == []
            assert outcomes(journal) == {"changed": WHO}
            assert finish.exit_code == 0
        assert listener.lost == [2]
        assert listener.victim in looks(after["requests"]), "the account in doubt was looked at"
        assert len(listener.worked[1]) >= WHO - DIES_AT
