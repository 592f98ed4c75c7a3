"""The observer that takes pictures: the plate is exposed as a step begins, and developed when the step came true."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from flows.camera.album import Album, Mark, Picture
from flows.camera.badges import Ground, badges
from flows.camera.boxes import Box, meet
from flows.camera.drawing import covered, cut, marked, png
from flows.camera.framing import PictureFailed, Sighting, brought_into_view, frame_of
from flows.camera.privacy import Privacy
from flows.camera.reading import Reading, read, same
from flows.camera.shots import Moment, Shot, shots_of
from flows.camera.version import SCREENS, server_version
from flows.pages.sight import look
from flows.steps import Step

if TYPE_CHECKING:
    from flows.browser import Window
    from flows.pages.session import Session

EXPOSURES = 4
"""How often a page that moves while it is pictured is pictured anew."""


@dataclass(frozen=True)
class Plate:
    """A window as it stood at one moment: the image, what could be read in it, and where the marks were."""

    shot: Shot
    image: Image.Image
    scale: float
    reading: Reading
    found: Sighting
    frame: Box
    plain: tuple[Box, ...]
    secret: tuple[Box, ...]


class Camera:
    """Listens to one walk. `account` is the one that the walk opens in the list.

    A picture that cannot be taken as declared is failed with one sentence; the walk itself goes on.
    """

    def __init__(self, session: Session, album: Album, privacy: Privacy, account: str = "") -> None:
        self.session, self.album, self.privacy, self.account = session, album, privacy, account
        self._plates: dict[str, list[Plate]] = {}

    def before(self, step: Step, page: Window | None) -> None:
        self._plates[step.id] = self._exposed(step, "before", page)

    def after(self, step: Step, page: Window | None) -> None:
        """Only now has the step proved true."""
        for plate in [*self._plates.pop(step.id, []), *self._exposed(step, "after", page)]:
            try:
                self.album.add(developed(plate, self.privacy))
            except PictureFailed as failure:
                self.album.fail(plate.shot, str(failure))

    def _exposed(self, step: Step, moment: Moment, page: Window | None) -> list[Plate]:
        plates = []
        for shot in shots_of(step, moment):
            if shot.name in self.album.pictures:
                continue
            try:
                plates.append(self._expose(shot, page))
            except PictureFailed as failure:
                self.album.fail(shot, str(failure))
            except Exception as failure:  # the walk's own failure must not be hidden by the camera's
                first = str(failure).partition("\n")[0]
                self.album.fail(shot, f"{shot.name}: the picture could not be taken: {first}")
        return plates

    def _expose(self, shot: Shot, page: Window | None) -> Plate:
        window = self._window(shot, page)
        window.wait_for_load_state("load")
        window.evaluate("document.fonts.ready.then(() => 0)")
        self._learn(shot, window)
        for _ in range(EXPOSURES):
            found = brought_into_view(self.session, window, shot, self.account)
            reading = read(window)
            if shot.screen in SCREENS:
                self.album.server = self.album.server or server_version(reading)
            image = Image.open(
                io.BytesIO(window.screenshot(animations="disabled", caret="hide", scale="device"))
            )
            frame = frame_of(window, shot, found, reading)
            spared = [box for part, box in found.boxes.items() if part not in shot.covers]
            plain, secret = self.privacy.covers(reading, spared, mail=shot.screen == "webmail")
            again = brought_into_view(self.session, window, shot, self.account)
            if same(reading, read(window)) and again.boxes == found.boxes:
                secret += [found.boxes[part] for part in shot.covers if found.boxes[part] not in secret]
                scale = image.width / (window.viewport_size or {"width": image.width})["width"]
                return Plate(
                    shot, image.convert("RGB"), scale, reading, found, frame, tuple(plain), tuple(secret)
                )
            self.session.pause()
        raise PictureFailed(f"{shot.name}: the page does not hold still to be pictured.")

    def _window(self, shot: Shot, page: Window | None) -> Window:
        """The step's own window; where it has closed, the newest one."""
        if page is not None and not page.is_closed():
            return page
        if not self.session.windows:
            raise PictureFailed(f"{shot.name}: the window is gone.")
        return self.session.windows[-1]

    def _learn(self, shot: Shot, window: Window) -> None:
        """Whose names stand on this screen; among sample people nobody's are kept."""
        if self.privacy.real and shot.screen == "user-list":
            for row in look(window, shot.screen, self.session.wording).readings.get("rows") or []:
                self.privacy.learn(row["id"], row.get("full_name"))


def developed(plate: Plate, privacy: Privacy) -> Picture:
    """The finished picture. Raises PictureFailed where something private can be read, or a number has no room."""
    shot, scale = plate.shot, plate.scale
    readable = privacy.still_readable(plate.reading)
    if readable:
        raise PictureFailed(f"{shot.name}: {readable} can be read on the page and could not be covered.")
    covers = [box for box in (*plate.plain, *plate.secret) if meet(box, plate.frame)]
    safe = covered(plate.image, plate.plain, plate.secret, scale)
    marks = [plate.found.boxes[part] for part in shot.marks]
    numbers = badges(marks, plate.frame, Ground(safe, scale))
    if numbers is None:
        raise PictureFailed(f"{shot.name}: a number finds no room that is bare.")
    image = cut(marked(safe, marks, numbers, plate.frame, scale), plate.frame, scale)
    left, top, width, height = plate.frame
    return Picture(
        shot,
        round(width),
        round(height),
        tuple(
            Mark(part, (x - left, y - top, wide, high), "" if privacy.spans(caption) else caption)
            for part, (x, y, wide, high) in zip(shot.marks, marks, strict=True)
            for caption in [plate.found.captions.get(part, "")]
        ),
        len(covers),
        {part: words for part, words in plate.found.captions.items() if not privacy.spans(words)},
        png(image),
    )
