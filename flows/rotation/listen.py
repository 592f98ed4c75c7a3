"""What a run tells while it goes on: to a live view, to JSON lines, to nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from flows.rotation.life import State


class Point(StrEnum):
    """The numbered points of an account's life, in order; the kill matrix strikes at each."""

    TAKEN = "taken in hand"
    LOOKING = "about to look which password opens"
    LOOKED = "looked"
    OPENING = "about to open the account's properties"
    WRITING_DOWN = "about to write down that a Save follows"
    WRITTEN_DOWN = "written down; the Save follows"
    ANSWERED = "the site has answered"
    PROVING = "about to try the new password"
    PROVED = "tried the new password"
    SETTLED = "settled"


@dataclass(frozen=True)
class Began:
    to_do: int


@dataclass(frozen=True)
class Doing:
    """What one worker is at."""

    worker: int
    address: str
    point: Point


@dataclass(frozen=True)
class Moved:
    """An account has come to another state."""

    worker: int
    address: str
    state: State
    reason: str = ""


@dataclass(frozen=True)
class WorkerLost:
    worker: int
    why: str


@dataclass(frozen=True)
class Stopping:
    """No new account is taken in hand; those in hand are finished."""

    why: str


@dataclass(frozen=True)
class Ended:
    counts: dict[State, int] = field(default_factory=dict)


Event = Began | Doing | Moved | WorkerLost | Stopping | Ended
Listener = Callable[[Event], None]


def nobody(event: Event) -> None:
    """The listener that does nothing."""


def undisturbed(listener: Listener) -> Listener:
    """A listener whose failure never hides the run's own: a broken terminal loses its view, not a password."""

    def tell(event: Event) -> None:
        try:
            listener(event)
        except Exception:
            return

    return tell
