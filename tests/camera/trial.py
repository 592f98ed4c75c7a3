"""One shooting on one skin, with the painter listening after the camera."""

from __future__ import annotations

from dataclasses import dataclass

from flows.camera.boxes import Box
from flows.camera.shooting import WALKS, Shooting, Walk, under_light
from flows.pages.site import open_site
from flows.practice import PracticeSite
from flows.steps import Nobody, Several
from tests.camera.measure import Keeping, Painter, overlaps
from tests.conftest import settings_for


@dataclass(frozen=True)
class Trial:
    """What a shooting gave, and how well its marks lie."""

    overlaps: dict[str, float]
    pictures: dict[str, bytes]
    failed: dict[str, str]
    hidden: dict[str, int]
    in_frames: int
    scrolled: int


def trial(skin: str, scale: float = 2, walks: tuple[Walk, ...] = WALKS, paint: bool = True) -> Trial:
    """Shoot the walks on a fresh practice site."""
    true: dict[tuple[str, str], Box] = {}
    frames: dict[str, Box] = {}
    hidden: dict[str, int] = {}
    in_frames = scrolled = 0
    with PracticeSite(30, skin=skin) as site:
        settings = settings_for(site, user=site.user.address, password=site.user.password)
        with open_site(settings) as browser:
            shooting = Shooting(browser, skin, "ja", True, Nobody())
            shooting.album.scale = scale
            for walk in walks:
                with under_light(browser, scale) as session:
                    camera = Keeping(session, shooting.album, shooting.privacy, shooting.account)
                    painter = Painter(session, camera, shooting.account, true)
                    walk(shooting, session, Several([camera, painter] if paint else [camera]))
                    frames |= camera.exposed
                    hidden |= camera.hidden
                in_frames, scrolled = in_frames + painter.framed, scrolled + painter.scrolled
    album = shooting.album
    pictures = {name: one.image for name, one in album.pictures.items()}
    return Trial(overlaps(album, true, frames), pictures, album.failed, hidden, in_frames, scrolled)
