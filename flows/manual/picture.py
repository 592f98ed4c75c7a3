"""The thing itself, marked, and enough around it to know where one is."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

Box = tuple[float, float, float, float]

WIDTH, HEIGHT, AROUND = 560, 290, 28
RED, WHITE = (210, 30, 45), (255, 255, 255)


def marked(picture: bytes, boxes: Sequence[Box], private: bool = False) -> bytes | None:
    """The part of the picture around the boxes, each framed in red, as PNG; None where none is inside it.

    `private` blurs everything but the boxes: on a real server the rest is other people's mail.
    """
    with Image.open(BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    inside = [box for box in boxes if 0 <= box[0] < image.width and 0 <= box[1] < image.height]
    if not inside:
        return None
    if private:
        image = _blurred(image, inside)
    draw = ImageDraw.Draw(image)
    for x, y, width, height in inside:
        for reach, colour, line in ((7, WHITE, 5), (6, RED, 3)):
            frame = (x - reach, y - reach, x + width + reach, y + height + reach)
            draw.rounded_rectangle(frame, radius=5, outline=colour, width=line)
    cut = image.crop(_around(inside, image.size)).quantize(128, dither=Image.Dither.NONE)
    out = BytesIO()
    cut.save(out, "PNG", optimize=True)
    return out.getvalue()


def _blurred(image: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    clear = Image.new("L", image.size, 0)
    for x, y, width, height in boxes:
        ImageDraw.Draw(clear).rectangle((x - 4, y - 4, x + width + 4, y + height + 4), fill=255)
    return Image.composite(image, image.filter(ImageFilter.GaussianBlur(6)), clear)


def _around(boxes: Sequence[Box], size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    across, along = _span(left, right, WIDTH, size[0]), _span(top, bottom, HEIGHT, size[1])
    return across[0], along[0], across[1], along[1]


def _span(low: float, high: float, wanted: int, most: int) -> tuple[int, int]:
    length = min(most, max(wanted, round(high - low) + 2 * AROUND))
    start = min(max(0, round((low + high - length) / 2)), most - length)
    return start, start + length
