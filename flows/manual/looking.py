"""One look at a screen during a walk: its parts, its words, and a picture that is safe to keep."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
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

    def evidence(self, text: str, *boxes: Box | None) -> Evidence:
        """The text found, and the picture with these boxes marked."""
        marks = [box for box in boxes if box]
        picture = marked(self.picture, marks, self.private) if self.picture and marks else None
        return Evidence(text, self.address, self.time, picture)

    def find(self, words: str) -> Text | None:
        """The first text that is these words, or begins with them as a title does."""
        return next((text for text in self.texts if says(text.text, words)), None)


def take_look(
    window: Window, screen: str, wording: Wording, secrets: Iterable[SecretStr] = (), private: bool = False
) -> Look:
    """Look at one window. The picture is left out when a secret can be read anywhere on the page."""
    surveys = list(_surveys(window))
    texts = [Text(t["text"], _moved(t["box"], place)) for s, place in surveys for t in s["texts"]]
    values = [value for survey, _ in surveys for value in survey["values"]]
    shown = any(s.get_secret_value() in seen for s in secrets for seen in [*values, *(t.text for t in texts)])
    picture = None if shown else window.screenshot(full_page=surveys[0][0]["height"] > _height(window))
    return Look(
        screen,
        look(window, screen, wording),
        shown_address(window.url),
        now(),
        (window.viewport_size or {"width": 1280})["width"],
        (*texts, Text(window.title(), None)),
        tuple(_moved(box, place) for survey, place in surveys for box in survey["boxes"]),
        picture,
        private,
    )


def reads_clearly(window: Window, secrets: Iterable[SecretStr]) -> bool:
    """Whether one of the secrets stands on the page for everybody to read."""
    typed = [secret.get_secret_value() for secret in secrets]
    return any(value in typed for survey, _ in _surveys(window) for value in survey["values"])


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


def _surveys(window: Window) -> Iterator[tuple[dict[str, Any], tuple[float, float]]]:
    """Every frame's survey with the frame's place in the window; a frame that does not show is left out."""
    for frame in window.frames:
        if frame.is_detached() or (frame.url == "about:blank" and frame.parent_frame):
            continue
        left, top = 0.0, 0.0
        if frame.parent_frame:
            element = frame.frame_element()
            box = element.bounding_box() if element.is_visible() else None
            if box is None:
                continue
            left, top = box["x"], box["y"]
        yield frame.evaluate(SURVEY), (left, top)


def _moved(box: list[float], place: tuple[float, float]) -> Box:
    return (box[0] + place[0], box[1] + place[1], box[2], box[3])
