"""How much processor time the process and everything that it starts use meanwhile: browsers are many processes."""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.2
"""Seconds between two readings; what a process uses after the last one before its end is not seen."""


@dataclass
class Spent:
    """Seconds by process: as they were found, and as they were seen last."""

    before: dict[int, float]
    after: dict[int, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        return sum(used - self.before.get(pid, 0) for pid, used in self.after.items())


@contextmanager
def spent(but: int) -> Iterator[Spent | None]:
    """Read the process tree below this one meanwhile, `but` one child; None where there is no /proc."""
    if not Path("/proc/self/stat").exists():
        yield None
        return
    seen, over = Spent(_tree(but)), threading.Event()

    def watch() -> None:
        while not over.wait(EVERY):
            seen.after.update(_tree(but))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()
        seen.after.update(_tree(but))


def _tree(but: int) -> dict[int, float]:
    children, used = defaultdict(list), {}
    for directory in Path("/proc").glob("[0-9]*"):
        try:
            fields = (directory / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(directory.name)
        children[int(fields[1])].append(pid)
        used[pid] = (int(fields[11]) + int(fields[12])) / TICKS
    found, todo = {}, [os.getpid()]
    while todo:
        pid = todo.pop()
        if pid != but and pid in used:
            found[pid] = used[pid]
            todo += children[pid]
    return found
