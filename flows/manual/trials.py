"""What the site must refuse: each trial offers it one wrong thing, and sees whether it was taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import SecretStr

from flows.errors import SaveInDoubt, SaveRefused, SignInRefused
from flows.manual.account import TestAccount
from flows.manual.looking import Look, take_look
from flows.manual.requests import RequestLog
from flows.pages.admin_login import AdminLogin
from flows.pages.change_password_dialog import ChangePasswordDialog
from flows.pages.parts import fill_in
from flows.pages.session import Session
from flows.pages.user_properties import UserProperties
from flows.procedures import enter_console, enter_webmail
from flows.procedures.list_accounts import user_list
from flows.records import Credentials
from flows.steps import Nobody

TOO_SHORT = 2
"""Characters; the manual's pictures ask for three."""

Passwords = Mapping[str, SecretStr]


@dataclass(frozen=True)
class Trial:
    """One thing offered. `refused` is None where it could not be offered, or the answer stayed unclear."""

    refused: bool | None
    words: str
    look: Look | None = None
    in_doubt: bool = False


def _in_the_dialog(
    existing: str, new: str, again: str
) -> Callable[[Session, TestAccount, RequestLog], Trial]:
    def trial(session: Session, account: TestAccount, log: RequestLog) -> Trial:
        dialog = enter_webmail(session, _who(account), Nobody()).change_password()
        known = _passwords(account)
        fields = {"existing-password": existing, "new-password": new, "confirm-password": again}
        return _offer(dialog, {part: known[name] for part, name in fields.items()}, account, log)

    return trial


def _in_the_properties(new: str, again: str) -> Callable[[Session, TestAccount, RequestLog], Trial]:
    def trial(session: Session, account: TestAccount, log: RequestLog) -> Trial:
        properties = user_list(enter_console(session, Nobody()), Nobody()).open(account.address)
        known = _passwords(account)
        values = {"new-password": known[new], "confirm-password": known[again]}
        return _offer(properties, values, account, log)

    return trial


def _user_at_the_console(session: Session, account: TestAccount, log: RequestLog) -> Trial:
    window = session.open(session.settings.admin_login_url)
    login = AdminLogin(session, window).arrive()
    try:
        login.enter(_who(account))
    except SignInRefused as refusal:
        look = take_look(window, "admin-login", account.target.looking(session), [account.present])
        return Trial(True, str(look.sight.readings.get("message") or refusal), look)
    return Trial(False, session.windows[-1].title())


TRIALS: Mapping[str, Callable[[Session, TestAccount, RequestLog], Trial]] = {
    "user-at-the-console": _user_at_the_console,
    "own-wrong-existing": _in_the_dialog("other", "good", "good"),
    "own-mismatch": _in_the_dialog("present", "good", "other"),
    "own-short": _in_the_dialog("present", "short", "short"),
    "own-space": _in_the_dialog("present", "spaced", "spaced"),
    "reset-mismatch": _in_the_properties("good", "other"),
    "reset-short": _in_the_properties("short", "short"),
}
"""By the name that the ledger gives them."""


def _who(account: TestAccount) -> Credentials:
    return Credentials(account.address, account.present)


def _passwords(account: TestAccount) -> Passwords:
    good, other = account.fresh(), account.fresh()
    text = good.get_secret_value()
    return {
        "present": account.present,
        "good": good,
        "other": other,
        "short": SecretStr(text[:TOO_SHORT]),
        "spaced": SecretStr(f"{text[:4]} {text[5:]}"),
    }


def _offer(
    screen: ChangePasswordDialog | UserProperties, values: Passwords, account: TestAccount, log: RequestLog
) -> Trial:
    account.about_to_write(values["confirm-password"], values["new-password"])
    fill_in(screen, values)
    log.saving(account.address)
    refused: bool | None = False
    try:
        words = screen.press_save()
    except SaveRefused as refusal:
        words, refused = str(refusal), True
    except SaveInDoubt as doubt:
        words, refused = str(doubt), None
    finally:
        log.saving("")
    how = account.target.looking(screen.session)
    looks = [take_look(window, screen.name, how, values.values()) for window in screen.session.windows]
    look = next((one for one in reversed(looks) if one.sight.readings.get("message")), looks[-1])
    message = look.sight.readings.get("message")
    return Trial(refused, str(message or words), look, in_doubt=refused is None)
