"""Playwright's own trace viewer, as it ships with Playwright, on loopback: what it lists, and a picture of it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser


def steps_in_the_viewer(browser: Browser, trace: Path, picture: Path) -> list[str]:
    """What Playwright's own viewer lists, served on loopback."""
    viewer = subprocess.Popen(
        [sys.executable, "-m", "playwright", "show-trace", "--host", "127.0.0.1", "--port", "0", str(trace)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert viewer.stdout
        address = next(found.group() for line in viewer.stdout if (found := re.search(r"http://\S+", line)))
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(address)
        titles = page.locator(".action-title")
        titles.filter(has_text="Fill").last.click(timeout=30_000)
        page.frame_locator("iframe.snapshot-visible").locator("input[type=password]").last.wait_for()
        page.screenshot(path=picture)
        said = titles.all_inner_texts()
        page.close()
    finally:
        os.killpg(viewer.pid, signal.SIGTERM)
    return said
