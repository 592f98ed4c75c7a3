"""Which sheet went out when: serial numbers, kept in the journal's own file. No password is in it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from flows.errors import InputError

TABLE = """
CREATE TABLE IF NOT EXISTS sheets (
    serial TEXT PRIMARY KEY,
    address TEXT NOT NULL COLLATE NOCASE,
    made_at REAL NOT NULL,
    confirmed_at REAL,
    replaced_by TEXT
)
"""


class JournalFile(Protocol):
    """What the register needs of a journal: one transaction at a time, and rows by column name."""

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]: ...

    def read(self, statement: str, values: tuple[object, ...]) -> list[sqlite3.Row]: ...


@dataclass(frozen=True)
class SheetRecord:
    """One sheet. `made_at` and `confirmed_at` are seconds since 1970."""

    serial: str
    address: str
    made_at: float
    confirmed_at: float | None
    replaced_by: str | None


class Register:
    """Numbers sheets and remembers which are delivered."""

    def __init__(self, journal: JournalFile) -> None:
        self._journal = journal
        with journal.transaction() as database:
            database.execute(TABLE)

    def latest(self) -> dict[str, SheetRecord]:
        """Each account's valid sheet, by the address in small letters."""
        return {record.address.casefold(): record for record in self._records("replaced_by IS NULL")}

    def unconfirmed(self) -> list[SheetRecord]:
        """Valid sheets that nobody has confirmed as delivered, the oldest first."""
        return self._records("replaced_by IS NULL AND confirmed_at IS NULL")

    def next_serials(self, count: int, now: float | None = None) -> list[str]:
        """The next free numbers of the day, such as 20260401-0001. They are taken when `enter` is called."""
        day = time.strftime("%Y%m%d", time.localtime(now))
        last = self._journal.read(
            "SELECT coalesce(max(CAST(substr(serial, 10) AS INTEGER)), 0) FROM sheets WHERE serial LIKE ?",
            (f"{day}-%",),
        )[0][0]
        return [f"{day}-{number:04}" for number in range(last + 1, last + count + 1)]

    def enter(self, sheets: Iterable[tuple[str, str]], now: float | None = None) -> None:
        """Write down serial and address of sheets that were made; an earlier sheet of an account is replaced.

        Raises InputError, and enters none, when somebody else took a number in the meantime.
        """
        at = time.time() if now is None else now
        with self._journal.transaction() as database:
            for serial, address in sheets:
                database.execute(
                    "UPDATE sheets SET replaced_by = ? WHERE address = ? AND replaced_by IS NULL",
                    (serial, address),
                )
                try:
                    database.execute("INSERT INTO sheets VALUES (?, ?, ?, NULL, NULL)", (serial, address, at))
                except sqlite3.IntegrityError:
                    raise InputError(
                        f"Number {serial} was taken by another printing; print these sheets again."
                    ) from None

    def confirm(self, serials: Sequence[str], now: float | None = None) -> None:
        """These sheets are delivered. Raises InputError, and confirms none, when one is unknown or replaced."""
        with self._journal.transaction() as database:
            for serial in serials:
                done = database.execute(
                    "UPDATE sheets SET confirmed_at = coalesce(confirmed_at, ?)"
                    " WHERE serial = ? AND replaced_by IS NULL",
                    (time.time() if now is None else now, serial),
                )
                if done.rowcount != 1:
                    raise InputError(f"There is no valid sheet {serial}. None was confirmed.")

    def _records(self, condition: str) -> list[SheetRecord]:
        rows = self._journal.read(f"SELECT * FROM sheets WHERE {condition} ORDER BY made_at, serial", ())
        return [SheetRecord(**dict(row)) for row in rows]
