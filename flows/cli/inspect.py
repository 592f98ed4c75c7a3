"""flows inspect: look at saved or live pages and touch nothing; which part of a screen is where, found by what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from flows import wording
from flows.errors import InputError, Unreachable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from flows.pages.sight import Sight
    from flows.settings import Settings
    from flows.wording import Wording

VIEWPORT = (1280, 800)
READINGS = ("rule", "message", "accounts")


def inspect(
    screen: Annotated[
        str, typer.Argument(help="The screen, by its name in the contract, as user-properties.")
    ],
    pages: Annotated[list[str], typer.Argument(help="Saved pages or live addresses.", metavar="FILE|URL…")],
    shot: Annotated[Path | None, typer.Option("--shot", help="Draw the parts into this picture.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object a page.")] = False,
) -> None:
    """Which part of a screen is where on a page, and found by what; or why not.

    Example: flows inspect user-properties saved.html --shot saved.png
    """
    from flows.settings import Settings

    wording.parts_of(screen)
    settings = Settings()
    words = wording.load(settings.wording)
    addresses = [_address(page) for page in pages]
    with _opened(settings) as browser:
        for number, (page, address) in enumerate(zip(pages, addresses, strict=True), 1):
            picture = shot if shot is None or len(pages) == 1 else shot.with_stem(f"{shot.stem}-{number}")
            sight = _looked_at(browser, settings, screen, address, words, picture)
            if json_:
                print(json.dumps({"page": page, **as_json(sight)}, ensure_ascii=False), flush=True)
            else:
                _tell(page, sight)


def as_json(sight: Sight) -> dict[str, Any]:
    """The contract's object for one look, without the page's name."""
    shown = wording.parts_of(sight.screen)
    parts = {
        name: {"result": one.result, "by": one.by, "box": list(one.box) if one.box else None}
        for name, one in sight.findings.items()
        if name in shown
    }
    readings = {name: sight.readings[name] for name in READINGS if name in sight.readings}
    return {"screen": sight.screen, "parts": parts, "readings": readings}


def _address(page: str) -> str:
    if urlsplit(page).scheme in ("http", "https"):
        return page
    file = Path(page.removeprefix("file://")).expanduser()
    try:
        with file.open("rb") as text:
            text.read(1)
    except OSError as error:
        raise InputError(f"{page} cannot be read: {error.strerror}.") from None
    return file.resolve().as_uri()


@contextmanager
def _opened(settings: Settings) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    from flows.browser import launched
    from flows.pages.sight import register

    with sync_playwright() as playwright:
        register(playwright)
        with launched(playwright, settings) as browser:
            yield browser


def _looked_at(
    browser: Browser, settings: Settings, screen: str, address: str, words: Wording, picture: Path | None
) -> Sight:
    from playwright.sync_api import Error

    from flows.pages.sight import look

    width, height = VIEWPORT
    saved = address.startswith("file:")
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=settings.locale,
        offline=saved,
        accept_downloads=False,
    )
    try:
        if saved:
            _only_files(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.dismiss())
        try:
            page.goto(address, wait_until="load")
        except Error as error:
            raise Unreachable(f"{address} could not be opened: {error.message.splitlines()[0]}") from None
        sight = look(page, screen, words)
        if picture:
            _draw(page, sight, picture)
        return sight
    finally:
        context.close()


def _only_files(context: BrowserContext) -> None:
    context.route("**/*", lambda route: route.continue_() if _local(route.request.url) else route.abort())


def _local(address: str) -> bool:
    return address.startswith(("file:", "data:", "blob:", "about:"))


def _draw(page: Page, sight: Sight, picture: Path) -> None:
    from flows.cli.picture import draw

    picture.write_bytes(draw(page.screenshot(full_page=True), sight))


def _tell(page: str, sight: Sight) -> None:
    from rich.console import Console
    from rich.table import Table

    from flows.pages.sight import explain

    console = Console()
    table = Table(title=f"{page}\nas {sight.screen}", title_justify="left")
    for heading in ("part", "result", "found by", "x, y, width, height"):
        table.add_column(heading)
    colours = {"found": "green", "missing": "red", "ambiguous": "yellow"}
    for name in wording.parts_of(sight.screen):
        one = sight.findings[name]
        box = ", ".join(f"{side:.0f}" for side in one.box) if one.box else ""
        table.add_row(name, f"[{colours[one.result]}]{one.result}[/]", one.by, box)
    console.print(table)
    for name in READINGS:
        if name in sight.readings:
            said = sight.readings[name]
            console.print(
                f"{name}: {', '.join(said) if isinstance(said, list) else said or '–'}", markup=False
            )
    for name in wording.parts_of(sight.screen):
        if sight.findings[name].result == "ambiguous":
            console.print(f"\n{explain(sight.findings[name], sight.screen)}", markup=False)
