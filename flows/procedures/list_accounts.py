"""See the accounts (manual 2-1-2): ユーザー管理 at the left shows the addresses that were moved."""

from __future__ import annotations

from flows.pages.admin_console import AdminConsole
from flows.pages.user_list import UserList
from flows.records import Account
from flows.steps import Observer, Step, announced

USERS = Step(
    "2-1-2/users",
    "Press ユーザー管理 at the left: the accounts appear",
    "admin-console",
    ("user-management",),
)


def user_list(console: AdminConsole, observer: Observer) -> UserList:
    """Press ユーザー管理 and stand before the list."""
    with announced(observer, USERS, console.window):
        return console.users()


def list_accounts(console: AdminConsole, observer: Observer) -> list[Account]:
    """Every account of the domain, however many pages the list has."""
    domain = console.session.settings.administrator.domain
    return user_list(console, observer).accounts(domain)
