"""What pytest-playwright leaves of a failing test can be sent to somebody."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

from flows.secrecy.forms import find
from tests.secrecy.spellings import ACCEPTED
from tests.secrecy.test_traces import leaks, members, opens_as_the_viewer_reads_it

SECRET = ACCEPTED[1]
ROOT = Path(__file__).parents[2]
CONFTEST = """
import pytest
from flows.browser import QUIET, as_root, working_way
from flows.settings import Settings

pytest_plugins = ["flows.secrecy.pytest_artifacts"]

@pytest.fixture(scope="session")
def browser_type_launch_args(playwright):
    return {"args": list(QUIET), "chromium_sandbox": not as_root(), **working_way(playwright, Settings())}
"""
TEST = f"""
import base64
SECRET = base64.b64decode({base64.b64encode(SECRET.encode())!r}).decode()

def test_that_fails(page):
    page.set_content("<body style='margin:0'><input type=password><p>a name</p><p id=said></p>")
    page.get_by_role("textbox").or_(page.locator("input")).fill(SECRET)
    page.locator("#said").evaluate("(p, text) => p.append(text.slice(0, 4), text.slice(4))", SECRET)
    print("typed", SECRET)
    assert page.locator("#said").inner_text() == "something else"
"""


def failing_run(place: Path, *options: str) -> Path:
    (place / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (place / "test_it.py").write_text(TEST, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n0",
            "-p",
            "no:cacheprovider",
            f"--rootdir={place}",
            *options,
        ],
        cwd=place,
        env={"PATH": os.environ["PATH"], "HOME": str(Path.home()), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 failed" in done.stdout, done.stdout + done.stderr
    return place / "test-results"


def test_a_trace_and_a_screenshot_of_a_failing_test_hold_no_password(tmp_path: Path) -> None:
    results = failing_run(
        tmp_path, "--tracing", "retain-on-failure", "--screenshot", "only-on-failure", "--junitxml=j.xml"
    )
    trace, picture = next(results.rglob("trace.zip")), next(results.rglob("*.png"))
    assert leaks(trace, SECRET) == []
    assert opens_as_the_viewer_reads_it(trace)
    assert not [name for name in members(trace) if "Tr" in name]
    colours = {colour for _, colour in Image.open(picture).convert("RGB").getcolors(1 << 24) or []}
    assert (0x48, 0x4F, 0x5C) in colours, "nothing was masked"
    assert not find((tmp_path / "j.xml").read_bytes(), [SECRET])


def test_without_a_trace_a_screenshot_is_masked_all_the_same(tmp_path: Path) -> None:
    results = failing_run(tmp_path, "--screenshot", "on")
    image = Image.open(next(results.rglob("*.png"))).convert("RGB")
    assert (0x48, 0x4F, 0x5C) in {colour for _, colour in image.getcolors(1 << 24) or []}
