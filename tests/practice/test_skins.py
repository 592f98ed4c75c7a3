"""Every skin serves every screen, in both languages, and lets a person do what the manual says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page

from flows.practice import SKINS, PracticeSite
from flows.practice.words import WORDS
from tests.practice.visitor import Visitor
from tests.practice.walker import Walker

SCREENS = (
    "/IClient/default.aspx",
    "/IClient/Mailbox.aspx",
    "/IClient/ChangePassword.aspx",
    "/IAdmin/default.aspx",
    "/IAdmin/DomainProperties.aspx",
    "/IAdmin/UserAdmin.aspx",
    "/IAdmin/UserProperties.aspx?User=abc",
    "/IAdmin/Aliases.aspx",
)
SAMPLED = ("classic", "script", "scroll")
"""Walked by the site's own walker by default; tests/procedures walks all of them."""


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("skin", SKINS)
def test_every_skin_serves_every_screen(skin: str, language: str) -> None:
    with PracticeSite(60, skin=skin, language=language) as site:
        visitor = Visitor(site)
        assert visitor.get("/IClient/Login.aspx").status == 200
        login = visitor.get("/IAdmin/login.aspx")
        assert "__VIEWSTATE" in login.form()
        who = site.administrator
        names = {name.rpartition("$")[2]: name for name in login.form()}
        typed = list(login.form())[-2:] if "txtUserName" not in names else ["txtUserName", "txtPassword"]
        button = _button(login.text)
        form = {**login.form(), typed[0]: who.address, typed[1]: who.password, "__EVENTTARGET": button}
        assert visitor.send(login.address, form).path.startswith("/IAdmin/")
        answers = [visitor.get(screen) for screen in SCREENS]
        assert [answer.status for answer in answers] == [200] * len(SCREENS)
        assert not any("{{" in answer.text or "\x02" in answer.text for answer in answers)


def _button(text: str) -> str:
    """The server name of the sign-in button, however the skin draws it."""
    found = re.search(r"__doPostBack\((?:&#39;|')([^'&]+)", text)
    return found[1] if found else re.findall(r'name="([^"]+)"', text.partition("loginButtons")[2])[0]


@pytest.mark.parametrize(
    "skin", [pytest.param(skin, marks=[] if skin in SAMPLED else [pytest.mark.long]) for skin in SKINS]
)
def test_a_person_resets_and_changes_passwords_on_every_skin(skin: str, browser: Browser) -> None:
    with PracticeSite(60, skin=skin) as site:
        before = site.state()["accounts"]
        context = browser.new_context(locale="ja-JP")
        page = context.new_page()
        page.set_default_timeout(10_000)
        walker = Walker(page, site, skin)
        walker.sign_in(site.administrator)
        console = walker.open_console()
        users = walker.open_users(console)
        properties = walker.open_properties(console, users, "tanaka.kenji")
        assert "must be at least three characters" in properties.locator("body").inner_text()
        assert walker.save_password(properties, "Neues.Wort+1", "anders") == WORDS["mismatch"][0]
        assert walker.save_password(properties, "Neues.Wort+1") == "Your changes have been saved."
        context.close()

        context = browser.new_context(locale="ja-JP")
        page = context.new_page()
        page.set_default_timeout(10_000)
        own = Walker(page, site, skin)
        own.sign_in(site.user)
        assert own.change_own_password(site.user.password, "Eigenes.Wort+2") == WORDS["own_saved"][0]
        context.close()

        after = site.state()
        changed = {who for who, now in after["accounts"].items() if now != before[who]}
        assert changed == {f"tanaka.kenji@{site.domain}", site.user.address}
        assert all(after["accounts"][who]["properties"] == before[who]["properties"] for who in before)
        assert site.password_of("tanaka.kenji@example.jp") == "Neues.Wort+1"
        assert site.user.password == "Eigenes.Wort+2"
        assert after["domain_saves"] == 0


def _next(page: Page, skin: str, number: int) -> Locator | None:
    """What one presses to see more of the list, after page `number`; None at its end."""
    found = {
        "classic": page.get_by_title("次のページ"),
        "popup": page.get_by_title("次のページ"),
        "decoys": page.get_by_title("次のページ"),
        "frameset": page.locator("input[alt='次のページ']"),
        "panel": page.locator(".current + a"),
        "script": page.get_by_text("次のページ »"),
        "cells": page.locator("input[value='さらに表示']"),
    }[skin]
    return found if found.count() else None


@pytest.mark.parametrize("skin", ["classic", "popup", "decoys", "frameset", "panel", "script", "cells"])
def test_the_list_goes_on_to_its_end(skin: str, page: Page) -> None:
    with PracticeSite(40, skin=skin, page_size=3) as site:
        walker, seen, number = _at_the_console(page, site, skin), set[str](), 1
        page.goto(f"{site.url}/IAdmin/UserAdmin.aspx")
        while True:
            texts = walker.page.locator("[id^=upUsers] :is(a, .act)").all_inner_texts()
            seen |= {text.partition("@")[0] for text in texts}
            more = _next(page, skin, number)
            if more is None:
                break
            number += 1
            with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
                more.click()
            answer.value.finished()
            page.wait_for_function("() => WebForm.pending === null && document.readyState === 'complete'")
        assert number == 14
        assert {address.partition("@")[0] for address in site.state()["accounts"]} <= seen


def test_an_endless_list_shows_everybody_when_it_is_scrolled(page: Page) -> None:
    with PracticeSite(70, skin="scroll") as site:
        _at_the_console(page, site, "scroll")
        page.goto(f"{site.url}/IAdmin/UserAdmin.aspx")
        rows = page.locator(".gridRow")
        assert rows.count() == 25
        for expected in (50, 70):
            page.locator("#scroller").evaluate("box => box.scrollTop = box.scrollHeight")
            page.wait_for_function("n => document.querySelectorAll('.gridRow').length === n", arg=expected)
        assert len(set(rows.locator("a").all_inner_texts())) == 70


def _at_the_console(page: Page, site: PracticeSite, skin: str) -> Walker:
    page.set_default_timeout(10_000)
    walker = Walker(page, site, skin)
    walker.sign_in(site.administrator, "/IAdmin/login.aspx", "btnLogin")
    return walker


def test_who_may_not_change_his_password_finds_the_entry_gone_or_off(page: Page) -> None:
    for skin, expected in (("script", 0), ("popup", 1)):
        with PracticeSite(15, skin=skin) as site:
            walker = Walker(page, site, skin)
            walker.sign_in(site.sign_in_of("kyoyu"))
            page.get_by_text("アクション").click()
            entry = page.get_by_text("パスワードの変更", exact=True).filter(visible=True)
            assert entry.count() == expected
            if expected:
                assert "off" in (entry.get_attribute("class") or "")
            page.context.clear_cookies()


def test_decoys_leave_the_last_answer_and_have_a_save_that_saves_something_else() -> None:
    with PracticeSite(15, skin="decoys") as site:
        administrator = Visitor(site).sign_in_as_administrator()
        assert "have been saved" not in administrator.properties("abc").text
        administrator.save_password("abc", "abc123")
        assert "have been saved" in administrator.properties("abcd").text
        wrong = administrator.post(
            administrator.properties("k"), "btnViewSave", txtNewPassword="x1", txtConfirmPassword="x1"
        )
        assert "have been saved" in wrong.text
        assert site.state()["accounts"]["k@example.jp"]["saves"] == 0
