"""The practice site as its own process, so that it shares no interpreter with those who are measured."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Running:
    """Where the site is, and its administrator."""

    url: str
    admin_url: str
    user: str
    password: str = field(repr=False)
    pid: int


@contextmanager
def running(accounts: int, delay_ms: int) -> Iterator[Running]:
    command = ["practice", "--accounts", str(accounts), "--delay", str(delay_ms), "--skin", "classic"]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "flows", *command], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        said: dict[str, str] = {}
        while "User" not in said:
            name, value = re.split(r"\s{2,}", process.stdout.readline().strip(), maxsplit=1)
            said[name] = value
        user, password = said["Administrator"].split(maxsplit=1)
        yield Running(said["Web mail"].rstrip("/"), said["Admin console"], user, password, process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
