"""Where a number goes: beside the thing it counts, on bare ground, off every mark and every other number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageFilter

from flows.camera.boxes import Box, around, grown, inside, meet, nearest

RADIUS = 11.0
"""CSS pixels."""
LINE = 2.0
"""How thick the red line is, CSS pixels."""
BARE = 2.0
"""Bare ground around a number."""
FARTHEST = 320
STEP = 4
NEAR = 10
"""A number farther away than this is tied to its mark by a line."""
CONTRAST = 14
"""Differences of brightness, of 255, that are content; less is a shade of the background."""


@dataclass(frozen=True)
class Badge:
    """A number's middle, and the point of its mark that a line leads to, if it stands apart."""

    number: int
    at: tuple[float, float]
    to: tuple[float, float] | None = None

    @property
    def box(self) -> Box:
        x, y = self.at
        return (x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS)


class Ground:
    """Which places of a picture are bare: nothing is drawn there."""

    def __init__(self, image: Image.Image, scale: float) -> None:
        edges = image.convert("L").filter(ImageFilter.FIND_EDGES)
        self._edges = edges.point([0] * CONTRAST + [255] * (256 - CONTRAST))
        self._scale = scale

    def bare(self, box: Box) -> bool:
        x, y, width, height = (side * self._scale for side in box)
        piece = self._edges.crop((math.floor(x), math.floor(y), math.ceil(x + width), math.ceil(y + height)))
        return piece.getbbox() is None


def badges(marks: Sequence[Box], frame: Box, ground: Ground) -> list[Badge] | None:
    """A number for each mark, in order; None where one finds no room. A single mark needs none."""
    if len(marks) < 2:
        return []
    placed: list[Badge] = []
    for number, mark in enumerate(marks, 1):
        others = [grown(other, LINE) for other in marks]
        taken = [grown(badge.box, BARE) for badge in placed]
        lines = [around([(*b.at, 0, 0), (*b.to, 0, 0)]) for b in placed if b.to]
        room = grown(frame, -BARE - RADIUS)
        spots = (
            spot
            for spot in _spots(number, mark)
            if inside((*spot.at, 0, 0), room, 0)
            and not any(meet(grown(spot.box, BARE), box) for box in (*others, *taken, *lines))
            and ground.bare(grown(spot.box, BARE))
            and _clear_way(spot, mark, others, taken, ground)
        )
        spot = next(spots, None)
        if spot is None:
            return None
        placed.append(spot)
    return placed


def _spots(number: int, mark: Box) -> Iterator[Badge]:
    """Nearest first; at the left of it, then above, at the right, below; at the middle, then towards the corners."""
    x, y, width, height = mark
    middle = (x + width / 2, y + height / 2)
    for far in range(int(BARE), FARTHEST, STEP):
        away = LINE + far + RADIUS
        ring = [(x - away, middle[1]), (x + width + away, middle[1])]
        ring += [(x - away, y), (x + width + away, y), (x - away, y + height), (x + width + away, y + height)]
        along = [middle[0], *(x + part * width for part in (0, 0.25, 0.75, 1))]
        ring += [(where, y - away) for where in along] + [(where, y + height + away) for where in along]
        for at in ring:
            to = nearest(grown(mark, LINE), at) if far > NEAR else None
            yield Badge(number, at, to)


def _clear_way(spot: Badge, mark: Box, marks: Sequence[Box], taken: Sequence[Box], ground: Ground) -> bool:
    """Whether the line from the number to its mark crosses nothing."""
    if spot.to is None:
        return True
    (x, y), (to_x, to_y) = spot.at, spot.to
    length = math.dist(spot.at, spot.to)
    own = grown(mark, LINE)
    for walked in range(int(RADIUS), int(length) - 3, 2):
        share = walked / length
        point = (x + share * (to_x - x) - 1.5, y + share * (to_y - y) - 1.5, 3.0, 3.0)
        if any(meet(point, box) for box in (*marks, *taken) if box != own) or not ground.bare(point):
            return False
    return True
