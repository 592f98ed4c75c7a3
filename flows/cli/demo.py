"""`flows demo`: the whole of it on a fresh practice site, with nothing to configure."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from flows.at_practice import at_practice
from flows.cli.demo_doors import OFF, knock_at_the_web_mail, mail_server, prove_at_the_mail_doors
from flows.cli.demo_manual import make_the_manual
from flows.cli.journal_key import domain_journal
from flows.cli.live import watching
from flows.cli.terminal import Progress, messages, table
from flows.errors import BrowserMissing, FlowsError
from flows.passwords import generate
from flows.practice import PracticeSite
from flows.records import Credentials
from flows.rotation.plan import Entry, Plan, Wish, make_plan
from flows.rotation.run import Terms, rotate
from flows.settings import Settings, read_settings

ACCOUNTS = 60


def demo(
    headed: Annotated[bool, typer.Option("--headed", help="Show the browser while it works.")] = False,
    with_mail: Annotated[
        bool,
        typer.Option("--with-mail", help="Prove at IMAP, POP3 and SMTP too, on a real Dovecot and Postfix."),
    ] = False,
) -> None:
    """Watch a mail domain's passwords being changed as the manual says, on a practice site.

    Example: flows demo
    """
    with (
        PracticeSite(accounts=ACCOUNTS) as site,
        mail_server(site, with_mail) as doors,
        tempfile.TemporaryDirectory() as state,
    ):
        messages.print(f"A practice site with {ACCOUNTS} accounts: {site.url}", style="bold")
        settings = read_settings(
            **at_practice(site),
            state_dir=Path(state) / "state",
            journal_key=SecretStr(secrets.token_urlsafe()),
            headed=headed,
            **doors,
        )
        if with_mail:
            where = f"{settings.imap}, {settings.pop3}, {settings.smtp}"
            messages.print(f"Dovecot and Postfix over its accounts: {where}", style="bold")
        browser_at_hand(settings)
        _walk(site, settings)
    _heading("The manual, rebuilt with these pictures")
    # The mail servers have ended, and their authority with them.
    for path in make_the_manual(settings.model_copy(update=OFF), settings.output_dir / "demo" / "manual"):
        messages.print(f"  {path}", soft_wrap=True)


def browser_at_hand(settings: Settings) -> None:
    """Get a browser where there is none, saying so."""
    from flows.browser_install import install_browser
    from flows.pages.site import open_site

    try:
        with open_site(settings):
            return
    except BrowserMissing as missing:
        messages.print(f"{missing}\nGetting one now; this takes a minute.")
    messages.print(install_browser(settings.browser, settings.headed))


def _walk(site: PracticeSite, settings: Settings) -> None:
    """The demonstration, in the manual's order, each part checked against what the site really holds."""
    from flows.pages.site import open_site
    from flows.pictures import Pictures
    from flows.procedures import enter_console, list_accounts
    from flows.rotation.desk import OwnDesk, console_desks
    from flows.steps import Several

    pictures = Pictures(settings.output_dir / "demo")
    with_mail = settings.imap is not None
    before = {address: account["password"] for address, account in site.state()["accounts"].items()}

    _heading("2-1-2  The accounts, by the menu 管理")
    by_menu = settings.model_copy(update={"admin_entry": "menu"})
    with open_site(by_menu) as browser, browser.session() as session:
        observer = Several([Progress(), pictures])
        accounts = list_accounts(enter_console(session, observer), observer)
    messages.print(f"  {len(accounts)} accounts in ユーザー管理")

    with domain_journal(settings, settings.administrator.domain) as journal:
        _heading("2-1-3  Every password, as the administrator")
        plan = make_plan(accounts, Wish(), signed_in=settings.administrator.user)
        with watching(quiet=False) as tell:
            finish = rotate(
                journal,
                plan,
                console_desks(settings, pictures),
                Terms(settings.workers, prove=with_mail),
                tell,
            )

        _heading("2-1-3  One's own password, as the user")
        user = settings.end_user.user
        known = journal.known_password(user)
        assert known is not None
        who = Credentials(user, known)
        entry = Entry(user, wanted=generate(), generated=True, current=known)
        desk = Several([Progress(), pictures])
        own = rotate(
            journal,
            Plan((entry,)),
            lambda _: OwnDesk(settings, who, desk),
            Terms(1, canaries=(), prove=with_mail),
        )
        messages.print(f"  {user}: {journal.items(own.run.id)[0].reason}")

        _heading("The doors: the new password opens, the old one does not")
        proven = {address: password for address, _, password in journal.proven()}
        knock_at_the_web_mail(settings, proven, before)
        at_the_mail_doors = prove_at_the_mail_doors(settings, proven, before) if with_mail else ""
        state = site.state()
        held = [
            address
            for address, new in proven.items()
            if state["accounts"][address]["password"] == new.get_secret_value()
        ]

    rows = [(f"{count} accounts {outcome}",) for outcome, count in finish.run.counts.items() if count]
    rows += [(at_the_mail_doors,)] if at_the_mail_doors else []
    rows += [
        (f"{len(held)} of {len(proven)} passwords in the journal are what the site holds",),
        (f"{state['domain_saves']} saves of the domain's own settings",),
        (f"{len(pictures.taken)} pictures of the steps in {pictures.folder}",),
    ]
    table("What was done", ("",), rows)
    if len(held) != len(proven) or finish.exit_code or own.exit_code:
        raise FlowsError("The demonstration did not end as it should; see above.")


def _heading(text: str) -> None:
    messages.print(f"\n{text}", style="bold")
