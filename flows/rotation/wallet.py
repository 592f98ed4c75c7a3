"""The passwords of a domain's accounts, sealed: every one that was ever wanted, claimed or sent."""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections.abc import Iterator

from pydantic import SecretStr

from flows.rotation.database import Database
from flows.rotation.life import Candidate, Standing
from flows.rotation.seal import Seal


class Wallet(Database):
    """What each account's password is, may be, and was."""

    def __init__(self, connection: sqlite3.Connection, seal: Seal) -> None:
        super().__init__(connection)
        self.seal = seal

    def candidates(self, address: str) -> list[Candidate]:
        """Every password ever wanted, claimed or sent for an account, the newest first."""
        rows = self.read(
            "SELECT * FROM candidates WHERE address = ? ORDER BY stood_at DESC, made_at DESC, rowid DESC",
            (address,),
        )
        return [self._opened(row) for row in rows]

    def doubts(self, address: str) -> list[Candidate]:
        """The passwords that may have been written, the newest first; empty where nothing is in doubt."""
        return [one for one in self.candidates(address) if one.standing is Standing.SENT]

    def current(self, address: str) -> list[Candidate]:
        """What the account's password is, as far as known: proven first, then claimed."""
        known = [one for one in self.candidates(address) if one.password is not None]
        return [one for one in known if one.standing is Standing.PROVEN] + [
            one for one in known if one.standing is Standing.CLAIMED
        ]

    def known_password(self, address: str) -> SecretStr | None:
        """The last password that was proven; a doubt since then does not take it away."""
        proven = [one for one in self.current(address) if one.standing is Standing.PROVEN]
        return proven[0].password if proven else None

    def in_doubt(self) -> list[str]:
        """Accounts that somebody must look at: a Save was pressed and nobody knows what came of it."""
        rows = self.read(
            "SELECT DISTINCT address FROM candidates WHERE standing = 'sent' ORDER BY address", ()
        )
        return [row["address"] for row in rows]

    def proven(self) -> Iterator[tuple[str, str, SecretStr]]:
        """Address, name and password of every account whose password is proven and not in doubt."""
        for name, one in self.proven_candidates():
            assert one.password is not None
            yield one.address, name, one.password

    def proven_candidates(self) -> Iterator[tuple[str, Candidate]]:
        """The same: each account's name, and its password with what is known of it."""
        rows = self.read(
            "SELECT c.*, (SELECT name FROM entries e WHERE e.address = c.address AND e.name <> ''"
            " ORDER BY e.rowid DESC LIMIT 1) AS name FROM candidates c WHERE c.standing = 'proven'"
            " AND c.password IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM candidates d WHERE d.address = c.address AND d.standing = 'sent')"
            " ORDER BY c.address",
            (),
        )
        for row in rows:
            yield row["name"] or "", self._opened(row)

    def _add_candidate(
        self, run: str, address: str, password: SecretStr, origin: str, standing: Standing
    ) -> str:
        name = uuid.uuid4().hex
        now = time.time()
        sealed = self.seal.close(password, address, "password", name)
        self._connection.execute(
            "INSERT INTO candidates VALUES (?, ?, ?, ?, ?, ?, '', ?, ?)",
            (name, run, address, sealed, origin, standing, now, now),
        )
        return name

    def _knows(self, address: str, password: SecretStr) -> bool:
        return any(one.password == password for one in self.current(address))

    def _opened(self, row: sqlite3.Row) -> Candidate:
        sealed = row["password"]
        password = None if sealed is None else self.seal.open(sealed, row["address"], "password", row["id"])
        standing = Standing(row["standing"])
        return Candidate(
            row["id"], row["address"], password, row["origin"], standing, row["proof"], row["stood_at"]
        )

    def _stand(self, name: str, standing: Standing, now: float, proof: str = "") -> None:
        self._connection.execute(
            "UPDATE candidates SET standing = ?, stood_at = ?, proof = ? WHERE id = ?",
            (standing, now, proof, name),
        )

    def _replace_others(self, proven: Candidate, now: float) -> None:
        self._connection.execute(
            "UPDATE candidates SET standing = 'replaced', stood_at = ?"
            " WHERE address = ? AND id <> ? AND standing IN ('sent', 'proven', 'claimed')",
            (now, proven.address, proven.id),
        )
