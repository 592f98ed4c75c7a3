"""The walks that the statements are judged by: the manual's procedures, with somebody taking notes.

`user` changes his own password (2-1-3), `menu` leads from the web mail to the console (2-1-2), `console`
signs in there directly and resets the password (2-1-2, 2-1-3). Where nothing may be written, each ends
before the first password is typed.
"""

from __future__ import annotations

from collections.abc import Callable

from flows.manual.account import TestAccount
from flows.manual.notes import Notes
from flows.pages.session import Session
from flows.procedures import change_own_password, enter_console, enter_webmail, reset_password
from flows.procedures.change_own_password import OPEN as OPEN_DIALOG
from flows.procedures.change_own_password import SAVE as SAVE_OWN
from flows.procedures.enter import DIRECT, MENU, WEBMAIL
from flows.procedures.list_accounts import USERS, user_list
from flows.procedures.reset_password import OPEN as OPEN_ACCOUNT
from flows.procedures.reset_password import SAVE, SAVED
from flows.records import Credentials
from flows.steps import announced

Walk = Callable[[Session, Notes, TestAccount | None], None]


def user(session: Session, notes: Notes, account: TestAccount | None) -> None:
    """As the user: sign in, アクション, パスワードの変更, 保存."""
    who = Credentials(account.address, account.present) if account else session.settings.end_user
    webmail = enter_webmail(session, who, notes)
    if account:
        new = account.fresh()
        notes.expect(account.present, new)
        account.about_to_write(new)
        notes.words = change_own_password(webmail, account.present, new, notes)
    else:
        webmail.open_action_menu()
        with announced(notes, OPEN_DIALOG, webmail.window):
            webmail.change_password()


def menu(session: Session, notes: Notes, account: TestAccount | None) -> None:
    """As the administrator: sign in to the web mail, 管理, ユーザー管理."""
    session.settings = session.settings.model_copy(update={"admin_entry": "menu"})
    user_list(enter_console(session, notes), notes)


def console(session: Session, notes: Notes, account: TestAccount | None) -> None:
    """As the administrator: the console's own address, ユーザー管理, the account, Save."""
    session.settings = session.settings.model_copy(update={"admin_entry": "direct"})
    users = user_list(enter_console(session, notes), notes)
    if account:
        new = account.fresh()
        notes.expect(account.present, new)
        account.about_to_write(new)
        notes.words = reset_password(users, account.address, new, notes)
        notes.reopen(account.address)
    else:
        settings = session.settings
        address = settings.user or users.accounts(settings.administrator.domain)[0].address
        with announced(notes, OPEN_ACCOUNT, users.window):
            users.open(address)


WALKS: dict[str, Walk] = {"user": user, "menu": menu, "console": console}
"""By the name that the ledger gives them."""

STEPS: dict[str, str] = {
    WEBMAIL.id: "user",
    MENU.id: "menu",
    DIRECT.id: "console",
    USERS.id: "console",
    OPEN_ACCOUNT.id: "console",
    SAVE.id: "console",
    SAVED.id: "console",
    OPEN_DIALOG.id: "user",
    SAVE_OWN.id: "user",
}
"""Every step that a procedure announces, and the walk that comes by."""
