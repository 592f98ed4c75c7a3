"""`flows rotate` with its browsers is killed and taken up again; journal and site agree. No exceptions.

The long one: `pytest -m long tests/rotation/browser/test_kills.py`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from flows.practice import PracticeSite
from flows.rotation.journal import Journal, open_journal
from flows.rotation.listen import Point
from flows.rotation.seal import Passphrase
from flows.rotation.store import journal_path
from tests.conftest import environment
from tests.rotation.browser.trial import PAGE, PEOPLE, WHO
from tests.rotation.browser.verdict import outcomes, wrong

HERE = Path(__file__).parents[3]
START = ("rotate", *(part for who in WHO for part in ("--only", who)), "--yes")
ROUNDS = 12
SAVES_FROM = 2.0
"""Seconds before which no run has come to a Save; and those after which the longest has ended."""
ENDS_BY = 15.0


def test_killed_when_the_site_has_answered_no_password_is_lost(tmp_path: Path) -> None:
    killed_and_taken_up(tmp_path, Point.ANSWERED, 1, most=1)


def test_a_stop_that_every_process_hears_costs_no_account_in_hand(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    with PracticeSite(accounts=PEOPLE * 3) as site, heard.open("w") as words:
        child = subprocess.Popen(
            [sys.executable, "-m", "flows", "rotate", "--all", "--yes"],
            env=settings(tmp_path, site),
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=words,
            start_new_session=True,
        )
        while heard.read_text().count("changed ") < 2 and child.poll() is None:
            time.sleep(0.05)
        os.killpg(child.pid, signal.SIGTERM)
        assert child.wait(60) == 130, heard.read_text()
    with journal_of(tmp_path) as journal:
        assert set(outcomes(journal)) == {"changed", "planned", "skipped"}, heard.read_text()
    assert list((tmp_path / "out").glob("rotation-*.html"))


@pytest.mark.long
@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("point", Point)
def test_killed_at_every_point_of_every_account_no_password_is_lost(
    tmp_path: Path, point: Point, nth: int
) -> None:
    killed_and_taken_up(tmp_path, point, nth)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(60))
def test_killed_at_any_moment_no_password_is_lost(tmp_path: Path, seed: int) -> None:
    killed_and_taken_up(tmp_path, "seconds", random.Random(seed).uniform(SAVES_FROM, ENDS_BY))


def killed_and_taken_up(home: Path, place: str, nth: float, most: int = ROUNDS) -> None:
    """Start it, kill it, take it up and kill it again a little later, until a run ends by itself."""
    with PracticeSite(accounts=PEOPLE, page_size=PAGE) as site:
        before = site.state()
        kills = 0
        for later in range(ROUNDS):
            when = nth + later * (1 if place != "seconds" else 4)
            if not killed(home, site, place if later < most else "never", when):
                break
            kills += 1
        with journal_of(home) as journal:
            after = site.state()
            assert wrong(before, after, journal, looks(after["requests"])) == []
            assert outcomes(journal) == {"changed": len(WHO)}
        assert kills or place in ("seconds", Point.LOOKING, Point.LOOKED, Point.PROVING, Point.PROVED)


def killed(home: Path, site: PracticeSite, place: str, nth: float) -> bool:
    """Whether it died rather than ended."""
    arguments = ("rotate", "--resume") if started(home) else START
    done = subprocess.run(
        [sys.executable, "-m", "tests.rotation.browser.killed", str(place), str(nth), "--", *arguments],
        env=settings(home, site),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    if done.returncode == -signal.SIGKILL:
        return True
    assert done.returncode == 0 or "nothing to resume" in done.stderr, done.stderr
    return False


def settings(home: Path, site: PracticeSite) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("FLOWS_")}
    places = {"FLOWS_STATE_DIR": str(home / "state"), "FLOWS_OUTPUT_DIR": str(home / "out")}
    return {**clean, **environment(site), **places, "FLOWS_WORKERS": "2", "PYTHONPATH": str(HERE)}


def started(home: Path) -> bool:
    if not journal_path(home / "state", "example.jp").exists():
        return False
    with journal_of(home) as journal:
        return bool(journal.runs())


def journal_of(home: Path) -> Journal:
    return open_journal(home / "state", "example.jp", Passphrase(SecretStr("a passphrase for tests")))


def looks(log: list[Mapping[str, Any]]) -> dict[str, list[int]]:
    """When each account's password was tried at the web mail: the number of the request before."""
    tried: dict[str, list[int]] = defaultdict(list)
    for request in log:
        if request["occasion"] == "sign-in":
            tried[request["account"]].append(request["number"] - 1)
    return tried
