"""SIGKILL at every numbered point, by name and at random; after resuming, journal and site agree. No exceptions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.rotation.kill_matrix import BY_NAME, PLACES

HERE = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")
"""A killed process loses nothing that it has written, on disk or not; only a machine that loses power does."""


def struck(first: int, count: int) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as root:
        command = [
            sys.executable,
            "-m",
            "tests.rotation.kill_matrix",
            f"{root}/trial",
            str(first),
            str(count),
        ]
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    trials = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(trials) == count
    return trials


def without_exception(trials: list[dict[str, object]]) -> None:
    assert [trial for trial in trials if trial["wrong"]] == []


def test_killed_at_every_place_by_name_no_password_is_lost() -> None:
    trials = struck(0, 2 * len(PLACES))
    without_exception(trials)
    assert {trial["place"] for trial in trials if trial["kills"]} == set(PLACES)


def test_killed_at_random_no_password_is_lost() -> None:
    trials = struck(BY_NAME, 15)
    without_exception(trials)
    assert sum(int(str(trial["kills"])) for trial in trials) >= 15


@pytest.mark.long
@pytest.mark.parametrize("part", range(20))
def test_killed_thousands_of_times_no_password_is_lost(part: int) -> None:
    share = (BY_NAME + 1870) // 20
    trials = struck(part * share, share)
    without_exception(trials)
    assert Counter(bool(trial["kills"]) for trial in trials)[True] > share / 2
