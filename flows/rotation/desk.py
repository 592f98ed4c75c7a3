"""The workers that press the buttons: one at the admin console, one in the web mail; each its own browser."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from flows.doors import mail_doors
from flows.doors.door import Door
from flows.doors.webmail import WebmailDoor
from flows.pages.admin_console import AdminConsole
from flows.pages.links import Links
from flows.pages.session import Session
from flows.pages.site import open_site
from flows.pages.user_list import UserList
from flows.procedures import change_own_password, enter_console, enter_webmail, reset_password
from flows.procedures.change_own_password import SAVE as OWN_SAVE
from flows.procedures.list_accounts import user_list
from flows.procedures.reset_password import SAVE as ADMIN_SAVE
from flows.records import Credentials
from flows.rotation.worker import Task
from flows.settings import Settings
from flows.steps import Nobody, Observer, Several, Step

BeforeSave = Callable[[], None]


class _Announcing:
    """An observer that tells the journal before the step in which Save is pressed."""

    def __init__(self, before_save: BeforeSave, step: Step) -> None:
        self._before_save = before_save
        self._step = step

    def before(self, step: Step, page: object) -> None:
        if step is self._step:
            self._before_save()

    def after(self, step: Step, page: object) -> None: ...


class _Desk:
    """A browser of its own, used by one thread, with a door to look at."""

    def __init__(self, settings: Settings, endpoint: str | None, observer: Observer) -> None:
        self.settings = settings
        self.observer = observer
        self._open = ExitStack()
        self.site = self._open.enter_context(open_site(settings, endpoint))
        self.door: Door | None = looking_door(settings) or WebmailDoor(self.site)

    def close(self) -> None:
        self._open.close()


class ConsoleDesk(_Desk):
    """The administrator's desk: signed in once, account after account (manual 2-1-3, administrator)."""

    def __init__(
        self,
        settings: Settings,
        endpoint: str | None = None,
        observer: Observer | None = None,
        links: Links | None = None,
    ) -> None:
        super().__init__(settings, endpoint, observer or Nobody())
        self._links = links or {}
        self._session: Session | None = None
        self._console: AdminConsole | None = None
        self._users: UserList | None = None

    def change(self, task: Task, before_save: BeforeSave) -> str:
        """Reset one account's password and return the site's words; see `flows.rotation.worker.Worker`."""
        if self._users is None or not self._users.knows_the_way_to(task.address):
            self._users = user_list(self._at_console(), self.observer)
        listening = Several([self.observer, _Announcing(before_save, ADMIN_SAVE)])
        return reset_password(self._users, task.address, task.password, listening)

    def renew(self) -> None:
        """Sign in afresh before the next account."""
        if self._session:
            self._session.close()
        self._session = self._console = self._users = None
        if not self.site.browser.is_connected():
            raise ConnectionError("the browser is gone")

    def _at_console(self) -> AdminConsole:
        if self._console is None:
            self._session = self._session or Session(self.site.browser, self.settings, self.site.wording)
            self._session.links.take(self._links)
            self._console = enter_console(self._session, self.observer)
        return self._console


class OwnDesk(_Desk):
    """The end user's desk: signs in with the old password and changes it (manual 2-1-3, user)."""

    def __init__(self, settings: Settings, who: Credentials, observer: Observer | None = None) -> None:
        super().__init__(settings, None, observer or Nobody())
        self.who = who

    def change(self, task: Task, before_save: BeforeSave) -> str:
        """Change the user's own password and return the site's words."""
        listening = Several([self.observer, _Announcing(before_save, OWN_SAVE)])
        with self.site.session() as session:
            webmail = enter_webmail(session, self.who, self.observer)
            return change_own_password(webmail, self.who.password, task.password, listening)

    def renew(self) -> None:
        """Every try signs in afresh already."""


def looking_door(settings: Settings) -> Door | None:
    """The mail door at which a doubt is settled and a change is proven, where one is set."""
    return next(mail_doors(settings), None)


def console_desks(
    settings: Settings, observer: Observer | None = None, links: Links | None = None
) -> Callable[[int], ConsoleDesk]:
    """Desks for the threads of a run, spread over the Playwright servers that the settings name.

    `links` are what a survey has read from the user list.
    """
    endpoints = settings.browser_endpoints or (None,)
    return lambda number: ConsoleDesk(settings, endpoints[(number - 1) % len(endpoints)], observer, links)
