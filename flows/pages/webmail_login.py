"""The web mail's sign-in page (manual 2-1-1)."""

from __future__ import annotations

from flows.pages.parts import Button, Field
from flows.pages.screen import Screen
from flows.pages.sign_in import signed_in
from flows.pages.webmail import Webmail
from flows.records import Credentials


class WebmailLogin(Screen):
    """メールアドレス, パスワード, ログイン."""

    name = "webmail-login"
    title = "web mail's sign-in page"
    landmark = ("address", "password", "sign-in")

    address = Field()
    password = Field()
    sign_in = Button()

    def enter(self, who: Credentials) -> Webmail:
        """Sign in and return the web mail's window. Raises SignInRefused."""
        screen = signed_in(self, "address", self.sign_in, who, Webmail)
        assert isinstance(screen, Webmail)
        return screen
