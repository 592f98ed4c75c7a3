"""The journal's file: opened whole or not at all, and brought up to the newest schema."""

from __future__ import annotations

import base64
import re
import secrets
import sqlite3
from contextlib import suppress
from pathlib import Path

from pydantic import SecretStr

from flows.errors import InputError
from flows.private import private_directory, private_file
from flows.rotation.seal import JournalDamaged, KeyringKey, Seal, Secret, new_seal, seal_from

SCHEMA = sorted((Path(__file__).parent / "schema").glob("*.sql"))
"""Migrations in order; `user_version` counts those that a file has had. A new table is a new file here."""


def journal_path(state_dir: Path, domain: str) -> Path:
    return state_dir / f"{file_stem(domain)}.journal"


def lock_path(state_dir: Path, domain: str) -> Path:
    return state_dir / f"{file_stem(domain)}.lock"


def connect(state_dir: Path, domain: str, secret: Secret) -> tuple[sqlite3.Connection, Seal]:
    """Open or make the journal of a domain.

    Raises InputError where others can read it, JournalDamaged, or WrongPassphrase.
    """
    private_directory(state_dir)
    path = private_file(journal_path(state_dir, domain))
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    database.row_factory = sqlite3.Row
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "foreign_keys = ON"):
            database.execute(f"PRAGMA {pragma}")
        if (result := database.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise JournalDamaged(f"{path} is damaged: {result}")
        _migrate(database, path)
        seal = _seal(database, domain, secret, path)
    except sqlite3.OperationalError as error:
        database.close()
        raise InputError(f"{path} cannot be opened: {error}") from None
    except sqlite3.DatabaseError as error:
        database.close()
        raise JournalDamaged(f"{path} is damaged: {error}") from None
    except InputError:
        database.close()
        raise
    private_file(path)
    return database, seal


def in_memory() -> tuple[sqlite3.Connection, Seal]:
    """The same tables for as long as this process lives, and kept nowhere."""
    database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    database.row_factory = sqlite3.Row
    _migrate(database, Path("memory"))
    key = KeyringKey(SecretStr(base64.b64encode(secrets.token_bytes(32)).decode()))
    return database, _seal(database, "memory", key, Path("memory"))


def header(path: Path) -> str | None:
    """The seal's header of a journal that exists, read without its key; None where there is no journal yet."""
    if not path.exists() or not path.stat().st_size:
        return None
    private_file(path)
    database = sqlite3.connect(path)
    try:
        row = database.execute("SELECT seal FROM journal").fetchone()
    except sqlite3.OperationalError:
        return None
    except sqlite3.DatabaseError as error:
        raise JournalDamaged(f"{path} is damaged: {error}") from None
    finally:
        database.close()
    return row[0] if row else None


def _migrate(database: sqlite3.Connection, path: Path) -> None:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version > len(SCHEMA):
        raise InputError(f"{path} was made by a newer version of this program")
    for number, script in enumerate(SCHEMA[version:], start=version + 1):
        database.executescript(
            f"BEGIN EXCLUSIVE;\n{script.read_text('utf-8')}\nPRAGMA user_version = {number};\nCOMMIT;"
        )


def _seal(database: sqlite3.Connection, domain: str, secret: Secret, path: Path) -> Seal:
    row = database.execute("SELECT domain, seal FROM journal").fetchone()
    if row is None:
        seal, text = new_seal(secret)
        database.execute(
            "INSERT INTO journal (only, domain, seal, client) VALUES (1, ?, ?, lower(hex(randomblob(16))))",
            (file_stem(domain), text),
        )
        return seal
    if row["domain"] != file_stem(domain):
        raise InputError(f"{path} is the journal of {row['domain']}, not of {domain}")
    return seal_from(secret, row["seal"])


def file_stem(domain: str) -> str:
    """A domain as a file's name. Raises InputError for one that would lead elsewhere."""
    name = domain.strip().casefold()
    with suppress(UnicodeError):
        name = name if name.isascii() else name.encode("idna").decode()
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", name) or ".." in name:
        raise InputError(f"{domain!r} is no domain name")
    return name
