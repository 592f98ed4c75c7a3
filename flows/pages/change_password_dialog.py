"""The dialog パスワードを変更 (manual 2-1-3 for the user, STEP2)."""

from __future__ import annotations

from pydantic import SecretStr

from flows.pages.answer import saved
from flows.pages.parts import Button, Field, fill_in
from flows.pages.screen import Screen


class ChangePasswordDialog(Screen):
    """既存のパスワード, 新しいパスワード, 新しいパスワードの再入力, 保存."""

    name = "change-password-dialog"
    title = "change-password dialog"
    landmark = ("existing-password", "new-password", "confirm-password", "save")

    existing_password = Field()
    new_password = Field()
    confirm_password = Field()
    save = Button()

    def type_passwords(self, existing: SecretStr, new: SecretStr) -> None:
        """The old password, and the new one twice."""
        fill_in(self, {"existing-password": existing, "new-password": new, "confirm-password": new})

    def press_save(self) -> str:
        """Press 保存 once; returns the site's words. Raises SaveRefused or SaveInDoubt."""
        return saved(self, self.save)
