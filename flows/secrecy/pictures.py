"""Which pictures of a trace may stay: those taken while nothing on the page could be read as a secret.

Nobody here reads text out of pictures. The page's own snapshots around the moment say what could be read;
where they leave a doubt the picture is replaced.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from flows.secrecy.forms import find
from flows.secrecy.snapshots import visible_text

Event = dict[str, Any]
Span = tuple[float, float]
ALWAYS = (float("-inf"), float("inf"))


def doubtful(
    events: Sequence[Event], echoes: Iterable[tuple[str, float]], secrets: Sequence[str]
) -> list[Event]:
    """The screencast frames on which a secret may be read.

    `echoes` are the page and time of each answer of the server that holds a secret in plain.
    """
    spans = _showing(events, secrets)
    for page, when in echoes:
        spans[page].append((when, float("inf")))
    return [
        event
        for event in events
        if event["type"] == "screencast-frame"
        and _within(event["timestamp"], spans.get(event["pageId"], [ALWAYS]))
    ]


def _showing(events: Sequence[Event], secrets: Sequence[str]) -> dict[str, list[Span]]:
    """For each page the times between the last snapshot without a secret in sight and the next one without."""
    frames: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event["type"] == "frame-snapshot":
            snapshot = event["snapshot"]
            frames[snapshot["pageId"], snapshot["frameId"]].append(snapshot)
    spans: dict[str, list[Span]] = defaultdict(list)
    for (page, _), snapshots in frames.items():
        times = [snapshot["timestamp"] for snapshot in snapshots]
        htmls = [snapshot["html"] for snapshot in snapshots]
        for at in range(len(snapshots)):
            spans[page]  # a page with snapshots can be judged
            if find(visible_text(htmls, at).encode("utf-8", "surrogatepass"), secrets):
                before = times[at - 1] if at else float("-inf")
                after = times[at + 1] if at + 1 < len(times) else float("inf")
                spans[page].append((before, after))
    return spans


def _within(when: float, spans: Iterable[Span]) -> bool:
    return any(begin <= when <= end for begin, end in spans)


def covered_picture(width: int, height: int) -> bytes:
    """A grey picture that says why it is one."""
    image = Image.new("RGB", (max(width, 1), max(height, 1)), (233, 235, 238))
    pen = ImageDraw.Draw(image)
    text = "Covered: a password could be read here"
    font = ImageFont.load_default(max(12, width // 48))
    pen.text(((width - pen.textlength(text, font=font)) / 2, height / 2), text, fill=(72, 80, 92), font=font)
    paper = io.BytesIO()
    image.save(paper, "JPEG", quality=80)
    return paper.getvalue()
