"""What can be read in a window at one moment, frame by frame, and where. The page is asked and told nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from flows.camera.boxes import Box, meet, meeting

if TYPE_CHECKING:
    from flows.browser import Window

PAGE = files("flows.camera").joinpath("page.js").read_text("utf-8")
INNER = """element => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    return [box.x + element.clientLeft + parseFloat(style.paddingLeft),
            box.y + element.clientTop + parseFloat(style.paddingTop),
            element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
            element.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)];
}"""


@dataclass(frozen=True)
class Field:
    """A box to type into: what stands in it, its kind as HTML says it, and its place."""

    value: str
    kind: str
    box: Box

    @property
    def secret(self) -> bool:
        return self.kind == "password"


@dataclass(frozen=True)
class Pane:
    """One frame that shows. `told` is all its text in one piece, as a person copies it."""

    frame: Any
    clip: Box
    texts: tuple[str, ...]
    fields: tuple[Field, ...]
    told: str

    def places(self, pieces: Sequence[tuple[int, int, int]]) -> list[list[Box]]:
        """Where these pieces of text (number, from, to) show; several boxes where one is broken into lines."""
        if not pieces:
            return []
        found = self.frame.evaluate(PAGE, [list(piece) for piece in pieces])
        return [[box for each in one or [] if (box := self._placed(each))] for one in found]

    def whole(self, number: int) -> tuple[int, int, int]:
        return (number, 0, len(self.texts[number]))

    def _placed(self, box: Sequence[float]) -> Box | None:
        moved = (box[0] + self.clip[0], box[1] + self.clip[1], box[2], box[3])
        return meeting(moved, self.clip) if meet(moved, self.clip) else None


Reading = tuple[Pane, ...]


def read(window: Window) -> Reading:
    """Every frame that shows, the window's own first."""
    size = window.viewport_size or {"width": 1280, "height": 800}
    return tuple(_panes(window.main_frame, (0, 0, size["width"], size["height"])))


def same(one: Reading, other: Reading) -> bool:
    """Whether nothing that can be read has changed or moved between the two."""
    return [(p.clip, p.texts, p.fields) for p in one] == [(p.clip, p.texts, p.fields) for p in other]


def _panes(frame: Any, clip: Box) -> Iterator[Pane]:
    seen = frame.evaluate(PAGE, None)
    bare = Pane(frame, clip, tuple(seen["texts"]), (), seen["told"])
    fields = [
        Field(one["value"], one["kind"], box) for one in seen["fields"] if (box := bare._placed(one["box"]))
    ]
    yield Pane(frame, clip, bare.texts, tuple(fields), bare.told)
    for child in frame.child_frames:
        element = None if child.is_detached() else child.frame_element()
        if element and element.is_visible():
            x, y, width, height = element.evaluate(INNER)
            inner = (x + clip[0], y + clip[1], width, height)
            if meet(inner, clip):
                yield from _panes(child, _within(inner, clip))


def _within(inner: Box, clip: Box) -> Box:
    """Coordinates count from the inner frame's own corner, so only its far edges are cut."""
    right, bottom = clip[0] + clip[2], clip[1] + clip[3]
    return (inner[0], inner[1], min(inner[2], right - inner[0]), min(inner[3], bottom - inner[1]))
