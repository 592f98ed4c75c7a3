"""After any doubt, look first: which password opens the door? Only then is anything decided.

try the new password, then the old
├── the new one opens                 it was written: changed
├── the old one opens                 it was not written: it may be tried again
├── the new one is shut, no old one   not seen: the same one may be tried again, and stays in doubt
├── neither opens                     unknown: both are kept
└── a door gives no clear answer      still in doubt: an unclear door is never read as shut

An administrator rarely knows the old passwords. There the same password is sent again and no other, so that
whatever the lost Save may still do, the account ends with a password that the journal knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import SecretStr

from flows.doors.door import Door
from flows.records import DoorAnswer, DoorState
from flows.rotation.life import Candidate

UNCLEAR_TRIES = 2
"""A door that answers unclearly is asked once more: reading does no harm."""


class Finding(StrEnum):
    """Of all the passwords that may have been written: one opens, none was written, or nobody can tell."""

    CHANGED = "changed"
    NOT_WRITTEN = "not written"
    NOT_SEEN = "not seen"
    UNKNOWN = "unknown"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Look:
    """What a look at the site found: which candidate opened, and otherwise what was seen."""

    finding: Finding
    opened: Candidate | None = None
    why: str = ""

    def told(self, trouble: str) -> str:
        """What made somebody look, and what he saw."""
        return trouble if self.why in trouble else "; ".join(filter(None, (trouble, self.why)))


def look(address: str, new: Sequence[Candidate], old: Sequence[Candidate], door: Door | None) -> Look:
    """Try the passwords that may have been written, the newest first, then those known from before.

    A password is never tried again after a clear answer: a failed sign-in may count against the account.
    """
    if door is None:
        return Look(Finding.UNCLEAR, why="no door is set to look at")
    tried: set[str] = set()
    for finding, candidates in ((Finding.CHANGED, new), (Finding.NOT_WRITTEN, old)):
        for candidate in candidates:
            if candidate.password is None or candidate.password.get_secret_value() in tried:
                continue
            tried.add(candidate.password.get_secret_value())
            answer = ask(door, address, candidate.password)
            if answer.state is DoorState.OPEN:
                why = f"an older password opens {door.name}" if finding is Finding.NOT_WRITTEN else ""
                return Look(finding, candidate, why)
            if answer.state is DoorState.UNCLEAR:
                return Look(Finding.UNCLEAR, why=f"{door.name} gave no clear answer: {answer.cause}")
    if old:
        return Look(
            Finding.UNKNOWN, why=f"neither the new password nor the old opens {door.name}; both are kept"
        )
    return Look(Finding.NOT_SEEN, why=f"the new password does not open {door.name}; no older one is known")


def ask(door: Door, address: str, password: SecretStr) -> DoorAnswer:
    """Try a door, and once more where its answer is unclear."""
    answer = door.try_password(address, password)
    for _ in range(UNCLEAR_TRIES - 1):
        if answer.state is DoorState.UNCLEAR:
            answer = door.try_password(address, password)
    return answer
