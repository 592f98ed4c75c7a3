"""A chapter's text with the site's own captions put in, and its pictures in their places.

`{own-password:save}` is the caption of that part as it stood when that picture was taken; `{picture NAME}` on a
line of its own is the picture. So a caption that changes on the site changes in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.errors import InputError

CAPTION = re.compile(r"\{([a-z-]+):([a-z-]+)\}")
PICTURE = re.compile(r"^\{picture ([a-z-]+)\}$", re.MULTILINE)
WRAPPED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef}])\n *(?=[\u3000-\u9fff\uff00-\uffef])")
"""A line that ends among Japanese: no space belongs there."""
LOOSE = re.compile(r"\*\* (?=[.,;:)）、。」])")
ORNAMENT = re.compile(r"[\s/▾▼▸»›]+$")


@dataclass(frozen=True)
class Figure:
    """A picture in the book: its file, size in CSS pixels, alternative text, and the captions that are numbered."""

    name: str
    file: Path
    width: int
    height: int
    alt: str
    legend: tuple[str, ...]


def filled(text: str, album: Mapping[str, Any], places: Mapping[str, str], draft: bool = False) -> str:
    """The chapter's Markdown with captions and addresses.

    Where the album has no such caption, a draft shows the part's name with a question mark; else InputError.
    """
    captions = {picture["name"]: picture["captions"] for picture in album["pictures"]}

    def caption(found: re.Match[str]) -> str:
        name, part = found.groups()
        try:
            return strong(captions[name][part], part)
        except KeyError:
            if draft:
                return strong(f"{part}?", part)
            raise InputError(
                f"The picture {name} shows no caption of {part}. Take it anew: flows manual shoot --practice "
                "(on a server it is left out where a Save is needed); or build without it: --draft"
            ) from None

    for name, address in places.items():
        text = text.replace(f"{{{name}}}", f"<{address}>")
    return LOOSE.sub("**", CAPTION.sub(caption, WRAPPED.sub("", text)))


def strong(caption: str, part: str) -> str:
    """Captions are set as buttons and boxes are; a whole sentence of the site stays plain."""
    plain = ORNAMENT.sub("", caption)
    return plain if part in ("message", "rule") else f" **[{plain}]** "


def figures(album: Mapping[str, Any], folder: Path, language: str) -> dict[str, Figure]:
    """The album's pictures as the book shows them."""
    return {one["name"]: _figure(one, folder, language) for one in album["pictures"]}


def pictures_in(text: str) -> list[str]:
    return PICTURE.findall(text)


def _figure(one: Mapping[str, Any], folder: Path, language: str) -> Figure:
    marked = tuple(ORNAMENT.sub("", mark["caption"]) for mark in one["marks"])
    told = [f"{number} {caption}" if len(marked) > 1 else caption for number, caption in enumerate(marked, 1)]
    named = "、".join(told) if language == "ja" else ", ".join(told)
    alt = f"{one['alt'][language]}（{named}）" if language == "ja" else f"{one['alt'][language]} ({named})"
    legend = marked if len(marked) > 1 else ()
    return Figure(one["name"], folder / one["file"], one["width"], one["height"], alt, legend)
