"""A published edition kept whole: its text, its pictures, its steps, for the next one to be compared with."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.book.contents import contents
from flows.errors import InputError

if TYPE_CHECKING:
    from flows.book.pages import Page

SHELF, LIST = "editions", "edition.json"
NUMBER = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True)
class Kept:
    """An edition as it was published."""

    edition: str
    date: str
    steps: tuple[str, ...]
    folder: Path

    def pictures(self, language: str) -> Path:
        """An album, as `flows manual shoot` writes one."""
        return self.folder / language / "pictures"

    def chapters(self, language: str) -> dict[str, str]:
        """The text of each chapter by its id; nothing where the edition was not published in that language."""
        found = (self.folder / language).glob("*.md")
        return {path.stem: path.read_text(encoding="utf-8") for path in found}


def read_kept(folder: Path) -> Kept:
    """An edition that was kept. Raises InputError where there is none."""
    path = folder / LIST
    try:
        data: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Kept(str(data["edition"]), str(data["date"]), tuple(data["steps"]), folder)
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            f"{folder} keeps no edition of the manual: {LIST} is missing there, or none of `flows manual build`."
        ) from None


def edition_before(home: Path, edition: str) -> Kept | None:
    """The highest edition below this one that was kept beside it."""
    kept = [read_kept(path.parent) for path in home.glob(f"{SHELF}/*/{LIST}")]
    return max(
        (one for one in kept if rank(one.edition) < rank(edition)),
        key=lambda o: rank(o.edition),
        default=None,
    )


def rank(edition: str) -> list[int]:
    """2.10 comes after 2.9."""
    return [int(part) for part in re.findall(r"\d+", edition)]


def keep(
    edition: str, date: str, bound: Mapping[str, Sequence[Page]], albums: Mapping[str, Path], home: Path
) -> None:
    """Keep an edition beside the book; what was kept under its number is replaced."""
    folder = home / SHELF / edition
    shutil.rmtree(folder, ignore_errors=True)
    for language, pages in bound.items():
        shutil.copytree(albums[language], folder / language / "pictures")
        for page in pages:
            (folder / language / f"{page.chapter.id}.md").write_text(page.text, encoding="utf-8")
    steps = [step for chapter in contents() for step in chapter.steps]
    data = json.dumps({"edition": edition, "date": date, "steps": steps}, ensure_ascii=False)
    (folder / LIST).write_text(data, encoding="utf-8")


def checked(edition: str) -> str:
    """An edition's number, as it may stand in a folder's name. Raises InputError."""
    if not NUMBER.fullmatch(edition) or not rank(edition):
        raise InputError(f"--edition {edition} is no edition's number; 2.1 is one.")
    return edition
