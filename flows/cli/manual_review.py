"""`flows manual review`: have the manual's pictures changed since they were accepted?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.terminal import Json, json_line, messages, table
from flows.errors import InputError
from flows.manual.words import LANGUAGES
from flows.settings import read_settings

if TYPE_CHECKING:
    from flows.review import Compared


def review(
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Accept this picture as it is now, ja/saved say; or all. Several times."
        ),
    ] = None,
    pictures: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="The pictures of `flows manual shoot`; else FLOWS_OUTPUT_DIR/manual/pictures.",
        ),
    ] = None,
    accepted: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="The accepted ones, to be kept with the manual; else FLOWS_OUTPUT_DIR/manual/accepted.",
        ),
    ] = None,
    tolerate: Annotated[
        float, typer.Option(metavar="PERCENT", min=0, max=100, help="So much of a picture may have changed.")
    ] = 0.0,
    out: Annotated[
        Path | None, typer.Option(help="Where the page goes; else FLOWS_OUTPUT_DIR/manual.")
    ] = None,
    json: Json = False,
) -> None:
    """Compare the last pictures with those that were accepted: unchanged, changed, new, gone.

    Example: flows manual review

    First: flows manual shoot. The page shows before, after and difference, what changed most first. Exit code 1 when
    something changed. The accepted pictures belong beside the manual, in its version control: --accepted FOLDER.
    """
    from flows.camera.album import read_album
    from flows.review import Result, compare, read_accepted, write_pages
    from flows.review import accept as accept_them

    home = read_settings().output_dir / "manual"
    shot, shelf = pictures or home / "pictures", accepted or home / "accepted"
    if accepted and not accept and not accepted.is_dir():
        raise InputError(f"There is no folder {accepted}. To begin it: flows manual review --accept all")
    here = [language for language in LANGUAGES if (shot / language).is_dir()]
    if not here:
        raise InputError(f"There are no pictures in {shot}. Take them: flows manual shoot")
    for language in LANGUAGES:
        if language not in here and (shelf / language).is_dir():
            messages.print(
                f"The accepted pictures in {shelf / language} were not shot this time: not compared."
            )
    albums: dict[str, Any] = {}
    compared: list[Compared] = []
    for language in here:
        compared += compare(shelf / language, shot / language, tolerate / 100)
        albums[language] = (read_accepted(shelf / language), read_album(shot / language))
    done = set(accept_them(accept or [], compared, shot, shelf))
    page = write_pages(compared, albums, done, out or home)[0]
    if json:
        json_line([_line(one, one in done) for one in compared])
    else:
        _show(compared, done)
    if not shelf.is_dir():
        messages.print(
            f"Nothing is accepted yet in {shelf}. Look at the page; then: flows manual review --accept all"
        )
    messages.print(f"Page: {page}", soft_wrap=True)
    different = [one for one in compared if one.result is not Result.UNCHANGED and one not in done]
    raise typer.Exit(1 if different else 0)


def _line(one: Compared, accepted: bool) -> dict[str, Any]:
    return {
        "language": one.language,
        "name": one.name,
        "result": one.result.value,
        "share": round(one.share, 6),
        "sizes": [list(size) for size in one.sizes] if one.sizes else None,
        "words": [list(pair) for pair in one.words],
        "reason": one.reason,
        "accepted": accepted,
    }


def _show(compared: list[Compared], done: set[Compared]) -> None:
    from flows.review import worst_first

    different = worst_first(compared)
    rows = [
        (one.id, one.result.value, one.percent if one.before and one.after else "", _told(one, one in done))
        for one in different
    ]
    if rows:
        table("The manual's pictures", ("picture", "result", "changed", ""), rows)
    messages.print(f"{len(compared) - len(different)} of {len(compared)} pictures are unchanged.")


def _told(one: Compared, accepted: bool) -> str:
    said = ["accepted"] if accepted else []
    if one.sizes and one.resized:
        (wide, high), (wider, higher) = one.sizes
        said.append(f"another size: {wide} × {high} before, {wider} × {higher} now")
    said += [f"“{was}” reads “{now}”" for was, now in one.words]
    said += [f"not taken this time: {one.reason}"] if one.reason and not accepted else []
    return "; ".join(said)
