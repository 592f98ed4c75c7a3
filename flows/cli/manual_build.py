"""`flows manual build`: the manual in HTML, PDF and Markdown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.terminal import Json, json_line, messages, results
from flows.errors import InputError
from flows.manual.words import LANGUAGES
from flows.settings import Settings, read_settings

SAMPLE = "https://mail.example.jp"


def build(
    edition: Annotated[str, typer.Option(help="The new edition's number.")] = "2.0",
    report: Annotated[
        Path | None, typer.Option(metavar="REPORT", help="The report.json of `flows manual check`.")
    ] = None,
    pictures: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="The pictures of `flows manual shoot`.")
    ] = None,
    before: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="The edition before, as it was kept; else the last one in FLOWS_OUTPUT_DIR/manual/editions.",
        ),
    ] = None,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft", help="Build although a statement is not proven or a picture not taken; it is marked."
        ),
    ] = False,
    made_on: Annotated[str, typer.Option("--date", help="The date on the cover; else today.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where it goes; else FLOWS_OUTPUT_DIR/manual.")] = None,
    json: Json = False,
) -> None:
    """Build the manual anew from its chapters, the pictures and the verdicts.

    Example: flows manual build

    First: flows manual check, and flows manual shoot. A server's own pictures give a draft (--draft), for nothing is
    saved there. For an edition: flows manual check --allow-writes --test-account ADDRESS, and flows manual shoot
    --practice.

    A chapter that rests on a statement which does not hold, or was
    not tried, stops the build. The book ends with what changed since the edition before; each edition is kept in
    editions/NUMBER for the next one. The addresses are those of FLOWS_WEBMAIL_URL; without it, of example.jp.
    """
    from flows.book import Book, bind, edition_before, read_kept
    from flows.manual.report import read_report
    from flows.pages.site import open_site

    settings = read_settings()
    home = settings.output_dir / "manual"
    verdicts = report or home / "report.json"
    if not verdicts.exists():
        raise InputError(f"There is no {verdicts}. Make one: flows manual check")
    shelf = pictures or home / "pictures"
    albums = {language: shelf / language for language in LANGUAGES if (shelf / language).is_dir()}
    if not albums:
        raise InputError(f"There are no pictures in {shelf}. Take them: flows manual shoot")
    last = read_kept(before) if before else edition_before(out or home, edition)
    today = made_on or date.today().isoformat()
    book = Book(edition, today, places(settings), read_report(verdicts), draft, last)
    with open_site(settings) as site:
        written = bind(book, albums, site, out or home)
    if json:
        json_line({"files": [str(path) for path in written], "draft": draft, "unproven": len(book.doubts)})
    else:
        for path in written:
            results.print(str(path), soft_wrap=True)
    if book.doubts:
        messages.print(f"A draft: {len(book.doubts)} statements are not proven.")


def places(settings: Settings) -> dict[str, str]:
    """The addresses that the chapters name, all of one setting."""
    named = settings if settings.webmail_url else settings.model_copy(update={"webmail_url": f"{SAMPLE}/"})
    return {"webmail": named.webmail, "console": named.admin_login_url}
