"""The accounts of one mail domain, in a SQLite file that a mail server can read at the same time."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from flows.practice.properties import Value

_COLUMNS = "address, user_id, domain, password, properties, saves, own_saves"
_SORTS = {
    "name": "user_id {0}, address",
    "full_name": "full_name {0}, user_id",
    "disabled": "disabled {0}, user_id",
    "administrator": "administrator {0}, user_id",
}


@dataclass(frozen=True)
class Holder:
    """One account as it is stored."""

    address: str
    user_id: str
    domain: str
    password: str = field(repr=False)
    properties: dict[str, Any]
    saves: int = 0
    own_saves: int = 0

    @property
    def full_name(self) -> str:
        return str(self.properties["full_name"])

    @property
    def disabled(self) -> bool:
        return not self.properties["account_access"]

    @property
    def system_administrator(self) -> bool:
        return bool(self.properties["system_administrator"])

    @property
    def administrator(self) -> bool:
        return bool(self.properties["domain_administrator"] or self.system_administrator)


class Accounts:
    """Reads and writes the file, one statement at a time whatever the number of threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
        self._file.execute("PRAGMA journal_mode = MEMORY")
        self._file.execute("PRAGMA synchronous = OFF")  # a practice site may lose its people with the machine
        if not self._file.execute("SELECT 1 FROM sqlite_master WHERE name = 'accounts'").fetchone():
            self._file.executescript(files("flows.practice").joinpath("schema.sql").read_text("utf-8"))

    def close(self) -> None:
        with self._lock:
            self._file.close()

    def _run(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._file.execute(statement, values).fetchall()

    def add(self, people: Iterable[Holder]) -> None:
        rows = (
            (who.address, who.user_id, who.domain, who.password, _written(who.properties)) for who in people
        )
        with self._lock, self._file:
            self._file.execute("BEGIN")
            self._file.executemany(
                "INSERT INTO accounts (address, user_id, domain, password, properties) VALUES (?, ?, ?, ?, ?)",
                rows,
            )

    def find(self, address: str) -> Holder | None:
        rows = self._run(f"SELECT {_COLUMNS} FROM accounts WHERE address = ?", address)
        return _holder(rows[0]) if rows else None

    def everyone(self) -> list[Holder]:
        return [_holder(row) for row in self._run(f"SELECT {_COLUMNS} FROM accounts ORDER BY user_id")]

    def count(self) -> int:
        return int(self._run("SELECT count(*) FROM accounts")[0][0])

    def listing(
        self, starts: str, column: str, sort: str, descending: bool, offset: int, limit: int | None
    ) -> tuple[list[Holder], int]:
        """Those whose `column` or full name starts with `starts`, one page of them, and how many in all."""
        where = f"{column} LIKE ? ESCAPE '\\' OR full_name LIKE ? ESCAPE '\\'"
        pattern = starts.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        order = _SORTS[sort].format("DESC" if descending else "ASC")
        total = int(self._run(f"SELECT count(*) FROM accounts WHERE {where}", pattern, pattern)[0][0])
        rows = self._run(
            f"SELECT {_COLUMNS} FROM accounts WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
            pattern,
            pattern,
            -1 if limit is None else limit,
            offset,
        )
        return [_holder(row) for row in rows], total

    def save(self, address: str, properties: dict[str, Value], password: str | None) -> None:
        """An administrator's Save: every property, and the password unless it was left blank."""
        self._run(
            "UPDATE accounts SET properties = ?, password = coalesce(?, password), saves = saves + 1 "
            "WHERE address = ?",
            _written(properties),
            password,
            address,
        )

    def save_own(self, address: str, password: str) -> None:
        """The user's own 保存; whoever had to change his password has now done so."""
        self._run(
            "UPDATE accounts SET password = ?, own_saves = own_saves + 1, "
            "properties = json_set(properties, '$.must_change', json('false')) WHERE address = ?",
            password,
            address,
        )

    def delete(self, address: str) -> None:
        self._run("DELETE FROM accounts WHERE address = ?", address)


def _written(properties: dict[str, Any]) -> str:
    return json.dumps(properties, ensure_ascii=False)


def _holder(row: tuple[Any, ...]) -> Holder:
    address, user_id, domain, password, properties, saves, own_saves = row
    return Holder(address, user_id, domain, password, json.loads(properties), saves, own_saves)
