"""The picture of `flows inspect --shot`: the page, each found part boxed in and named, each candidate too."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from flows.pages.sight import Box, Sight

FOUND, UNSURE, PAPER = (0, 110, 86), (190, 84, 0), (255, 255, 255)
ROOM = 3
"""Pixels between a part and the line around it."""


def draw(screenshot: bytes, sight: Sight) -> bytes:
    """A PNG of the page: found parts green, candidates that nobody could tell apart orange with a question mark."""
    image = Image.open(BytesIO(screenshot)).convert("RGB")
    pen = ImageDraw.Draw(image)
    for name, finding in sight.findings.items():
        sure = finding.result == "found"
        for candidate in finding.candidates:
            _mark(pen, image.width, candidate.box, name if sure else f"{name}?", FOUND if sure else UNSURE)
    paper = BytesIO()
    image.save(paper, "PNG")
    return paper.getvalue()


def _mark(pen: ImageDraw.ImageDraw, limit: int, box: Box, label: str, colour: tuple[int, int, int]) -> None:
    """The name stands at the right of its part, at its left where the page ends."""
    x, y, width, height = box
    pen.rounded_rectangle(
        (x - ROOM, y - ROOM, x + width + ROOM, y + height + ROOM), 4, outline=colour, width=2
    )
    font = ImageFont.load_default(13)
    wide, tall = pen.textlength(label, font=font) + 10, 18
    left = x + width + 8 if x + width + 8 + wide <= limit else max(0, x - 8 - wide)
    top = y + height / 2 - tall / 2
    pen.rounded_rectangle((left, top, left + wide, top + tall), 3, fill=colour)
    pen.text((left + 5, top + 1), label, fill=PAPER, font=font)
