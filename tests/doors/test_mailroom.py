"""The practice mail server comes and goes without a trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import pytest

from flows.errors import FlowsError
from flows.mailroom import INSTALL_LINE, missing, needs, open_mailroom
from tests.mailserver import need_mail_packages

KILLED_IN_THE_MIDDLE = """
import sys
from pathlib import Path
from flows.mailroom import open_mailroom
from flows.practice import PracticeSite
with PracticeSite(accounts=12) as site, open_mailroom(site.database) as room:
    print(room.directory, flush=True)
    sys.stdin.read()
"""


def running(directory: str) -> list[str]:
    """The servers that were started for this directory."""
    names = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = process.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if Path(directory).name in line and ("dovecot" in line or "master" in line):
            names.append(line)
    return names


def test_servers_stop_with_a_process_that_is_killed() -> None:
    need_mail_packages()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED_IN_THE_MIDDLE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as owner:
        assert owner.stdout is not None
        directory = owner.stdout.readline().strip()
        assert running(directory)
        os.kill(owner.pid, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while (running(directory) or Path(directory).exists()) and time.monotonic() < deadline:
        Event().wait(0.1)
    assert not running(directory)
    assert not Path(directory).exists()


def test_missing_packages_are_named_with_the_line_that_installs_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(needs, "PIECES", {"dovecot-imapd": str(tmp_path / "nothing")})
    assert missing() == f"dovecot-imapd not installed; on Debian: {INSTALL_LINE}"
    with pytest.raises(FlowsError, match="dovecot-imapd"), open_mailroom(tmp_path / "accounts.db"):
        pass
