"""What a thread of a run holds: its worker, and its share of the pace."""

from __future__ import annotations

import threading
import time

from flows.errors import GuardStopped, InputError
from flows.rotation.worker import NoWorker, Worker, WorkerFactory

FACTORY_TRIES = 3


class Hand:
    """Makes a thread's worker when it is needed, replaces it when it fails, closes it at the end."""

    def __init__(self, number: int, factory: WorkerFactory) -> None:
        self.number = number
        self._factory = factory
        self._worker: Worker | None = None

    def worker(self) -> Worker:
        """Raises NoWorker."""
        for left in reversed(range(FACTORY_TRIES)):
            if self._worker is not None:
                break
            try:
                self._worker = self._factory(self.number)
            except Exception as error:
                # A refused sign-in is never repeated: it counts against the administrator's own account.
                if isinstance(error, InputError | GuardStopped) or not left:
                    raise NoWorker(error) from None
        assert self._worker is not None
        return self._worker

    def get_ready(self) -> NoWorker | None:
        """Make the worker before its first account comes, while others are at work; why it cannot be had."""
        try:
            self.worker()
        except NoWorker as lost:
            return lost
        return None

    def replace(self) -> None:
        """A fresh session if the worker can make one, else another worker when it is next needed."""
        if self._worker is not None:
            try:
                self._worker.renew()
            except InputError as error:
                raise NoWorker(error) from None
            except Exception:
                self.close()

    def wait(self, seconds: float) -> None:
        threading.Event().wait(seconds)

    def close(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            try:
                worker.close()
            except Exception:
                return


class Pace:
    """Spreads the accounts of all workers evenly over time, to spare a shared server."""

    def __init__(self, a_minute: float | None, stopping: threading.Event) -> None:
        self._gap = 60 / a_minute if a_minute else 0.0
        self._stopping = stopping
        self._turn = threading.Lock()
        self._next = 0.0

    def wait(self) -> bool:
        """Wait for a turn; False where the run is stopping instead."""
        with self._turn:
            now = time.monotonic()
            at = max(now, self._next)
            self._next = at + self._gap
        return not self._stopping.wait(at - now) if at > now else not self._stopping.is_set()
