"""Where the marks are in the window, and how much around them a picture shows."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.camera.boxes import Box, around, grown, inside, meet, meeting, span
from flows.camera.reading import Reading, read
from flows.camera.shots import ACCOUNT, MESSAGE, Shot
from flows.errors import FlowsError
from flows.pages.sight import Finding, Sight, account_link, look

if TYPE_CHECKING:
    from flows.browser import Window
    from flows.pages.session import Session

SECTION = (780.0, 350.0)
"""A section is at least so wide and high, CSS pixels: enough to know where one is."""
TALLER = 1.3
"""So many times as high it may become to show the page's head too."""
AIR = 34.0
MARGIN = 10.0
ATTRIBUTES = ("title", "placeholder", "aria-label", "alt")

CENTRED = "element => element.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'})"
SHOWS = """element => {
    let {left, top, right, bottom} = element.getBoundingClientRect();
    const whole = (right - left) * (bottom - top);
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
        const style = getComputedStyle(one);
        if (style.display === 'inline' || style.overflow === 'visible') continue;
        const box = one.getBoundingClientRect();
        left = Math.max(left, box.left), top = Math.max(top, box.top);
        right = Math.min(right, box.right), bottom = Math.min(bottom, box.bottom);
    }
    right = Math.min(right, innerWidth), bottom = Math.min(bottom, innerHeight);
    left = Math.max(left, 0), top = Math.max(top, 0);
    return right > left && bottom > top && (right - left) * (bottom - top) > .9 * whole;
}"""
"""Whether no pane and no frame has rolled the control out of sight: its box alone would not tell."""
DIALOG = """element => {
    for (let one = element.parentElement; one; one = one.parentElement) {
        const box = one.getBoundingClientRect(), style = getComputedStyle(one);
        const apart = one.matches('dialog, [role=dialog], [role=alertdialog]')
            || /fixed|absolute/.test(style.position) && box.width < innerWidth * .9 && box.width > 200;
        if (apart && box.height > 120) return [box.x, box.y, box.width, box.height];
    }
    return null;
}"""


class PictureFailed(FlowsError):
    """Why there is no picture, in one sentence."""

    exit_code = 1


@dataclass(frozen=True)
class Sighting:
    """The marks of a shot as they stand: their boxes in the window, and the site's words at each part.

    `anchor` is the first marked control, to scroll to; `holder` any control of the screen, to find its dialog by.
    """

    boxes: dict[str, Box]
    captions: dict[str, str]
    anchor: Any
    holder: Any
    controls: tuple[Any, ...] = ()


def sighted(session: Session, window: Window, shot: Shot, account: str) -> Sighting:
    """Every mark and every part that must be covered, awaited. Raises PictureFailed naming what is missing."""
    deadline = time.monotonic() + session.timeout
    while True:
        missing, found = _tried(session, window, shot, account)
        if found:
            return found
        if time.monotonic() > deadline:
            raise PictureFailed(
                f"{shot.name}: {missing} is to be marked and is not to be seen on {shot.screen}."
            )
        session.pause()


def _tried(session: Session, window: Window, shot: Shot, account: str) -> tuple[str, Sighting | None]:
    sight = look(window, shot.screen, session.wording)
    boxes: dict[str, Box] = {}
    anchor: Any = None
    controls: list[Any] = []
    for part in dict.fromkeys((*shot.marks, *shot.covers)):
        if part == MESSAGE:
            box = _message(window, str(sight.readings.get("message") or ""))
        else:
            finding = _finding(session, window, sight, part, account)
            anchor = anchor or (finding.locator if finding.result == "found" else None)
            box = _box(finding)
            controls += [finding.locator] if box else []
        if box is None:
            return part, None
        boxes[part] = box
    parts = [finding.locator for finding in sight.findings.values() if finding.result == "found"]
    holder = anchor or next(iter(parts), None)
    return "", Sighting(
        boxes, _captions(sight, account if ACCOUNT in boxes else ""), anchor, holder, tuple(controls)
    )


def _finding(session: Session, window: Window, sight: Sight, part: str, account: str) -> Finding:
    if part == ACCOUNT:
        return account_link(window, account, session.wording)
    return sight.findings[part]


def _box(finding: Finding) -> Box | None:
    place = finding.locator.bounding_box() if finding.result == "found" else None
    return (place["x"], place["y"], place["width"], place["height"]) if place else None


def _message(window: Window, words: str) -> Box | None:
    """Where the site's answer stands: all the pieces of text that make it up."""
    if not words:
        return None
    return _standing(window, words) or (_standing(window, words) if _scrolled_to(window, words) else None)


def _scrolled_to(window: Window, words: str) -> bool:
    """A page that was answered in part stays scrolled to its Save, with the answer out of sight at its top."""
    for pane in read(window):
        place = pane.frame.get_by_text(words, exact=True).filter(visible=True)
        if place.count() == 1:
            place.evaluate(CENTRED)
            return True
    return False


def _standing(window: Window, words: str) -> Box | None:
    flat = "".join(words.split())
    for pane in read(window):
        pieces = [n for n, text in enumerate(pane.texts) if (t := "".join(text.split())) and t in flat]
        whole = [n for n in pieces if "".join(pane.texts[n].split()) == flat] or pieces
        boxes = [box for place in pane.places([pane.whole(n) for n in whole]) for box in place]
        if boxes and len("".join("".join(pane.texts[n].split()) for n in whole)) >= len(flat):
            return grown(around(boxes), 2)
    return None


def _captions(sight: Sight, account: str) -> dict[str, str]:
    """The site's own words at each part, as the page has them."""
    said: dict[str, str] = {}
    for name, finding in sight.findings.items():
        if finding.result == "found" and finding.candidates:
            beside = finding.candidates[0].caption
            if finding.by in ATTRIBUTES:
                beside = finding.locator.get_attribute(finding.by) or beside
            said[name] = beside.strip().rstrip(":： ")
    for reading in ("message", "rule"):
        if sight.readings.get(reading):
            said[reading] = str(sight.readings[reading])
    return {**said, ACCOUNT: account} if account else said


def brought_into_view(session: Session, window: Window, shot: Shot, account: str) -> Sighting:
    """The marks, scrolled to where all of them show. Raises PictureFailed where that cannot be."""
    found = sighted(session, window, shot, account)
    if not _all_show(window, found) and found.anchor is not None:
        found.anchor.evaluate(CENTRED)
        found = sighted(session, window, shot, account)
        if not all(control.evaluate(SHOWS) for control in found.controls):
            raise PictureFailed(f"{shot.name}: the marked parts cannot all be brought into sight at once.")
    return found


def _all_show(window: Window, found: Sighting) -> bool:
    within = all(inside(box, grown(_window(window), -4)) for box in found.boxes.values())
    return within and all(control.evaluate(SHOWS) for control in found.controls)


def frame_of(window: Window, shot: Shot, found: Sighting, reading: Reading) -> Box:
    """What the picture shows of the window. Raises PictureFailed where a mark is outside of it."""
    whole = _window(window)
    union = around(found.boxes.values())
    frame = whole
    if shot.frame == "dialog":
        frame = _dialog(found, union, whole) or _section(union, whole)
    elif shot.frame == "section":
        frame = _uncut(_section(union, whole), reading, whole)
    for part in shot.marks:
        if not inside(found.boxes[part], frame):
            raise PictureFailed(
                f"{shot.name}: {part} is to be marked and lies outside of the picture's frame."
            )
    return frame


def _section(union: Box, whole: Box) -> Box:
    """It begins at the window's left edge, or at its top, where that shows all marks: one sees which page it is."""
    x, width = span(*_from_edge(union[0], union[2], SECTION[0]), SECTION[0], whole[2])
    y, height = span(*_from_edge(union[1], union[3], SECTION[1] * TALLER), SECTION[1], whole[3])
    return tuple(float(round(side)) for side in (x, y, width, height))  # type: ignore[return-value]


def _from_edge(start: float, length: float, most: float) -> tuple[float, float]:
    """What a section must show of one direction: from the window's edge on, unless that is more than `most`."""
    end = start + length + AIR
    return (0.0, end) if end <= most else (start - AIR, end)


def _uncut(frame: Box, reading: Reading, whole: Box) -> Box:
    """The frame, a little larger where its upper or lower edge would cut a line of text in two."""
    lines = [box for pane in reading for place in pane.places([pane.whole(n) for n in range(len(pane.texts))])
             for box in place if meet(box, (frame[0], 0, frame[2], whole[3]))]  # fmt: skip
    top, bottom = frame[1], frame[1] + frame[3]
    for _, y, _, height in sorted(lines, key=lambda box: -box[1]):
        if y < top < y + height and frame[1] - y < AIR:
            top = max(0.0, y - MARGIN)
    for _, y, _, height in sorted(lines, key=lambda box: box[1]):
        if y < bottom < y + height and y + height - frame[1] - frame[3] < AIR:
            bottom = min(whole[3], y + height + MARGIN)
    return (frame[0], float(round(top)), frame[2], float(round(bottom - top)))


def _dialog(found: Sighting, union: Box, whole: Box) -> Box | None:
    """The layer or the frame that holds all marks, and a little of what lies behind it."""
    if found.holder is None:
        return None
    handle = found.holder.element_handle()
    left, top = 0.0, 0.0
    frame = handle.owner_frame()
    while handle is not None and frame is not None:
        outer = frame.frame_element() if frame.parent_frame else None
        place = outer.bounding_box() if outer else None
        left, top = (place["x"], place["y"]) if place else (0.0, 0.0)
        box = handle.evaluate(DIALOG)
        if box:
            inner = (box[0] + left, box[1] + top, box[2], box[3])
            if inside(union, inner, 2):
                x, y, width, height = meeting(grown(inner, AIR), whole)
                return (round(x), round(y), round(width), round(height))
        handle, frame = outer, frame.parent_frame
    return None


def _window(window: Window) -> Box:
    size = window.viewport_size or {"width": 1280, "height": 800}
    return (0, 0, size["width"], size["height"])
