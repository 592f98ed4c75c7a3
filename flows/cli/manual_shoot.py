"""`flows manual shoot`: the manual's pictures, taken anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from flows.at_practice import at_practice
from flows.cli.terminal import Json, Progress, json_line, messages, table
from flows.settings import Settings, read_settings, require

if TYPE_CHECKING:
    from flows.camera.album import Album

Language = Literal["ja", "en"]
ACCOUNTS = 18
"""On the practice site: as many as one window shows."""
Place = tuple[Settings, str, Language, bool]
"""Settings, the site's name, its language, and whether passwords may be changed there."""


def shoot(
    practice: Annotated[
        bool, typer.Option("--practice", help="A fresh practice site, whatever is set.")
    ] = False,
    language: Annotated[
        Language | None, typer.Option(help="On the practice site both are taken unless one is named.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where the pictures go; else FLOWS_OUTPUT_DIR/manual/pictures.")
    ] = None,
    json: Json = False,
) -> None:
    """Take a picture of every step of the manual, marked and numbered, with what is private covered.

    Example: flows manual shoot

    Without settings, or with --practice, on a fresh practice site in Japanese and in English. On the server that
    the settings name it only reads: pictures whose step needs a Save are left out there, and --practice takes them.
    """
    from flows.cli.demo import browser_at_hand

    settings = read_settings()
    folder = out or settings.output_dir / "manual" / "pictures"
    albums: list[Album] = []
    for one in [language] if language else _languages(settings, practice):
        with place_of(settings, practice, one) as place:
            if not albums:
                browser_at_hand(place[0])
            album = shot(place)
        album.write(folder / one)
        albums.append(album)
        messages.print(f"{len(album.pictures)} pictures of {album.site}: {folder / one}", soft_wrap=True)
    rows = [row for album in albums for row in _rows(album, folder)]
    if json:
        json_line(rows)
    else:
        cells = [(r["language"], r["name"], r["step"], r["result"], r["reason"] or r["file"]) for r in rows]
        table("The manual's pictures", ("language", "picture", "step", "result", "file or reason"), cells)
    raise typer.Exit(1 if any(row["result"] == "failed" for row in rows) else 0)


@contextmanager
def place_of(settings: Settings, practice: bool, language: Language) -> Iterator[Place]:
    """Where the pictures are taken: the server that the settings name, read-only; else a practice site."""
    if settings.webmail_url and not practice:
        require(settings, "admin_user", "admin_password")
        yield settings, settings.webmail.partition("//")[2].strip("/"), language, False
        return
    from flows.practice import PracticeSite

    with PracticeSite(ACCOUNTS, language=language) as site:
        locale = {"ja": "ja-JP", "en": "en-US"}[language]
        there = settings.model_copy(update={**at_practice(site), "locale": locale})
        yield there, "practice site", language, True


def shot(place: Place) -> Album:
    """The album of one place."""
    from flows.camera.shooting import Shooting
    from flows.pages.site import open_site

    settings, name, language, writes = place
    with open_site(settings) as site:
        return Shooting(site, name, language, writes, Progress()).shoot()


def _languages(settings: Settings, practice: bool) -> list[Language]:
    if settings.webmail_url and not practice:
        return ["ja" if settings.locale.startswith("ja") else "en"]
    return ["ja", "en"]


def _rows(album: Album, folder: Path) -> list[dict[str, str]]:
    from flows.camera.shots import SHOTS

    rows = []
    for one in SHOTS:
        taken = one.name in album.pictures
        rows.append(
            {
                "language": album.language,
                "name": one.name,
                "step": one.step.id,
                "result": "taken" if taken else "left out" if one.name in album.left_out else "failed",
                "file": str(folder / album.language / f"{one.name}.png") if taken else "",
                "reason": (album.failed | album.left_out).get(one.name, ""),
            }
        )
    return rows
