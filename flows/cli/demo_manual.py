"""How `flows demo` ends: the manual held against the practice site, its pictures taken, the book bound."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from flows.cli.manual import target_of
from flows.cli.manual_build import places
from flows.cli.manual_shoot import place_of, shot
from flows.settings import Settings

EDITION = "2.0"


def make_the_manual(settings: Settings, folder: Path) -> list[Path]:
    """The new edition in Japanese, HTML and PDF; a draft where a statement that it rests on is not proven."""
    from flows.book import Book, bind, edition_before
    from flows.manual.check import check_manual
    from flows.manual.ledger import load_ledger
    from flows.manual.report import read_report, write_report
    from flows.manual.tour import touring
    from flows.pages.site import open_site

    with (
        target_of(settings, practice=True, allow_writes=False, test_account="") as target,
        touring(target) as tour,
    ):
        report = check_manual(tour, load_ledger())
    write_report(report, folder)
    with place_of(settings, practice=True, language="ja") as place:
        album = shot(place)
    album.write(folder / "pictures" / "ja")
    nowhere = settings.model_copy(update={"webmail_url": None})
    today, verdicts = date.today().isoformat(), read_report(folder / "report.json")
    book = Book(EDITION, today, places(nowhere), verdicts, before=edition_before(folder, EDITION))
    book = replace(book, draft=bool(book.doubts))
    with open_site(settings) as site:
        return bind(book, {"ja": folder / "pictures" / "ja"}, site, folder)
