"""Covers, red marks and numbers, drawn on the image and never into the page."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from flows.camera.badges import LINE, RADIUS, Badge
from flows.camera.boxes import Box, grown, meeting

RED, PAPER = (214, 28, 46), (255, 255, 255)
COVER, DOT = (222, 227, 234), (84, 94, 110)
OVERHANG = 1.5
"""By how much some letters, a j say, reach out of their own boxes; CSS pixels."""
DOTS = 8
"""As many on every covered password: their number tells nothing."""


def covered(image: Image.Image, plain: Sequence[Box], secret: Sequence[Box], scale: float) -> Image.Image:
    """A copy with these boxes under a solid colour; a password's cover carries the same dots every time."""
    image = image.copy()
    pen = ImageDraw.Draw(image)
    for box in plain:
        pen.rectangle(_outer(grown(box, OVERHANG), scale), fill=COVER)
    for x, y, width, height in secret:
        within = (x + 1, y + 1, max(1.0, width - 2), max(1.0, height - 2))
        pen.rectangle(_outer(within, scale), fill=COVER)
        radius = min(3.0, height / 6)
        for number in range(DOTS):
            middle = (x + 10 + number * radius * 3.2, y + height / 2)
            if middle[0] + radius < x + width - 4:
                dot = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
                pen.ellipse(tuple(side * scale for side in dot), fill=DOT)
    return image


def marked(
    image: Image.Image, marks: Sequence[Box], numbers: Sequence[Badge], frame: Box, scale: float
) -> Image.Image:
    """A copy with a red line right around each mark, inside it where it touches the frame's edge, and the numbers."""
    image = image.copy()
    pen = ImageDraw.Draw(image)
    thick = round(LINE * scale)
    for mark in marks:
        left, top, right, bottom = edges(meeting(mark, grown(frame, -LINE)), scale)
        around = (left - thick, top - thick, right + thick - 1, bottom + thick - 1)
        pen.rounded_rectangle(around, radius=thick, outline=RED, width=thick)
    for badge in numbers:
        if badge.to:
            pen.line([_at(badge.at, scale), _at(badge.to, scale)], fill=RED, width=max(1, round(1.5 * scale)))
    for badge in numbers:
        _stamp(image, badge, scale)
    return image


def cut(image: Image.Image, frame: Box, scale: float) -> Image.Image:
    return image.crop(edges(frame, scale))


def edges(box: Box, scale: float) -> tuple[int, int, int, int]:
    """Left, top, right and bottom in pixels of the image."""
    x, y, width, height = box
    return (round(x * scale), round(y * scale), round((x + width) * scale), round((y + height) * scale))


def png(image: Image.Image) -> bytes:
    paper = io.BytesIO()
    image.save(paper, "PNG", optimize=True)
    return paper.getvalue()


FINE = 4
"""Numbers are drawn so many times larger and made smaller: Pillow's own circles have steps."""


def _stamp(image: Image.Image, badge: Badge, scale: float) -> None:
    size = math.ceil(2 * (RADIUS + 1) * scale)
    stamp = Image.new("RGBA", (size * FINE, size * FINE), (*RED, 0))
    pen = ImageDraw.Draw(stamp)
    middle = size * FINE / 2
    for radius, colour in ((RADIUS + 1, PAPER), (RADIUS, RED)):
        reach = radius * scale * FINE
        pen.ellipse((middle - reach, middle - reach, middle + reach, middle + reach), fill=(*colour, 255))
    font = ImageFont.load_default(13.5 * scale * FINE)
    pen.text((middle, middle), str(badge.number), font=font, fill=(*PAPER, 255), anchor="mm")
    small = stamp.resize((size, size), Image.Resampling.LANCZOS)
    x, y = _at(badge.at, scale)
    image.paste(small, (round(x - size / 2), round(y - size / 2)), small)


def _outer(box: Box, scale: float) -> tuple[int, int, int, int]:
    """Every pixel that the box touches."""
    x, y, width, height = box
    left, top = math.floor(x * scale), math.floor(y * scale)
    return (left, top, math.ceil((x + width) * scale) - 1, math.ceil((y + height) * scale) - 1)


def _at(point: tuple[float, float], scale: float) -> tuple[float, float]:
    return (point[0] * scale, point[1] * scale)
