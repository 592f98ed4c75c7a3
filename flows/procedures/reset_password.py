"""Change an account's password as the administrator (manual 2-1-3, STEP1 to STEP3)."""

from __future__ import annotations

from pydantic import SecretStr

from flows.pages.user_list import UserList
from flows.steps import Observer, Step, announced

OPEN = Step("2-1-3/admin/STEP1", "Click the account in ユーザー管理", "user-list")
SAVE = Step(
    "2-1-3/admin/STEP2",
    "Type the new password twice at the bottom of ユーザーのプロパティ and press [Save]",
    "user-properties",
    ("new-password", "confirm-password", "save"),
)
SAVED = Step("2-1-3/admin/STEP3", "“Your changes have been saved.” stands at the top", "user-properties")


def reset_password(users: UserList, address: str, new: SecretStr, observer: Observer) -> str:
    """Reset one account's password and return the site's own words.

    It ends only when the site has said so after this Save. Whoever must write down that a Save is about to
    be pressed listens for STEP2. Raises AccountGone, SaveRefused, SaveInDoubt, PropertyChanged.
    """
    with announced(observer, OPEN, users.window):
        properties = users.open(address)
    before = properties.properties()
    properties.type_password(new)
    with announced(observer, SAVE, properties.window):
        words = properties.press_save()
    with announced(observer, SAVED, properties.window):
        properties.unchanged_since(before, address)
    return words
