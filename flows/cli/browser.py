"""`flows browser install`: get a browser where there is none."""

from __future__ import annotations

import typer

from flows.cli.terminal import messages
from flows.settings import read_settings

browser = typer.Typer(no_args_is_help=True)


@browser.callback()
def _group() -> None:
    """The browser that does the work.

    Example: flows browser install
    """


@browser.command()
def install(
    headed: bool = typer.Option(False, "--headed", help="Also one that can show its window."),
) -> None:
    """Get the browser of FLOWS_BROWSER from Playwright, or Chromium from Debian's packages.

    Example: flows browser install

    Where there is apt-get, as root or with sudo, the system's libraries and Japanese fonts too.
    """
    from flows.browser_install import install_browser

    messages.print(install_browser(read_settings().browser, headed))
