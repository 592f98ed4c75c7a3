"""What an administrator does with a journal between runs: forget secrets, change the key, join shards."""

from __future__ import annotations

import sqlite3
import time

from flows.errors import InputError
from flows.rotation.journal import LATER_RUN, Journal
from flows.rotation.life import Standing, State
from flows.rotation.seal import Secret, new_seal


def forget(journal: Journal, run: str) -> int:
    """Remove the passwords of a finished run; the outcomes stay. Returns how many were removed.

    Raises InputError while an account of it is in doubt or still to be done: those passwords may be the only copy.
    """
    known = journal.run(run)
    waiting = [state for state in known.taken_up if known.counts.get(state) and state is not State.FAILED]
    doubtful = journal.read(
        "SELECT 1 FROM candidates WHERE run = ? AND standing = ?", (known.id, Standing.SENT)
    )
    if waiting or doubtful:
        raise InputError(f"run {known.id[:8]} is not finished; end it with --resume before its secrets go")
    if needed := journal.read(ONLY_COPY, (known.id, Standing.SENT)):
        raise InputError(
            f"a later Save for {needed[0]['address']} is in doubt, and what run {known.id[:8]} proved may be its "
            "password still; settle that with --resume before these secrets go"
        )
    with journal.transaction() as database:
        gone = database.execute(
            "UPDATE candidates SET password = NULL WHERE run = ? AND password IS NOT NULL", (known.id,)
        ).rowcount
        database.execute("UPDATE runs SET forgotten_at = ? WHERE id = ?", (time.time(), known.id))
    journal.wipe()
    return gone


def rekey(journal: Journal, secret: Secret) -> int:
    """Seal every password anew under another passphrase or key, all or none. Returns how many there are."""
    seal, header = new_seal(secret)
    with journal.transaction() as database:
        rows = database.execute("SELECT * FROM candidates WHERE password IS NOT NULL").fetchall()
        for row in rows:
            password = journal.seal.open(row["password"], *bound_to(row))
            database.execute(
                "UPDATE candidates SET password = ? WHERE id = ?",
                (seal.close(password, *bound_to(row)), row["id"]),
            )
        database.execute("UPDATE journal SET seal = ?", (header,))
    journal.seal = seal
    journal.wipe()
    return len(rows)


def merge(journal: Journal, other: Journal) -> int:
    """Take in the runs of a shard's journal; again and again does no harm. Returns how many accounts came.

    Both are journals of one domain. Where both know an account, the later proof stands, before an earlier one and
    before a Save in doubt, and what is still open in a run that came before that proof is not taken up again.
    """
    if journal.path.stem != other.path.stem:
        raise InputError(f"{other.path.name} is the journal of another domain")
    moved, now = 0, time.time()
    with journal.transaction() as database:
        for table in ("runs", "candidates", "entries", "history", "probes"):
            rows = [dict(row) for row in other.read(f"SELECT * FROM {table}", ())]
            for row in rows:
                if table == "candidates" and row["password"] is not None:
                    password = other.seal.open(row["password"], *bound_to(row))
                    row["password"] = journal.seal.close(password, *bound_to(row))
                _take(database, table, row)
            moved += len(rows) if table == "entries" else 0
        for statement in (LATEST_PROOF_STANDS, LATER_RUN_HAS_IT, HISTORY_OF_IT):
            database.execute(statement, {"now": now, "reason": LATER_RUN})
    return moved


ONLY_COPY = """
    SELECT mine.address FROM candidates mine JOIN candidates later ON later.address = mine.address
    WHERE mine.run = ? AND mine.standing IN ('proven', 'claimed') AND later.standing = ?
"""

KEYS = {"runs": "id", "candidates": "id", "entries": "run, address"}

NEWER = {
    "runs": "coalesce(excluded.ended_at, 0) > coalesce(runs.ended_at, 0)",
    "candidates": "excluded.stood_at > candidates.stood_at",
    "entries": "(excluded.attempts, coalesce(excluded.ended_at, excluded.started_at, 0))"
    " > (entries.attempts, coalesce(entries.ended_at, entries.started_at, 0))",
}

LATEST_PROOF_STANDS = """
    UPDATE candidates SET standing = 'replaced', stood_at = :now
    WHERE standing IN ('sent', 'proven', 'claimed') AND EXISTS (
        SELECT 1 FROM candidates later WHERE later.address = candidates.address AND later.standing = 'proven'
        AND (later.stood_at, later.id) > (candidates.stood_at, candidates.id)
        AND one_site((SELECT site FROM runs WHERE id = later.run), (SELECT site FROM runs WHERE id = candidates.run)))
"""

LATER_RUN_HAS_IT = """
    UPDATE entries SET state = 'skipped', reason = :reason, ended_at = :now
    WHERE state IN ('planned', 'trying', 'unknown', 'failed') AND EXISTS (
        SELECT 1 FROM entries later WHERE later.address = entries.address AND later.run <> entries.run
        AND one_site((SELECT site FROM runs WHERE id = later.run), (SELECT site FROM runs WHERE id = entries.run))
        AND later.state IN ('changed', 'unchanged') AND later.ended_at > coalesce(
            (SELECT max(at) FROM history WHERE run = entries.run AND address = entries.address),
            (SELECT started_at FROM runs WHERE id = entries.run)))
"""

HISTORY_OF_IT = """
    INSERT INTO history SELECT run, address, :now, state, reason FROM entries
    WHERE state = 'skipped' AND reason = :reason AND ended_at = :now
"""


def _take(database: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    columns, marks = ", ".join(row), ", ".join(f":{column}" for column in row)
    if key := KEYS.get(table):
        news = ", ".join(f"{column} = excluded.{column}" for column in row)
        statement = (
            f"INSERT INTO {table} ({columns}) VALUES ({marks})"
            f" ON CONFLICT ({key}) DO UPDATE SET {news} WHERE {NEWER[table]}"
        )
    else:
        same = " AND ".join(f"{column} IS :{column}" for column in row)
        statement = (
            f"INSERT INTO {table} ({columns}) SELECT {marks}"
            f" WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {same})"
        )
    database.execute(statement, row)


def bound_to(row: sqlite3.Row | dict[str, object]) -> tuple[str, str, str]:
    return str(row["address"]), "password", str(row["id"])
