"""A trace that is safe to send: no secret in any member, in any form, and Playwright's viewer still opens it."""

from __future__ import annotations

import base64
import gzip
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright
from pydantic import SecretStr

from flows.errors import GuardStopped
from flows.pages.session import Session
from flows.pages.sight import register
from flows.practice import PracticeSite
from flows.procedures import enter_console, reset_password
from flows.procedures.list_accounts import user_list
from flows.secrecy.forms import find
from flows.secrecy.fragments import fragments
from flows.secrecy.traces import clean_trace, traced
from flows.steps import Nobody
from flows.wording import load
from tests.conftest import settings_for
from tests.secrecy.spellings import ACCEPTED
from tests.secrecy.stranger import Asked, Stranger, Told
from tests.secrecy.viewer import steps_in_the_viewer

SECRET = ACCEPTED[1]
FORM = """<!doctype html><meta charset="utf-8"><title>Form</title><form method="post" action="/save">
<input id="one" name="one" type="password"><input id="shown" name="shown"><input name="__VIEWSTATE" type="hidden">
<button>Save</button></form>"""


def _echo(asked: Asked) -> Told:
    """As the worst servers do: the body comes back in a view state, in JSON and in the text."""
    state = base64.b64encode(b"\xff\x01state" + SECRET.encode() + b"\0end").decode()
    return Told(
        f"""<!doctype html><meta charset="utf-8"><input type="hidden" name="__VIEWSTATE" value="{state}">
        <script>var said = {json.dumps(SECRET)};</script><p id="said"></p>
        <script>document.getElementById("said").append(said.slice(0, 5), said.slice(5))</script>""",
        headers={"Set-Cookie": ".ASPXAUTH=0123456789abcdefSESSION; Path=/"},
    )


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 640, "height": 480})
    yield context
    context.close()


@pytest.fixture
def stranger() -> Iterator[Stranger]:
    with Stranger({"/": FORM, "/save": _echo}) as stranger:
        yield stranger


def members(trace: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(trace) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def leaks(trace: Path, *secrets: str) -> list[object]:
    return [
        (name, hit)
        for name, data in members(trace).items()
        for hit in [*find(data, secrets), *(len(piece) for piece in fragments(data, secrets))]
    ]


def opens_as_the_viewer_reads_it(trace: Path) -> list[dict[str, Any]]:
    """Valid JSON lines, and everything that they refer to is there under that name."""
    inside = members(trace)
    events = [
        json.loads(line)
        for name, data in inside.items()
        if name.endswith((".trace", ".network"))
        for line in data.decode().splitlines()
    ]
    referred = re.findall(r'"_?file": "((?:resources|screencast)/[^"]+)"', "\n".join(map(json.dumps, events)))
    assert referred
    assert not set(referred) - set(inside)
    return events


def test_a_password_that_was_filled_in_typed_or_set_is_nowhere_in_the_trace(
    context: BrowserContext, stranger: Stranger, tmp_path: Path
) -> None:
    trace = tmp_path / "trace.zip"
    with traced(context, trace, [SECRET]):
        page = context.new_page()
        for way in ("fill", "sequence", "keys", "script", "shown"):
            page.goto(stranger.url())
            box = page.locator("#shown" if way == "shown" else "#one")
            if way == "fill":
                box.fill(SECRET)
            elif way == "script":
                box.evaluate("(box, text) => box.value = text", SECRET)
            elif way == "keys":
                box.focus()
                for key in SECRET:
                    page.keyboard.press(key)
            else:
                box.press_sequentially(SECRET)
            page.get_by_role("button").click()
            page.locator("#said").wait_for()
    assert SECRET.encode() in stranger.log or find(stranger.log, [SECRET])
    assert leaks(trace, SECRET, "0123456789abcdefSESSION") == []
    events = opens_as_the_viewer_reads_it(trace)
    assert sum(event["type"] == "before" for event in events) > 30
    assert trace.stat().st_mode & 0o077 == 0


def test_the_key_strokes_of_a_password_are_starred_one_by_one(
    context: BrowserContext, stranger: Stranger, tmp_path: Path
) -> None:
    trace = tmp_path / "trace.zip"
    with traced(context, trace, [SECRET]):
        page = context.new_page()
        page.goto(stranger.url())
        page.locator("#shown").focus()
        for key in f"a{SECRET}b":
            page.keyboard.press(key)
    keys = [
        event["params"]["key"]
        for event in opens_as_the_viewer_reads_it(trace)
        if event["type"] == "before" and event.get("method") == "keyboardPress"
    ]
    assert "".join(keys) == "a" + "*" * len(SECRET) + "b"


def test_a_password_that_nobody_told_of_is_learned_from_its_box(
    context: BrowserContext, stranger: Stranger, tmp_path: Path
) -> None:
    trace = tmp_path / "trace.zip"
    with traced(context, trace, []):
        page = context.new_page()
        page.goto(stranger.url())
        page.locator("#one").fill(SECRET)
        page.get_by_role("button").click()
        page.locator("#said").wait_for()
    assert leaks(trace, SECRET) == []


def test_pictures_that_show_a_password_are_replaced_and_the_others_stay(
    context: BrowserContext, stranger: Stranger, tmp_path: Path
) -> None:
    raw, trace = tmp_path / "raw.zip", tmp_path / "trace.zip"
    context.tracing.start(screenshots=True, snapshots=True)
    page = context.new_page()
    page.goto(stranger.url())
    page.locator("#one").fill(SECRET)
    page.get_by_role("button").click()
    page.locator("#said").click()
    context.tracing.stop(path=raw)
    clean_trace(raw, trace, [SECRET])
    before, after = members(raw), members(trace)
    pictures = sorted(
        (name for name in before if name.startswith("screencast/")), key=lambda name: name[-18:]
    )
    kept = [name for name in pictures if before[name] == after[name]]
    assert kept, "no picture of the page before Save was kept"
    assert pictures[-1] not in kept, "the last picture shows the password in plain"


def test_a_trace_in_which_a_secret_is_left_is_not_kept(tmp_path: Path) -> None:
    raw, trace = tmp_path / "raw.zip", tmp_path / "trace.zip"
    with zipfile.ZipFile(raw, "w") as archive:
        # Base64 of a compressed text: it can be read, and not be covered without breaking what holds it.
        packed = base64.b64encode(gzip.compress(SECRET.encode() * 3)).decode()
        archive.writestr("trace.trace", json.dumps({"type": "log", "message": packed}) + "\n")
    with pytest.raises(GuardStopped, match="not kept") as stopped:
        clean_trace(raw, trace, [SECRET])
    assert SECRET not in str(stopped.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["raw.zip"]


def test_stored_bodies_do_not_keep_the_fingerprint_of_what_was_in_them(
    context: BrowserContext, stranger: Stranger, tmp_path: Path
) -> None:
    raw, trace = tmp_path / "raw.zip", tmp_path / "trace.zip"
    context.tracing.start(snapshots=True)
    page = context.new_page()
    page.goto(stranger.url())
    page.locator("#one").fill(SECRET)
    page.get_by_role("button").click()
    page.locator("#said").wait_for()
    context.tracing.stop(path=raw)
    clean_trace(raw, trace)
    with_secret = {
        name for name, data in members(raw).items() if name.startswith("resources/") and find(data, [SECRET])
    }
    assert with_secret
    assert not with_secret & set(members(trace))
    opens_as_the_viewer_reads_it(trace)


def test_a_cleaned_trace_of_a_reset_opens_in_the_viewer_and_shows_its_steps(
    playwright: Playwright, browser: Browser, fresh_site: PracticeSite, tmp_path: Path
) -> None:
    register(playwright)
    settings = settings_for(fresh_site)
    session, trace = Session(browser, settings, load(None)), tmp_path / "reset.zip"
    with traced(session.context, trace, [SECRET, fresh_site.administrator.password]):
        users = user_list(enter_console(session, Nobody()), Nobody())
        reset_password(users, "abc@example.jp", SecretStr(SECRET), Nobody())
    session.close()
    assert fresh_site.password_of("abc@example.jp") == SECRET
    assert leaks(trace, SECRET, fresh_site.administrator.password) == []
    titles = steps_in_the_viewer(browser, trace, tmp_path / "viewer.png")
    assert sum(title.startswith("Fill") for title in titles) == 4
    assert any("save" in title for title in titles)
