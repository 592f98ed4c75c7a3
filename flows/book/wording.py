"""The book's own words in both languages."""

from __future__ import annotations

from flows.manual.words import Words

SAYS = {
    "edition": Words("第", "Edition"),
    "edition-end": Words("版", ""),
    "contents": Words("目次", "Contents"),
    "draft": Words("下書き", "Draft"),
    "unproven": Words("確かめられていない記述", "Not proven"),
    "no-verdict": Words("判定なし", "no verdict"),
    "checked": Words("検証", "Checked on"),
    "pictures": Words("画面の撮影", "Pictures taken on"),
    "hold": Words("件の記述がそのとおり", "statements hold"),
    "of": Words("/", "of"),
    "mended": Words("前の版からの変更", "What changed since the edition before"),
    "mended-about": Words(
        "版の手順書で食い違っていた点を、次のように改めました。画面の写真はすべて撮り直しました。",
        "contradicted itself in these points; they are mended as told here. Every picture was taken anew.",
    ),
    "before": Words("第", "Edition"),
    "said": Words("前の版", "Before"),
    "now": Words("この版", "Now"),
    "practice site": Words("練習用サイト", "practice site"),
    "open": Words("未解決", "still open"),
}


def say(what: str, language: str) -> str:
    """The book's words; a name that it has none for stays as it is."""
    return SAYS[what][language] if what in SAYS else what
