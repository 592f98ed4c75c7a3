"""The report's own words in both languages."""

from __future__ import annotations

from flows.manual.words import Words

SAYS = {
    "report": Words("手順書の検証結果", "Does the manual tell the truth?"),
    "checked": Words(
        "手順書の検証結果。{target}（{address}）、{time}。",
        "Does the manual tell the truth? {target} ({address}), {time}.",
    ),
    "edition": Words("版", "Edition"),
    "target": Words("対象", "Checked on"),
    "time": Words("日時", "Time"),
    "seconds": Words("秒", "seconds"),
    "statements": Words("記述", "statements"),
    "tried": Words("検証した割合", "tried"),
    "tried_of": Words(
        "{total} 件のうち {tried} 件を検証（{share} %）", "{tried} of {total} statements tried ({share} %)"
    ),
    "contradictions": Words("手順書内の矛盾", "What the manual says twice and differently"),
    "sections": Words("章ごとの結果", "Section by section"),
    "contradictions_hint": Words(
        "サーバーとは関係なく、手順書の記述同士を比べて見つかったものです。",
        "Found by comparing the manual with itself, whatever the server.",
    ),
    "differences": Words("比較対象との相違", "Different from the other run"),
    "here": Words("今回", "here"),
    "there": Words("比較対象", "there"),
    "aside": Words("（{text}）", " ({text})"),
    "quoted": Words("「{text}」", "“{text}”"),
    "found": Words("見つかった文字", "Found"),
    "requests": Words("サーバーへの送信内容", "What was sent to the server"),
    "read_only": Words(
        "読み取りのみです。どのアカウントにも書き込んでいません。", "Read-only: no account was written."
    ),
    "written": Words(
        "書き込んだアカウントは {account} だけです。", "{account} is the only account that was written."
    ),
    "set_back": Words("パスワードは元に戻しました。", "Its password has been set back."),
    "not_set_back": Words(
        "パスワードを元に戻せませんでした。管理者として再設定してください（flows set-password {account}）。",
        "Its password could not be set back. Set it as the administrator: flows set-password {account}",
    ),
    "counts": Words(
        "読み込み {reads} 件、送信 {posts} 件（うち保存 {saves} 件）。",
        "{reads} reads, {posts} posts, {saves} of them Saves.",
    ),
    "doing": Words("実行中の操作", "During"),
    "sent_to": Words("送信先", "Sent to"),
    "saves": Words("保存したアカウント", "Saved account"),
    "number": Words("件数", "Times"),
    "expected": Words("既知の不一致", "Expected not to hold"),
    "surprise": Words("不一致のはずが一致した", "Expected not to hold, and holds"),
    "second_try": Words("再試行で確認できた（1 回目のエラー）", "Tried a second time. The first time"),
    "contradicts_at": Words("矛盾する箇所", "Says otherwise"),
    "other_language": Words("English", "日本語"),
}

MEANWHILE = {
    "walk: menu": Words("「管理」メニューからたどる", "walking by the menu 管理"),
    "walk: console": Words("管理者としての手順をたどる", "walking the administrator's procedure"),
    "walk: user": Words("利用者としての手順をたどる", "walking the user's procedure"),
    "trial: user-at-the-console": Words(
        "利用者が管理画面にログインできるか", "may a user sign in to the console?"
    ),
    "trial: reset-mismatch": Words(
        "管理者: 2 回の入力が一致しないとき", "administrator: two entries that differ"
    ),
    "trial: reset-short": Words("管理者: 短すぎるパスワード", "administrator: a password that is too short"),
    "trial: own-wrong-existing": Words("利用者: 既存のパスワードが違うとき", "user: a wrong old password"),
    "trial: own-mismatch": Words("利用者: 再入力が一致しないとき", "user: two entries that differ"),
    "trial: own-short": Words("利用者: 短すぎるパスワード", "user: a password that is too short"),
    "trial: own-space": Words("利用者: 空白を含むパスワード", "user: a password with a space"),
    "does the password open the web mail?": Words(
        "そのパスワードでウェブメールにログインできるか", "does the password open the web mail?"
    ),
    "setting the test account back": Words("パスワードを元に戻す", "setting the test account back"),
    "practice site": Words("練習用サイト", "practice site"),
}
"""What was done while a request was sent, and where; what is not here is said as it is."""


def meanwhile(doing: str, language: str) -> str:
    return MEANWHILE[doing][language] if doing in MEANWHILE else doing


def moment(time: str) -> str:
    """2026-11-25T14:06:02+00:00 as people write it."""
    return time[:16].replace("T", " ") + (" UTC" if time.endswith("+00:00") else time[19:])


def say(key: str, language: str, **values: object) -> str:
    return SAYS[key][language].format(**values) if values else SAYS[key][language]
