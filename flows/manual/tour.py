"""A tour of one server: every walk is made once, when the first statement asks for it, and its notes are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from flows.errors import FlowsError, SiteError, Unreachable
from flows.manual.account import TestAccount
from flows.manual.looking import Look, now, take_look
from flows.manual.notes import Notes
from flows.manual.requests import RequestLog
from flows.manual.target import Target
from flows.manual.trials import TRIALS, Trial
from flows.manual.walks import WALKS
from flows.pages.admin_login import AdminLogin
from flows.pages.screen import Screen
from flows.pages.site import Site, open_site
from flows.pages.webmail_login import WebmailLogin

SIGN_IN_PAGES: dict[str, type[Screen]] = {"webmail-login": WebmailLogin, "admin-login": AdminLogin}


class Tour:
    """Walks a target. `sites` gives a browser, and a new one where the last has died.

    A walk is repeated only when the browser or the connection died, only once, and never after a Save.
    """

    def __init__(self, target: Target, sites: Callable[[], Site]) -> None:
        self.target = target
        self.log = RequestLog()
        self.account = TestAccount(target, self.log) if target.writes_to else None
        self.broke: list[str] = []
        self._sites = sites
        self._site: Site | None = None
        self._notes: dict[str, Notes] = {}
        self._trials: dict[str, Trial] = {}
        self._doors: dict[tuple[str, str], Look | FlowsError] = {}

    @property
    def site(self) -> Site:
        """A browser that lives."""
        if self._site is None or not self._site.browser.is_connected():
            self._site = self._sites()
        return self._site

    def notes(self, walk: str) -> Notes:
        """What the walk saw; it is made now unless it has been made."""
        if walk not in self._notes:
            notes = self._walk(walk)
            if notes.died and not notes.pressed:
                first, notes = notes, self._walk(walk)
                notes.second_try = str(first.error)
            self._notes[walk] = notes
        return self._notes[walk]

    def trial(self, name: str) -> Trial:
        """What came of offering the site something that it must refuse."""
        if name not in self._trials:
            self._trials[name] = self._try(name)
        return self._trials[name]

    def sign_in_page(self, path: str, screen: str) -> Look | FlowsError:
        """What stands at a path of this server: the sign-in page as it looks, or why it is none."""
        if (path, screen) not in self._doors:
            self._doors[path, screen] = self._open(path, screen)
        return self._doors[path, screen]

    def end(self) -> bool:
        """Set the test account back. False: it could not be, and still has a password of this check."""
        return self.account is None or self.account.set_back(self.site)

    def _walk(self, walk: str) -> Notes:
        site = self.site
        with site.session() as session, self.log.during(f"walk: {walk}"):
            self.log.listen_to(session)
            saves = self.account.address if self.account else ""
            notes = Notes(walk, session, self.log, self.target.looking(session), saves=saves)
            try:
                WALKS[walk](session, notes, self.account)
            except FlowsError as error:
                notes.ended(error)
            except Exception as error:
                notes.error = self._broke(walk, error)
            notes.died = isinstance(notes.error, Unreachable) or not site.browser.is_connected()
        if notes.pressed and self.account:
            old, new = notes.secrets
            notes.new_opens = self.account.opens(self.site, new)
            notes.old_opens = self.account.opens(self.site, old)
            notes.proved = now()
            silent = notes.new_opens is None and notes.error is None
            self.account.present = new if notes.new_opens or silent else old
        return notes

    def _broke(self, doing: str, error: Exception) -> SiteError:
        """The browser died, or something of ours is at fault: that is no verdict about the manual."""
        first = str(error).partition("\n")[0]
        if not self._site or not self._site.browser.is_connected():
            return SiteError(f"The browser died: {first}")
        self.broke.append(f"{doing}: {type(error).__name__}: {first}")
        return SiteError(f"The check itself broke: {type(error).__name__}")

    def _try(self, name: str) -> Trial:
        if self.account is None:
            return Trial(None, "read-only")
        with self.site.session() as session, self.log.during(f"trial: {name}"):
            self.log.listen_to(session)
            try:
                trial = TRIALS[name](session, self.account, self.log)
            except FlowsError as error:
                trial = Trial(None, str(error))
            except Exception as error:
                trial = Trial(None, str(self._broke(name, error)))
        if trial.refused is not True and self.account.written:
            before = self.account.present
            found = self.account.find_present(self.site)
            if trial.refused is None and trial.look and found:
                return replace(trial, refused=self.account.present is before)
        return trial

    def _open(self, path: str, screen: str) -> Look | FlowsError:
        with self.site.session() as session, self.log.during(f"open {path}"):
            self.log.listen_to(session)
            try:
                window = session.open(self.target.origin + path)
                SIGN_IN_PAGES[screen](session, window).arrive()
                return take_look(window, screen, self.target.looking(session))
            except FlowsError as error:
                return error


@contextmanager
def touring(target: Target) -> Iterator[Tour]:
    """A tour with a browser, and a new one in place of one that has died."""
    with ExitStack() as open_now:

        def fresh() -> Site:
            open_now.close()
            return open_now.enter_context(open_site(target.settings))

        yield Tour(target, fresh)
