"""What changed since the edition before: text, pictures and steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from flows.book.contents import contents
from flows.book.kept import Kept
from flows.book.text import PICTURE
from flows.manual.ledger import load_ledger
from flows.review import Compared, compare, worst_first

if TYPE_CHECKING:
    from flows.book.pages import Page

SENTENCE = re.compile(r"(?<=。)|(?<=[.!?])\s+|\n+")
MARKUP = re.compile(r"\*\*|^#+ *|^\d+\. +|^[|: -]+$|^\| *| *\|$", re.MULTILINE)


@dataclass(frozen=True)
class Rewritten:
    """A place in a chapter where sentences went, came, or were put in others' place."""

    chapter: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """`pictures` and `texts` are None where those of the edition before were not kept."""

    edition: str
    steps: int
    steps_gone: tuple[str, ...]
    steps_new: tuple[str, ...]
    pictures: tuple[Compared, ...] | None
    texts: tuple[Rewritten, ...] | None


def changes(before: Kept | None, pages: Sequence[Page], album: Path, language: str) -> Changes:
    """Against the edition that was kept; without one, against the manual that the ledger tells of."""
    steps = [step for chapter in contents() for step in chapter.steps]
    if before is None:
        ledger = load_ledger()
        told = [one.step or one.id for one in ledger.statements]
        known = [step for step in steps if any(f"{each}/".startswith(f"{step}/") for each in told)]
        known += [one.step for one in ledger.statements if one.step and one.step not in steps]
        return Changes(ledger.edition, len(steps), *_steps(known, steps), None, None)
    there = before.chapters(language)
    return Changes(
        before.edition,
        len(steps),
        *_steps(before.steps, steps),
        tuple(worst_first(compare(before.pictures(language), album))) if there else None,
        tuple(_rewritten(there, pages)) if there else None,
    )


def sentences(text: str) -> list[str]:
    """A chapter's Markdown as the sentences that a reader reads."""
    bare = MARKUP.sub("", PICTURE.sub("", text)).replace(" | ", " ")
    pieces = (re.sub(r" +", " ", piece).strip() for piece in SENTENCE.split(bare))
    return [piece for piece in pieces if piece]


def _steps(was: Sequence[str], now: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Gone and new."""
    gone = tuple(step for step in dict.fromkeys(was) if step not in now)
    return gone, tuple(step for step in now if step not in was)


def _rewritten(there: dict[str, str], pages: Sequence[Page]) -> Iterator[Rewritten]:
    now = {page.chapter.id: page.text for page in pages}
    for chapter in dict.fromkeys([*now, *there]):
        text = now.get(chapter) or there[chapter]
        title = text.partition("\n")[0].lstrip("# ")
        old, new = sentences(there.get(chapter, "")), sentences(now.get(chapter, ""))
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                yield Rewritten(title, tuple(old[a:b]), tuple(new[c:d]))
