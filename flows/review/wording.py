"""The review's own words in both languages."""

from __future__ import annotations

from flows.manual.words import Words

SAYS = {
    "review": Words("写真の見直し", "Review of the pictures"),
    "title": Words(
        "手順書の写真は、承認したときのままか", "Are the manual's pictures as they were accepted?"
    ),
    "accepted": Words("承認済みの写真", "Accepted"),
    "shot": Words("今回の写真", "Now"),
    "nothing accepted": Words("まだ承認した写真がない", "nothing accepted yet"),
    "changed": Words("変化あり", "changed"),
    "new": Words("新しい写真", "new"),
    "gone": Words("なくなった写真", "gone"),
    "unchanged": Words("変化なし", "unchanged"),
    "just accepted": Words("承認した", "accepted"),
    "none": Words("すべて承認したときのままです。", "Everything is as it was accepted."),
    "before": Words("承認済み", "Before"),
    "after": Words("今回", "After"),
    "difference": Words("違い", "Difference"),
    "how much": Words("変わった部分: {share}", "Changed: {share} of the picture"),
    "sizes": Words(
        "大きさが違う: {was[0]} × {was[1]} → {now[0]} × {now[1]} ピクセル",
        "another size: {was[0]} × {was[1]} → {now[0]} × {now[1]} pixels",
    ),
    "words": Words("画面の言葉", "Words on the screen"),
    "no words": Words("(なし)", "(none)"),
    "untaken": Words("今回は撮れなかった", "It could not be taken this time"),
    "accept": Words("これでよければ", "If this is right"),
    "accept all": Words("すべてこれでよければ", "If all of it is right"),
    "slider": Words(
        "境目を動かして比べる(左が承認済み、右が今回)",
        "Move the edge to compare: before at the left, after at the right",
    ),
    "edge": Words("境目", "Edge"),
    "practice site": Words("練習用サイト", "practice site"),
    "ja": Words("日本語", "Japanese"),
    "en": Words("英語", "English"),
    "other_language": Words("English", "日本語"),
}


def say(what: str, language: str, **values: object) -> str:
    """The review's words; a name that it has none for stays as it is."""
    said = SAYS[what][language] if what in SAYS else what
    return said.format(**values) if values else said
