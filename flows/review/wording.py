"""The review's own words in both languages."""

from __future__ import annotations

from flows.manual.words import Words

SAYS = {
    "review": Words("画面画像の比較", "Review of the pictures"),
    "title": Words(
        "手順書の画面画像は承認時から変わっていないか", "Are the manual's pictures as they were accepted?"
    ),
    "accepted": Words("承認済みの画面画像", "Accepted"),
    "shot": Words("今回の画面画像", "Now"),
    "nothing accepted": Words("承認済みの画面画像はまだない", "nothing accepted yet"),
    "changed": Words("変化あり", "changed"),
    "new": Words("新しい画面画像", "new"),
    "gone": Words("なくなった画面画像", "gone"),
    "unchanged": Words("変化なし", "unchanged"),
    "just accepted": Words("承認した", "accepted"),
    "none": Words("すべて承認時のままです。", "Everything is as it was accepted."),
    "before": Words("変更前", "Before"),
    "after": Words("変更後", "After"),
    "difference": Words("差分", "Difference"),
    "how much": Words("変化した割合: {share}", "Changed: {share} of the picture"),
    "sizes": Words(
        "サイズの変化: {was[0]} × {was[1]} → {now[0]} × {now[1]} ピクセル",
        "another size: {was[0]} × {was[1]} → {now[0]} × {now[1]} pixels",
    ),
    "words": Words("画面の文言", "Words on the screen"),
    "no words": Words("（なし）", "(none)"),
    "untaken": Words("今回は取得できなかった", "It could not be taken this time"),
    "accept": Words("承認するには", "If this is right"),
    "accept all": Words("すべて承認するには", "If all of it is right"),
    "slider": Words(
        "境界線を動かして比較（左が変更前、右が変更後）",
        "Move the edge to compare: before at the left, after at the right",
    ),
    "edge": Words("境界線", "Edge"),
    "practice site": Words("練習用サイト", "practice site"),
    "ja": Words("日本語", "Japanese"),
    "en": Words("英語", "English"),
    "other_language": Words("English", "日本語"),
}


def say(what: str, language: str, **values: object) -> str:
    """The review's words; a name that it has none for stays as it is."""
    said = SAYS[what][language] if what in SAYS else what
    return said.format(**values) if values else said
