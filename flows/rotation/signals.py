"""Ctrl-C, a service manager's stop and a closed terminal: all ask a run to finish what it has in hand, and end."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Asked:
    """Only noted, never raised: an exception could strike between two accounts, at any line of the engine."""

    to_stop: bool = False


@contextmanager
def heard() -> Iterator[Asked]:
    """What whoever stops this process has asked. Ctrl-C after that leaves at once; the others often come twice.

    A signal that is ignored already (nohup) stays so, and outside the main thread nobody can listen.
    """
    asked = Asked()
    terminals = [stream for stream in (1, 2) if os.isatty(stream)]

    def note(number: int, _: object) -> None:
        if asked.to_stop and number == signal.SIGINT:
            raise KeyboardInterrupt
        asked.to_stop = True
        for stream in terminals:
            if not os.isatty(stream):  # closed: what is said from here on is said to nobody, and is no error
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream)

    here = threading.current_thread() is threading.main_thread()
    before = {stop: now for stop in STOPS if here and (now := signal.getsignal(stop)) is not signal.SIG_IGN}
    for stop in before:
        signal.signal(stop, note)
    try:
        yield asked
    finally:
        for stop, handler in before.items():
            signal.signal(stop, handler)
