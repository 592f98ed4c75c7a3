"""`flows manual check`: what the manual says, held against a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.terminal import Json, json_line, messages, table
from flows.errors import InputError
from flows.settings import Settings, read_settings

if TYPE_CHECKING:
    from flows.manual.check import Report
    from flows.manual.ledger import Statement
    from flows.manual.target import Target

manual = typer.Typer(no_args_is_help=True)


@manual.callback()
def _group() -> None:
    """The manual: is it true, its pictures, its pages.

    Example: flows manual check
    """


@manual.command()
def check(
    practice: Annotated[
        bool, typer.Option("--practice", help="A fresh practice site, whatever is set.")
    ] = False,
    allow_writes: Annotated[
        bool,
        typer.Option(
            "--allow-writes/--read-only", help="On a server: try the changes too, on the test account alone."
        ),
    ] = False,
    test_account: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="The account to change and set back; it must be FLOWS_USER."),
    ] = "",
    edition: Annotated[str, typer.Option(help="Which edition of the manual.")] = "fit-cluster-iis-1.2",
    expect: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=r"TOML of \[\[expected]] tables: statement, reason, target."),
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(metavar="REPORT", help="The report.json of another run to compare with.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where the report goes; else FLOWS_OUTPUT_DIR/manual.")
    ] = None,
    json: Json = False,
) -> None:
    """Hold every statement of the manual against a server, and give each a verdict.

    Example: flows manual check

    Without settings, or with --practice, on a fresh practice site, where the changes are always tried. On the server
    that the settings name it only reads, unless --allow-writes --test-account ADDRESS is given: then that account
    alone is written, and set back at the end.
    """
    from flows.manual.check import check_manual
    from flows.manual.expected import read_expected
    from flows.manual.ledger import load_ledger
    from flows.manual.report import differences, one_line_each, read_report, write_report
    from flows.manual.tour import touring

    settings = read_settings()
    ledger = load_ledger(edition)
    expected = read_expected(expect, ledger)
    other = read_report(compare) if compare else None
    with target_of(settings, practice, allow_writes, test_account) as target, touring(target) as tour:
        messages.print(f"{len(ledger.statements)} statements on {target.name} ({target.origin})")
        report = check_manual(tour, ledger, expected, _tell)
    different = differences(report, other) if other else []
    written = write_report(report, out or settings.output_dir / "manual", different)
    if json:
        json_line(one_line_each(report))
    else:
        _show(report)
        for each in different:
            messages.print(f"{each.statement}: {each.here} here, {each.there} on {each.where}")
    messages.print(f"Report: {written[0]}")
    raise typer.Exit(report.exit_code)


@contextmanager
def target_of(settings: Settings, practice: bool, allow_writes: bool, test_account: str) -> Iterator[Target]:
    """The server to check: the one that the settings name, else a practice site for the time being."""
    from flows.manual.target import practice_target, real_target

    if settings.webmail_url and not practice:
        yield real_target(settings, allow_writes, test_account)
        return
    if allow_writes or test_account:
        raise InputError("--allow-writes and --test-account are for a server; FLOWS_WEBMAIL_URL is not set.")
    from flows.practice import PracticeSite

    kept = settings.model_dump(include={"browser", "browser_path", "headed", "locale"})
    with PracticeSite() as site, mail_doors(site.database) as doors:
        yield practice_target(site, **kept, **doors)


@contextmanager
def mail_doors(database: Path) -> Iterator[dict[str, Any]]:
    """The practice mail server over the site's accounts where this machine can run one; else no doors."""
    from flows.mailroom import missing, open_mailroom

    if missing():
        yield {}
        return
    with open_mailroom(database) as room:
        yield {name.removeprefix("FLOWS_").lower(): value for name, value in room.settings.items()}


def _tell(statement: Statement) -> None:
    messages.print(f"  {statement.id}  {statement.says.en}", style="dim")


def _show(report: Report) -> None:
    rows: list[tuple[Any, ...]] = [
        (line.statement.id, line.judgement.verdict.value, line.judgement.note.en) for line in report.lines
    ]
    table(f"{report.tried} of {len(rows)} statements tried", ("statement", "verdict", "note"), rows)
    said = [(each.about.en, ", ".join(sorted(each.places))) for each in report.contradictions]
    table(f"{len(said)} things the manual says twice and differently", ("what", "where"), said)
