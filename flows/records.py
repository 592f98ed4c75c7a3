"""What passes between the layers: frozen records, a secret in none of their reprs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import SecretStr


@dataclass(frozen=True)
class Account:
    """One line of the user list (ユーザー管理)."""

    address: str
    full_name: str = ""
    disabled: bool = False
    administrator: bool = False


@dataclass(frozen=True)
class Credentials:
    """Who signs in, and with what. The password never shows in a repr."""

    user: str
    password: SecretStr

    @property
    def domain(self) -> str:
        return self.user.partition("@")[2]


class Outcome(StrEnum):
    """How an account ended; the contract's words."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNKNOWN = "unknown"


class DoorState(StrEnum):
    """What a door answered when a password was tried. Unclear is never read as shut."""

    OPEN = "open"
    SHUT = "shut"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class DoorAnswer:
    """A door's state and, where it is not open, the cause in words."""

    state: DoorState
    cause: str = ""


def same_address(one: str, other: str) -> bool:
    """Mail addresses are compared whole and without regard to case: abc@ is not abcd@."""
    return one.strip().casefold() == other.strip().casefold()


def is_legible(sign: str) -> bool:
    """Whether a character can be shown: it moves no cursor, and XML can carry it.

    The full-width space counts, for it stands between family name and given name.
    """
    return sign.isprintable() or sign == "\u3000"
