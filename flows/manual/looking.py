"""One look at a screen during a walk: its parts, its words, and a picture that is safe to keep."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from flows.browser import Window
from flows.manual.picture import Box, marked
from flows.manual.verdicts import Evidence
from flows.pages.sight import Sight, look
from flows.wording import Wording

TALLEST = 3000
"""Pixels that a window is made taller at most."""
ATTRIBUTES = ("title", "placeholder", "aria-label", "alt")
SURVEY = files("flows.manual").joinpath("survey.js").read_text("utf-8")


@dataclass(frozen=True)
class Text:
    """A line of text and its place in the picture; the window's title has none."""

    text: str
    box: Box | None


@dataclass(frozen=True)
class Look:
    """What stood on a screen. Boxes are CSS pixels in the picture."""

    screen: str
    sight: Sight
    address: str
    time: str
    width: int
    texts: tuple[Text, ...]
    inputs: tuple[Box, ...]
    picture: bytes | None = field(default=None, repr=False)
    private: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)

    def caption(self, part: str) -> str:
        """The words that a part was found by, as the page has them; empty where it is not in sight."""
        finding = self.sight.findings[part]
        beside = finding.candidates[0].caption.strip() if finding.candidates else ""
        return self.attributes.get(part, beside)

    def evidence(self, text: str, *boxes: Box | None) -> Evidence:
        """The text found, and the picture with these boxes marked."""
        marks = [box for box in boxes if box]
        picture = marked(self.picture, marks, self.private) if self.picture and marks else None
        return Evidence(text, self.address, self.time, picture)

    def where(self, sentence: str) -> Box | None:
        """The place of a sentence, or of the longest piece of it that stands alone."""
        whole = folded(sentence)
        pieces = [
            text for text in self.texts if text.box and len(text.text) > 3 and folded(text.text) in whole
        ]
        return max(pieces, key=lambda text: len(text.text)).box if pieces else None

    def boxes(self) -> list[Box]:
        """Where the screen's parts are."""
        return [f.box for f in self.sight.findings.values() if f.box]

    def open_box(self, caption: str) -> Box | None:
        """A box that shows what is typed into it, at the right of this caption or right below it."""
        words = self.find(caption)
        if words is None or words.box is None:
            return None
        x, y, width, height = words.box
        beside = [
            b
            for b in self.inputs
            if abs(b[1] + b[3] / 2 - y - height / 2) < 14 and x < b[0] < x + width + 200
        ]
        below = [b for b in self.inputs if 0 < b[1] - y < 2 * height + 14 and abs(b[0] - x) < 40]
        return next(iter([*beside, *below]), None)

    def find(self, words: str) -> Text | None:
        """The first text that is these words, or begins with them as a title does."""
        return next((text for text in self.texts if says(text.text, words)), None)


@dataclass(frozen=True)
class Looking:
    """How looks are taken: with a picture or without, and whether other people's mail is blurred in it."""

    wording: Wording
    pictures: bool = True
    private: bool = False


def take_look(window: Window, screen: str, how: Looking, secrets: Iterable[SecretStr] = ()) -> Look:
    """Look at one window. The picture is left out when a secret can be read anywhere on the page."""
    size = window.viewport_size
    if size and screen != "webmail" and (taller := _taller(window)):
        window.set_viewport_size({"width": size["width"], "height": size["height"] + taller})
    try:
        return _taken(window, screen, how, [secret.get_secret_value() for secret in secrets])
    finally:
        if size and window.viewport_size != size:
            window.set_viewport_size(size)


def _taken(window: Window, screen: str, how: Looking, secrets: list[str]) -> Look:
    surveys = list(_surveys(window))
    texts = [Text(t["text"], _moved(t["box"], s.place)) for s in surveys for t in s.seen["texts"]]
    values = [value for survey in surveys for value in survey.seen["values"]]
    readable = any(secret in seen for secret in secrets for seen in [*values, *(t.text for t in texts)])
    sight = look(window, screen, how.wording)
    tall = surveys[0].seen["height"] > _height(window)
    return Look(
        screen,
        sight,
        shown_address(window.url),
        now(),
        (window.viewport_size or {"width": 1280})["width"],
        (*texts, *(Text(survey.seen["title"], None) for survey in reversed(surveys))),
        tuple(_moved(box, survey.place) for survey in surveys for box in survey.seen["boxes"]),
        window.screenshot(full_page=tall) if how.pictures and not readable else None,
        how.private,
        _attributes(sight),
    )


def _attributes(sight: Sight) -> dict[str, str]:
    """The captions that stand in no text beside the part, but in an attribute of its own."""
    found = {name: f for name, f in sight.findings.items() if f.result == "found" and f.by in ATTRIBUTES}
    return {name: f.locator.get_attribute(f.by) or "" for name, f in found.items()}


def _taller(window: Window) -> int:
    """By how many pixels a frame's content outgrows the frame: then it is drawn in a taller window."""
    inner = [survey for survey in _surveys(window) if survey.height]
    return min(TALLEST, max((round(s.seen["height"] - s.height) for s in inner), default=0))


def reads_clearly(window: Window, secrets: Iterable[SecretStr]) -> bool:
    """Whether one of the secrets stands on the page for everybody to read."""
    typed = [secret.get_secret_value() for secret in secrets]
    return any(value in typed for survey in _surveys(window) for value in survey.seen["values"])


def shown_address(address: str) -> str:
    """An address without its query: what a report may keep."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def folded(text: str) -> str:
    """Words without width, colon, space and case, as a person compares them."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(":")


def says(text: str, words: str) -> bool:
    line, wanted = folded(text), folded(words)
    rest = line.removeprefix(wanted)
    return line == wanted or (line.startswith(wanted) and not rest[:1].isalnum())


def _height(window: Window) -> int:
    return (window.viewport_size or {"height": 0})["height"]


@dataclass(frozen=True)
class _Survey:
    """One frame that shows: what it holds, where it stands, and how high it is (0: the window itself)."""

    seen: dict[str, Any]
    place: tuple[float, float] = (0, 0)
    height: float = 0


def _surveys(window: Window) -> Iterator[_Survey]:
    yield _Survey(window.evaluate(SURVEY))
    for frame in window.frames[1:]:
        element = None if frame.is_detached() else frame.frame_element()
        box = element.bounding_box() if element and element.is_visible() else None
        if box:
            yield _Survey(frame.evaluate(SURVEY), (box["x"], box["y"]), box["height"])


def _moved(box: list[float], place: tuple[float, float]) -> Box:
    return (box[0] + place[0], box[1] + place[1], box[2], box[3])
