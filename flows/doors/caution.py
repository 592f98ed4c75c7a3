"""Knocking with care: a server may block an address after a few wrong sign-ins (imail-facts: harvesting prevention).

A shut door is not knocked on again with the same password, and every account and this client have a
budget of sign-ins that did not open.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from pydantic import SecretStr

from flows.doors.causes import Cause, cause_of, unclear
from flows.doors.door import Door
from flows.records import DoorAnswer, DoorState


class AttemptBudget(Protocol):
    """How many sign-ins may go wrong. One that opens costs nothing; the journal keeps one across runs."""

    def take(self, address: str) -> bool:
        """Reserve one attempt for this account; False when there is none left."""
        ...

    def give_back(self, address: str) -> None:
        """The attempt opened, or never reached the server: it does not count."""
        ...


@dataclass
class SignInBudget:
    """The budget of one run, safe to share between threads."""

    per_account: int = 4
    per_client: int = 60
    _spent: Counter[str] = field(default_factory=Counter, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def take(self, address: str) -> bool:
        who = address.casefold()
        with self._lock:
            if self._spent[who] >= self.per_account or self._spent.total() >= self.per_client:
                return False
            self._spent[who] += 1
            return True

    def give_back(self, address: str) -> None:
        with self._lock:
            self._spent[address.casefold()] -= 1


class ShutDoors:
    """Remembers which password found which door shut: by a hash under a key of this process, never the password."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._seen: defaultdict[str, dict[bytes, DoorAnswer]] = defaultdict(dict)

    def answer(self, door: str, address: str, password: SecretStr) -> DoorAnswer | None:
        return self._seen[address.casefold()].get(self._mark(door, password))

    def remember(self, door: str, address: str, password: SecretStr, answer: DoorAnswer) -> None:
        self._seen[address.casefold()][self._mark(door, password)] = answer

    def forget(self, address: str) -> None:
        """After a Save for this account: what was shut may be open now."""
        self._seen.pop(address.casefold(), None)

    def _mark(self, door: str, password: SecretStr) -> bytes:
        return hmac.digest(self._key, f"{door}\0{password.get_secret_value()}".encode(), hashlib.sha256)


# What never reached the sign-in cannot be on the server's list of failures.
COSTS_NOTHING = {Cause.NAME, Cause.REFUSED, Cause.UNREACHABLE, Cause.CERTIFICATE, Cause.NOT_TRIED}


def costs_nothing(answer: DoorAnswer) -> bool:
    """Whether a budget is left as it was: the door opened, or the password never came to it."""
    return answer.state is DoorState.OPEN or cause_of(answer) in COSTS_NOTHING


@dataclass(frozen=True)
class CarefulDoor:
    """Any door, knocked on with a memory and a budget shared by all doors of a run."""

    door: Door
    shut: ShutDoors
    budget: AttemptBudget

    @property
    def name(self) -> str:
        return self.door.name

    @property
    def where(self) -> str:
        return self.door.where

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        known = self.shut.answer(self.name, address, password)
        if known is not None:
            return known
        if not self.budget.take(address):
            return unclear(Cause.NOT_TRIED, "the budget of sign-in attempts is used up; try again later")
        answer = self.door.try_password(address, password)
        if costs_nothing(answer):
            self.budget.give_back(address)
        if answer.state is DoorState.SHUT:
            self.shut.remember(self.name, address, password, answer)
        return answer
