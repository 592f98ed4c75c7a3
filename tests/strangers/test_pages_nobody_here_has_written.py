"""Look-alike pages by people who did not write the eye, each with its truth beside it.

As a person judges: a press in the middle of the reported box lands on the control, a part that is not on
the page is not reported, and a text is read as it stands there.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Playwright

from flows import wording
from flows.pages import sight

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def window(playwright: Playwright, browser: Browser) -> Iterator[Page]:
    sight.register(playwright)
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="ja-JP", offline=True)
    yield context.new_page()
    context.close()


def truth_of(page: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(page.with_suffix(".json").read_text("utf-8"))
    return truth


def box_of(window: Page, where: dict[str, Any] | None) -> Box | None:
    if where is None:
        return None
    place: Page | FrameLocator = window
    for frame in where.get("frames", []):
        place = place.frame_locator(frame)
    box = place.locator(where["css"]).bounding_box()
    assert box, f"the truth names {where}, which does not show"
    return box["x"], box["y"], box["width"], box["height"]


def lands_on(said: Box, box: Box) -> bool:
    x, y = said[0] + said[2] / 2, said[1] + said[3] / 2
    inside = box[0] <= x <= box[0] + box[2] and box[1] <= y <= box[1] + box[3]
    return inside and said[2] * said[3] <= 1.5 * box[2] * box[3]


def verdict(finding: sight.Finding, box: Box | None) -> str:
    if finding.result != "found":
        return "right" if box is None else "missed"
    return "right" if box and finding.box and lands_on(finding.box, box) else "wrong"


def flat(text: str | None) -> str:
    return "".join((text or "").split())


def read_right(said: Any, truth: Any) -> bool:
    if isinstance(truth, list):
        return [one.split("@")[0].lower() for one in said or []] == [one.lower() for one in truth]
    if truth is None:
        return not said
    return flat(truth) in flat(said) and len(flat(said)) <= 1.5 * len(flat(truth))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_part_and_text_of_a_strangers_page_is_found(window: Page, page: Path) -> None:
    truth = truth_of(page)
    window.goto(page.as_uri())
    seen = sight.look(window, truth["screen"], wording.load(None))
    parts = {
        name: verdict(seen.findings[name], box_of(window, where)) for name, where in truth["parts"].items()
    }
    texts = {name: read_right(seen.readings.get(name), text) for name, text in truth["readings"].items()}
    assert Counter(parts.values())["right"] == len(parts), (parts, truth["trait"])
    assert all(texts.values()), (texts, seen.readings, truth["trait"])
