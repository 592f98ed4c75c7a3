"""`flows`, killed with everything it started: at a place that it comes to, or after some seconds.

`python -m tests.rotation.browser.killed PLACE NTH -- rotate --all --yes` kills when PLACE, one of the numbered points
of an account's life, is reached for the NTH time; with PLACE `seconds`, after NTH seconds.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import flows.rotation.run
from flows.cli import main
from flows.rotation.listen import Doing, Event, Listener

PLACE, NTH, _, *ARGUMENTS = sys.argv[1:]


def power_cut() -> None:
    """Browsers and Playwright first, for they would tidy up when their parent is gone."""
    for process in descendants(os.getpid()):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    os.kill(os.getpid(), signal.SIGKILL)


def descendants(process: int) -> list[int]:
    children = [
        int(child)
        for task in Path(f"/proc/{process}/task").glob("*/children")
        for child in task.read_text().split()
    ]
    return [below for child in children for below in (*descendants(child), child)]


def striking(tell: Listener) -> Listener:
    left = float(NTH)
    turn = threading.Lock()

    def told(event: Event) -> None:
        nonlocal left
        if isinstance(event, Doing) and event.point == PLACE:
            with turn:
                left -= 1
                if left <= 0:
                    power_cut()
        tell(event)

    return told


if __name__ == "__main__":
    if PLACE == "seconds":
        timer = threading.Timer(float(NTH), power_cut)
        timer.daemon = True  # a run that has ended is not waited for
        timer.start()
    else:
        undisturbed = flows.rotation.run.undisturbed
        flows.rotation.run.undisturbed = lambda tell: striking(undisturbed(tell))
    sys.argv = ["flows", *ARGUMENTS]
    main()
