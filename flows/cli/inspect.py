"""flows inspect: look at saved or live pages and touch nothing; which part of a screen is where, found by what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from flows import wording
from flows.cli.terminal import Json, json_line, results, table
from flows.errors import InputError
from flows.settings import read_settings

if TYPE_CHECKING:
    from flows.pages.sight import Sight

READINGS = ("rule", "message", "accounts")


def inspect(
    screen: Annotated[str, typer.Argument(help=f"One of {', '.join(wording.SCREENS)}.", metavar="SCREEN")],
    pages: Annotated[list[str], typer.Argument(help="Saved pages or live addresses.", metavar="FILE|URL…")],
    shot: Annotated[Path | None, typer.Option("--shot", help="Draw the parts into this picture.")] = None,
    json_: Json = False,
) -> None:
    """Which part of a screen is where on a page, and found by what; or why not.

    Example: flows inspect user-properties saved.html --shot saved.png

    Touches nothing, needs no settings, and opens a saved page without network. With several pages,
    --shot numbers the pictures, and --json prints one object a page, a line each.
    """
    wording.parts_of(screen)
    addresses = [_address(page) for page in pages]
    from flows.cli.picture import draw
    from flows.pages.glance import glancing

    settings = read_settings()
    words = wording.load(settings.wording)
    with glancing(settings) as glance:
        for number, (page, address) in enumerate(zip(pages, addresses, strict=True), 1):
            sight, picture = glance(screen, address, words)
            if shot:
                path = shot if len(pages) == 1 else shot.with_stem(f"{shot.stem}-{number}")
                path.write_bytes(draw(picture, sight))
            if json_:
                json_line({"page": page, **as_json(sight)})
            else:
                _tell(page, sight)


def as_json(sight: Sight) -> dict[str, Any]:
    """The contract's object for one look, without the page's name."""
    parts = {}
    for name in wording.parts_of(sight.screen):
        one = sight.findings[name]
        parts[name] = {"result": one.result, "by": one.by, "box": list(one.box) if one.box else None}
    return {"screen": sight.screen, "parts": parts, "readings": _readings(sight)}


def _readings(sight: Sight) -> dict[str, Any]:
    named = ("message",) if sight.screen.endswith("login") else READINGS
    return {name: sight.readings[name] for name in named if name in sight.readings}


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


def _tell(page: str, sight: Sight) -> None:
    from flows.pages.sight import explain

    names = wording.parts_of(sight.screen)
    findings = [sight.findings[name] for name in names]
    rows = [
        (one.part, one.result, one.by, ", ".join(f"{side:.0f}" for side in one.box) if one.box else "")
        for one in findings
    ]
    table(f"{page} as {sight.screen}", ("part", "result", "found by", "x, y, width, height"), rows)
    for name, said in _readings(sight).items():
        text = ", ".join(said) if isinstance(said, list) else said
        results.print(f"{name}: {text or '–'}")
    for one in findings:
        if one.result == "ambiguous":
            results.print(f"\n{explain(one, sight.screen)}")
