"""A browser that dies in the middle of a command is one sentence and exit code 3."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from flows.practice import Fault, PracticeSite
from tests.conftest import environment


def test_a_browser_that_dies_while_an_answer_is_awaited_is_one_sentence(
    fresh_site: PracticeSite, tmp_path: Path
) -> None:
    fresh_site.set_faults(Fault("slow", on="admin-sign-in", delay_ms=4000))
    command = subprocess.Popen(
        [sys.executable, "-m", "flows", "accounts"],
        env={**os.environ, **environment(fresh_site)},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not any(request["method"] == "POST" for request in fresh_site.state()["requests"]):
        assert command.poll() is None, command.communicate()
        time.sleep(0.05)
    for process in list(below(command.pid)):
        if "headless" in Path(f"/proc/{process}/cmdline").read_text():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
    said, complained = command.communicate(timeout=60)
    assert (command.returncode, said) == (3, ""), complained
    assert complained.splitlines()[-1].startswith("flows: the browser died"), complained
    assert "Traceback" not in complained


def below(process: int) -> Iterator[int]:
    """The processes that a process has started, and theirs."""
    for thread in Path(f"/proc/{process}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield int(child)
            yield from below(int(child))
