"""What people see while a rotation runs: a live view at a terminal, a line an account elsewhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from flows.cli.terminal import messages, plain
from flows.rotation.life import State
from flows.rotation.listen import Began, Doing, Ended, Event, Listener, Moved, Stopping, WorkerLost

DONE = (State.CHANGED, State.UNCHANGED, State.REFUSED, State.FAILED, State.UNKNOWN)


@dataclass
class View:
    """The run so far: counts, pace, and what each worker is at."""

    to_do: int = 0
    counts: dict[State, int] = field(default_factory=dict)
    workers: dict[int, str] = field(default_factory=dict)
    stopping: str = ""
    began: float = field(default_factory=time.monotonic)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def hear(self, event: Event) -> None:
        with self.turn:
            match event:
                case Began():
                    self.to_do, self.began = event.to_do, time.monotonic()
                case Doing():
                    self.workers[event.worker] = f"{event.address}  {event.point}"
                case Moved() if event.state in DONE:
                    self.counts[event.state] = self.counts.get(event.state, 0) + 1
                case WorkerLost():
                    self.workers[event.worker] = f"lost: {event.why}"
                case Stopping():
                    self.stopping = event.why

    @property
    def done(self) -> int:
        return sum(self.counts.values())

    def __rich__(self) -> Group:
        with self.turn:
            minutes = max(time.monotonic() - self.began, 0.001) / 60
            rate = self.done / minutes
            left = (
                f"{(self.to_do - self.done) / rate:.1f} min left" if rate and self.done < self.to_do else ""
            )
            head = Text(f"{self.done} of {self.to_do}   ", style="bold")
            head.append("   ".join(f"{count} {state}" for state, count in self.counts.items()))
            head.append(f"   {rate:.0f} a minute   {left}", style="dim")
            lines = Table.grid(padding=(0, 2))
            for number, doing in sorted(self.workers.items()):
                lines.add_row(Text(f"worker {number}", style="dim"), plain(doing))
            stopping = [Text(f"Stopping: {self.stopping}", style="yellow")] if self.stopping else []
            return Group(ProgressBar(total=max(self.to_do, 1), completed=self.done), head, *stopping, lines)


@contextmanager
def watching(quiet: bool) -> Iterator[Listener]:
    """A listener for a run: a live view where somebody watches, lines on standard error otherwise."""
    if messages.is_terminal and not quiet:
        view = View()
        with Live(view, console=messages, refresh_per_second=8):
            yield view.hear
    else:
        yield _line


def _line(event: Event) -> None:
    match event:
        case Began():
            messages.print(f"Changing {event.to_do} accounts.")
        case Moved() if event.state in DONE:
            messages.print(plain(f"{event.state:<10} {event.address}  {event.reason}"))
        case WorkerLost():
            messages.print(plain(f"Worker {event.worker} was lost: {event.why}"))
        case Stopping():
            messages.print(plain(f"Stopping: {event.why}"))
        case Ended() | Doing() | Moved():
            return
