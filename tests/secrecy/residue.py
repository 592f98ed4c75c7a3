"""Runs a program in a house of its own and keeps everything it leaves behind, and all that could be seen of it.

    left = run([...], house, environment)
    left.places["standard error"], left.places["tmp/report.html"], left.places["environment of chromium"]

The house's `work`, `home` and `tmp` are working directory, HOME and TMPDIR of the program.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

GLANCES_A_SECOND = 25
ROOMS = ("work", "home", "tmp")


@dataclass
class Left:
    """How it ended, and every place in which something was left or could be seen."""

    code: int
    places: dict[str, bytes] = field(default_factory=dict)
    children: set[str] = field(default_factory=set)
    """The programs that it started and that were looked at."""

    @property
    def said(self) -> str:
        return (self.places["standard output"] + self.places["standard error"]).decode("utf-8", "replace")


def run(
    command: Sequence[str],
    house: Path,
    environment: Mapping[str, str],
    *,
    stdin: str = "",
    interrupt_at: str = "",
    seconds: float = 240,
) -> Left:
    """Run it to its end, or press Ctrl-C when `interrupt_at` stands on its standard error."""
    for room in ROOMS:
        (house / room).mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        command,
        cwd=house / "work",
        env={**environment, "HOME": str(house / "home"), "TMPDIR": str(house / "tmp")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    left = Left(-1)
    watch = threading.Thread(target=_watch, args=(process, left), daemon=True)
    streams = {
        name: threading.Thread(target=_read, args=(process, name, left, interrupt_at), daemon=True)
        for name in ("output", "error")
    }
    for thread in (watch, *streams.values()):
        thread.start()
    assert process.stdin
    process.stdin.write(stdin.encode())
    process.stdin.close()
    try:
        left.code = process.wait(seconds)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    for thread in (watch, *streams.values()):
        thread.join(10)
    for room in ROOMS:
        for path in sorted((house / room).rglob("*")):
            name = f"{room}/{path.relative_to(house / room)}"
            left.places[f"the name {name}"] = name.encode("utf-8", "surrogateescape")
            if path.is_file() and not path.is_symlink():
                left.places[name] = path.read_bytes()
                if left.places[name].startswith(b"SQLite format 3\0"):
                    left.places[f"{name} / its rows"] = _rows(path)
    return left


def _rows(path: Path) -> bytes:
    """All rows, those too that stand in the write-ahead log only; read from a copy, so nothing is changed."""
    with tempfile.TemporaryDirectory() as elsewhere:
        for file in path.parent.glob(f"{path.name}*"):
            shutil.copy(file, elsewhere)
        with closing(sqlite3.connect(Path(elsewhere) / path.name)) as database:
            return "\n".join(database.iterdump()).encode("utf-8", "surrogatepass")


def _read(process: subprocess.Popen[bytes], name: str, left: Left, interrupt_at: str) -> None:
    stream = process.stdout if name == "output" else process.stderr
    kept = bytearray()
    interrupted = not interrupt_at
    assert stream
    while piece := os.read(stream.fileno(), 65536):
        kept += piece
        if not interrupted and interrupt_at.encode() in kept:
            interrupted = True
            process.send_signal(signal.SIGINT)
    left.places[f"standard {name}"] = bytes(kept)


def _watch(process: subprocess.Popen[bytes], left: Left) -> None:
    own = b""
    while process.poll() is None:
        own = own or _of(process.pid, "cmdline")
        for pid in _descendants(process.pid):
            arguments, environment = _of(pid, "cmdline"), _of(pid, "environ")
            # Between fork and exec a child still shows what its parent was started with.
            if not arguments or arguments == own:
                continue
            program = os.path.basename(arguments.partition(b"\0")[0].decode("utf-8", "replace"))
            left.children.add(program)
            left.places[f"arguments of {program} ({pid})"] = arguments.replace(b"\0", b" ")
            if _of(pid, "cmdline") == arguments:
                left.places[f"environment of {program} ({pid})"] = environment.replace(b"\0", b"\n")
        time.sleep(1 / GLANCES_A_SECOND)


def _of(pid: int, what: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes()
    except OSError:
        return b""


def _descendants(pid: int) -> Iterator[int]:
    parents: dict[int, list[int]] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit() and (stat := _of(int(entry.name), "stat")):
            parents.setdefault(int(stat.rpartition(b")")[2].split()[1]), []).append(int(entry.name))
    waiting = list(parents.get(pid, ()))
    while waiting:
        child = waiting.pop()
        yield child
        waiting += parents.get(child, ())
