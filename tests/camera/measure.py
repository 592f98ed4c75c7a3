"""How far a drawn mark and its part overlap, both measured in pixels and neither by asking where boxes are.

A part's true place is found by painting it in the page and seeing which pixels take the paint. A mark's place is
found in the finished picture by walking from the middle outward until the red line is met.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops

from flows.browser import Window
from flows.camera import Album, Camera, Shot
from flows.camera.boxes import Box, overlap
from flows.camera.camera import Plate
from flows.camera.drawing import RED
from flows.camera.privacy import Privacy
from flows.camera.shots import ACCOUNT, MESSAGE, shots_of
from flows.pages.session import Session
from flows.pages.sight import account_link, look
from flows.steps import Step
from tests.camera.ink import hidden, numbers_of, texts_of

PAINTED = """el => { el.dataset.was = el.getAttribute('style') || '';
    for (const rule of ['background:#f0f', 'color:#f0f', 'border-color:#f0f', 'object-position:-9999px',
        'text-shadow:none', 'transition:none', 'border-radius:0', 'opacity:1', 'box-shadow:none', 'outline:none']) {
        const [name, value] = rule.split(':'); el.style.setProperty(name, value, 'important'); }
    for (const inner of el.querySelectorAll('*')) inner.style.visibility = 'hidden'; }"""
RESTORED = """el => { el.setAttribute('style', el.dataset.was); delete el.dataset.was;
    for (const inner of el.querySelectorAll('*')) inner.style.visibility = ''; }"""


class Keeping(Camera):
    """A camera that remembers where the pictures lie in their windows, and what its numbers hide."""

    def __init__(self, session: Session, album: Album, privacy: Privacy, account: str = "") -> None:
        super().__init__(session, album, privacy, account)
        self.exposed: dict[str, Box] = {}
        self.hidden: dict[str, int] = {}
        """Points of letters under each number."""

    def _expose(self, shot: Shot, page: Window | None) -> Plate:
        plate = super()._expose(shot, page)
        self.exposed[shot.name] = plate.frame
        image, numbers = numbers_of(plate)
        texts = texts_of(plate)
        for one in numbers:
            self.hidden[f"{shot.name}: {one.number}"] = hidden(image, one, texts, plate.scale)
        return plate


@dataclass
class Painter:
    """Listens after the camera, and keeps where each marked part truly is, in pixels of the whole window."""

    session: Session
    camera: Keeping
    account: str
    true: dict[tuple[str, str], Box]
    scrolled: int = 0
    framed: int = 0

    def before(self, step: Step, page: Window | None) -> None:
        for shot in shots_of(step, "before"):
            if page is None or shot.name not in self.camera.exposed:
                continue
            sight = look(page, shot.screen, self.session.wording)
            for part in shot.marks:
                if part == MESSAGE:
                    continue
                finding = (
                    account_link(page, self.account, self.session.wording)
                    if part == ACCOUNT
                    else sight.findings[part]
                )
                self.true[shot.name, part] = self._painted(page, finding.locator)

    def after(self, step: Step, page: Window | None) -> None: ...

    def _painted(self, page: Window, locator: Any) -> Box:
        handle = locator.element_handle()
        frame = handle.owner_frame()
        self.framed += frame.parent_frame is not None
        self.scrolled += bool(frame.evaluate("scrollY > 0"))
        plain = _image(page)
        handle.evaluate(PAINTED)
        painted = _image(page)
        handle.evaluate(RESTORED)
        return pixels(painted, plain)


def _image(page: Window) -> Image.Image:
    return Image.open(
        io.BytesIO(page.screenshot(animations="disabled", caret="hide", scale="device"))
    ).convert("RGB")


def pixels(painted: Image.Image, plain: Image.Image) -> Box:
    """The box of the pixels that are paint now and were none before."""
    mask = ImageChops.subtract(_paint(painted), _paint(plain))
    left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
    return (left, top, right - left, bottom - top)


def _paint(image: Image.Image) -> Image.Image:
    """White where a pixel is exactly the paint."""
    reds, greens, blues = image.split()
    full = [0] * 255 + [255]
    mask = ImageChops.multiply(reds.point(full), blues.point(full))
    return ImageChops.multiply(mask, greens.point(full[::-1]))


def line_around(picture: Image.Image, start: tuple[int, int]) -> Box:
    """The inner box of the red line around a point, as a person's eye would follow it."""
    image = picture.convert("RGB")
    x, y = start

    def far(dx: int, dy: int) -> int:
        walked = 0
        while (
            x + walked * dx >= 0
            and y + walked * dy >= 0
            and image.getpixel((x + walked * dx, y + walked * dy)) != RED
        ):
            walked += 1
        return walked

    left, right, up, down = far(-1, 0), far(1, 0), far(0, -1), far(0, 1)
    return (x - left + 1, y - up + 1, left + right - 1, up + down - 1)


def overlaps(album: Album, true: dict[tuple[str, str], Box], frames: dict[str, Box]) -> dict[str, float]:
    """Intersection over union for each mark in each picture. `frames`: where each picture lies in its window."""
    found = {}
    for (name, part), (x, y, width, height) in true.items():
        if name not in album.pictures:
            continue
        scale = album.scale
        left, top = round(frames[name][0] * scale), round(frames[name][1] * scale)
        inner = (x - left, y - top, width, height)
        image = Image.open(io.BytesIO(album.pictures[name].image))
        middle = (round(inner[0] + width / 2), round(inner[1] + height / 2))
        assert width, f"{name}: {part} took no paint"
        found[f"{name}: {part}"] = overlap(inner, line_around(image, middle))
    return found
