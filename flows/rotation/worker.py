"""What a rotation asks of whoever presses the buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pydantic import SecretStr

from flows.doors.door import Door


@dataclass(frozen=True)
class Task:
    """What a worker is asked to do."""

    address: str
    password: SecretStr


class Worker(Protocol):
    """Changes passwords in its own session. Used by one thread only."""

    @property
    def door(self) -> Door | None:
        """Where this worker can look which password opens; None where no door is set."""
        ...

    def change(self, task: Task, before_save: Callable[[], None]) -> str:
        """Walk the manual's way for one account and return the site's own words.

        Calls `before_save` once, immediately before the Save is pressed. Raises SaveRefused for the site's
        definite no. Anything else raised before that call means that nothing was written; after it, doubt.
        """
        ...

    def renew(self) -> None:
        """A fresh session after a failure."""
        ...

    def close(self) -> None: ...


class NoWorker(Exception):
    """No worker can be had, or it could not do its work; `error` says why. The account is left as it is."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        super().__init__(str(error))


WorkerFactory = Callable[[int], Worker]
"""Makes the worker of a thread, in that thread; given its number. May raise any FlowsError.

All are made as the run begins, so it asks nothing of the site: a sign-in belongs to `change`.
"""
