"""The server that the manual is held against, and what may be done there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flows.at_practice import at_practice
from flows.errors import InputError, ProtectedAccount
from flows.manual.looking import Looking
from flows.records import same_address
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.pages.session import Session
    from flows.practice import PracticeSite


@dataclass(frozen=True)
class Target:
    """`writes_to` is the one account that may be written; empty: read-only. `pictures`: take them as evidence."""

    name: str
    settings: Settings
    practice: bool = False
    writes_to: str = ""
    pictures: bool = True

    @property
    def origin(self) -> str:
        parts = urlsplit(self.settings.webmail)
        return f"{parts.scheme}://{parts.netloc}"

    def looking(self, session: Session) -> Looking:
        return Looking(session.wording, self.pictures, private=not self.practice)

    def may_write(self, address: str) -> bool:
        return bool(self.writes_to) and same_address(self.writes_to, address)

    def guard(self, address: str) -> None:
        """Raise ProtectedAccount unless this is the account that may be written."""
        if not self.may_write(address):
            raise ProtectedAccount(
                f"{address} may not be written here; only {self.writes_to or 'nothing'} may. Nothing was typed."
            )


def practice_target(
    site: PracticeSite, timeout: float = 6, pictures: bool = True, **settings: object
) -> Target:
    """The practice site: everything may be tried, on its ordinary user."""
    there = Settings.model_validate({**at_practice(site), "timeout": timeout, **settings})
    return Target("practice site", there, True, site.user.address, pictures)


def real_target(settings: Settings, allow_writes: bool = False, test_account: str = "") -> Target:
    """The server that the settings name: read-only, unless writing to one test account is allowed.

    The test account must be FLOWS_USER, because only what is known can be set back. Raises InputError.
    """
    name = urlsplit(settings.webmail).hostname or ""
    if not allow_writes:
        if test_account:
            raise InputError("--test-account goes with --allow-writes. Nothing was tried.")
        return Target(name, settings)
    if not test_account:
        raise InputError("--allow-writes needs --test-account ADDRESS. Nothing was tried.")
    if not settings.user or settings.password is None or not same_address(settings.user, test_account):
        raise InputError(
            f"{test_account} is not FLOWS_USER. Its present password must be known to be set back: "
            "name the account in FLOWS_USER and FLOWS_PASSWORD. Nothing was tried."
        )
    if settings.admin_user and same_address(settings.admin_user, test_account):
        raise ProtectedAccount("The administrator is no test account. Nothing was tried.")
    return Target(name, settings, writes_to=test_account)
