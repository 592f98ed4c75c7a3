"""The skins of the practice site, one folder of templates each."""

from __future__ import annotations

from flows.practice.skin import Skin

SKINS: dict[str, Skin] = {
    skin.name: skin
    for skin in (
        Skin("classic", "a web mail of about 2012: menus that open on a click, a window in the page"),
    )
}
