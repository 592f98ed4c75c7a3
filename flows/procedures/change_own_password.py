"""Change one's own password in the web mail (manual 2-1-3 for the user, STEP1 and STEP2)."""

from __future__ import annotations

from pydantic import SecretStr

from flows.pages.webmail import Webmail
from flows.steps import Observer, Step, announced

OPEN = Step(
    "2-1-3/user/STEP1", "アクション, パスワードの変更", "webmail", ("action-menu", "change-password-entry")
)
SAVE = Step(
    "2-1-3/user/STEP2",
    "Type the old password and the new one twice, and press [保存]",
    "change-password-dialog",
    ("existing-password", "new-password", "confirm-password", "save"),
)


def change_own_password(webmail: Webmail, existing: SecretStr, new: SecretStr, observer: Observer) -> str:
    """Change the signed-in user's password and return the site's own words.

    Raises SaveRefused with the site's words, SaveInDoubt where no clear answer came.
    """
    webmail.open_action_menu()
    with announced(observer, OPEN, webmail.window):
        dialog = webmail.change_password()
    dialog.type_passwords(existing, new)
    with announced(observer, SAVE, dialog.window):
        return dialog.press_save()
