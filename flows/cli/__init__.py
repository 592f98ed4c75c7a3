"""The command line. Nothing here imports Playwright before a command needs it."""

from __future__ import annotations

import sys

import typer

from flows.cli.accounts import accounts
from flows.cli.browser import browser
from flows.cli.demo import demo
from flows.cli.doctor import doctor
from flows.cli.doors import server, verify
from flows.cli.export import export
from flows.cli.handouts import handouts
from flows.cli.inspect import inspect
from flows.cli.journal import journal
from flows.cli.manual import manual
from flows.cli.manual_build import build
from flows.cli.manual_review import review
from flows.cli.manual_shoot import shoot
from flows.cli.passwords import change_own_password, set_password
from flows.cli.practice import practice
from flows.cli.rotate import rotate
from flows.cli.terminal import messages
from flows.errors import FlowsError
from flows.settings import without_telltales

app = typer.Typer(
    name="flows",
    help=("Does, checks and documents what the mail password manual describes.\n\nBegin with: flows demo"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
ONE_BY_ONE = (
    demo, accounts, set_password, change_own_password, verify, export, handouts, doctor, server, inspect, practice,
)  # fmt: skip
for command in ONE_BY_ONE:
    app.command()(command)
manual.command()(shoot)
manual.command()(review)
manual.command()(build)
app.add_typer(rotate, name="rotate")
app.add_typer(manual, name="manual")
app.add_typer(journal, name="journal")
app.add_typer(browser, name="browser")


def main() -> None:
    """Run a command; every error that a person can cause is one clear sentence and the contract's exit code."""
    if telltales := without_telltales():
        messages.print(
            f"{', '.join(telltales)} is not heeded: Playwright would log every password that is typed."
        )
    try:
        app()
    except FlowsError as error:
        messages.print(f"flows: {error}", soft_wrap=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        messages.print("flows: interrupted.")
        sys.exit(130)
    except Exception as error:
        # Playwright's own, which is not imported here; its message may quote what was typed, so only its kind is named.
        if not type(error).__module__.startswith("playwright."):
            raise
        died = f"flows: the browser died, or failed at its work ({type(error).__name__}). Give the command again."
        messages.print(died, soft_wrap=True)
        sys.exit(FlowsError.exit_code)
