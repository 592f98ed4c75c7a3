"""A browser to print with, and an album in each language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.camera.shots import SHOTS
from flows.manual.words import LANGUAGES
from flows.pages.site import Site, open_site
from flows.settings import Settings
from tests.review.albums import album, plain


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with open_site(Settings()) as browser:
        yield browser


@pytest.fixture
def albums(tmp_path: Path) -> dict[str, Path]:
    """An album in each language whose captions are the parts' own names."""
    pictures = {shot.name: plain(size=(860, 430)) for shot in SHOTS}
    said = {shot.name: {part: f"の{part}" for part in (*shot.marks, "message")} for shot in SHOTS}
    return {each: album(tmp_path / "pictures" / each, pictures, said, language=each) for each in LANGUAGES}
