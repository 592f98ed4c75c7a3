"""`flows verify` and `flows server`: which doors a password opens, and what stands at the doors."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer
from pydantic import SecretStr

from flows.cli.journal import known_journal
from flows.cli.terminal import Json, busy, json_line, messages, secret, table
from flows.doors.door import Door
from flows.doors.mail import mail_doors
from flows.doors.verdict import UNREADABLE, Against, Verdict, prove
from flows.errors import InputError
from flows.rotation.budget import Budget, CountedDoor
from flows.rotation.csv_file import CsvFaults, read_csv
from flows.rotation.journal import Journal
from flows.rotation.life import Standing
from flows.rotation.store import in_memory
from flows.rotation.wallet import Wallet
from flows.settings import Settings, missing_text, read_settings

if TYPE_CHECKING:
    from flows.doors.server import Reading


OF_ONE_COMMAND = Budget(for_an_account=4, for_a_client=60)
"""Where no journal remembers what failed before."""


@dataclass(frozen=True)
class Trial:
    """An account, the password that should open every door, and the one that should open none.

    Without the first, the journal has it and cannot read it.
    """

    address: str
    new: SecretStr | None
    old: SecretStr | None = None


def verify(
    address: Annotated[str | None, typer.Argument(help="The account's whole mail address.")] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    csv: Annotated[
        Path | None,
        typer.Option(
            help="A CSV of addresses and passwords; current_password must open nothing. - is stdin."
        ),
    ] = None,
    journal: Annotated[bool, typer.Option("--journal", help="Every proven password of the journal.")] = False,
    old_too: Annotated[
        bool,
        typer.Option("--old-too", help="With --journal: also that the replaced password opens nothing."),
    ] = False,
    json: Json = False,
) -> None:
    """Try a password at the web mail, IMAP, POP3 and SMTP doors that the settings name.

    Example: flows verify taro@example.jp

    A server may block whoever fails too often. So sixty sign-ins of a run may fail, four of one account; with
    --journal two hundred an hour, five of one account, over all runs. What is not tried for that reason is unclear,
    and the exit code is 4: go on later.
    """
    if [address is not None, csv is not None, journal].count(True) != 1:
        raise InputError("Say whose password: ADDRESS, --csv FILE or --journal.")
    if journal:
        settings, opened = known_journal()
        with opened:
            _try(settings, opened, Budget(), _of_the_journal(opened, old_too), json)
    settings = read_settings()
    _require_a_door(settings)
    trials = _of_a_file(csv) if csv else [Trial(address or "", _password(password_stdin))]
    with Wallet(*in_memory()) as unkept:
        _try(settings, unkept, OF_ONE_COMMAND, trials, json)


def server(
    domain: Annotated[str | None, typer.Argument(help="The mail domain; else the administrator's.")] = None,
    json: Json = False,
) -> None:
    """Look at the server names of the manual's table: DNS before and after the switch, ports, certificates.

    Example: flows server example.jp
    """
    settings = read_settings()
    domain = domain or (settings.admin_user or "").partition("@")[2]
    host = urlsplit(settings.webmail_url or "").hostname
    doors = list(mail_doors(settings))
    if not domain:
        raise InputError("Name the mail domain: flows server example.jp")
    if not host and not doors:
        raise InputError(missing_text(["webmail_url"]))
    from flows.doors.server import server_report

    with busy(f"Looking at the servers of {domain}; no password is sent"):
        readings = server_report(domain, host or doors[0].host, doors, ca_file=settings.ca_file)
    _show(domain, readings, json)
    raise typer.Exit(3 if any(reading.result == "failed" for reading in readings) else 0)


def _require_a_door(settings: Settings) -> None:
    if not (settings.webmail_url or settings.imap or settings.pop3 or settings.smtp):
        raise InputError(missing_text(["webmail_url", "imap", "pop3", "smtp"]))


@contextmanager
def _doors(settings: Settings) -> Iterator[list[Door]]:
    """Every door that is on; a browser is started only where the web mail is one of them."""
    doors: list[Door] = list(mail_doors(settings))
    if not settings.webmail_url:
        yield doors
        return
    from flows.doors.webmail import WebmailDoor
    from flows.pages.site import open_site

    with open_site(settings) as site:
        yield [WebmailDoor(site), *doors]


def _password(from_stdin: bool) -> SecretStr:
    text = secret("Password", from_stdin)
    if not text:
        raise InputError("The password is empty. Nothing was tried.")
    return SecretStr(text)


def _of_a_file(path: Path) -> list[Trial]:
    rows = read_csv(sys.stdin.buffer.read() if str(path) == "-" else path)
    if rows.faults:
        raise CsvFaults(rows.faults)
    if lacking := [str(row.line) for row in rows.rows if row.password is None]:
        raise InputError(f"No password to verify in line {', '.join(lacking)}. Nothing was tried.")
    return [
        Trial(row.address, row.password, row.current_password)
        for row in rows.rows
        if row.password is not None
    ]


def _of_the_journal(journal: Journal, old_too: bool) -> list[Trial]:
    trials = [
        Trial(address, password, _replaced(journal, address) if old_too else None)
        for address, _, password in journal.proven()
    ]
    proven = {trial.address.casefold() for trial in trials}
    trials += [Trial(address, None) for address in journal.damaged() if address.casefold() not in proven]
    if not trials:
        raise InputError("The journal has no proven password.")
    return trials


def _replaced(journal: Journal, address: str) -> SecretStr | None:
    """What was replaced last, here before elsewhere; of several the proven one, or else a claimed one."""
    known = [one for one in journal.candidates(address) if one.password is not None]
    gone = [one for one in known if one.standing is Standing.REPLACED]
    gone.sort(
        key=lambda one: (not journal.is_here(one.site), -one.stood_at, not one.proof, one.origin != "claimed")
    )
    return gone[0].password if gone else None


def _try(settings: Settings, wallet: Wallet, budget: Budget, trials: Sequence[Trial], json: bool) -> None:
    with _doors(settings) as doors:
        _report(_verdicts([CountedDoor(door, wallet, budget) for door in doors], trials), json)


def _verdicts(doors: Sequence[Door], trials: Sequence[Trial]) -> Iterator[tuple[Trial, Verdict]]:
    for number, trial in enumerate(trials, 1):
        messages.print(f"  {number}/{len(trials)}  {trial.address}", style="dim")
        yield trial, prove(doors, trial.address, trial.new, trial.old) if trial.new else UNREADABLE


def _report(said: Iterator[tuple[Trial, Verdict]], json: bool) -> None:
    verdicts = list(said)
    if json:
        json_line([_document(trial, verdict) for trial, verdict in verdicts])
    else:
        names = dict.fromkeys(name for _, verdict in verdicts for name in verdict.new)
        table(
            "Which doors the password opens",
            ("address", *names, "what stands against it"),
            [
                (
                    trial.address,
                    *(verdict.new[name].state if name in verdict.new else "" for name in names),
                    _in_short(verdict),
                )
                for trial, verdict in verdicts
            ],
        )
    refuted = any(verdict.refuted for _, verdict in verdicts)
    unclear = any(not verdict.proven for _, verdict in verdicts)
    raise typer.Exit(1 if refuted else 4 if unclear else 0)


def _in_short(verdict: Verdict) -> str:
    """The findings, the doors of one kind together; causes only where they are not the password."""
    doors: dict[str, list[str]] = {}
    for finding in verdict.findings:
        cause = f" ({finding.cause})" if finding.kind in (Against.NEW_UNCLEAR, Against.OLD_UNCLEAR) else ""
        doors.setdefault(finding.kind, []).append(f"{finding.door}{cause}")
    said = (": ".join(filter(None, (kind, ", ".join(those)))) for kind, those in doors.items())
    return "; ".join(said) or "nothing: it is proven"


def _document(trial: Trial, verdict: Verdict) -> dict[str, object]:
    return {
        "address": trial.address,
        "doors": {name: answer.state for name, answer in verdict.new.items()},
        "old_doors": {name: answer.state for name, answer in verdict.old.items()},
        "proven": verdict.proven,
        "findings": [
            {"door": finding.door, "finding": finding.kind, "cause": finding.cause}
            for finding in verdict.findings
        ],
    }


def _show(domain: str, readings: Sequence[Reading], json: bool) -> None:
    if json:
        json_line([{"check": one.check, "result": one.result, "detail": one.detail} for one in readings])
    else:
        table(
            f"The mail servers of {domain}",
            ("check", "result", "what it means"),
            [(one.check, one.result, one.detail) for one in readings],
        )
