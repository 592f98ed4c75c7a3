"""`flows practice`: the practice site in the foreground."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from flows.practice import KINDS, SKINS, STRENGTHS, Fault, PracticeSite
from flows.practice.site import SKIN_DECIDES

_SKINS = "; ".join(f"{skin.name}: {skin.about}" for skin in SKINS.values())
_MOST = 10_000
_KEYS = ", ".join(key.name for key in fields(Fault) if key.name != "kind")


def _skin(name: str) -> str:
    return _known("skin", name, SKINS)


def _strength(name: str) -> str:
    return _known("strength", name, STRENGTHS)


def _language(name: str) -> str:
    return _known("language", name, ("ja", "en"))


def _known(what: str, name: str, names: Iterable[str]) -> str:
    if name not in names:
        raise typer.BadParameter(f"no {what} is called {name}; there are {', '.join(names)}")
    return name


def _fault(text: str) -> Fault:
    try:
        return Fault.parse(text)
    except (ValueError, TypeError) as error:
        raise typer.BadParameter(str(error)) from error


def practice(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 0,
    accounts: Annotated[int, typer.Option(min=2, max=_MOST, help="How many people the domain has.")] = 60,
    skin: Annotated[str, typer.Option(callback=_skin, help=_SKINS)] = "classic",
    language: Annotated[str, typer.Option(callback=_language, help="ja or en.")] = "ja",
    strength: Annotated[str, typer.Option(callback=_strength, help=f"{', '.join(STRENGTHS)}.")] = "weak",
    fault: Annotated[
        list[Fault] | None,
        typer.Option(
            parser=_fault,
            metavar="KIND[:key=value,…]",
            help=f"What goes wrong: {', '.join(KINDS)}. Keys: {_KEYS}.",
        ),
    ] = None,
    delay: Annotated[int, typer.Option(min=0, metavar="MS", help="Added to every answer.")] = 0,
    page_size: Annotated[
        int, typer.Option(min=SKIN_DECIDES, help="Accounts a page; 0 for all at once; -1 as the skin has it.")
    ] = SKIN_DECIDES,
    domain: Annotated[str, typer.Option(help="The mail domain.")] = "example.jp",
    database: Annotated[
        Path | None, typer.Option(help="Keep the accounts in this SQLite file, which a mail server can read.")
    ] = None,
    test_token: Annotated[
        str | None, typer.Option(help="Opens /practice/state.json and /practice/faults to whoever sends it.")
    ] = None,
) -> None:
    """Run the practice site: a mail server's web mail and admin console, with invented people.

    Example: flows practice --port 8080 --accounts 200 --fault slow:on=save,delay_ms=3000

    Prints its address and its sign-ins, and runs until Ctrl-C.

    A fault's `on` names occasions, or paths, separated by | and with * as in file names: sign-in-page, sign-in,
    mailbox, dialog, own-save, admin-sign-in-page, admin-sign-in, console, domain, domain-save, users, search,
    properties, save. Of the requests that fit, the first `after` go well and the next `times` (all: every one) are
    hit, counted `per` site, session or account; with `rate` that share of them is hit, the same for one `seed`.
    """
    console = Console(highlight=False)
    with PracticeSite(
        accounts, skin=skin, language=language, domain=domain, strength=strength, port=port, database=database,
        delay_ms=delay, page_size=page_size or None, faults=fault or (), test_token=test_token,
    ) as site:  # fmt: skip
        try:
            console.print(f"Web mail        {site.url}/")
            console.print(f"Admin console   {site.admin_url}")
            for who, sign_in in (("Administrator", site.administrator), ("User", site.user)):
                console.print(f"{who:<15} {sign_in.address}   {sign_in.password}", markup=False)
            console.print("Ctrl-C ends it.")
            threading.Event().wait()
        except KeyboardInterrupt:
            console.print("Ended.")
