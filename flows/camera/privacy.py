"""What a picture must not show: passwords, and addresses and names that are not sample data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.camera.boxes import Box, inside, meet
from flows.camera.reading import Field, Pane, Reading

if TYPE_CHECKING:
    from pydantic import SecretStr

ADDRESS = re.compile(r"[\w.%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
SAMPLE = re.compile(
    r"(?:^|\.)(?:example|test|invalid|localhost|example\.(?:jp|co\.jp|com|net|org))$", re.IGNORECASE
)
"""Domains that belong to nobody (RFC 2606, and JPRS's example.jp)."""
WRITTEN_IN = ("text", "email", "search", "tel", "url", "textarea", "select-one", "select-multiple", "number")
SHORTEST = 2
"""Characters; a shorter user ID would cover letters everywhere."""


def is_sample(address: str) -> bool:
    """Whether an address or a domain is one for examples."""
    return bool(SAMPLE.search(address.rpartition("@")[2]))


@dataclass
class Privacy:
    """What is known to be private. `real`: the site's people are real, so nothing unknown is shown either."""

    real: bool = False
    secrets: list[SecretStr] = field(default_factory=list)
    named: tuple[str, ...] = ()
    """Words that the setting FLOWS_COVERED names."""
    people: set[str] = field(default_factory=set)
    """User IDs and names of real people, as they become known."""
    matched: set[str] = field(default_factory=set)

    def learn(self, *words: object) -> None:
        """These are somebody's name or user ID."""
        if self.real:
            self.people |= {
                str(word).strip() for word in words if word and len(str(word).strip()) >= SHORTEST
            }

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The stretches of a text that must be covered."""
        found = [m.span() for m in ADDRESS.finditer(text) if not is_sample(m.group())]
        for word in self._words():
            hits = [m.span() for m in re.finditer(re.escape(word), text, re.IGNORECASE)]
            if hits and word in self.named:
                self.matched.add(word)
            found += hits
        return sorted(set(found))

    def covers(self, reading: Reading, spared: list[Box], mail: bool) -> tuple[list[Box], list[Box]]:
        """The boxes to cover: of texts, and of password fields.

        Among real people everything typed is covered but the parts in `spared`; with `mail`, where other
        people's letters show, every text outside of them is.
        """
        plain: list[Box] = []
        for pane in reading:
            plain += self._texts(pane, spared, mail and self.real)
            plain += [one.box for one in pane.fields if not one.secret and self._covers(one, spared)]
        secret = [one.box for pane in reading for one in pane.fields if one.secret]
        return plain, secret

    def still_readable(self, reading: Reading) -> str:
        """What can still be read although every piece of text was looked at, in words; empty where nothing can.

        A text that is broken into pieces, `taro<b>@</b>…`, is covered in none of them.
        """
        for pane in reading:
            whole = "\n".join([pane.told, *(one.value for one in pane.fields if not one.secret)])
            pieces = [*pane.texts, *(one.value for one in pane.fields)]
            for stretch in {whole[a:b] for a, b in self.spans(whole)}:
                if not any(stretch.casefold() in piece.casefold() for piece in pieces):
                    secret = any(s.get_secret_value() == stretch for s in self.secrets)
                    return "a password" if secret else "an address or a name that is no sample"
        return ""

    def unmatched(self) -> list[str]:
        """Words that a setting names and no picture showed."""
        return [word for word in self.named if word not in self.matched]

    def _words(self) -> Iterator[str]:
        yield from self.named
        yield from self.people
        yield from (secret.get_secret_value() for secret in self.secrets if secret.get_secret_value())

    def _texts(self, pane: Pane, spared: list[Box], all_of_it: bool) -> list[Box]:
        spans = [(n, a, b) for n, text in enumerate(pane.texts) for a, b in self.spans(text)]
        found = [box for boxes in pane.places(spans) for box in boxes]
        if all_of_it:
            rest = pane.places([pane.whole(n) for n in range(len(pane.texts))])
            found += [box for boxes in rest for box in boxes if not any(meet(box, one) for one in spared)]
        return found

    def _covers(self, one: Field, spared: list[Box]) -> bool:
        if self.spans(one.value):
            return True
        typed = self.real and one.kind in WRITTEN_IN and bool(one.value.strip())
        return typed and not any(inside(one.box, part, 2) for part in spared)
