"""The picture of `flows inspect --shot`: the page, each found part boxed in and named, each candidate dashed."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from flows.pages.sight import Sight

FOUND, UNSURE = (0, 122, 94), (196, 90, 0)
INK = (255, 255, 255)


def draw(screenshot: bytes, sight: Sight) -> bytes:
    """A PNG of the page with the parts of the screen drawn in."""
    image = Image.open(BytesIO(screenshot)).convert("RGB")
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(13)
    for name, finding in sight.findings.items():
        colour = FOUND if finding.result == "found" else UNSURE
        label = name if finding.result == "found" else f"{name}?"
        for candidate in finding.candidates:
            x, y, width, height = candidate.box
            pen.rounded_rectangle((x - 3, y - 3, x + width + 3, y + height + 3), 4, outline=colour, width=2)
            _tag(pen, font, label, x - 3, y - 3, colour, image.width)
    paper = BytesIO()
    image.save(paper, "PNG")
    return paper.getvalue()


def _tag(
    pen: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    label: str,
    x: float,
    y: float,
    colour: tuple[int, int, int],
    limit: int,
) -> None:
    wide = pen.textlength(label, font=font) + 10
    left = max(0, min(x, limit - wide))
    top = y - 18 if y >= 18 else y
    pen.rounded_rectangle((left, top, left + wide, top + 18), 3, fill=colour)
    pen.text((left + 5, top + 1), label, fill=INK, font=font)
