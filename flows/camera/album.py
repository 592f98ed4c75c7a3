"""What a shooting gives: the pictures, the sentences about those that failed or were left out, a list of all."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.camera.boxes import Box
from flows.camera.shots import SHOTS, Shot
from flows.errors import InputError

LIST = "album.json"


@dataclass(frozen=True)
class Mark:
    """A marked part: its place in the picture in CSS pixels, and the site's own words at it."""

    part: str
    box: Box
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    """One finished picture. `covered` counts the covers in its frame; width and height are CSS pixels."""

    shot: Shot
    width: int
    height: int
    marks: tuple[Mark, ...]
    covered: int
    captions: dict[str, str]
    image: bytes = field(repr=False)

    @property
    def file(self) -> str:
        return f"{self.shot.name}.png"


@dataclass
class Album:
    """The pictures of one site in one language, in the manual's order."""

    site: str
    language: str
    shot_at: str
    scale: float
    server: str = ""
    """The version that the site says of itself, if it does."""
    pictures: dict[str, Picture] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    """Why those are missing that this site could not give: no fault, unlike `failed`."""

    def add(self, picture: Picture) -> None:
        self.pictures.setdefault(picture.shot.name, picture)
        self.failed.pop(picture.shot.name, None)

    def fail(self, shot: Shot, why: str) -> None:
        if shot.name not in self.pictures and shot.name not in self.left_out:
            self.failed[shot.name] = why

    def write(self, folder: Path) -> None:
        """The pictures and their list; what an earlier shooting left under the manual's names is taken away."""
        folder.mkdir(parents=True, exist_ok=True)
        for shot in SHOTS:
            (folder / f"{shot.name}.png").unlink(missing_ok=True)
        for picture in self.pictures.values():
            (folder / picture.file).write_bytes(picture.image)
        data = json.dumps(self.as_data(), ensure_ascii=False, indent=1)
        (folder / LIST).write_text(data, encoding="utf-8")

    def as_data(self) -> dict[str, Any]:
        return {
            "site": self.site,
            "language": self.language,
            "shot_at": self.shot_at,
            "scale": self.scale,
            "server": self.server,
            "pictures": [_line(self.pictures[shot.name]) for shot in SHOTS if shot.name in self.pictures],
            "failed": [{"name": name, "why": why} for name, why in self.failed.items()],
            "left_out": [{"name": name, "why": why} for name, why in self.left_out.items()],
        }


def read_album(folder: Path, otherwise: str = "shoot it again: flows manual shoot") -> dict[str, Any]:
    """The list of an album on disk. Raises InputError where there is none, or a picture is not the one listed.

    `otherwise` is what a person does about it.
    """
    path = folder / LIST
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        data["language"], data["site"], data["shot_at"]
        for picture in data["pictures"]:
            file, _ = folder / picture["file"], (picture["name"], picture["captions"], picture["alt"]["ja"])
            if not file.is_file():
                raise InputError(f"{file} is missing; {otherwise}")
            if hashlib.sha256(file.read_bytes()).hexdigest() != picture["sha256"]:
                raise InputError(f"{file} is not the picture that was shot; {otherwise}")
    except OSError:
        raise InputError(f"There are no whole pictures in {folder}. Take them: flows manual shoot") from None
    except (ValueError, KeyError, TypeError) as wrong:
        raise InputError(f"{path} is no list of `flows manual shoot`: {wrong!r}.") from wrong
    return data


def _line(picture: Picture) -> dict[str, Any]:
    return {
        "name": picture.shot.name,
        "step": picture.shot.step.id,
        "moment": picture.shot.moment,
        "screen": picture.shot.screen,
        "file": picture.file,
        "width": picture.width,
        "height": picture.height,
        "alt": {"ja": picture.shot.alt.ja, "en": picture.shot.alt.en},
        "marks": [
            {"part": mark.part, "caption": mark.caption, "box": [round(side, 2) for side in mark.box]}
            for mark in picture.marks
        ],
        "covered": picture.covered,
        "captions": picture.captions,
        "sha256": hashlib.sha256(picture.image).hexdigest(),
    }
