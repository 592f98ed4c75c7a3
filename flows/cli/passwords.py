"""`flows set-password` and `flows change-own-password`: one account, as the manual's section 2-1-3 says."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from pydantic import SecretStr

from flows.cli.terminal import Json, Progress, busy, json_line, table
from flows.errors import InputError, SaveRefused
from flows.passwords import WEBMAIL, faults
from flows.records import Outcome, Result
from flows.settings import read_settings, require

FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the new password from standard input.")
]


def set_password(
    address: Annotated[str, typer.Argument(help="The account's whole mail address.")],
    password_stdin: FromStdin = False,
    json: Json = False,
) -> None:
    """Reset one account's password as the administrator (manual 2-1-3).

    Example: flows set-password taro@example.jp
    """
    settings = read_settings()
    require(settings, "webmail_url", "admin_user", "admin_password")
    new = new_password(password_stdin)
    from flows.pages.site import open_site
    from flows.procedures import enter_console, reset_password
    from flows.procedures.list_accounts import user_list

    with busy(f"Setting the password of {address}"), open_site(settings) as site, site.session() as session:
        users = user_list(enter_console(session, Progress()), Progress())
        try:
            words = reset_password(users, address, new, Progress())
            result = Result(address, Outcome.CHANGED, words, 1)
        except SaveRefused as refusal:
            result = Result(address, Outcome.REFUSED, str(refusal), 1)
    show(result, json)


def change_own_password(password_stdin: FromStdin = False, json: Json = False) -> None:
    """Change one's own password in the web mail (manual 2-1-3, for the user).

    Example: flows change-own-password
    """
    settings = read_settings()
    require(settings, "webmail_url", "user", "password")
    new = new_password(password_stdin)
    from flows.pages.site import open_site
    from flows.procedures import change_own_password as change
    from flows.procedures import enter_webmail

    who = settings.end_user
    with busy(f"Changing the password of {who.user}"), open_site(settings) as site, site.session() as session:
        webmail = enter_webmail(session, who, Progress())
        try:
            words = change(webmail, who.password, new, Progress())
            result = Result(who.user, Outcome.CHANGED, words, 1)
        except SaveRefused as refusal:
            result = Result(who.user, Outcome.REFUSED, str(refusal), 1)
    show(result, json)


def new_password(from_stdin: bool) -> SecretStr:
    """The new password from standard input or a prompt, checked before anything is tried."""
    if from_stdin:
        text = sys.stdin.readline().rstrip("\r\n")
    else:
        text = typer.prompt("New password", hide_input=True, confirmation_prompt=True, err=True)
    if wrong := faults(text, [WEBMAIL]):
        raise InputError(f"The new password {'; it '.join(wrong)}. Nothing was tried.")
    return SecretStr(text)


def show(result: Result, json: bool) -> None:
    if json:
        json_line({"address": result.address, "outcome": result.outcome, "reason": result.reason})
    else:
        table(
            "Result",
            ("address", "outcome", "the site said"),
            [(result.address, result.outcome, result.reason)],
        )
    raise typer.Exit({Outcome.CHANGED: 0, Outcome.UNCHANGED: 0, Outcome.UNKNOWN: 4}.get(result.outcome, 1))
