"""`flows set-password` and `flows change-own-password`: plans of one, through the same journal as a rotation."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer
from pydantic import SecretStr

from flows.cli.journal_key import domain_journal
from flows.cli.terminal import Json, Progress, busy, json_line, messages, new_secret, table
from flows.errors import InputError
from flows.passwords import WEBMAIL, Rule, faults, generate
from flows.records import Outcome
from flows.rotation.journal import Journal
from flows.rotation.life import Item
from flows.rotation.plan import Entry, Plan
from flows.rotation.run import Finish, Terms, rotate
from flows.rotation.worker import WorkerFactory
from flows.settings import Settings, read_settings, require

FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the new password from standard input.")
]
Generate = Annotated[bool, typer.Option("--generate", help="Make a strong one; `flows export` hands it out.")]


def set_password(
    address: Annotated[str, typer.Argument(help="The account's whole mail address.")],
    password_stdin: FromStdin = False,
    generate: Generate = False,
    json: Json = False,
) -> None:
    """Reset one account's password as the administrator (manual 2-1-3).

    Example: flows set-password taro@example.jp
    """
    settings = read_settings()
    require(settings, "webmail_url", "admin_user", "admin_password")
    given = None if generate else new_password(password_stdin)
    from flows.rotation.desk import console_desks
    from flows.rotation.survey import survey_one

    domain = settings.administrator.domain
    with domain_journal(settings, domain) as journal, busy(f"Setting the password of {address}"):
        rules = survey_one(settings, address, Progress()).rules
        plan = _plan_of_one(Entry(address), given, rules)
        item, finish = _carry_out(journal, plan, console_desks(settings, Progress()), settings)
    _show(item, finish, json, f"flows set-password {address}")


def change_own_password(
    password_stdin: FromStdin = False, generate: Generate = False, json: Json = False
) -> None:
    """Change one's own password in the web mail (manual 2-1-3, for the user).

    Example: flows change-own-password
    """
    settings = read_settings()
    require(settings, "webmail_url", "user", "password")
    given = None if generate else new_password(password_stdin)
    from flows.rotation.desk import OwnDesk

    who = settings.end_user
    with domain_journal(settings, who.domain) as journal, busy(f"Changing the password of {who.user}"):
        plan = _plan_of_one(Entry(who.user, current=who.password), given, (WEBMAIL,))
        item, finish = _carry_out(journal, plan, lambda _: OwnDesk(settings, who, Progress()), settings)
    _show(item, finish, json, "flows change-own-password")


def new_password(from_stdin: bool) -> SecretStr:
    """The new password from standard input or a prompt, checked before anything is tried."""
    nobody = "No password was given. Use --password-stdin or --generate, or run it at a terminal."
    text = new_secret("New password", from_stdin, nobody)
    _check(text, (WEBMAIL,))
    return SecretStr(text)


def _check(password: str, rules: tuple[Rule, ...]) -> None:
    if wrong := faults(password, rules):
        raise InputError(f"The new password {'; it '.join(wrong)}. Nothing was tried.")


def _plan_of_one(entry: Entry, given: SecretStr | None, rules: tuple[Rule, ...]) -> Plan:
    if given:
        _check(given.get_secret_value(), rules)
    wanted = given or generate(rules=rules)
    return Plan((replace(entry, wanted=wanted, generated=given is None),), rules, of_one=True)


def _carry_out(journal: Journal, plan: Plan, desks: WorkerFactory, settings: Settings) -> tuple[Item, Finish]:
    """Run the plan of one; its proof is a mail door where one is set, else the site's word."""
    from flows.rotation.desk import looking_door

    terms = Terms(workers=1, canaries=(), prove=looking_door(settings) is not None)
    finish = rotate(journal, plan, desks, terms)
    return journal.items(finish.run.id)[0], finish


def _show(item: Item, finish: Finish, json: bool, again: str) -> None:
    if finish.error and not finish.tried and not finish.interrupted:
        raise finish.error
    outcome = item.state.outcome
    if json:
        json_line({"address": item.address, "outcome": outcome, "reason": item.reason})
    else:
        table("Result", ("address", "outcome", "the site said"), [(item.address, outcome, item.reason)])
    if finish.error:
        messages.print(f"flows: stopped: {finish.error}")
    unknown = outcome is Outcome.UNKNOWN
    if unknown:
        messages.print(f"The journal keeps both passwords. Which one it is, is looked at first by: {again}")
    raise typer.Exit(4 if unknown and not finish.interrupted else finish.exit_code)
