"""The secret that opens the journal: FLOWS_JOURNAL_KEY, else a key in the system keyring, else asked once."""

from __future__ import annotations

import base64
import secrets
import sys

import typer
from pydantic import SecretStr

from flows.errors import InputError
from flows.rotation.journal import Journal, open_journal
from flows.rotation.seal import KeyringKey, Passphrase, Secret
from flows.settings import Settings

SERVICE = "imail-flows journal"


def domain_journal(settings: Settings, domain: str) -> Journal:
    """Open or make the domain's journal. Raises InputError where no secret can be had or it does not fit."""
    return open_journal(settings.state_dir, domain.casefold(), journal_secret(settings, domain.casefold()))


def journal_secret(settings: Settings, domain: str) -> Secret:
    if settings.journal_key:
        return Passphrase(settings.journal_key)
    return _from_keyring(domain) or _asked()


def _from_keyring(domain: str) -> KeyringKey | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        known = keyring.get_password(SERVICE, domain)
        if known is None:
            known = base64.b64encode(secrets.token_bytes(32)).decode()
            keyring.set_password(SERVICE, domain, known)
        return KeyringKey(SecretStr(known))
    except KeyringError:
        return None


def _asked() -> Passphrase:
    if not sys.stdin.isatty():
        raise InputError(
            "The journal keeps passwords encrypted, and this machine has no keyring to keep the key in. "
            "Set FLOWS_JOURNAL_KEY to a passphrase of your own; the same one opens the journal later."
        )
    return Passphrase(SecretStr(typer.prompt("Passphrase of the journal", hide_input=True, err=True)))
