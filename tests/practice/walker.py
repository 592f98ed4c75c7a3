"""Walks one skin in a browser, knowing its markup: the truth that the suite's own pages are measured against."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from playwright.sync_api import Frame, Locator, Page

from flows.practice import SKINS, PracticeSite, SignIn

_WORDS = {
    "ja": ("アクション", "パスワードの変更", "管理", "ユーザー管理"),
    "en": ("Actions", "Change Password", "Administration", "User Administration"),
}


@dataclass
class Walker:
    """A person in front of one skin, whose captions are in `language`."""

    page: Page
    site: PracticeSite
    skin: str
    language: str = "ja"

    def control(self, where: Page | Frame, name: str) -> Locator:
        """A control by its server name, visible ones only, wherever the skin has put it."""
        prefix = "" if "login.aspx" in where.url.casefold() else "ctl00$MainContent$"
        wire = (
            f"ctl00$c{zlib.crc32(name.encode()):08x}" if SKINS[self.skin].wire == "opaque" else prefix + name
        )
        called = f'[name="{wire}"]', f'[href*="{wire}"]', f'[onclick*="{wire}"]'
        return where.locator(":is({})".format(", ".join(called))).filter(visible=True)

    def sign_in(self, who: SignIn, path: str = "/", button: str = "lbLogin") -> None:
        self.page.goto(self.site.url + path)
        self._fill_sign_in(self.page, who, button)

    def _fill_sign_in(self, page: Page, who: SignIn, button: str) -> None:
        self.control(page, "txtUserName").fill(who.address)
        self.control(page, "txtPassword").fill(who.password)
        with page.expect_navigation():
            self.control(page, button).click()

    def frame(self, page: Page, path: str) -> Frame:
        """The document of this address, whatever frame it is in; waits for it."""
        while True:
            for each in page.frames:
                if path in each.url and "ReturnUrl" not in each.url:
                    each.wait_for_load_state()
                    return each
            page.wait_for_event("framenavigated", lambda frame: path in frame.url)

    def open_dialog(self) -> Page | Frame:
        skin, (actions, entry, *_) = SKINS[self.skin], _WORDS[self.language]
        where = self.frame(self.page, "Mailbox" if skin.webmail == "frameset" else "default.aspx")
        menu = where.get_by_text(re.compile(rf"^\s*{actions}( ▾)?\s*$")).filter(visible=True)
        if self.skin == "cells":
            menu = where.locator("td.rmItem")
        if self.skin in ("panel", "scroll"):
            menu.hover()
        else:
            menu.click()
        enabled = where.locator(":not([aria-disabled])").get_by_text(entry, exact=True).filter(visible=True)
        choice = enabled.last if self.skin == "decoys" else enabled
        if skin.dialog == "popup":
            with self.page.expect_popup() as opened:
                choice.click()
            return opened.value
        choice.click()
        return where if skin.dialog == "layer" else self.frame(self.page, "ChangePassword.aspx")

    def change_own_password(self, existing: str, new: str, again: str | None = None) -> str:
        dialog = self.open_dialog()
        self.control(dialog, "txtOldPassword").fill(existing)
        self.control(dialog, "txtNewPassword").fill(new)
        self.control(dialog, "txtRetypePassword").fill(new if again is None else again)
        return self.press(dialog, "btnPasswordSave")

    def press(self, where: Page | Frame, button: str) -> str:
        """Press it and read the answer, not the one before."""
        where.evaluate("document.querySelectorAll('.message').forEach(each => each.remove())")
        self.control(where, button).click()
        return where.locator(".message").filter(visible=True).inner_text().strip()

    def open_console(self) -> Page:
        """By 管理, in a new window or the same."""
        skin, words = SKINS[self.skin], _WORDS[self.language]
        where = self.frame(self.page, "Mailbox" if skin.webmail == "frameset" else "default.aspx")
        entry = where.get_by_text(words[2], exact=True).filter(visible=True)
        if skin.admin_window == "same":
            entry.click()
            console = self.page
        else:
            with self.page.expect_popup() as opened:
                entry.click()
            console = opened.value
        if skin.second_sign_in:
            self._fill_sign_in(console, self.site.administrator, "btnLogin")
        self.frame(console, "DomainProperties.aspx")
        return console

    def open_users(self, console: Page) -> Frame:
        skin, caption = SKINS[self.skin], _WORDS[self.language][3]
        for old, new in skin.respelled if self.language == "ja" else ():
            caption = caption.replace(old, new)
        where = self.frame(console, {"frameset": "Menu", "iframe": "default"}.get(skin.console, "Domain"))
        where.get_by_text(caption, exact=True).filter(visible=True).click()
        return self.frame(console, "UserAdmin.aspx")

    def open_properties(self, console: Page, users: Frame, user_id: str) -> Page | Frame:
        skin = SKINS[self.skin]
        shown = user_id if skin.account_text == "user-id" else f"{user_id}@{self.site.domain}"
        self.control(users, "txtSearch").press_sequentially(user_id)
        row = users.get_by_text(shown, exact=True).filter(visible=True)
        row.wait_for()
        if skin.properties_window == "popup":
            with console.expect_popup() as opened:
                row.click()
            return opened.value
        row.click()
        return self.frame(console, "UserProperties.aspx")

    def save_password(self, where: Page | Frame, new: str, again: str | None = None) -> str:
        self.control(where, "txtNewPassword").fill(new)
        self.control(where, "txtConfirmPassword").fill(new if again is None else again)
        return self.press(where, "btnSave")
