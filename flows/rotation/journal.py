"""The journal of a domain: what was wanted, what was sent, what is proven; on disk before the site knows.

One transaction a state, in SQLite's WAL with full synchronisation: what a method has returned from survives a
crash of the program, and of the machine.
"""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections import defaultdict
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from pydantic import SecretStr

from flows.errors import InputError
from flows.records import Outcome
from flows.rotation.life import OPEN, Candidate, Item, Run, Standing, State
from flows.rotation.lock import run_lock
from flows.rotation.plan import Entry, Plan
from flows.rotation.seal import Seal, Secret
from flows.rotation.store import connect, journal_path, lock_path
from flows.rotation.wallet import CANDIDATES, IN_A_RUN_HERE, Wallet

LATER_RUN = "a later run has it"


def open_journal(state_dir: Path, domain: str, secret: Secret, site: str = "") -> Journal:
    """Open or make a domain's journal below `state_dir` (FLOWS_STATE_DIR), for runs at the site of this origin.

    Raises InputError where others can read the file or its directory, WrongPassphrase, JournalDamaged.
    """
    connection, seal = connect(state_dir, domain, secret)
    return Journal(connection, seal, journal_path(state_dir, domain), lock_path(state_dir, domain), site)


class Journal(Wallet):
    """Safe to use from many threads of one process; `run_lock` keeps other processes' runs out."""

    def __init__(self, connection: sqlite3.Connection, seal: Seal, path: Path, lock: Path, site: str) -> None:
        super().__init__(connection, seal, site)
        self.path = path
        self._lock = lock

    def run_lock(self) -> AbstractContextManager[None]:
        """Hold the domain for one run. Raises RunInProgress."""
        return run_lock(self._lock)

    # -- runs ------------------------------------------------------------------------------------------------

    def start_run(self, plan: Plan) -> Run:
        """Write the whole plan down, passwords sealed, before anything is tried.

        Accounts that a stopped run at this site still had before it are this run's from here on. Raises InputError
        where a Save at another site is in doubt: it cannot be looked at here, and may be of this site's other name.
        """
        run = uuid.uuid4().hex
        now = time.time()
        self._raise_where_in_doubt_elsewhere(plan)
        with self.transaction() as database:
            database.execute(
                "INSERT INTO runs (id, started_at, length, of_one, site) VALUES (?, ?, ?, ?, ?)",
                (run, now, plan.length, plan.of_one, self.site),
            )
            for position, entry in enumerate(plan.entries):
                self._enter(run, position, entry, now)
            if not plan.of_one:
                self._take_over(run, (entry.address for entry in plan.entries if not entry.skipped), now)
        return self.run(run)

    def _take_over(self, run: str, addresses: Iterable[str], now: float) -> None:
        """What is open in earlier runs here is decided in this one: nothing is written twice over.

        A plan of one takes over what it has settled or left in doubt; what it could not do stays where it was.
        """
        marks = ", ".join("?" * len(OPEN))
        for address in addresses:
            overtaken = self._connection.execute(
                f"SELECT run FROM entries WHERE address = ? AND state IN ({marks}) AND {IN_A_RUN_HERE} AND run IN"
                " (SELECT r.id FROM runs r JOIN runs later ON later.id = ? AND r.rowid < later.rowid)",
                (address, *OPEN, run),
            )
            for entry in overtaken.fetchall():
                self._move(entry["run"], address, State.SKIPPED, LATER_RUN, now, ended=True)

    def _raise_where_in_doubt_elsewhere(self, plan: Plan) -> None:
        planned = {entry.address for entry in plan.entries if not entry.skipped}
        rows = self.read(
            "SELECT c.address, r.site FROM candidates c JOIN runs r ON r.id = c.run"
            " WHERE c.standing = 'sent' AND NOT is_here(r.site) ORDER BY c.address",
            (),
        )
        doubts = [row for row in rows if row["address"] in planned]
        if doubts:
            raise InputError(
                f"A Save at {doubts[0]['site']} is in doubt for {len(doubts)} of these accounts "
                f"({doubts[0]['address']}), and the settings name {self.site}. Nothing was tried. Settle it there with "
                "`flows rotate --resume`; if this is another server, name another FLOWS_STATE_DIR for it."
            )

    def _enter(self, run: str, position: int, entry: Entry, now: float) -> None:
        state = State.SKIPPED if entry.skipped else State.PLANNED
        wanted = None
        if entry.wanted is not None and not entry.skipped:
            origin = "generated" if entry.generated else "given"
            wanted = self._add_candidate(run, entry.address, entry.wanted, origin, Standing.WANTED)
        if entry.current is not None and not entry.skipped and not self._knows(entry.address, entry.current):
            self._add_candidate(run, entry.address, entry.current, "claimed", Standing.CLAIMED)
        self._connection.execute(
            "INSERT INTO entries (run, address, position, name, last, candidate, state, reason, ended_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                run, entry.address, position, entry.name, entry.last, wanted, state, entry.skipped,
                now if entry.skipped else None,
            ),
        )  # fmt: skip

    def run(self, run: str) -> Run:
        """Raises InputError where there is no such run; the beginning of an id is enough if it is unique."""
        found = [known for known in self.runs() if known.id.startswith(run)]
        if len(found) != 1:
            raise InputError(
                f"no run {run} in the journal" if not found else f"several runs begin with {run}"
            )
        return found[0]

    def runs(self) -> list[Run]:
        """All runs, the newest first."""
        counts: defaultdict[str, dict[State, int]] = defaultdict(dict)
        for run, state, count in self.read(
            "SELECT run, state, count(*) FROM entries GROUP BY run, state", ()
        ):
            counts[run][State(state)] = count
        rows = self.read("SELECT * FROM runs ORDER BY started_at DESC, rowid DESC", ())
        return [Run(counts=counts[row["id"]], **dict(row)) for row in rows]

    def unfinished_run(self) -> Run | None:
        """The newest run that has accounts to take up; one at this site before any other."""
        waiting = [run for run in self.runs() if run.unfinished]
        return next((run for run in waiting if self.is_here(run.site)), next(iter(waiting), None))

    def end_run(self, run: str, ending: str) -> None:
        """`ending` in a word or a sentence: done, interrupted, why the brake was pulled."""
        self.write("UPDATE runs SET ended_at = ?, ending = ? WHERE id = ?", (time.time(), ending, run))

    def items(self, run: str, states: Iterable[State] = tuple(State)) -> list[Item]:
        """A run's entries in the plan's order, without their passwords."""
        wanted = list(states)
        marks = ", ".join("?" * len(wanted))
        rows = self.read(
            f"SELECT * FROM entries WHERE run = ? AND state IN ({marks}) ORDER BY position", (run, *wanted)
        )
        return [_item(row) for row in rows]

    def item(self, run: str, address: str) -> Item:
        return _item(self.read("SELECT * FROM entries WHERE run = ? AND address = ?", (run, address))[0])

    # -- an account's life -----------------------------------------------------------------------------------

    def begin_try(self, run: str, address: str, *, since: float | None = None) -> None:
        """A Save is about to be pressed. When this returns, the candidate is on disk as sent.

        `since` is when the account was taken in hand, in seconds since 1970.
        """
        now = time.time()
        with self.transaction() as database:
            candidate = self.wanted(run, address)
            if candidate.standing is Standing.REFUSED:
                raise InputError(f"the site has refused this password for {address}; it is not sent again")
            self._stand(candidate.id, Standing.SENT, now)
            database.execute(
                "UPDATE entries SET attempts = attempts + 1 WHERE run = ? AND address = ?", (run, address)
            )
            self._move(run, address, State.TRYING, "", now, since=since)

    def settle(
        self,
        run: str,
        address: str,
        outcome: Outcome,
        reason: str = "",
        *,
        proof: str = "",
        since: float | None = None,
    ) -> None:
        """An account's end, and what it says of its password. `proof` is a door's name, or `site` for its word.

        changed and unchanged prove the candidate and replace what was proven before; refused marks it never to be
        sent again; failed leaves it as it is, and so does unknown, in doubt as of now, beside the last proven one.
        """
        now = time.time()
        with self.transaction():
            candidate = self.wanted(run, address)
            if outcome in (Outcome.CHANGED, Outcome.UNCHANGED):
                self._replace_others(candidate, now)
                self._stand(candidate.id, Standing.PROVEN, now, proof)
            elif outcome is Outcome.REFUSED:
                self._stand(candidate.id, Standing.REFUSED, now)
            elif outcome is Outcome.UNKNOWN and candidate.standing is Standing.SENT:
                self._stand(candidate.id, Standing.SENT, now)
            self._move(run, address, State(outcome.value), reason, now, since=since, ended=True)
            if outcome in (Outcome.CHANGED, Outcome.UNCHANGED, Outcome.UNKNOWN):
                self._take_over(run, [address], now)

    def not_written(self, run: str, address: str, reason: str, *, proven: Candidate, proof: str) -> None:
        """A look has shown that no Save took effect: nothing is in doubt, the account may be tried again.

        `proven` opened the door, `proof` is the door's name.
        """
        now = time.time()
        with self.transaction() as database:
            database.execute(
                "UPDATE candidates SET standing = 'wanted', stood_at = ?"
                f" WHERE address = ? AND standing = 'sent' AND id <> ? AND {IN_A_RUN_HERE}",
                (now, address, proven.id),
            )
            self._replace_others(proven, now)
            self._stand(proven.id, Standing.PROVEN, now, proof)
            self._move(run, address, State.PLANNED, reason, now)

    def refused_for_its_form(self, run: str, address: str, reason: str, replacement: SecretStr) -> None:
        """The site turned a generated password down: never that one again, another in its place."""
        now = time.time()
        with self.transaction() as database:
            self._stand(self.wanted(run, address).id, Standing.REFUSED, now)
            fresh = self._add_candidate(run, address, replacement, "generated", Standing.WANTED)
            database.execute(
                "UPDATE entries SET candidate = ? WHERE run = ? AND address = ?", (fresh, run, address)
            )
            self._move(run, address, State.PLANNED, reason, now)

    def wanted(self, run: str, address: str) -> Candidate:
        """The password that this run wants for the account."""
        rows = self.read(
            f"{CANDIDATES} JOIN entries e ON e.candidate = c.id WHERE e.run = ? AND e.address = ?",
            (run, address),
        )
        if not rows:
            raise InputError(f"the run has no password for {address}")
        return self._opened(rows[0])

    def _move(
        self,
        run: str,
        address: str,
        state: State,
        reason: str,
        now: float,
        *,
        since: float | None = None,
        ended: bool = False,
    ) -> None:
        self._connection.execute(
            "UPDATE entries SET state = ?, reason = ?, ended_at = ?, started_at = coalesce(?, started_at, ?)"
            " WHERE run = ? AND address = ?",
            (state, reason, now if ended else None, since, now, run, address),
        )
        self._connection.execute(
            "INSERT INTO history VALUES (?, ?, ?, ?, ?)", (run, address, now, state, reason)
        )


def _item(row: sqlite3.Row) -> Item:
    return Item(
        row["run"], row["address"], row["name"], bool(row["last"]), State(row["state"]), row["reason"],
        row["attempts"], row["candidate"], row["started_at"], row["ended_at"],
    )  # fmt: skip
