"""`flows rotate`: many accounts; plan, confirm, apply, and never a password lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.journal_key import domain_journal
from flows.cli.live import watching
from flows.cli.terminal import Json, busy, json_line, messages, results, table
from flows.errors import FlowsError, InputError
from flows.rotation.budget import doors
from flows.rotation.choice import Shard
from flows.rotation.csv_file import read_csv
from flows.rotation.journal import Journal
from flows.rotation.life import Item, Run, State
from flows.rotation.plan import Plan, Wish, make_plan
from flows.rotation.run import Finish, Terms, resume, rotate as carry_out
from flows.settings import Settings, read_settings, require
from flows.steps import Nobody

rotate = typer.Typer(help="Change many passwords: plan, confirm, apply.", invoke_without_command=True)


@rotate.callback()
def run(
    context: typer.Context,
    csv: Annotated[Path | None, typer.Option(help="A CSV of addresses and passwords; - is standard input.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every account of the user list.")] = False,
    only: Annotated[list[str] | None, typer.Option(help="Addresses or patterns, as sales-*.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before applying the plan.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan and stop.")] = False,
    resumed: Annotated[bool, typer.Option("--resume", help="Take up the run that was stopped.")] = False,
    shard: Annotated[str, typer.Option(help="This machine's part of the plan, as 1/3.")] = "",
    skip_invalid: Annotated[bool, typer.Option("--skip-invalid", help="Pass over faulty rows.")] = False,
    max_failures: Annotated[int, typer.Option(min=0, help="Stop after more refusals and failures than this.")] = 10,
    rate: Annotated[float | None, typer.Option(min=0.1, help="At most so many accounts a minute.")] = None,
    length: Annotated[int, typer.Option(min=8, max=30, help="Length of generated passwords.")] = 16,
    json: Json = False,
) -> None:
    """Change many accounts' passwords: plan, confirm, apply; safe to stop and to resume.

    Example: flows rotate --all --dry-run
    """
    if context.invoked_subcommand:
        return
    settings = read_settings()
    require(settings, "webmail_url", "admin_user", "admin_password")
    if [csv is not None, every, bool(only) and csv is None and not every, resumed].count(True) != 1:
        raise InputError("Say which accounts: --csv FILE, --all or --only PATTERN; or take a run up with --resume.")
    terms = _terms(settings, max_failures, rate)
    with domain_journal(settings, settings.administrator.domain) as journal:
        if resumed:
            _finish(journal, settings, _resumed(journal, settings, terms, json), json)
        wish = Wish(
            csv=read_csv(sys.stdin.buffer.read() if str(csv) == "-" else csv) if csv else None,
            only=tuple(only or ()),
            length=length,
            skip_invalid=skip_invalid,
            shard=Shard.parse(shard) if shard else None,
        )
        plan = _planned(settings, wish)
        _show_plan(plan, to_messages=json)
        if dry_run:
            raise typer.Exit(0)
        if not plan.to_do:
            raise InputError("The plan is empty: there is nothing to change.")
        _confirm(plan, yes)
        from flows.rotation.desk import console_desks

        with watching(json) as tell:
            finish = carry_out(journal, plan, console_desks(settings), terms, tell)
        _finish(journal, settings, finish, json)


@rotate.command()
def status(json: Json = False) -> None:
    """Show the runs that the journal knows.

    Example: flows rotate status
    """
    settings = read_settings()
    require(settings, "admin_user")
    domain = (settings.admin_user or "").partition("@")[2]
    with domain_journal(settings, domain) as journal:
        runs = journal.runs()
        if json:
            json_line([{"run": r.id, "ending": r.ending or "not ended", "counts": r.counts} for r in runs])
        else:
            rows = [(r.id[:8], r.ending or "not ended", _counted(r)) for r in runs]
            table(f"Runs of {domain}", ("run", "ended", "accounts"), rows)


def _terms(settings: Settings, max_failures: int, rate: float | None) -> Terms:
    from flows.rotation.desk import looking_door

    proves = looking_door(settings) is not None
    return Terms(workers=settings.workers, max_failures=max_failures, rate=rate, prove=proves)


def _planned(settings: Settings, wish: Wish) -> Plan:
    from flows.rotation.survey import survey

    with busy("Reading the user list and the domain's password rule"):
        domain = survey(settings, Nobody())
    return make_plan(domain.accounts, wish, signed_in=settings.administrator.user, rules=domain.rules)


def _show_plan(plan: Plan, to_messages: bool) -> None:
    rows = [
        (entry.address, entry.name, "skip" if entry.skipped else "change", entry.skipped or _origin(entry.generated))
        for entry in plan.entries
    ]
    title = f"The plan: change {len(plan.to_do)} of {len(plan.entries)} accounts"
    table(title, ("address", "name", "", "why"), rows, console=messages if to_messages else results)
    for note in plan.notes:
        messages.print(f"Note: {note}")


def _origin(generated: bool) -> str:
    return "a generated password" if generated else "the password given for it"


def _confirm(plan: Plan, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise InputError("The plan was not confirmed. Look at it with --dry-run, then apply it with --yes.")
    if not typer.confirm(f"Change the passwords of {len(plan.to_do)} accounts?", err=True):
        raise InputError("Not confirmed; nothing was changed.")


def _resumed(journal: Journal, settings: Settings, terms: Terms, json: bool) -> Finish:
    from flows.rotation.desk import console_desks

    stopped = journal.unfinished_run()
    if stopped is None:
        raise InputError("No run was stopped: there is nothing to resume.")
    with watching(json) as tell:
        return resume(journal, stopped, console_desks(settings), terms, tell)


def _finish(journal: Journal, settings: Settings, finish: Finish, json: bool) -> None:
    items = journal.items(finish.run.id)
    if json:
        opened = doors(journal, finish.run.id)
        for item in items:
            json_line(
                {
                    "address": item.address,
                    "outcome": _outcome(item),
                    "reason": item.reason,
                    "attempts": item.attempts,
                    "doors": opened.get(item.address.casefold(), {}),
                }
            )
    else:
        telling = [i for i in items if i.state not in (State.CHANGED, State.UNCHANGED)]
        if telling:
            table("To look at", ("address", "outcome", "why"), [(i.address, i.state, i.reason) for i in telling])
        messages.print(_counted(finish.run))
    if finish.error:
        messages.print(f"flows: stopped: {finish.error}")
    if finish.run.unfinished:
        messages.print("To go on where it stopped: flows rotate --resume")
    _report(journal, settings, finish.run)
    raise typer.Exit(finish.exit_code)


def _outcome(item: Item) -> str:
    """The contract's word; an account that was never tried has had nothing written."""
    return {State.PLANNED: "failed", State.TRYING: "unknown"}.get(item.state, item.state.value)


def _counted(run: Run) -> str:
    return ", ".join(f"{count} {state}" for state, count in run.counts.items() if count)


def _report(journal: Journal, settings: Settings, run: Run) -> None:
    from flows.rotation.report import write_report

    try:
        path = write_report(journal, run, settings.output_dir)
    except OSError as full:
        raise FlowsError(f"{settings.output_dir} cannot be written to: {full.strerror}.") from None
    messages.print(f"The report: {path}")
