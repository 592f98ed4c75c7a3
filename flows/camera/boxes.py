"""Boxes in CSS pixels of the window: x, y, width, height."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]


def grown(box: Box, by: float) -> Box:
    x, y, width, height = box
    return (x - by, y - by, width + 2 * by, height + 2 * by)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them."""
    edges = [(x, y, x + width, y + height) for x, y, width, height in boxes]
    left, top = min(edge[0] for edge in edges), min(edge[1] for edge in edges)
    return (left, top, max(edge[2] for edge in edges) - left, max(edge[3] for edge in edges) - top)


def meeting(one: Box, other: Box) -> Box:
    """What two boxes share; without width or height where they do not meet."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right = min(one[0] + one[2], other[0] + other[2])
    bottom = min(one[1] + one[3], other[1] + other[3])
    return (left, top, max(0.0, right - left), max(0.0, bottom - top))


def meet(one: Box, other: Box) -> bool:
    shared = meeting(one, other)
    return shared[2] > 0 and shared[3] > 0


def inside(box: Box, frame: Box, by: float = 0.5) -> bool:
    """Whether a box lies in a frame, to half a pixel."""
    outer = grown(frame, by)
    return meeting(box, outer) == box


def overlap(one: Box, other: Box) -> float:
    """Intersection over union, 0 to 1."""
    shared = meeting(one, other)
    both = shared[2] * shared[3]
    union = one[2] * one[3] + other[2] * other[3] - both
    return both / union if union else 0.0


def span(low: float, high: float, wanted: float, most: float) -> tuple[float, float]:
    """A stretch of the wanted length around low to high, moved to lie within 0 to `most`."""
    length = min(most, max(wanted, high - low))
    start = min(max(0.0, (low + high - length) / 2), most - length)
    return start, length


def nearest(box: Box, point: Sequence[float]) -> tuple[float, float]:
    """The point of a box that is nearest to another point."""
    x, y, width, height = box
    return (min(max(point[0], x), x + width), min(max(point[1], y), y + height))
