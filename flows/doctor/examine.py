"""Walk every screen of the manual read-only and say of each part by what it was found, or why not.

Signs in, opens the menu, the dialog, the list and one account's properties; presses nothing that writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from flows.errors import FlowsError
from flows.pages.admin_console import AdminConsole
from flows.pages.admin_login import AdminLogin
from flows.pages.change_password_dialog import ChangePasswordDialog
from flows.pages.screen import Screen
from flows.pages.session import Session
from flows.pages.sight import Sight
from flows.pages.site import Site
from flows.pages.user_list import UserList
from flows.pages.user_properties import UserProperties
from flows.pages.webmail import Webmail
from flows.pages.webmail_login import WebmailLogin

OPTIONAL = {("user-list", "search"), ("user-list", "next-page"), ("webmail", "admin-link")}
"""Parts that a site may do without: a short list has no next page."""


@dataclass(frozen=True)
class Seen:
    """One screen as it was met: what the eye saw, a picture of it, and what kept the walk from going on."""

    screen: str
    sight: Sight | None = None
    picture: bytes | None = field(default=None, repr=False)
    stopped: str = ""


def examine(site: Site) -> Iterator[Seen]:
    """Each screen in the manual's order. A screen that cannot be reached says which one stood in the way."""
    with site.session() as session:
        yield from _walk(session, _webmail)
    with site.session() as session:
        yield from _walk(session, _administration)


Stage = Callable[[Session], Iterator[Screen]]


def _walk(session: Session, stages: Stage) -> Iterator[Seen]:
    planned = list(_SCREENS[stages])
    try:
        for screen in stages(session):
            planned.remove(screen.name)
            yield _seen(screen)
    except FlowsError as stopped:
        if planned and session.windows:
            awaited = _CLASSES[planned.pop(0)](session, session.windows[-1])
            yield _seen(awaited, str(stopped))
        for name in planned:
            yield Seen(name, stopped=f"not reached: the walk stopped before it. {stopped}")


def _seen(screen: Screen, stopped: str = "") -> Seen:
    return Seen(screen.name, screen.look(), screen.window.screenshot(), stopped)


def _webmail(session: Session) -> Iterator[Screen]:
    who = session.settings.administrator
    login = WebmailLogin(session, session.open(session.settings.webmail)).arrive()
    yield login
    webmail = login.enter(who)
    webmail.open_action_menu()
    yield webmail
    yield webmail.change_password()


def _administration(session: Session) -> Iterator[Screen]:
    settings = session.settings
    login = AdminLogin(session, session.open(settings.admin_login_url)).arrive()
    yield login
    console = login.enter(settings.administrator)
    yield console
    users = console.users()
    yield users
    yield users.open(_somebody(users, settings.administrator.domain))


def _somebody(users: UserList, domain: str) -> str:
    """An ordinary account of the first page; the administrator himself only where there is no other."""
    shown = users.shown(domain)
    ordinary = [
        a for a in shown if not a.administrator and not a.address.startswith(("root@", "postmaster@"))
    ]
    return (ordinary or shown)[0].address


_CLASSES: dict[str, type[Screen]] = {
    screen.name: screen
    for screen in (
        WebmailLogin,
        Webmail,
        ChangePasswordDialog,
        AdminLogin,
        AdminConsole,
        UserList,
        UserProperties,
    )
}
_SCREENS: dict[Stage, tuple[str, ...]] = {
    _webmail: ("webmail-login", "webmail", "change-password-dialog"),
    _administration: ("admin-login", "admin-console", "user-list", "user-properties"),
}
