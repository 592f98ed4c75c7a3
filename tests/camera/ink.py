"""Whether a number hides letters: asked of the page's own texts, not of the places that the camera found bare."""

from __future__ import annotations

import math

from PIL import Image, ImageChops, ImageDraw

from flows.camera.badges import RADIUS, Badge, Ground, badges
from flows.camera.boxes import Box, meet
from flows.camera.camera import Plate
from flows.camera.drawing import covered

INK = 48
"""Of 255: what differs so much from a text's own ground is its letters."""


def numbers_of(plate: Plate) -> tuple[Image.Image, list[Badge]]:
    """The picture before anything red is drawn, and where its numbers go."""
    safe = covered(plate.image, plate.plain, plate.secret, plate.scale)
    marks = [plate.found.boxes[part] for part in plate.shot.marks]
    return safe, badges(marks, plate.frame, Ground(safe, plate.scale)) or []


def texts_of(plate: Plate) -> list[Box]:
    """Where the page has its letters; asked while it stands as it was pictured."""
    return [
        box
        for pane in plate.reading
        for boxes in pane.places([pane.whole(number) for number in range(len(pane.texts))])
        for box in boxes
    ]


def hidden(image: Image.Image, number: Badge, texts: list[Box], scale: float) -> int:
    """How many points of letters lie under a number."""
    disc = Image.new("L", image.size)
    x, y = (side * scale for side in number.at)
    reach = RADIUS * scale
    ImageDraw.Draw(disc).ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)
    return sum(_under(image, disc, box, scale) for box in texts if meet(box, number.box))


def _under(image: Image.Image, disc: Image.Image, box: Box, scale: float) -> int:
    left, top = math.floor(box[0] * scale), math.floor(box[1] * scale)
    piece = (left, top, math.ceil((box[0] + box[2]) * scale), math.ceil((box[1] + box[3]) * scale))
    text = image.crop(piece).convert("L")
    ground = max(text.getcolors(256) or [(0, 255)])[1]
    ink = ImageChops.difference(text, Image.new("L", text.size, ground)).point(
        [0] * INK + [255] * (256 - INK)
    )
    return ImageChops.multiply(ink, disc.crop(piece)).histogram()[255]
