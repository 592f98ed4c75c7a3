"""The one account that a check writes to: what opens it now, and setting it back at the end."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from pydantic import SecretStr

from flows.browser import Window
from flows.errors import FlowsError, PartAmbiguous, PartMissing, SignInRefused
from flows.manual.looking import shown_address
from flows.manual.requests import RequestLog
from flows.manual.target import Target
from flows.pages.session import Session
from flows.pages.site import Site
from flows.pages.webmail_login import WebmailLogin
from flows.passwords import WEBMAIL, generate
from flows.procedures import change_own_password, enter_console, enter_webmail, reset_password
from flows.procedures.list_accounts import user_list
from flows.records import Credentials
from flows.steps import Nobody, Step


class TestAccount:
    """Remembers every password that may open it, newest last, so that none is lost on the way."""

    __test__ = False

    def __init__(self, target: Target, log: RequestLog) -> None:
        self.target = target
        self.log = log
        self.original = target.settings.end_user.password
        self.present = self.original
        self.candidates = [self.original]
        self.written = False

    @property
    def address(self) -> str:
        return self.target.settings.end_user.user

    def fresh(self) -> SecretStr:
        """A new password of all four kinds of characters, as the manual wants it (2-1-3, STEP2)."""
        return generate(14, [WEBMAIL])

    def about_to_write(self, *passwords: SecretStr) -> None:
        """Called before each Save: only this account, and nothing of it is forgotten."""
        self.target.guard(self.address)
        self.written = True
        self.candidates += passwords

    def opens(self, site: Site, password: SecretStr) -> bool | None:
        """Whether the password opens the web mail, tried once; None where that stayed unclear."""
        with site.session() as session, self.log.during("does the password open the web mail?"):
            self.log.listen_to(session)
            tried = Tried()
            try:
                enter_webmail(session, Credentials(self.address, password), tried)
            except SignInRefused:
                return False
            except (PartMissing, PartAmbiguous):
                return True if tried.address and left_sign_in(session, tried.address) else None
            except FlowsError:
                return None
        return True

    def find_present(self, site: Site) -> bool:
        """Which of the known passwords opens the account now, the newest first."""
        for password in dict.fromkeys([self.present, *reversed(self.candidates)]):
            if self.opens(site, password):
                self.present = password
                return True
        return False

    def set_back(self, site: Site) -> bool:
        """Give the account its first password again, and prove it. False: it still has another."""
        if not self.written:
            return True
        with self.log.during("setting the test account back"):
            if self.opens(site, self.original):
                return True
            for way in (self._as_administrator, self._as_user):
                # Whatever happens on one way, the other is still tried: the account must not stay changed.
                with suppress(Exception), site.session() as session:
                    self.log.listen_to(session)
                    way(site, session)
                self.log.saving("")
                if self.opens(site, self.original):
                    self.present = self.original
                    return True
        return False

    def _as_administrator(self, site: Site, session: Session) -> None:
        users = user_list(enter_console(session, Nobody()), Nobody())
        self.target.guard(self.address)
        self.log.saving(self.address)
        reset_password(users, self.address, self.original, Nobody())

    def _as_user(self, site: Site, session: Session) -> None:
        if not self.find_present(site):
            return
        webmail = enter_webmail(session, Credentials(self.address, self.present), Nobody())
        self.log.saving(self.address)
        change_own_password(webmail, self.present, self.original, Nobody())


@dataclass
class Tried(Nobody):
    """Remembers the address of the sign-in page that was there to be filled in."""

    address: str = ""

    def before(self, step: Step, page: Window | None) -> None:
        self.address = shown_address(page.url) if page else ""


def left_sign_in(session: Session, address: str) -> bool:
    """Whether another page stands there now, and no sign-in page: then the sign-in was taken."""
    moved = shown_address(session.windows[0].url) != address
    return moved and not any(WebmailLogin(session, window).is_shown() for window in session.windows)
