"""The web mail's main window, with its menus アクション and 管理 (manual 2-1-1, 2-1-3)."""

from __future__ import annotations

from flows.pages.admin_console import AdminConsole
from flows.pages.admin_login import AdminLogin
from flows.pages.change_password_dialog import ChangePasswordDialog
from flows.pages.parts import Button
from flows.pages.screen import Screen
from flows.pages.watch import Watch

MENU_SECONDS = 1.5


class Webmail(Screen):
    name = "webmail"
    title = "web mail's window"
    landmark = ("action-menu",)

    action_menu = Button()
    admin_link = Button()
    change_password_entry = Button()

    def open_action_menu(self) -> None:
        """Open アクション, which some sites do when pointed at and others when pressed."""
        if self.change_password_entry.is_shown():
            return
        self.action_menu.hover()
        if not self.change_password_entry.is_shown(within=MENU_SECONDS / 3):
            self.action_menu.press()
            self.wait_for("change-password-entry", max(MENU_SECONDS, self.session.timeout / 3))

    def change_password(self) -> ChangePasswordDialog:
        """アクション, パスワードの変更: returns the dialog, wherever it opens (2-1-3 for the user, STEP1)."""
        self.open_action_menu()
        watch = Watch(self.session, self.window)
        self.change_password_entry.press()
        screen = watch.see(ChangePasswordDialog)
        assert isinstance(screen, ChangePasswordDialog)
        return screen

    def administration(self) -> AdminConsole | AdminLogin:
        """Press 管理: returns the console, or its own sign-in page where the site asks again (2-1-2)."""
        watch = Watch(self.session, self.window)
        self.admin_link.press()
        screen = watch.see(AdminConsole, AdminLogin)
        assert isinstance(screen, AdminConsole | AdminLogin)
        return screen
