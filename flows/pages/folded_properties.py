"""ユーザーのプロパティ whose password section is shut: a person opens it by its title, and so do we."""

from __future__ import annotations

from flows.pages.parts import Button
from flows.pages.screen import Screen
from flows.pages.user_properties import UserProperties


class FoldedProperties(Screen):
    """The account's form is there, and パスワード変更 stands in it as the title of a closed section or a tab."""

    name = "folded-properties"
    title = "user properties"
    landmark = ("password-section",)

    password_section = Button()

    def is_of(self, address: str) -> bool:
        """Whether it is known whose form it is, and it is this account's."""
        form = UserProperties(self.session, self.window)
        return bool(form.look().readings.get("account")) and form.is_of(address)

    def unfold(self) -> UserProperties:
        """Press the section's title."""
        self.password_section.press()
        return UserProperties(self.session, self.window).arrive()
