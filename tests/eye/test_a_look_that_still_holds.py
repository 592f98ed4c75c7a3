"""A locator used right after a look is answered by that look, and only as long as nothing on the page has changed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page

from flows import wording
from flows.pages import sight

FORM = """<style></style><h3>パスワード変更</h3><form><table>
<tr><td>新しいパスワード</td><td><input type="password" id="new"></td></tr>
<tr><td>パスワード(確認)</td><td><input type="password" id="again"></td></tr></table>
<input type="submit" id="save" value="Save"></form><p id="clock">10:00</p>"""
ANOTHER = "document.querySelector('form').append(save.cloneNode())"
IN_PLACE = "(() => { const twin = save.cloneNode(); twin.id = 'twin'; save.replaceWith(twin) })()"
WITHOUT_A_TRACE = "document.styleSheets[0].insertRule('#save { display: none }')"
WORDS = wording.load(None)


def found(window: Page) -> sight.Finding:
    window.set_content(FORM)
    finding = sight.look(window, "user-properties", WORDS).findings["save"]
    assert finding.result == "found"
    return finding


def test_what_was_seen_a_moment_ago_is_not_looked_for_again(window: Page) -> None:
    """Shown by what a look would have noticed: the button is hidden without a change in the source."""
    save = found(window).locator
    window.evaluate(WITHOUT_A_TRACE)
    assert save.count() == 1
    assert not save.is_visible()  # so Playwright would not press it


def test_after_a_while_it_is_looked_for_again(window: Page) -> None:
    window.clock.install()
    save = found(window).locator
    window.evaluate(WITHOUT_A_TRACE)
    window.clock.pause_at(4_102_444_800_000)
    save.wait_for(state="detached", timeout=5000)


def test_a_second_candidate_that_has_come_since_makes_it_ambiguous(window: Page) -> None:
    save = found(window).locator
    window.evaluate(ANOTHER)
    with pytest.raises(Error, match="strict mode violation"):
        save.click(timeout=2000)


def test_what_was_replaced_since_is_found_anew(window: Page) -> None:
    save = found(window).locator
    window.evaluate(IN_PLACE)
    assert save.get_attribute("id") == "twin"


def test_what_was_seen_on_another_screen_says_nothing_of_this_one(window: Page) -> None:
    save = found(window).locator
    sight.look(window, "admin-console", WORDS)
    assert save.count() == 1
