"""The domain's journal, with whatever opens it; a person is asked for its passphrase only at a terminal."""

from __future__ import annotations

import sys

from pydantic import SecretStr

from flows.cli.terminal import unseen
from flows.origins import origin
from flows.rotation.journal import Journal, open_journal
from flows.rotation.keys import find_secret
from flows.settings import Settings


def domain_journal(settings: Settings, domain: str) -> Journal:
    """Open or make the domain's journal. Raises InputError where no secret can be had or it does not fit."""
    domain = domain.casefold()
    secret = find_secret(settings.state_dir, domain, settings.journal_key, _ask)
    site = origin(settings.admin_login_url) if settings.admin_url or settings.webmail_url else ""
    return open_journal(settings.state_dir, domain, secret, site)


def _ask(new: bool) -> SecretStr | None:
    if not sys.stdin.isatty():
        return None
    return SecretStr(unseen("Passphrase of the journal", twice=new))
