"""The review as one self-contained page in each language."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from PIL import Image

from flows.manual.words import LANGUAGES
from flows.paper import data_uri, templates
from flows.review.comparing import Compared, Result, worst_first
from flows.review.wording import say

COLOURS = 64
"""A picture of differences is pale: so many are enough, and the page stays small."""
SIGNS = {Result.CHANGED: "≠", Result.NEW: "+", Result.GONE: "−", Result.UNCHANGED: "="}
"""Told apart on paper without colour."""

Album = Mapping[str, Any]


def write_pages(
    compared: Sequence[Compared],
    albums: Mapping[str, tuple[Album | None, Album]],
    accepted: Collection[Compared],
    folder: Path,
) -> list[Path]:
    """Write review.LANGUAGE.html. `albums` are the lists before and now, by the pictures' language."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for language in LANGUAGES:
        page = folder / f"review.{language}.html"
        page.write_text(as_html(compared, albums, accepted, language), encoding="utf-8")
        written.append(page)
    return written


def as_html(
    compared: Sequence[Compared],
    albums: Mapping[str, tuple[Album | None, Album]],
    accepted: Collection[Compared],
    language: str,
) -> str:
    """The page in one language, everything in it."""
    counts = Counter(one.result for one in compared)
    return (
        _templates()
        .get_template("page.html")
        .render(
            language=language,
            other="en" if language == "ja" else "ja",
            say=partial(say, language=language),
            signs=SIGNS,
            counts=[(result, counts[result]) for result in SIGNS if counts[result]],
            albums=albums,
            different=worst_first(compared),
            same=[one for one in compared if one.result is Result.UNCHANGED],
            accepted=accepted,
        )
    )


def width_of(one: Compared, which: int) -> str:
    """How much of the slider's width a picture fills: less than all where the other one is wider."""
    if one.sizes is None:
        return "100%"
    return f"{100 * one.sizes[which][0] / max(size[0] for size in one.sizes):.3f}%"


def _templates() -> Environment:
    environment = templates("flows.review")
    environment.filters["data"] = _data
    environment.filters["width_of"] = width_of
    environment.filters["minute"] = lambda time: time[:16].replace("T", " ")
    return environment


def _data(picture: Path | Image.Image) -> str:
    if isinstance(picture, Path):
        return data_uri("image/png", picture.read_bytes())
    paper = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(paper, "PNG", optimize=True)
    return data_uri("image/png", paper.getvalue())
