"""Where the journal's key comes from: FLOWS_JOURNAL_KEY, else the system keyring, else a person, asked once."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from pathlib import Path

import keyring
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringError
from pydantic import SecretStr

from flows.errors import InputError
from flows.private import private_directory
from flows.rotation.lock import run_lock
from flows.rotation.seal import KeyringKey, Passphrase, Secret, asks_for_passphrase
from flows.rotation.store import header, journal_path, lock_path

SERVICE = "imail-flows journal"

Ask = Callable[[bool], SecretStr | None]
"""Asks a person for the passphrase; told whether it is a new one, which is better asked for twice."""


def nobody_to_ask(new: bool) -> SecretStr | None:
    return None


def find_secret(
    state_dir: Path, domain: str, passphrase: SecretStr | None = None, ask: Ask = nobody_to_ask
) -> Secret:
    """The secret that opens a domain's journal, or protects a new one.

    Raises InputError naming the setting, RunInProgress where another first command is making the key just now.
    """
    known = header(journal_path(state_dir, domain))
    if passphrase is not None and passphrase.get_secret_value():
        return Passphrase(passphrase)
    if known is None:
        private_directory(state_dir)
        with run_lock(lock_path(state_dir, domain)):  # of two first commands, one makes the key
            made = _from_keyring(domain, make=True)
        return made or _asked(ask, new=True)
    if asks_for_passphrase(known):
        return _asked(ask, new=False)
    if key := _from_keyring(domain, make=False):
        return key
    raise InputError(f"the key of {domain}'s journal is in a system keyring that does not have it here")


def _asked(ask: Ask, *, new: bool) -> Passphrase:
    answer = ask(new)
    if answer is None or not answer.get_secret_value():
        raise InputError("set FLOWS_JOURNAL_KEY: the passphrase that protects passwords in the journal")
    return Passphrase(answer)


def _from_keyring(domain: str, *, make: bool) -> KeyringKey | None:
    """The domain's random key; None where this machine has no keyring that works without a person."""
    if isinstance(keyring.get_keyring(), NoKeyring):
        return None
    name = domain.strip().casefold()
    try:
        kept = keyring.get_password(SERVICE, name)
        if kept is None and make:
            keyring.set_password(SERVICE, name, base64.b64encode(secrets.token_bytes(32)).decode())
            # What stands there now counts: a keyring that forgets at once would take the whole journal with it.
            kept = keyring.get_password(SERVICE, name)
    except KeyringError:
        return None
    return KeyringKey(SecretStr(kept)) if kept else None
