"""`flows handouts`: the sheet each user is given, from proven passwords only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from pydantic import SecretStr

from flows.cli.handing_out import LeftOut, left_out, show_left_out, something_is_unknown, warn_of_another_site
from flows.cli.journal import known_journal
from flows.cli.terminal import Json, busy, json_line, messages, results, table, unseen
from flows.doors.mail import MailDoor, mail_doors
from flows.errors import InputError
from flows.handouts.register import Register, SheetRecord
from flows.handouts.sheet import HandoutAccount, Layout, Letterhead, Service
from flows.records import DoorState
from flows.rotation.choice import matches
from flows.rotation.journal import Journal
from flows.rotation.life import Candidate
from flows.settings import Settings, require

SHORTEST_PASSPHRASE = 8


def handouts(
    only: Annotated[list[str] | None, typer.Option(help="Addresses or patterns, as sales-*.")] = None,
    layout: Annotated[
        Layout, typer.Option(help="One A4 page for each user, or eight slips a page.")
    ] = Layout.PAGE,
    lang: Annotated[Literal["ja", "en"], typer.Option(help="The sheets' language.")] = "ja",
    organisation: Annotated[
        str, typer.Option(help="The name at the head of each sheet, if not FLOWS_ORGANISATION.")
    ] = "",
    logo: Annotated[Path | None, typer.Option(help="PNG, JPEG or SVG beside it, if not FLOWS_LOGO.")] = None,
    note: Annotated[str, typer.Option(help="A paragraph of your own, if not FLOWS_HANDOUT_NOTE.")] = "",
    picture: Annotated[Path | None, typer.Option(help="A picture of the change-password dialog.")] = None,
    reissue: Annotated[
        bool, typer.Option("--reissue", help="Also for those who have a sheet already.")
    ] = False,
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="An AES-256 PDF; asks for a passphrase.")
    ] = False,
    confirm: Annotated[list[str] | None, typer.Option(help="Serial numbers that were delivered.")] = None,
    undelivered: Annotated[
        bool, typer.Option("--undelivered", help="List sheets not yet confirmed.")
    ] = False,
    json: Json = False,
) -> None:
    """Print the sheet that each user is given: user name, proven password, servers, how to change it.

    Example: flows handouts --layout slips --organisation "みどり商事"
    """
    settings, journal = known_journal()
    with journal:
        register = Register(journal)
        if confirm:
            register.confirm(confirm)
            messages.print(f"{len(confirm)} sheets are confirmed as delivered.")
        if undelivered:
            _list_undelivered(register.unconfirmed(), json)
        if confirm or undelivered:
            raise typer.Exit(0)
        require(settings, "webmail_url")
        head = Letterhead(
            settings.webmail,
            organisation=organisation or settings.organisation,
            logo=logo or settings.logo,
            note=note or settings.handout_note,
            picture=picture,
            language=lang,
        )
        _look_at_images(head, "--logo" if logo else "FLOWS_LOGO")
        phrase = _passphrase() if encrypt else None
        with journal.run_lock():
            handed = list(journal.proven_candidates())
            warn_of_another_site(journal, handed)
            accounts = _numbered(register, _due(journal, register, settings, handed, only or ["*"], reissue))
            others = left_out(journal, handed)
            _print(settings, register, accounts, head, layout, phrase, others, json)
        if something_is_unknown(journal, others):
            raise typer.Exit(4)


def _look_at_images(head: Letterhead, logo_from: str) -> None:
    """Before a passphrase is asked or a browser started. Raises InputError in one sentence."""
    from flows.handouts.images import image

    image(head.logo, logo_from)
    image(head.picture, "--picture")


def proven_services(journal: Journal, candidate: Candidate, on: Sequence[MailDoor]) -> tuple[Service, ...]:
    """The mail doors that this very password opened when it was last tried at this very server.

    It was tried when it was set, or by `flows verify --journal`; an unclear answer takes nothing back.
    """
    rows = journal.read(
        "SELECT door, server, state, max(at) FROM probes"
        " WHERE address = ? AND candidate = ? AND state <> 'unclear' GROUP BY door, server",
        (candidate.address, candidate.id),
    )
    opened = {(row["door"], row["server"]) for row in rows if row["state"] == DoorState.OPEN}
    return tuple(
        Service(door.kind, door.host, door.port, door.security)
        for door in on
        if (door.kind, door.where) in opened
    )


def _due(
    journal: Journal,
    register: Register,
    settings: Settings,
    handed: Iterable[tuple[str, Candidate]],
    patterns: Sequence[str],
    reissue: bool,
) -> list[HandoutAccount]:
    """Those whose password has no sheet yet; with `reissue`, all. The serial number is still to come."""
    on = list(mail_doors(settings))
    latest, due = register.latest(), []
    for name, proven in handed:
        assert proven.password is not None
        if not any(matches(proven.address, pattern) for pattern in patterns):
            continue
        sheet = latest.get(proven.address.casefold())
        if reissue or sheet is None or sheet.made_at < proven.stood_at:
            services = proven_services(journal, proven, on)
            due.append(HandoutAccount(proven.address, name, proven.password, "", services))
    if lacking := [account.address for account in due if len(account.services) < len(on)]:
        messages.print(
            f"{len(lacking)} sheets leave out a mail server that their password has not opened "
            f"({lacking[0]}{' and others' if len(lacking) > 1 else ''}). To try: flows verify --journal"
        )
    return due


def _numbered(register: Register, due: Sequence[HandoutAccount]) -> list[HandoutAccount]:
    return [
        replace(account, serial=serial)
        for account, serial in zip(due, register.next_serials(len(due)), strict=True)
    ]


def _print(
    settings: Settings,
    register: Register,
    accounts: Sequence[HandoutAccount],
    head: Letterhead,
    layout: Layout,
    phrase: SecretStr | None,
    others: Sequence[LeftOut],
    json: bool,
) -> None:
    if not accounts:
        show_left_out("Without a sheet", others)
        raise InputError(
            "There is no sheet to make: no proven password is without one. Print again with --reissue."
        )
    from flows.handouts.printing import write_sheets
    from flows.pages.site import open_site

    target = settings.output_dir / f"handouts-{accounts[0].serial}"
    with busy(f"Printing {len(accounts)} sheets and reading them back"), open_site(settings) as site:
        made = write_sheets(site.browser, accounts, head, target, layout=layout, passphrase=phrase)
    try:
        register.enter((account.serial, account.address) for account in accounts)
    except BaseException:
        for path in filter(None, (made.pdf, made.html)):
            path.unlink(missing_ok=True)
        raise
    if json:
        json_line(
            {
                "sheets": [{"serial": account.serial, "address": account.address} for account in accounts],
                "pdf": str(made.pdf),
                "html": str(made.html) if made.html else None,
                "left_out": [{"address": one.address, "why": one.why} for one in others],
            }
        )
    else:
        results.print(f"{made.sheets} sheets, each read back and exact: {made.pdf}", soft_wrap=True)
    show_left_out("Without a sheet", others)
    messages.print(
        "Whoever reads these files reads your users' mail. When they are handed out: --confirm SERIAL"
    )


def _list_undelivered(records: Sequence[SheetRecord], json: bool) -> None:
    rows = [
        (one.serial, one.address, f"{datetime.fromtimestamp(one.made_at):%Y-%m-%d %H:%M}") for one in records
    ]
    if json:
        json_line([{"serial": serial, "address": address, "made": made} for serial, address, made in rows])
    else:
        table(f"Not yet confirmed as delivered: {len(rows)}", ("serial", "address", "made"), rows)


def _passphrase() -> SecretStr:
    text = unseen("Passphrase for the PDF", twice=True)
    if len(text) < SHORTEST_PASSPHRASE:
        raise InputError(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters. Nothing was printed.")
    return SecretStr(text)
