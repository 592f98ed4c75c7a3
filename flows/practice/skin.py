"""A skin: one way the same mail server may look. Its templates lie in a folder of its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from flows.practice.properties import SECTIONS


@dataclass(frozen=True)
class Skin:
    """What differs beyond markup. Templates that its folder lacks are taken from `classic`.

    `dialog`: where the change-password dialog opens. `console`: what the admin console is made of.
    `admin_window`: where 管理 leads. `rows`: how the user list goes on beyond its first page.
    `link`: what an account's link carries. `properties_window`: where a link of the list leads.
    `messages`: how the site's answer arrives. `leftover`: an old answer stays until the next one.
    `wire`: whether control names mean anything. `sections`: the order of the properties form.
    `without_right`: what a user who may not change his password meets. `respelled` is applied to every
    Japanese caption, in order; `words` replaces captions by their key.
    """

    name: str
    about: str
    dialog: Literal["iframe", "nested", "layer", "popup", "same"] = "iframe"
    webmail: Literal["page", "frameset"] = "page"
    console: Literal["page", "frameset", "iframe"] = "page"
    admin_window: Literal["new", "same"] = "new"
    second_sign_in: bool = False
    rows: Literal["numbered", "images", "more", "scroll", "search", "all"] = "numbered"
    account_text: Literal["address", "user-id"] = "address"
    link: Literal["address", "postback", "script"] = "address"
    properties_window: Literal["same", "popup"] = "same"
    messages: Literal["full", "partial", "script"] = "full"
    leftover: bool = False
    wire: Literal["named", "opaque"] = "named"
    sections: tuple[str, ...] = SECTIONS
    without_right: Literal["refused", "hidden", "disabled"] = "refused"
    page_size: int | None = 50
    respelled: tuple[tuple[str, str], ...] = ()
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
