"""How a stranger reads a password aloud and types it: groups, and names for what is easily mistaken."""

from __future__ import annotations

from collections.abc import Mapping

from flows.handouts.sheet import Language

GROUP = 4

NAMES: Mapping[Language, Mapping[str, str]] = {
    "ja": {
        "!": "感嘆符",
        '"': "二重引用符",
        "#": "シャープ",
        "$": "ドル",
        "%": "パーセント",
        "&": "アンド",
        "'": "一重引用符",
        "(": "左丸かっこ",
        ")": "右丸かっこ",
        "*": "アスタリスク",
        "+": "プラス",
        ",": "カンマ",
        "-": "ハイフン",
        ".": "ドット",
        "/": "スラッシュ",
        ":": "コロン",
        ";": "セミコロン",
        "<": "小なり",
        "=": "イコール",
        ">": "大なり",
        "?": "疑問符",
        "@": "アットマーク",
        "[": "左角かっこ",
        "\\": "バックスラッシュ（円記号）",
        "]": "右角かっこ",
        "^": "ハット",
        "_": "アンダーバー",
        "`": "バッククォート",
        "{": "左波かっこ",
        "|": "縦棒",
        "}": "右波かっこ",
        "~": "チルダ",
        "0": "数字のゼロ",
        "O": "大文字のオー",
        "o": "小文字のオー",
        "1": "数字のイチ",
        "l": "小文字のエル",
        "I": "大文字のアイ",
    },
    "en": {
        "!": "exclamation mark",
        '"': "double quote",
        "#": "hash",
        "$": "dollar",
        "%": "percent",
        "&": "ampersand",
        "'": "single quote",
        "(": "left parenthesis",
        ")": "right parenthesis",
        "*": "asterisk",
        "+": "plus",
        ",": "comma",
        "-": "hyphen",
        ".": "full stop",
        "/": "slash",
        ":": "colon",
        ";": "semicolon",
        "<": "less than",
        "=": "equals",
        ">": "greater than",
        "?": "question mark",
        "@": "at sign",
        "[": "left bracket",
        "\\": "backslash (yen sign)",
        "]": "right bracket",
        "^": "caret",
        "_": "underscore",
        "`": "backquote",
        "{": "left brace",
        "|": "vertical bar",
        "}": "right brace",
        "~": "tilde",
        "0": "digit zero",
        "O": "capital O",
        "o": "small o",
        "1": "digit one",
        "l": "small L",
        "I": "capital i",
    },
}


def groups(password: str) -> list[str]:
    """The password in fours; a single sign left over joins the group before it."""
    parts = [password[start : start + GROUP] for start in range(0, len(password), GROUP)]
    if len(parts) > 1 and len(parts[-1]) == 1:
        parts[-2:] = ["".join(parts[-2:])]
    return parts


def spelled(password: str, language: Language) -> list[tuple[str, str]]:
    """Each special character and each look-alike of the password with its name, once, in order."""
    names = NAMES[language]
    return [(sign, names[sign]) for sign in dict.fromkeys(password) if sign in names]
