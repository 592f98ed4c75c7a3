"""A mail server in a directory: passwords in files, so that they outlive a killed run. No browser, no network.

It keeps a log of what reached it, in order, and misbehaves as it is told: by account, or by chance from a seed.
"""

from __future__ import annotations

import os
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pydantic import SecretStr

from flows.errors import ErrorPage, PropertyChanged, SaveInDoubt, SaveRefused, SessionExpired
from flows.records import DoorAnswer, DoorState
from flows.rotation.worker import Task

SAVED = "Your changes have been saved."


class Fault(StrEnum):
    """What goes wrong with one request, named as in the fault matrix."""

    NONE = "none"
    OPENING_FAILS = "error page before the form"
    SESSION_EXPIRED = "session expired before the form"
    BROWSER_DIES_BEFORE = "the browser dies before the Save"
    LOST_UNWRITTEN = "answer lost, nothing written"
    LOST_WRITTEN = "answer lost, written"
    ERROR_PAGE_WRITTEN = "error page, written"
    BROWSER_DIES_WRITTEN = "the browser dies after the Save"
    REPEATED = "the browser repeats the POST, both accepted"
    REPEATED_REFUSED = "the browser repeats the POST, the second refused"
    LATE = "answer lost, written after the look"
    REFUSED_FORM = "refused for its form"
    REFUSED_RIGHT = "refused for want of permission"
    DOOR_UNCLEAR = "the door is unclear"
    PROPERTY = "the Save changes another property"
    LIES = "says saved and writes nothing"


BENIGN = tuple(fault for fault in Fault if fault not in (Fault.NONE, Fault.PROPERTY, Fault.LIES))
BEFORE = {
    Fault.OPENING_FAILS: ErrorPage("Server Error in '/IAdmin' Application."),
    Fault.SESSION_EXPIRED: SessionExpired("the site asks to sign in again"),
    Fault.BROWSER_DIES_BEFORE: RuntimeError('Target closed: fill("Marked-Secret")'),
}
REFUSALS = {
    Fault.REFUSED_FORM: "The password must contain at least two numbers.",
    Fault.REFUSED_RIGHT: "You do not have permission to change this user.",
}


def no_hook(place: str) -> None:
    """Nothing happens at this place."""


@dataclass
class Site:
    """`plan` gives the faults of each account's Saves in order; `chance` is the share of requests that go wrong."""

    root: Path
    plan: dict[str, list[Fault]] = field(default_factory=dict)
    chance: float = 0.0
    seed: int = 0
    faults: tuple[Fault, ...] = BENIGN
    hook: Callable[[str], None] = no_hook
    turn: threading.RLock = field(default_factory=threading.RLock)
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.seen.update(self.log())

    def open_accounts(self, addresses: Iterable[str], password: Callable[[str], str]) -> None:
        self.root.mkdir(parents=True)
        for address in addresses:
            (self.root / address).write_text(password(address))

    def password(self, address: str) -> str:
        return (self.root / address).read_text()

    def log(self) -> list[tuple[str, str]]:
        path = self.root.with_suffix(".log")
        lines = path.read_text().splitlines() if path.exists() else []
        return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]

    def noted(self, what: str, address: str) -> None:
        with self.turn, self.root.with_suffix(".log").open("a") as log:
            log.write(f"{what} {address}\n")
            self.seen[what, address] += 1

    def write(self, address: str, password: str) -> None:
        fresh = self.root / f".{address}.{threading.get_ident()}"
        fresh.write_text(password)
        os.replace(fresh, self.root / address)
        self.noted("written", address)

    def write_late(self, address: str, password: str) -> None:
        (self.root / f".late.{address}").write_text(password)

    def catch_up(self, address: str) -> None:
        """A Save that was still on its way takes effect."""
        late = self.root / f".late.{address}"
        if late.exists():
            self.write(address, late.read_text())
            late.unlink()

    def fault(self, address: str, request: str) -> Fault:
        with self.turn:
            if self.plan.get(address):
                return self.plan[address].pop(0)
        dice = random.Random(f"{self.seed} {address} {request} {self.seen[request, address]}")
        return dice.choice(self.faults) if dice.random() < self.chance else Fault.NONE


@dataclass
class SimulatedDoor:
    site: Site
    unclear: Callable[[str], bool] = lambda address: False
    name: str = "webmail"
    where: str = "https://mail.example.jp:443"

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        self.site.noted("looked", address)
        self.site.hook("at the door")
        if self.unclear(address):
            return DoorAnswer(DoorState.UNCLEAR, "HTTP 503")
        fits = self.site.password(address) == password.get_secret_value()
        return DoorAnswer(DoorState.OPEN if fits else DoorState.SHUT, "" if fits else "sign-in refused")


@dataclass
class SimulatedWorker:
    site: Site
    door: SimulatedDoor | None
    number: int = 1
    dead: bool = False
    closed: bool = False

    def change(self, task: Task, before_save: Callable[[], None]) -> str:
        if self.dead:
            raise RuntimeError("Target page, context or browser has been closed")
        address, password = task.address, task.password.get_secret_value()
        fault = self.site.fault(address, "opened")
        self.site.noted("opened", address)
        self.site.catch_up(address)
        self.dead = fault in (Fault.BROWSER_DIES_BEFORE, Fault.BROWSER_DIES_WRITTEN)
        if fault in BEFORE:
            raise BEFORE[fault]
        before_save()
        self.site.hook("the Save is on its way")
        self.site.noted("saved", address)
        if fault in REFUSALS:
            raise SaveRefused(REFUSALS[fault])
        if fault is Fault.LOST_UNWRITTEN:
            raise SaveInDoubt("no answer within 30 s")
        if fault is Fault.LATE:
            self.site.write_late(address, password)
            raise SaveInDoubt("no answer within 30 s")
        if fault is Fault.LIES:
            return SAVED
        self.site.write(address, password)
        self.site.hook("written; the answer is on its way")
        if fault is Fault.REPEATED:
            self.site.write(address, password)
        if fault is Fault.REPEATED_REFUSED:
            raise SaveRefused("The new password must differ from the old one.")
        if fault is Fault.LOST_WRITTEN:
            raise SaveInDoubt("the connection was dropped before an answer")
        if fault is Fault.ERROR_PAGE_WRITTEN:
            raise ErrorPage("Server Error in '/IAdmin' Application.")
        if fault is Fault.BROWSER_DIES_WRITTEN:
            raise RuntimeError("Target closed")
        if fault is Fault.PROPERTY:
            raise PropertyChanged(f"{address}: Full Name was 青井 and is now empty")
        return SAVED

    def renew(self) -> None:
        if self.dead:
            raise RuntimeError("the browser is gone")

    def close(self) -> None:
        self.closed = True


def factory(site: Site, *, with_door: bool = True) -> Callable[[int], SimulatedWorker]:
    """Workers as the engine makes them; a door of their own unless it is switched off."""

    def unclear(address: str) -> bool:
        dice = random.Random(f"{site.seed} {address} door {site.seen['looked', address]}")
        return site.chance > 0 and Fault.DOOR_UNCLEAR in site.faults and dice.random() < site.chance

    return lambda number: SimulatedWorker(site, SimulatedDoor(site, unclear) if with_door else None, number)


def saves_without_a_look(log: list[tuple[str, str]]) -> list[str]:
    """Accounts to which a second Save went although nobody had looked since the first, by the site's own log."""
    blind: list[str] = []
    open_saves: set[str] = set()
    for what, address in log:
        if what == "saved":
            if address in open_saves:
                blind.append(address)
            open_saves.add(address)
        elif what == "looked":
            open_saves.discard(address)
    return blind
