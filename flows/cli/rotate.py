"""`flows rotate`: many accounts; plan, confirm, apply, and never a password lost."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.journal import known_journal
from flows.cli.journal_key import domain_journal
from flows.cli.live import watching
from flows.cli.terminal import Json, agreed, busy, json_line, machine_text, messages, results, table
from flows.errors import FlowsError, InputError
from flows.records import Outcome
from flows.rotation.choice import Shard
from flows.rotation.csv_file import read_csv
from flows.rotation.journal import Journal
from flows.rotation.life import IN_DOUBT, Run
from flows.rotation.plan import Plan, Wish, make_plan
from flows.rotation.report import AccountReport, account_reports, html, json_lines, junit, plan_lines
from flows.rotation.run import Finish, Terms, resume
from flows.rotation.run import rotate as carry_out
from flows.settings import Settings, read_settings, require
from flows.steps import Nobody

if TYPE_CHECKING:
    from flows.rotation.survey import Domain

rotate = typer.Typer(invoke_without_command=True)


@rotate.callback()
def run(
    context: typer.Context,
    csv: Annotated[
        Path | None, typer.Option(help="A CSV of addresses and passwords; - is standard input.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every account of the user list.")] = False,
    only: Annotated[list[str] | None, typer.Option(help="Addresses or patterns, as sales-*.")] = None,
    include: Annotated[
        list[str] | None,
        typer.Option(help="Addresses that are protected otherwise: administrators, disabled."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before applying the plan.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan and stop.")] = False,
    resumed: Annotated[
        bool,
        typer.Option("--resume", help="Take up the run that was stopped, as it was planned, without asking."),
    ] = False,
    shard: Annotated[str, typer.Option(help="This machine's part of the plan, as 1/3.")] = "",
    skip_invalid: Annotated[bool, typer.Option("--skip-invalid", help="Pass over faulty rows.")] = False,
    max_failures: Annotated[
        int, typer.Option(min=0, help="Stop after more refusals and failures than this.")
    ] = 10,
    rate: Annotated[float | None, typer.Option(min=0.1, help="At most so many accounts a minute.")] = None,
    length: Annotated[int, typer.Option(min=8, max=30, help="Length of generated passwords.")] = 16,
    json: Json = False,
) -> None:
    """Change many accounts' passwords: plan, confirm, apply; safe to stop and to resume.

    Example: flows rotate --all --dry-run

    --json prints one object an account, a line each, once the run has ended.
    """
    if context.invoked_subcommand:
        return
    settings = read_settings()
    require(settings, "webmail_url", "admin_user", "admin_password")
    if [csv is not None, every, bool(only) and csv is None and not every, resumed].count(True) != 1:
        raise InputError(
            "Say which accounts: --csv FILE, --all or --only PATTERN; or take a run up with --resume."
        )
    if resumed and (include or shard or skip_invalid):
        raise InputError("--resume takes the run up as it was planned: leave the plan's own options out.")
    terms = _terms(settings, max_failures, rate)
    with domain_journal(settings, settings.administrator.domain) as journal:
        if resumed:
            finish = _resumed(journal, settings, terms, json, dry_run)
            code = _finish(journal, settings, finish, json)
            waits = _another_waits(journal, finish.run)
            raise typer.Exit(code or waits)
        wish = Wish(
            csv=read_csv(sys.stdin.buffer.read() if str(csv) == "-" else csv) if csv else None,
            only=tuple(only or ()),
            include=tuple(include or ()),
            length=length,
            skip_invalid=skip_invalid,
            shard=Shard.parse(shard) if shard else None,
        )
        domain = _surveyed(settings)
        plan = make_plan(domain.accounts, wish, signed_in=settings.administrator.user, rules=domain.rules)
        _show_plan(plan, to_messages=json)
        if dry_run:
            _print_lines(plan_lines(plan) if json else ())
            raise typer.Exit(0)
        if wish.shard and not plan.to_do:
            _print_lines(plan_lines(plan) if json else ())
            messages.print(f"No account to change falls into shard {shard}: there is nothing to do here.")
            raise typer.Exit(0)
        if not plan.to_do:
            raise InputError("The plan is empty: there is nothing to change.")
        _confirm(plan, yes)
        from flows.rotation.desk import console_desks

        with watching(json) as tell:
            desks = console_desks(settings, links=domain.links)
            finish = carry_out(journal, plan, desks, terms, tell)
        raise typer.Exit(_finish(journal, settings, finish, json))


@rotate.command()
def status(json: Json = False) -> None:
    """Show the runs that the journal knows.

    Example: flows rotate status
    """
    settings, journal = known_journal()
    with journal:
        runs = journal.runs()
        if json:
            json_line([{"run": r.id, "ending": r.ending or "not ended", "counts": r.counts} for r in runs])
        else:
            rows = [(r.id[:8], r.ending or "not ended", _counted(r)) for r in runs]
            table(f"Runs of {settings.domain}", ("run", "ended", "accounts"), rows)


def _terms(settings: Settings, max_failures: int, rate: float | None) -> Terms:
    from flows.rotation.desk import looking_door

    proves = looking_door(settings) is not None
    return Terms(workers=settings.workers, max_failures=max_failures, rate=rate, prove=proves)


def _surveyed(settings: Settings) -> Domain:
    from flows.rotation.survey import survey

    with busy("Reading the user list and the domain's password rule"):
        return survey(settings, Nobody())


def _show_plan(plan: Plan, to_messages: bool) -> None:
    rows = [
        (
            entry.address,
            entry.name,
            "skip" if entry.skipped else "change",
            entry.skipped or _origin(entry.generated),
        )
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
    if not agreed(f"Change the passwords of {len(plan.to_do)} accounts?"):
        raise InputError("Not confirmed; nothing was changed.")


def _resumed(journal: Journal, settings: Settings, terms: Terms, json: bool, dry_run: bool) -> Finish:
    from flows.rotation.desk import console_desks

    stopped = journal.unfinished_run()
    if stopped is None:
        raise InputError("No run was stopped: there is nothing to resume.")
    if not journal.is_here(stopped.site):
        raise InputError(
            f"Run {stopped.id[:8]} was begun at {stopped.site}, and the settings name {journal.site}. Nothing was "
            "tried. To go on, name that site again (FLOWS_WEBMAIL_URL, FLOWS_ADMIN_URL); at this one, plan a new run."
        )
    items = journal.items(stopped.id, stopped.taken_up)
    left = f"Left of {_left_of(stopped)}"
    if dry_run:
        rows = [(item.address, item.name, item.state, item.reason) for item in items]
        table(left, ("address", "name", "state", "why"), rows, console=messages if json else results)
        _print_lines(json_lines(account_reports(journal, stopped.id, stopped.taken_up)) if json else ())
        raise typer.Exit(0)
    messages.print(left)
    with watching(json) as tell:
        return resume(journal, stopped, console_desks(settings), terms, tell)


def _another_waits(journal: Journal, ended: Run) -> int:
    """Names a run that the one taken up has hidden; not everything is done then, and the exit code says so."""
    others = (run for run in journal.runs() if run.unfinished and run.id != ended.id)
    waiting = next((run for run in others if journal.is_here(run.site)), None)
    if waiting is None:
        return 0
    messages.print(f"Not finished either: {_left_of(waiting)}; flows rotate --resume takes it up next")
    return 4 if any(waiting.counts.get(state) for state in IN_DOUBT) else 1


def _left_of(run: Run) -> str:
    began = f"{datetime.fromtimestamp(run.started_at):%Y-%m-%d %H:%M}"
    return f"run {run.id[:8]}, begun {began}: {sum(run.counts.get(s, 0) for s in run.taken_up)} accounts"


def _finish(journal: Journal, settings: Settings, finish: Finish, json: bool) -> int:
    """Tells how a run ended, and gives its exit code."""
    reports = account_reports(journal, finish.run.id)
    if json:
        _print_lines(json_lines(reports))
    else:
        telling = [r for r in reports if r.outcome not in (Outcome.CHANGED, Outcome.UNCHANGED)]
        if telling:
            table(
                "To look at",
                ("address", "outcome", "why"),
                [(r.address, r.outcome, r.reason) for r in telling],
            )
        messages.print(_counted(finish.run))
    if finish.error:
        messages.print(f"flows: stopped: {finish.error}")
    if finish.run.unfinished:
        messages.print("To go on where it stopped: flows rotate --resume")
    try:
        for path in _written(settings, reports, finish):
            messages.print(f"The report: {path}")
    except FlowsError as unwritten:
        messages.print(f"flows: {unwritten}")
        return finish.exit_code or unwritten.exit_code
    return finish.exit_code


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(machine_text(line))


def _written(settings: Settings, reports: list[AccountReport], finish: Finish) -> list[Path]:
    """The report as a page and for machines, without passwords."""
    domain, run = settings.administrator.domain, finish.run
    stem = settings.output_dir / f"rotation-{run.id[:8]}"
    pages = {
        stem.with_suffix(".html"): html(reports, run, domain),
        stem.with_suffix(".xml"): junit(reports, domain, stopped=finish.stopped_by),
    }
    try:
        settings.output_dir.mkdir(parents=True, exist_ok=True)
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8")
    except OSError as full:
        raise FlowsError(f"{settings.output_dir} cannot be written to: {full.strerror}.") from None
    return list(pages)


def _counted(run: Run) -> str:
    return ", ".join(f"{count} {state}" for state, count in run.counts.items() if count)
