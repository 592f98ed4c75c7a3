"""The passwords of a domain's accounts, sealed: every one that was ever wanted, claimed or sent."""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections.abc import Iterator

from pydantic import SecretStr

from flows.rotation.database import Database
from flows.rotation.life import Candidate, Standing
from flows.rotation.seal import JournalDamaged, Seal

CANDIDATES = "SELECT c.*, r.site FROM candidates c JOIN runs r ON r.id = c.run"
IN_A_RUN_HERE = "run IN (SELECT id FROM runs WHERE is_here(site))"


def one_site(site: str, other: str) -> bool:
    """Whether two origins are of one site, as far as is known."""
    return site == other or not (site and other)


class Wallet(Database):
    """What each account's password is, may be, and was; at `site`, an origin, before any other.

    One journal may have seen a site under two names, and two sites of one domain. Where it is not known which, every
    run counts as one of this site.
    """

    def __init__(self, connection: sqlite3.Connection, seal: Seal, site: str = "") -> None:
        super().__init__(connection)
        self.seal = seal
        self.site = site
        connection.create_function("is_here", 1, self.is_here)
        connection.create_function("one_site", 2, one_site)

    def is_here(self, site: str) -> bool:
        """Whether that is this site, or may be."""
        return one_site(self.site, site)

    def candidates(self, address: str) -> list[Candidate]:
        """Every password ever wanted, claimed or sent for an account, the newest first; None where it is damaged."""
        rows = self.read(
            f"{CANDIDATES} WHERE c.address = ? ORDER BY c.stood_at DESC, c.made_at DESC, c.rowid DESC",
            (address,),
        )
        return [self._as_far_as_it_opens(row) for row in rows]

    def doubts(self, address: str) -> list[Candidate]:
        """The passwords that may have been written here, the newest first; empty where nothing is in doubt."""
        return [
            one
            for one in self.candidates(address)
            if one.standing is Standing.SENT and self.is_here(one.site)
        ]

    def current(self, address: str) -> list[Candidate]:
        """What the account's password is, as far as known: proven first, then claimed; here before elsewhere."""
        known = [one for one in self.candidates(address) if one.password is not None]
        ranks = (Standing.PROVEN, Standing.CLAIMED)
        found = [one for one in known if one.standing in ranks]
        return sorted(found, key=lambda one: (ranks.index(one.standing), not self.is_here(one.site)))

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
            "SELECT *, (SELECT name FROM entries e WHERE e.address = p.address AND e.name <> ''"
            " ORDER BY e.rowid DESC LIMIT 1) AS name, row_number() OVER"
            " (PARTITION BY address ORDER BY is_here(site) DESC, stood_at DESC) AS rank"
            f" FROM ({CANDIDATES} WHERE c.standing = 'proven' AND c.password IS NOT NULL) p"
            " WHERE NOT EXISTS (SELECT 1 FROM candidates d WHERE d.address = p.address AND d.standing = 'sent')"
            " ORDER BY p.address, rank",
            (),
        )
        for row in rows:
            if row["rank"] == 1 and (one := self._as_far_as_it_opens(row)).password is not None:
                yield row["name"] or "", one

    def damaged(self) -> list[str]:
        """Accounts whose proven password stands in the journal and can no more be read."""
        rows = self.read(
            f"{CANDIDATES} WHERE c.standing = 'proven' AND c.password IS NOT NULL ORDER BY c.address", ()
        )
        shut = (row["address"] for row in rows if self._as_far_as_it_opens(row).password is None)
        return list(dict.fromkeys(shut))

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
        """Raises JournalDamaged: a password that is to be sent is whole, or nothing is sent."""
        sealed = row["password"]
        password = None if sealed is None else self.seal.open(sealed, row["address"], "password", row["id"])
        return self._candidate(row, password)

    def _as_far_as_it_opens(self, row: sqlite3.Row) -> Candidate:
        """One damaged password is as good as forgotten; it keeps nobody from the others, or from setting another."""
        try:
            return self._opened(row)
        except JournalDamaged:
            return self._candidate(row, None)

    def _candidate(self, row: sqlite3.Row, password: SecretStr | None) -> Candidate:
        return Candidate(
            row["id"], row["address"], password, row["origin"], Standing(row["standing"]), row["proof"],
            row["stood_at"], row["site"],
        )  # fmt: skip

    def _stand(self, name: str, standing: Standing, now: float, proof: str = "") -> None:
        self._connection.execute(
            "UPDATE candidates SET standing = ?, stood_at = ?, proof = ? WHERE id = ?",
            (standing, now, proof, name),
        )

    def _replace_others(self, proven: Candidate, now: float) -> None:
        self._connection.execute(
            "UPDATE candidates SET standing = 'replaced', stood_at = ?"
            f" WHERE address = ? AND id <> ? AND standing IN ('sent', 'proven', 'claimed') AND {IN_A_RUN_HERE}",
            (now, proven.address, proven.id),
        )
