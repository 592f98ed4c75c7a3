"""The manual's pictures as data: what each shows, of which step, what it marks and what it covers.

A mark is a part of the screen by the contract's name, or `account` (the account's own link in the list) or
`message` (the site's answer). Numbers follow the order here, which is the order of the hands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flows.manual.words import Words
from flows.procedures.change_own_password import OPEN as OPEN_DIALOG
from flows.procedures.change_own_password import SAVE as SAVE_OWN
from flows.procedures.enter import DIRECT, MENU, WEBMAIL
from flows.procedures.list_accounts import USERS
from flows.procedures.reset_password import OPEN as OPEN_ACCOUNT
from flows.procedures.reset_password import SAVE, SAVED
from flows.steps import Step

Frame = Literal["window", "section", "dialog"]
Moment = Literal["before", "after"]

ACCOUNT, MESSAGE = "account", "message"


@dataclass(frozen=True)
class Shot:
    """One picture. `before`: the screen as the reader finds it; `after`: what the step has brought about."""

    name: str
    step: Step
    alt: Words
    screen: str
    frame: Frame
    marks: tuple[str, ...]
    covers: tuple[str, ...] = ()
    moment: Moment = "before"

    @property
    def needs_save(self) -> bool:
        """Nobody comes by here who may not press a Save."""
        return self.step.id in (SAVE.id, SAVED.id, SAVE_OWN.id)


SHOTS: tuple[Shot, ...] = (
    Shot(
        "sign-in",
        WEBMAIL,
        Words("ウェブメールのログイン画面", "The web mail's sign-in page"),
        "webmail-login",
        "section",
        ("address", "password", "sign-in"),
        ("password",),
    ),
    Shot(
        "administration",
        MENU,
        Words("管理者でログインしたウェブメール", "The web mail, signed in as the administrator"),
        "webmail",
        "section",
        ("admin-link",),
    ),
    Shot(
        "console-sign-in",
        DIRECT,
        Words("管理画面のログイン画面", "The admin console's sign-in page"),
        "admin-login",
        "section",
        ("user-name", "password", "sign-in"),
        ("password",),
    ),
    Shot(
        "user-management",
        USERS,
        Words("管理画面の左側のメニュー", "The admin console with its menu at the left"),
        "admin-console",
        "section",
        ("user-management",),
    ),
    Shot(
        "account",
        OPEN_ACCOUNT,
        Words("アカウントの一覧", "The list of accounts"),
        "user-list",
        "section",
        (ACCOUNT,),
    ),
    Shot(
        "new-password",
        SAVE,
        Words("ユーザーのプロパティのパスワード欄", "The password boxes of the user properties"),
        "user-properties",
        "section",
        ("new-password", "confirm-password", "save"),
        ("new-password", "confirm-password"),
    ),
    Shot(
        "saved",
        SAVED,
        Words("保存後の画面に出る知らせ", "The site's answer after the Save"),
        "user-properties",
        "section",
        (MESSAGE,),
        moment="after",
    ),
    Shot(
        "action-menu",
        OPEN_DIALOG,
        Words("ウェブメールの開いたメニュー", "The web mail with its menu open"),
        "webmail",
        "section",
        ("action-menu", "change-password-entry"),
    ),
    Shot(
        "own-password",
        SAVE_OWN,
        Words("パスワードを変更するダイアログ", "The dialog that changes the password"),
        "change-password-dialog",
        "dialog",
        ("existing-password", "new-password", "confirm-password", "save"),
        ("existing-password", "new-password", "confirm-password"),
    ),
    Shot(
        "own-password-saved",
        SAVE_OWN,
        Words("ダイアログに出る知らせ", "The site's answer in the dialog"),
        "change-password-dialog",
        "dialog",
        (MESSAGE,),
        moment="after",
    ),
)
"""In the order of the manual."""


def shots_of(step: Step, moment: Moment) -> list[Shot]:
    """The pictures that one step gives at one moment."""
    return [shot for shot in SHOTS if shot.step.id == step.id and shot.moment == moment]
