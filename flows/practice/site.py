"""The practice site as its users meet it: a context in which a mail server runs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from flows.practice.accounts import Accounts
from flows.practice.faults import Fault, Faults
from flows.practice.installation import Installation
from flows.practice.people import FIRST_PERSON, ROOT, SYSTEM, people
from flows.practice.skins import SKINS
from flows.practice.strength import STRENGTHS

SKIN_DECIDES = -1
"""As `page_size`: as many accounts a page as the skin has."""


@dataclass(frozen=True)
class SignIn:
    """Who may sign in, and with what."""

    address: str
    password: str = field(repr=False)


class PracticeSite:
    """A mail server's web mail and admin console on loopback, with people in it.

    with PracticeSite(accounts=60) as site:
        site.url, site.administrator, site.user
        site.state()["accounts"]["abc@example.jp"]["saves"]

    `strength` is the domain's password strength: weak, simple, moderate, strong or extreme. `page_size` is
    how many accounts a page of the list shows, None for all of them. `delay_ms` is added to every answer.
    `database` keeps the accounts in that file, and takes them from it when it has some. `test_token` opens
    /practice/state.json and /practice/faults to whoever sends it (header X-Practice-Token).
    ValueError: no such skin, language or strength.
    """

    def __init__(
        self,
        accounts: int = 60,
        *,
        skin: str = "classic",
        language: str = "ja",
        domain: str = "example.jp",
        strength: str = "weak",
        port: int = 0,
        database: Path | None = None,
        delay_ms: int = 0,
        page_size: int | None = SKIN_DECIDES,
        faults: Iterable[Fault] = (),
        session_minutes: float = 20,
        test_token: str | None = None,
        seed: int = 20120401,
    ) -> None:
        _one_of("skin", skin, SKINS)
        _one_of("strength", strength, STRENGTHS)
        _one_of("language", language, ("ja", "en"))
        self._wanted, self._seed, self._port, self._database = accounts, seed, port, database
        self._settings: dict[str, Any] = {
            "domain": domain,
            "skin": SKINS[skin],
            "strength": STRENGTHS[strength],
            "language": language,
            "page_size": SKINS[skin].page_size if page_size == SKIN_DECIDES else page_size,
            "delay_ms": delay_ms,
            "session_minutes": session_minutes,
            "test_token": test_token,
            "faults": Faults(faults),
        }
        self._open = ExitStack()

    def __enter__(self) -> PracticeSite:
        from flows.practice.app import make_app  # Flask is loaded where a site runs, not with every command
        from flows.practice.server import Server

        with ExitStack() as opening:
            folder = opening.enter_context(tempfile.TemporaryDirectory(prefix="practice-"))
            store = Accounts(self._database or Path(folder) / "accounts.sqlite")
            opening.callback(store.close)
            self._installation = Installation(accounts=store, **self._settings)
            if not store.count():
                store.add(people(self._wanted, self._installation.domain, self._seed))
            self._server = opening.enter_context(Server(make_app(self._installation), self._port))
            self._open = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def admin_url(self) -> str:
        return f"{self.url}/IAdmin/login.aspx"

    @property
    def domain(self) -> str:
        return self._installation.domain

    @property
    def database(self) -> Path:
        """The SQLite file of the accounts, as schema.sql describes it."""
        return self._installation.database

    @property
    def administrator(self) -> SignIn:
        return self.sign_in_of(ROOT)

    @property
    def system_administrator(self) -> SignIn:
        return self.sign_in_of(SYSTEM)

    @property
    def user(self) -> SignIn:
        """An ordinary user, who may change his own password."""
        return self.sign_in_of(FIRST_PERSON)

    def sign_in_of(self, who: str) -> SignIn:
        """The sign-in of an address or a user ID."""
        address = who if "@" in who else f"{who}@{self.domain}"
        return SignIn(address, self.password_of(address))

    def password_of(self, address: str) -> str:
        """What the account's password is now. KeyError: no such account."""
        if holder := self._installation.accounts.find(address):
            return holder.password
        raise KeyError(address)

    def state(self) -> dict[str, Any]:
        """What each account holds, how many Saves it had, and which requests were made."""
        return self._installation.state()

    def set_faults(self, *faults: Fault) -> None:
        """Let these go wrong from now on, and nothing else; counting begins anew."""
        self._installation.set_faults(faults)


def _one_of(what: str, given: str, known: Iterable[str]) -> None:
    if given not in known:
        raise ValueError(f"no {what} is called {given!r}; there are {', '.join(known)}")
