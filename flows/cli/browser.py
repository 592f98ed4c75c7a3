"""`flows browser install`: get a browser where there is none."""

from __future__ import annotations

import typer

from flows.cli.terminal import messages

browser = typer.Typer(help="The browser that does the work.", no_args_is_help=True)


@browser.callback()
def _group() -> None: ...


@browser.command()
def install(
    headed: bool = typer.Option(False, "--headed", help="Also one that can show its window."),
) -> None:
    """Get a browser and Japanese fonts, from Playwright or from Debian's packages.

    Example: flows browser install
    """
    from flows.browser_install import install_browser

    messages.print(install_browser(headed=headed))
