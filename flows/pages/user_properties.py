"""ユーザーのプロパティ (manual 2-1-3 for the administrator, STEP2): the whole form, the password at its bottom."""

from __future__ import annotations

import re

from pydantic import SecretStr

from flows.errors import AccountGone, PropertyChanged
from flows.pages.answer import saved
from flows.pages.parts import Button, Field, fill_in, standing_in
from flows.pages.screen import Screen
from flows.pages.sight import look

Properties = dict[str, object]


class UserProperties(Screen):
    """パスワード変更 with 新しいパスワード, パスワード(確認) and [Save]; one Save posts every property."""

    name = "user-properties"
    title = "user properties"
    landmark = ("new-password", "confirm-password", "save")
    saves_values = True

    new_password = Field()
    confirm_password = Field()
    save = Button()

    def belongs_to(self, address: str) -> None:
        """Make sure that this is the form of that account. Raises AccountGone where another is shown."""
        if not self.is_of(address):
            raise AccountGone(
                f"{address} was clicked in the user list, but the user properties of {self._owner()} opened. "
                "Nothing was typed."
            )

    def is_of(self, address: str) -> bool:
        """Whether it may be the form of that account: it says so, mentions it, or says nothing of whose it is."""
        shown = self._owner()
        user_id, _, domain = address.casefold().partition("@")
        if not shown or shown.casefold() in (address.casefold(), user_id):
            return True
        elsewhere = "@" in shown and shown.casefold().partition("@")[2] != domain
        return not elsewhere and self._mentions(address)

    def _owner(self) -> str:
        return str(self.last_look().readings.get("account") or "")

    def _mentions(self, address: str) -> bool:
        """Whether this user id, or the whole address, stands anywhere on the screen as a word of its own."""
        user_id, _, domain = address.partition("@")
        whole = rf"{re.escape(user_id)}(?:@{re.escape(domain)})?"
        word = re.compile(rf"(?<![\w.+-]){whole}(?![\w.+@-])", re.IGNORECASE)
        beside = look(self.window, "user-list", self.session.wording)
        values = [str(value) for value in self.properties().values()]
        search = beside.findings["search"]
        if search.result == "found" and (typed := standing_in(search.locator)) in values:
            values.remove(typed)
        if any(word.search(value) for value in values):
            return True
        if any(word.search(str(account)) for account in beside.readings["accounts"]):
            return False  # it stands in the list beside the form
        return any(frame.get_by_text(word).filter(visible=True).count() for frame in self.window.frames)

    def rule(self) -> str | None:
        """The sentence that says what a password must look like on this domain."""
        rule = self.last_look().readings.get("rule")
        return str(rule) if rule else None

    def properties(self) -> Properties:
        """Every other property as the form shows it, to compare before and after."""
        properties = self.last_look().readings.get("properties") or {}
        assert isinstance(properties, dict)
        return properties

    def type_password(self, new: SecretStr) -> None:
        """The new password, twice."""
        fill_in(self, {"new-password": new, "confirm-password": new})

    def press_save(self) -> str:
        """Press Save once; returns the site's words. Raises SaveRefused or SaveInDoubt."""
        return saved(self, self.save)

    def unchanged_since(self, before: Properties, address: str) -> None:
        """Raise PropertyChanged where anything but the password, that could be edited, differs after the Save."""
        if not self.shows(self.last_look()):
            return
        after, fixed = self.properties(), self.last_look().readings["fixed"]
        different = sorted(
            key for key in (before.keys() | after.keys()) - fixed if before.get(key) != after.get(key)
        )
        if different:
            raise PropertyChanged(
                f"After the Save for {address}, these properties differ from before: {', '.join(different)}. "
                "The password was saved; look at the account by hand before going on."
            )
