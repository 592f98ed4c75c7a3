"""The admin console with its menu at the left (manual 2-1-2). Its first page is a form that no one may save."""

from __future__ import annotations

import time

from flows.pages.parts import Button
from flows.pages.screen import Screen
from flows.pages.user_list import UserList
from flows.pages.watch import Watch

ALREADY_SECONDS = 3.0
"""A list that has not changed this long after the press was there already."""


class AdminConsole(Screen):
    name = "admin-console"
    title = "admin console"
    landmark = ("user-management",)

    user_management = Button()

    def users(self) -> UserList:
        """Press ユーザー管理 at the left: the user list appears."""
        before, pressed = self._listed(), time.monotonic()
        watch = Watch(self.session, self.window)

        def is_new(screen: Screen) -> bool:
            moved_on = watch.something_arrived or self._listed() != before
            return moved_on or time.monotonic() - pressed > ALREADY_SECONDS

        self.user_management.press()
        screen = watch.see(UserList, accept=is_new)
        assert isinstance(screen, UserList)
        return screen

    def _listed(self) -> object:
        """What would be taken for the user list at this moment."""
        return UserList(self.session, self.window).look().readings.get("accounts")
