"""The admin console's sign-in page, `/IAdmin/login.aspx` (manual 2-1-2)."""

from __future__ import annotations

from flows.pages.admin_console import AdminConsole
from flows.pages.parts import Button, Field
from flows.pages.screen import Screen
from flows.pages.sign_in import signed_in
from flows.records import Credentials


class AdminLogin(Screen):
    name = "admin-login"
    title = "admin console's sign-in page"
    landmark = ("user-name", "password", "sign-in")

    user_name = Field()
    password = Field()
    sign_in = Button()

    def enter(self, who: Credentials) -> AdminConsole:
        """Sign in and return the console. Raises SignInRefused, for non-administrators too."""
        screen = signed_in(self, "user-name", self.sign_in, who, AdminConsole)
        assert isinstance(screen, AdminConsole)
        return screen
