"""The book's own words in both languages."""

from __future__ import annotations

from flows.manual.words import Words

SAYS = {
    "edition": Words("第", "Edition"),
    "edition-end": Words("版", ""),
    "contents": Words("目次", "Contents"),
    "draft": Words("下書き", "Draft"),
    "not-taken": Words("［画面画像（{name}）は取得できませんでした］", "[Picture not taken: {name}]"),
    "unproven": Words("一致を確認できていない記述", "Not proven"),
    "doubt": Words("{statement}（{verdict}）", "{statement} ({verdict})"),
    "comma": Words("、", ", "),
    "no-verdict": Words("判定なし", "no verdict"),
    "checked": Words("検証", "Checked on"),
    "pictures": Words("画面画像の取得", "Pictures taken on"),
    "rests": Words(
        "この版の根拠となる記述 {rests} 件のうち {proven} 件が実際と一致",
        "{proven} of the {rests} statements that this edition rests on hold",
    ),
    "ja: ": Words("日本語: ", "Japanese: "),
    "en: ": Words("英語: ", "English: "),
    "mended": Words("前の版からの変更", "What changed since the edition before"),
    "faults": Words("矛盾の修正", "Contradictions mended"),
    "mended-about": Words(
        "第 {before} 版の手順書で矛盾していた点を、次のように改めました。",
        "Edition {before} contradicted itself in these points; they are mended as told here.",
    ),
    "since": Words("第 {before} 版と比べました。", "Compared with edition {before}."),
    "steps": Words("手順", "Steps"),
    "steps-same": Words(
        "{steps} の手順は前の版と同じです。", "The {steps} steps are those of the edition before."
    ),
    "changed-pictures": Words("画面画像", "Pictures"),
    "pictures-unkept": Words(
        "前の版の画面画像が手元にないため、比べていません。すべて撮り直しました。",
        "Those of the edition before are not at hand and were not compared. Every picture was taken anew.",
    ),
    "pictures-same": Words(
        "撮り直した画面画像は、すべて前の版と同じです。", "Every picture was taken anew and is as before."
    ),
    "text": Words("本文", "Text"),
    "text-unkept": Words("本文はすべて書き直しました。", "All of the text was written anew."),
    "text-same": Words("本文は前の版と同じです。", "The text is that of the edition before."),
    "new": Words("追加", "new"),
    "gone": Words("削除", "gone"),
    "changed": Words("変更", "changed"),
    "server": Words("サーバーのバージョン", "Server version"),
    "server-silent": Words("サイトの画面には表示がありません", "the site's pages do not tell"),
    "said": Words("前の版", "Before"),
    "now": Words("この版", "Now"),
    "practice site": Words("練習用サイト", "practice site"),
    "open": Words("未解決", "still open"),
}


def say(what: str, language: str, **values: object) -> str:
    """The book's words; a name that it has none for stays as it is."""
    said = SAYS[what][language] if what in SAYS else what
    return said.format(**values) if values else said
