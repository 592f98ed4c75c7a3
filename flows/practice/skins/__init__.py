"""The skins of the practice site, one folder of templates each."""

from __future__ import annotations

from flows.practice.skin import Skin

_VENDOR_ORDER = ("top", "options", "regulator", "lists", "password", "collaboration")

SKINS: dict[str, Skin] = {
    skin.name: skin
    for skin in (
        Skin("classic", "a web mail of about 2012: menus that open on a click, a dialog in a frame, pages"),
        Skin(
            "frameset",
            "framesets, captions in cells, next-page images, everything in the same window",
            dialog="same",
            webmail="frameset",
            console="frameset",
            admin_window="same",
            rows="images",
            page_size=25,
            respelled=((":", "："), ("(", "（"), (")", "）")),
        ),
        Skin(
            "panel",
            "menus that open under the mouse, layers, partial postbacks, a grid of divs that posts back",
            dialog="layer",
            link="postback",
            messages="partial",
            page_size=20,
            sections=_VENDOR_ORDER,
        ),
        Skin(
            "cells",
            "captions above, image buttons, user IDs, a button for more, ユーザ without the long vowel",
            rows="more",
            account_text="user-id",
            link="postback",
            wire="opaque",
            page_size=25,
            respelled=((":", "："), ("ユーザー", "ユーザ"), ("フォルダー", "フォルダ")),
        ),
        Skin(
            "aria",
            "accessible names, buttons with scripts, nested frames, the whole list at once",
            dialog="nested",
            console="iframe",
            rows="all",
            respelled=((":", ""),),
        ),
        Skin(
            "script",
            "placeholders, links with scripts, answers by script; no entry for whoever may not",
            dialog="layer",
            link="script",
            messages="script",
            without_right="hidden",
            page_size=30,
        ),
        Skin(
            "scroll",
            "captions that only the eye ties to fields, a list that grows as it is scrolled",
            rows="scroll",
            page_size=25,
            respelled=((":", " :"), ("新しいパスワード", "新しい パスワード")),
        ),
        Skin(
            "search",
            "no list before two characters are typed, user IDs, titles instead of captions",
            rows="search",
            account_text="user-id",
            sections=_VENDOR_ORDER,
        ),
        Skin(
            "popup",
            "windows of their own, wrapping labels, a sub-menu made at the end of the body",
            dialog="popup",
            properties_window="popup",
            without_right="disabled",
            page_size=25,
        ),
        Skin(
            "decoys",
            "hidden duplicates, a second Save, an answer left over, a second sign-in",
            second_sign_in=True,
            leftover=True,
            words={
                "quick_actions": ("クイックアクション", "Quick Actions"),
                "password_hint_entry": ("パスワードのヒント", "Password Hint"),
                "is_required": ("を入力してください。", " is required."),
                "shared_password": ("共有パスワード", "Shared Password"),
                "shared_confirm": ("共有パスワード(確認)", "Confirm Shared Password"),
                "view_settings": ("表示設定", "View Settings"),
                "view_rows": ("行数", "Rows"),
                "user_management_log": ("ユーザー管理の履歴", "User Administration Log"),
            },
        ),
    )
}
