"""Small albums on disk: as many pictures as a test needs, each drawn in one line."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from flows.camera.shots import SHOTS

ALT = {shot.name: {"ja": shot.alt.ja, "en": shot.alt.en} for shot in SHOTS}
MARKS = {shot.name: shot.marks for shot in SHOTS}
STEP = {shot.name: shot.step.id for shot in SHOTS}


def plain(colour: str = "lightsteelblue", size: tuple[int, int] = (200, 100)) -> Image.Image:
    return Image.new("RGB", size, colour)


def album(
    folder: Path,
    pictures: Mapping[str, Image.Image],
    captions: Mapping[str, Mapping[str, str]] | None = None,
    failed: Mapping[str, str] | None = None,
    language: str = "ja",
) -> Path:
    """Write an album as `flows manual shoot` does; returns its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, image in pictures.items():
        paper = io.BytesIO()
        image.save(paper, "PNG")
        (folder / f"{name}.png").write_bytes(paper.getvalue())
        said = dict((captions or {}).get(name, {"save": "保存"}))
        marks = [{"part": part, "caption": said[part]} for part in MARKS[name] if part in said]
        lines.append(
            {"name": name, "step": STEP[name], "file": f"{name}.png", "width": image.width, "height": image.height,
             "alt": ALT[name], "captions": said, "marks": marks,
             "sha256": hashlib.sha256(paper.getvalue()).hexdigest()}
        )  # fmt: skip
    why = [{"name": name, "why": said} for name, said in (failed or {}).items()]
    data = {
        "site": "practice site",
        "language": language,
        "shot_at": "2026-04-01T12:00:00",
        "pictures": lines,
    }
    (folder / "album.json").write_text(json.dumps({**data, "failed": why}), encoding="utf-8")
    return folder
