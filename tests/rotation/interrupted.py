"""A run that waits with three accounts in hand, to be interrupted from outside."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from flows.rotation.journal import open_journal
from flows.rotation.listen import Event, Stopping
from flows.rotation.plan import Plan
from flows.rotation.run import rotate
from flows.rotation.worker import Task

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.rotation.simulated_site import SimulatedDoor, SimulatedWorker
from tests.rotation.test_run import KEY, TERMS, entries, site_for

stopped = threading.Event()
in_hand = threading.Semaphore(0)


class Slow(SimulatedWorker):
    def change(self, task: Task, before_save: Callable[[], None]) -> str:
        words = super().change(task, before_save)
        if task.address >= "u0006":
            in_hand.release()
            stopped.wait(20)
        return words


def announce() -> None:
    for _ in range(3):
        in_hand.acquire()
    print("three in hand", flush=True)


def told(event: Event) -> None:
    if isinstance(event, Stopping):
        print(event.why, flush=True)
        stopped.set()


if __name__ == "__main__":
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests themselves may run under nohup
    here = Path(sys.argv[1])
    plan = entries(30)
    site = site_for(here, plan)
    threading.Thread(target=announce, daemon=True).start()
    with open_journal(here / "state", "example.jp", KEY) as journal:
        finish = rotate(journal, Plan(tuple(plan)), lambda n: Slow(site, SimulatedDoor(site), n), TERMS, told)
    print(finish.run.ending, flush=True)
    sys.exit(finish.exit_code)
