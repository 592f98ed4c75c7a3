"""The life of an account in a run, and of a password for an account, in the journal's words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import SecretStr

from flows.records import Outcome


class State(StrEnum):
    """planned → trying → one of the contract's outcomes; `trying` is on disk before the Save is pressed."""

    PLANNED = "planned"
    TRYING = "trying"
    CHANGED = "changed"
    REFUSED = "refused"
    FAILED = "failed"
    UNKNOWN = "unknown"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"

    @property
    def outcome(self) -> Outcome:
        """In the contract's words: what was not reached is skipped, what was left in hand is unknown."""
        unended = {State.PLANNED: Outcome.SKIPPED, State.TRYING: Outcome.UNKNOWN}
        return unended.get(self) or Outcome(self.value)


OPEN = (State.PLANNED, State.TRYING, State.UNKNOWN, State.FAILED)
"""Taken up again by a resumed run; those in doubt are looked at before anything is written."""

IN_DOUBT = (State.TRYING, State.UNKNOWN)


class Standing(StrEnum):
    """What is known of one password; schema/0001_journal.sql says it in full."""

    WANTED = "wanted"
    SENT = "sent"
    PROVEN = "proven"
    CLAIMED = "claimed"
    REFUSED = "refused"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Candidate:
    """One password that is, was or may be an account's. None once it was forgotten on request, or is damaged."""

    id: str
    address: str
    password: SecretStr | None
    origin: str
    standing: Standing
    proof: str
    stood_at: float
    site: str = ""
    """Where its run was begun; empty where that is not known."""


@dataclass(frozen=True)
class Item:
    """An account's entry in a run. Times are seconds since 1970, None where it has not come to that."""

    run: str
    address: str
    name: str
    last: bool
    state: State
    reason: str = ""
    attempts: int = 0
    candidate: str | None = None
    started_at: float | None = None
    ended_at: float | None = None


@dataclass(frozen=True)
class Run:
    """One run, with how many accounts stand where. `ending` is empty while it goes on or after a crash.

    `site` is the origin of the admin console that it was begun at, empty in a journal of before.
    """

    id: str
    started_at: float
    ended_at: float | None
    ending: str
    length: int
    counts: dict[State, int]
    forgotten_at: float | None = None
    of_one: bool = False
    site: str = ""

    @property
    def taken_up(self) -> tuple[State, ...]:
        """The states that a later look or try is owed to; without its passwords a run can do neither."""
        if self.forgotten_at:
            return ()
        return IN_DOUBT if self.of_one else OPEN

    @property
    def unfinished(self) -> bool:
        return any(self.counts.get(state) for state in self.taken_up)
