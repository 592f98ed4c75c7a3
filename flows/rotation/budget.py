"""Sign-in attempts are counted: the server may lock out an account, or the address that we come from.

IMail's POP3 and IMAP put a client that fails too often on a black list (Account Harvesting Prevention); whether
the web counts too is not known. So what has failed is remembered in the journal, over runs and crashes.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from pydantic import SecretStr

from flows.doors.causes import Cause, costs_nothing, unclear
from flows.doors.door import Door
from flows.records import DoorAnswer, DoorState
from flows.rotation.database import Database
from flows.rotation.wallet import Wallet


@dataclass(frozen=True)
class Budget:
    """How many sign-ins may fail within `window` seconds; see `flows.doors.causes.costs_nothing`."""

    for_an_account: int = 5
    for_a_client: int = 200
    window: float = 3600.0
    for_looking_ahead: float = 0.5
    """The share of a client's budget that may go to passwords which are merely hoped to fit already."""


class CountedDoor:
    """A door that remembers in the journal what was tried where, and stays unclear when the budget is spent."""

    def __init__(self, door: Door, journal: Wallet, budget: Budget, *, run: str = "") -> None:
        self._door = door
        self._journal = journal
        self._budget = budget
        self._run = run

    @property
    def name(self) -> str:
        return self._door.name

    @property
    def where(self) -> str:
        return self._door.where

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        tried = self._written_as(address, password)
        with self._journal.transaction() as database:
            if spent := self.spent_of(address) or self.spent_here():
                return unclear(Cause.NOT_TRIED, spent)
            row = database.execute(
                "INSERT INTO probes (run, address, client, door, server, candidate, state, cause, at)"
                " VALUES (?, ?, (SELECT client FROM journal), ?, ?, ?, 'unclear', 'no answer yet', ?)",
                (self._run, address, self.name, self.where, tried, time.time()),
            ).lastrowid
        answer = self._door.try_password(address, password)
        self._journal.write(
            "UPDATE probes SET state = ?, cause = ? WHERE rowid = ?", (answer.state, answer.cause, row)
        )
        return answer

    def _written_as(self, address: str, password: SecretStr) -> str:
        """The journal's name of it: the newest that was wanted, before one that is claimed to be the same."""
        same = [one for one in self._journal.candidates(address) if one.password == password]
        return min(same, key=lambda one: one.origin == "claimed").id if same else ""

    def spent_of(self, address: str) -> str:
        """Why nothing more may be tried for this account now, and when it may; empty while it may."""
        return self._spent(f"of {address}", self._failed_of(address), self._budget.for_an_account)

    def spent_here(self) -> str:
        """The same for every account: what this machine may try."""
        return self._spent("of this machine", self._failed_here(), self._budget.for_a_client)

    def _spent(self, whose: str, failed: list[float], most: int) -> str:
        if len(failed) < most:
            return ""
        free = time.strftime("%H:%M", time.localtime(failed[-most] + self._budget.window))
        return f"the budget {whose} is spent ({len(failed)} sign-ins failed); free again at {free}"

    def may_look_ahead(self, address: str) -> bool:
        """Whether a try that will most likely fail, and is not needed, still leaves enough for the needed ones."""
        most = self._budget.for_a_client * self._budget.for_looking_ahead
        return not self._failed_of(address) and len(self._failed_here()) < most

    def _failed_of(self, address: str) -> list[float]:
        return self._failed("address = ?", address)

    def _failed_here(self) -> list[float]:
        return self._failed("client = (SELECT client FROM journal)")

    def _failed(self, whose: str, *values: str) -> list[float]:
        now = time.time()
        rows = self._journal.read(
            "SELECT at, state, cause FROM probes"
            f" WHERE at BETWEEN ? AND ? AND state <> 'open' AND {whose} ORDER BY at",
            (now - self._budget.window, now, *values),
        )
        return [
            row["at"] for row in rows if not costs_nothing(DoorAnswer(DoorState(row["state"]), row["cause"]))
        ]


def doors(journal: Database, run: str) -> dict[str, dict[str, str]]:
    """What each door said of the password that a run wanted, since it was last sent: by address in lower case, then
    by door. Of a look before that, and of an old password, nobody wants to hear once all is done.
    """
    said: dict[str, dict[str, str]] = {}
    for row in journal.read(
        "SELECT p.address, p.door, p.state FROM probes p JOIN entries e ON e.run = p.run AND e.address = p.address"
        " WHERE p.run = ? AND p.candidate = e.candidate AND p.at >= coalesce("
        " (SELECT max(at) FROM history h WHERE h.run = p.run AND h.address = p.address AND h.state = 'trying'), 0)"
        " ORDER BY p.at, p.rowid",
        (run,),
    ):
        said.setdefault(row["address"].casefold(), {})[row["door"]] = row["state"]
    return said
