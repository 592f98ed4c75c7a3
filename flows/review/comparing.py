"""Two albums in one language, picture by picture: the accepted one and the one just shot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from PIL import Image

from flows.camera.album import read_album
from flows.manual.words import Words
from flows.review.images import Size, difference, opened

OTHERWISE = "put the accepted one back, or take its line out of album.json and accept anew"


class Result(StrEnum):
    """What became of a picture, as `--json` says it."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Compared:
    """One picture before and now. `share` is how much of it changed, 0 to 1; all of one that is new or gone.

    `words` are the site's captions at its parts that read otherwise now, each before and now. `reason` says why a
    picture that is gone could not be taken.
    """

    language: str
    name: str
    result: Result
    alt: Words
    share: float = 0.0
    before: Path | None = None
    after: Path | None = None
    sizes: tuple[Size, Size] | None = None
    words: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    image: Image.Image | None = field(default=None, repr=False, compare=False)

    @property
    def id(self) -> str:
        return f"{self.language}/{self.name}"

    @property
    def resized(self) -> bool:
        return self.sizes is not None and self.sizes[0] != self.sizes[1]

    @property
    def percent(self) -> str:
        """How much changed, never rounded to nothing."""
        return f"{100 * self.share:.1f} %" if self.share >= 0.0005 or not self.share else "< 0.1 %"


def compare(before: Path, after: Path, tolerated: float = 0.0) -> list[Compared]:
    """Every picture of two albums, in the manual's order; `before` may not be there yet: everything is new then.

    A picture of which no more than `tolerated` (0 to 1) changed counts as unchanged.
    """
    now = read_album(after)
    then = read_accepted(before)
    old = {line["name"]: line for line in then["pictures"]} if then else {}
    new = {line["name"]: line for line in now["pictures"]}
    why = {each["name"]: each["why"] for each in (*now.get("failed", []), *now.get("left_out", []))}
    found = []
    for name in dict.fromkeys([*new, *old]):
        line, was = new.get(name) or old[name], old.get(name)
        one = Compared(
            now["language"],
            name,
            Result.UNCHANGED,
            Words(line["alt"]["ja"], line["alt"]["en"]),
            before=before / was["file"] if was else None,
            after=after / line["file"] if name in new else None,
            words=_words(was, new.get(name)),
        )
        found.append(_judged(one, why.get(name, ""), tolerated))
    return found


def read_accepted(folder: Path) -> dict[str, Any] | None:
    """The list of the accepted pictures in one language; None where nothing is accepted yet."""
    return read_album(folder, OTHERWISE) if folder.is_dir() else None


def worst_first(compared: Iterable[Compared]) -> list[Compared]:
    """All that are not as before, by how much changed."""
    return sorted((one for one in compared if one.result is not Result.UNCHANGED), key=lambda one: -one.share)


def _judged(one: Compared, why: str, tolerated: float) -> Compared:
    if one.after is None:
        return replace(one, result=Result.GONE, share=1.0, reason=why)
    now = opened(one.after)
    if one.before is None:
        return replace(one, result=Result.NEW, share=1.0)
    seen = difference(opened(one.before), now)
    if seen.share <= tolerated and seen.before == seen.after:
        return replace(one, share=seen.share, words=())
    sizes = (seen.before, seen.after)
    return replace(one, result=Result.CHANGED, share=seen.share, sizes=sizes, image=seen.image)


def _words(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> tuple[tuple[str, str], ...]:
    if not old or not new:
        return ()
    then, now = old.get("captions", {}), new.get("captions", {})
    parts = [part for part in {**then, **now} if then.get(part) != now.get(part)]
    return tuple(dict.fromkeys((then.get(part, ""), now.get(part, "")) for part in parts))
