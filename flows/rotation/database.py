"""The journal's rows: one transaction at a time, whoever asks."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from flows.errors import FlowsError, InputError
from flows.rotation.seal import JournalDamaged


class Database:
    """A connection that many threads of one process may share."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._turn = threading.RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        with self._turn:
            self._connection.close()

    def wipe(self) -> None:
        """Leave nothing of deleted or replaced rows in the file or its write-ahead log.

        Raises FlowsError where the file cannot be written anew; what was changed before stays changed.
        """
        with self._turn, _in_words():
            try:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._connection.execute("VACUUM")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError as error:
                raise FlowsError(
                    f"The journal was changed, but what it held before may still stand, sealed, in its file: {error}."
                ) from None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """On disk, whole, when the block is left; nothing of it where the block raises.

        Raises InputError where the file cannot be written (a full disk), JournalDamaged where it is broken.
        """
        with self._turn, _in_words():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def write(self, statement: str, values: tuple[object, ...]) -> None:
        with self.transaction() as database:
            database.execute(statement, values)

    def read(self, statement: str, values: tuple[object, ...]) -> list[sqlite3.Row]:
        with self._turn, _in_words():
            return self._connection.execute(statement, values).fetchall()


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise InputError(f"the journal cannot be used: {error}") from None
    except sqlite3.DatabaseError as error:
        raise JournalDamaged(f"the journal is damaged: {error}") from None
