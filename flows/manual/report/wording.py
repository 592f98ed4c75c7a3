"""The report's own words in both languages."""

from __future__ import annotations

from flows.manual.words import Words

SAYS = {
    "report": Words("手順書の検証結果", "Does the manual tell the truth?"),
    "edition": Words("版", "Edition"),
    "target": Words("対象", "Checked on"),
    "time": Words("日時", "Time"),
    "seconds": Words("秒", "seconds"),
    "statements": Words("記述", "statements"),
    "tried": Words("試した割合", "tried"),
    "tried_of": Words(
        "{total} 件のうち {tried} 件を試した({share} %)", "{tried} of {total} statements tried ({share} %)"
    ),
    "contradictions": Words("手順書の中の食い違い", "What the manual says twice and differently"),
    "sections": Words("章ごとの結果", "Section by section"),
    "contradictions_hint": Words(
        "サーバーに関係なく、手順書の文面どうしを比べて見つかったもの。",
        "Found by comparing the manual with itself, whatever the server.",
    ),
    "differences": Words("もう一方の結果との違い", "Different from the other run"),
    "here": Words("ここ", "here"),
    "there": Words("あちら", "there"),
    "found": Words("見つかった文字", "Found"),
    "requests": Words("サーバーに送ったもの", "What was sent to the server"),
    "read_only": Words(
        "読み取りだけ。どのアカウントにも書き込んでいない。", "Read-only: no account was written."
    ),
    "written": Words(
        "書き込んだアカウントは {account} だけ。", "{account} is the only account that was written."
    ),
    "set_back": Words("パスワードは元に戻した。", "Its password has been set back."),
    "not_set_back": Words(
        "パスワードを元に戻せなかった。管理者で設定し直すこと: flows set-password {account}",
        "Its password could not be set back. Set it as the administrator: flows set-password {account}",
    ),
    "counts": Words(
        "読み込み {reads} 件、送信 {posts} 件(うち保存 {saves} 件)。",
        "{reads} reads, {posts} posts, {saves} of them Saves.",
    ),
    "doing": Words("何をしているとき", "During"),
    "sent_to": Words("送り先", "Sent to"),
    "saves": Words("保存したアカウント", "Saved account"),
    "number": Words("件数", "Times"),
    "expected": Words("違っていることが分かっている", "Expected not to hold"),
    "surprise": Words("違っているはずなのに、そのとおりだった", "Expected not to hold, and holds"),
    "second_try": Words("二度目で試せた。一度目は", "Tried a second time. The first time"),
    "contradicts_at": Words("食い違う箇所", "Says otherwise"),
    "other_language": Words("English", "日本語"),
}

MEANWHILE = {
    "walk: menu": Words("「管理」メニューからたどる", "walking by the menu 管理"),
    "walk: console": Words("管理者としての手順をたどる", "walking the administrator's procedure"),
    "walk: user": Words("利用者としての手順をたどる", "walking the user's procedure"),
    "trial: user-at-the-console": Words("利用者が管理画面に入れるか", "may a user sign in to the console?"),
    "trial: reset-mismatch": Words("管理者: 二回の入力が違うとき", "administrator: two entries that differ"),
    "trial: reset-short": Words("管理者: 短すぎるパスワード", "administrator: a password that is too short"),
    "trial: own-wrong-existing": Words("利用者: 既存のパスワードが違うとき", "user: a wrong old password"),
    "trial: own-mismatch": Words("利用者: 再入力が違うとき", "user: two entries that differ"),
    "trial: own-short": Words("利用者: 短すぎるパスワード", "user: a password that is too short"),
    "trial: own-space": Words("利用者: 空白を含むパスワード", "user: a password with a space"),
    "does the password open the web mail?": Words(
        "パスワードでウェブメールに入れるか", "does the password open the web mail?"
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
