"""Every skin serves every screen, in both languages, and lets a person do what the manual says."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

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
    import re

    found = re.search(r"__doPostBack\((?:&#39;|')([^'&]+)", text)
    return found[1] if found else re.findall(r'name="([^"]+)"', text.partition("loginButtons")[2])[0]


@pytest.mark.parametrize("skin", SKINS)
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
