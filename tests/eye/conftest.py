"""A window with the eye, and how a small page is asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from flows import wording
from flows.pages import sight

Look = Callable[..., "Seen"]


@dataclass(frozen=True)
class Seen:
    """What the eye saw; `right` are the parts found on the element that the page marks with data-is."""

    right: set[str]
    others: dict[str, str]
    readings: dict[str, Any]


@pytest.fixture(scope="module")
def dark_room(playwright: Playwright, browser: Browser) -> Iterator[BrowserContext]:
    """A browser context without network, with the eye."""
    sight.register(playwright)
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="ja-JP", offline=True)
    yield context
    context.close()


@pytest.fixture
def window(dark_room: BrowserContext) -> Iterator[Page]:
    page = dark_room.new_page()
    yield page
    page.close()


@pytest.fixture
def look(window: Page) -> Look:
    def at(screen: str, html: str) -> Seen:
        window.set_content(f"<style>body{{font:13px 'Noto Sans CJK JP'}}</style>{html}")
        seen = sight.look(window, screen, wording.load(None))
        right, others = set(), {}
        for part, finding in seen.findings.items():
            marks = finding.locator.get_attribute("data-is") if finding.result == "found" else None
            if marks == part:
                right.add(part)
            elif finding.result != "missing":
                others[part] = f"{finding.result}: {', '.join(map(str, finding.candidates))}"
        return Seen(right, others, seen.readings)

    return at
