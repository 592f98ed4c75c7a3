"""The admin console with its menu at the left (manual 2-1-2). Its first page is a form that no one may save."""

from __future__ import annotations

from flows.pages.parts import Button
from flows.pages.screen import Screen, wherever
from flows.pages.user_list import UserList


class AdminConsole(Screen):
    name = "admin-console"
    title = "admin console"
    landmark = ("user-management",)

    user_management = Button()

    def users(self) -> UserList:
        """Press ユーザー管理 at the left: the user list appears."""
        self.user_management.press()
        screen = wherever(self.session, [self.window], UserList)
        assert isinstance(screen, UserList)
        return screen
