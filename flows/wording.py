"""The words the site shows, Japanese and English, named once each, per screen and part of the contract.

A part is named by ideas, not by whole captions: 新しいパスワードの再入力 speaks of `password`, `new` and
`confirm`, and so do Re-enter new password and パスワード（新規・確認用）. Long vowel marks, width, case,
spaces and punctuation never matter, so `log in` is login and log-in too; the eye (flows/pages/eye) folds them away.

Someone who has no access to the code overrules any part with a TOML file (`FLOWS_WORDING`):

    [user-properties]
    new-password.words = ["新パスワード"]
    save.selector = "#btnSave"
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from flows.errors import InputError

Recipe = dict[str, Any]

IDEAS: dict[str, str] = {
    # What a field holds
    "password": "パスコード|合言葉|secret word|"
    "pass|パスワード|パスフレーズ|pw|passwords|passwd|pass word|passphrase",
    "pin": "暗証番号|暗証|pin|pin code",
    "user": "ユーザー|利用者|メールユーザー|user|users",
    "account": "ユーザー名|ユーザーid|利用者名|利用者id|user name|user id|ログインid|ログイン名|"
    "ログオン名|ログオンid|ログインアカウント|アカウント名|アカウントid|"
    "アカウント|サインイン名|"
    "会員id|管理者id|管理者名|管理者アカウント|メールボックス|login id|login name|logon name|"
    "logon id|account name|"
    "account id|account|accounts|sign-in name|administrator id|admin id|mailbox|mailboxes",
    "address": "メールアドレス|電子メールアドレス|電子メール|eメール|アドレス|e-mail address|"
    "mail address|e-mail|address|addresses",
    "id": "id|お客様id",
    "fullname": "氏名|名前|フルネーム|お名前|表示名|姓名|利用者氏名|使用者|full name|name|display name|real name|"
    "description",
    "language": "言語|表示言語|language|lang|locale",
    "mail": "メール|ウェブメール|mail|mails",
    # Which of several
    "new": "新しく設定する|新しく|新しい|ご希望の|希望する|設定したい|desired|choose|新規|新たな|あたらしい|"
    "新|変更後の|変更後|new",
    "old": "今まで使っていた|これまで使っていた|今まで|既存の|既存|現在の|現在|現行の|現行|今の|いまの|"
    "使用中の|ご利用中の|旧|古い|以前の|変更前の|use now|used now|prove it is you|"
    "変更前|元の|現|"
    "今お使いの|お使いの|ご使用の|現在お使いの|これまでの|existing|current|old|present|previous password|original",
    "confirm": "2回目|もう1回|もう一回|上と同じ|同じ|確認入力|確認用|確認のため|確認|再入力|もう一度|"
    "もういちど|再度|再確認|再|confirm|"
    "confirmation|re-enter|"
    "re-type|repeat|again|verify|verification|once more|second time",
    "hint": "ヒント|質問|強度|有効期限|期限|期限切れ|最終変更|変更日|前回|履歴|忘れ|再発行|予備|予備の|"
    "接続用|共有|追加認証|"
    "認証コード|コード|秘密|生成|許可|hint|question|strength|expires|expiration|expire|never expires|"
    "last changed|"
    "last change|history|forgot|forgotten|lost|reset|reminder|backup|recovery|pop3|pop|imap|smtp|ftp|ldap|"
    "code|secret|"
    "generate|allow",
    # What a button does
    "login": "ログイン|ログオン|サインイン|入室|log in|log on|sign in|sign on|enter",
    "logout": "ログアウト|ログオフ|サインアウト|log out|log off|sign out|sign off",
    "save": "保存|セーブ|save",
    "draft": "下書き|復元|バックアップ|restore|名前を付けて|別名で|閉じる|draft|drafts|as|close",
    "update": "更新|適用|登録|反映|確定|設定する|変更を適用|update|apply|register|commit",
    "change": "変更|change|modify",
    "ok": "入る|認証する|認証|続ける|次に進む|authenticate|continue|proceed|"
    "connect|接続する|接続|開始|決定|実行|送信|完了|はい|yes|ok|submit|go",
    "cancel": "取消|取り消し|キャンセル|中止|戻る|やめる|リセット|クリア|cancel|back|clear",
    "properties": "プロパティ|編集|詳細|properties|property|edit|details",
    "search": "検索条件|検索語|クイック検索|簡易検索|quick search|look for|検索|抽出|サーチ|絞り込み|絞込み|絞込|"
    "絞り込む|探す|さがす|キーワード|search|find|filter|keyword|keywords|"
    "look up",
    # Menus and places
    "actions": "アクション|操作|actions|action",
    "manage": "コントロールパネル|control panel|"
    "管理画面|管理コンソール|管理ツール|管理メニュー|管理ページ|管理機能|管理|コンソール|administration|"
    "web administration|admin|admin console|management|administer|manage|console",
    "administrator": "管理ユーザー|管理者|administrators|administrator|admin user",
    "folder": "受信トレイ|受信箱|受信ボックス|送信済み|送信済みアイテム|ごみ箱|ゴミ箱|削除済み|"
    "削除済みアイテム|"
    "迷惑メール|inbox|sent|sent items|trash|deleted items|junk|junk mail|spam",
    # Turning pages
    "next": "later|次へ|次のページ|次ページ|次の|次|後へ|進む|next|next page|forward page",
    "previous": "earlier|前へ|前のページ|前ページ|前の|前|previous|prev",
    "more": "続きを読み込む|読み込む|もっと見る|もっと読み込む|もっと|さらに表示|さらに読み込む|さらに|続きを表示|"
    "続きを見る|続き|"
    "show more|load more|"
    "view more|more|see more",
    "last": "最後|最終|末尾|最初|先頭|last|first",
    "page": "ページ|頁|page|pages",
    # What a tool bar does with a list
    "handle": "追加|削除|インポート|エクスポート|再読み込み|"
    "add|delete|remove|create|import|export|refresh|reload|print",
    # Another server's password
    "elsewhere": "外部|別の|他サーバー|他のサーバー|取り込み|受信代行|連携|コラボレーション|同期|ゲートウェイ|プロキシ|"
    "another|external|remote|collect|fetch|collaboration|synchronization|gateway|proxy",
    # Something that is done step by step
    "procedure": "手順|手続き|手続|procedure|step by step",
    # What only tells about it
    "help": "ヘルプ|マニュアル|手引き|ガイド|使い方|よくある質問|章|help|manual|guide|faq|chapter",
    # Columns of a list
    "list": "一覧|リスト|list",
    "forward": "転送|転送先|フォワード|返信先|通知先|forward|forwarding|forward to|reply-to",
    "department": "部署|所属|部門|グループ|役職|department|division|section|group",
    "size": "容量|使用量|サイズ|使用率|メッセージ数|件数|上限|size|quota|usage|limit|mb",
    "number": "番号|行|連番|内線|電話|no|no.|number|row|phone|ext",
    "date": "日時|日付|最終ログイン|登録日|作成日|更新日|ログ|予定|回|date|last login|created|updated|"
    "modified|log|logs",
    "alias": "エイリアス|別名|メーリングリスト|alias|aliases|mailing list|mailing lists",
    "recent": "最近|直近|recent|recently|last viewed",
    "disabled": "無効|停止|使用停止|停止中|利用停止|ロック|disabled|disable|inactive|suspended|locked",
    "status": "状態|ステータス|status|state",
    "no": "いいえ|有効|false|active|enabled",
    "domain": "ドメイン|サーバー|ホスト|domain|domains|server|host",
    # Words that change nothing
    "web": "ウェブ|ウエブ|システム|サイト|画面|メニュー|web|system|site|imail|menu",
    "settings": "設定|内容|オプション|情報|settings|changes|options",
    "please": "ください|下さい|お願い|please",
    "show": "表示|show",
    "counter": "件|名|人|回目",  # only behind a figure
    "filler": "残り|全|remaining|"
    "の|を|に|は|と|で|が|お|ご|へ|する|して|した|入力|こと|もの|ため|必須|任意|会員|ステップ|欄|入力欄|"
    "半角英数字|半角英数|半角|英数字|テキスト|文字列|文字|以上|以内|以下|あなた|自分|新しいウィンドウ|別ウィンドウ|"
    "ウィンドウ|開く|開きます|required|optional|type|input|my|your|the|a|an|to|for|of|in|and|or|by|text|here|"
    "characters|part|step|what|is|it|one|new window|window|opens|open",
}

_CAPTION = ["filler", "counter", "please", "web", "mail"]


def _recipe(ideas: str, score: float = 1.0, *, free: str = "", none: str = "", under: str = "") -> Recipe:
    recipe: Recipe = {
        "all": ideas.split(),
        "free": [*_CAPTION, *free.split()],
        "none": none.split(),
        "score": score,
    }
    return {**recipe, "under": under.split()} if under else recipe


_NEW_PASSWORD = {
    "kind": "field",
    "secret": True,
    "recipes": [
        _recipe("password new", free="change user account", none="old confirm hint pin"),
        _recipe("password", 0.75, free="user account address change", none="old confirm hint new login pin"),
        _recipe("new", 0.7, free="change", none="*", under="password"),
    ],
}
_CONFIRM_PASSWORD = {
    "kind": "field",
    "secret": True,
    "recipes": [
        _recipe("password confirm", free="new change user account", none="old hint pin"),
        _recipe("confirm new", 0.75, free="change", none="*", under="password"),
        _recipe("confirm", 0.7, free="change", none="*", under="password"),
    ],
}
_EXISTING_PASSWORD = {
    "kind": "field",
    "secret": True,
    "recipes": [
        _recipe("password old", free="user account confirm login web", none="new hint pin"),
        _recipe("old", 0.7, none="*", under="password"),
        _recipe("password", 0.62, free="user account login address", none="old confirm hint new change"),
    ],
}
_SAVE = {
    "kind": "button",
    "recipes": [
        _recipe(
            "save",
            free="settings change password new user account update ok",
            none="draft cancel folder search",
        ),
        _recipe("update", 0.7, free="settings change password new user account", none="draft cancel search"),
        _recipe("change", 0.68, free="settings password new user account", none="draft cancel hint search"),
        _recipe("ok", 0.62, none="*"),
    ],
}
_SIGN_IN = {
    "kind": "button",
    "recipes": [
        _recipe(
            "login",
            free="web ok",
            none="logout user account administrator manage hint save cancel password id",
        ),
        _recipe("ok", 0.62, none="*"),
    ],
}
_ADMIN_SIGN_IN = {
    "kind": "button",
    "recipes": [
        _recipe(
            "login",
            free="web ok",
            none="logout user account administrator manage hint save cancel password id mail",
        ),
        _recipe("login administrator", 0.7, free="web", none="logout user account mail"),
        _recipe("login manage", 0.7, free="web", none="logout user account mail"),
        _recipe("ok", 0.62, none="*"),
    ],
}
_PASSWORD = {
    "kind": "field",
    "secret": True,
    "recipes": [
        _recipe("password", free="login user account address web old", none="new confirm hint change pin"),
        _recipe("password pin", 0.85, free="login user account", none="new confirm hint change"),
        _recipe("pin", 0.8, free="login user account", none="new confirm hint change password"),
    ],
}
_USER_NAME = {
    "kind": "field",
    "secret": False,
    "recipes": [
        _recipe(
            "user", free="address id login administrator manage domain", none="hint search password forward"
        ),
        _recipe(
            "account",
            free="user address id login administrator manage domain",
            none="hint search password forward",
        ),
        _recipe("mail", 0.9, free="user account id login", none="*"),
        _recipe(
            "address", free="user account id login administrator manage", none="hint search password forward"
        ),
        _recipe("id", 0.95, free="user account login address administrator", none="hint search password"),
        _recipe("administrator", 0.8, free="id login", none="hint search password"),
        _recipe("login", 0.75, free="fullname", none="*"),
        _recipe("fullname", 0.7, free="login user account", none="*"),
    ],
}

_SEARCH = {
    "secret": False,
    "recipes": [
        _recipe(
            "search",
            free="user account address fullname id ok",
            none="password folder mail date help",
        ),
        _recipe("user", 0.5, free="account address fullname id", none="*"),
    ],
}

SCREENS: dict[str, dict[str, dict[str, Any]]] = {
    "webmail-login": {
        "address": {**_USER_NAME, "elsewhere": ["manage", "domain"], "home": "mail"},
        "password": {**_PASSWORD, "elsewhere": ["manage", "domain"], "home": "mail"},
        "sign-in": {**_SIGN_IN, "lone": True},
    },
    "webmail": {
        "action-menu": {"kind": "entry", "place": "bar", "recipes": [_recipe("actions", free="web")]},
        "admin-link": {
            "kind": "entry",
            "place": "bar",
            "recipes": [
                _recipe("manage", free="web domain", none="user account password folder list alias help"),
                _recipe("administrator manage", 0.9, free="web domain", none="user account"),
                _recipe("administrator web", 0.88, free="domain", none="user account login"),
            ],
        },
        "change-password-entry": {
            "kind": "entry",
            "place": "menu",
            "recipes": [
                _recipe(
                    "password change", free="new settings", none="please hint folder old confirm forward help"
                ),
                _recipe("password settings", 0.8, none="hint"),
            ],
        },
    },
    "change-password-dialog": {
        "existing-password": _EXISTING_PASSWORD,
        "new-password": _NEW_PASSWORD,
        "confirm-password": _CONFIRM_PASSWORD,
        "save": _SAVE,
    },
    "admin-login": {
        "user-name": {**_USER_NAME, "elsewhere": ["mail"], "home": "administrator"},
        "password": {**_PASSWORD, "elsewhere": ["mail"], "home": "administrator"},
        "sign-in": {**_ADMIN_SIGN_IN, "lone": True},
    },
    "admin-console": {
        "user-management": {
            "kind": "entry",
            "place": "side",
            "recipes": [
                _recipe("user manage", free="domain", none="hint password alias date administrator help"),
                _recipe(
                    "account manage", 0.86, none="hint password domain alias date administrator user help"
                ),
                _recipe("user list", 0.85, none="hint password alias help"),
                _recipe("user", 0.75, none="*"),
            ],
        },
    },
    "user-list": {
        "search": {"kind": "search", **_SEARCH},
        "next-page": {
            "kind": "pager",
            "recipes": [
                _recipe(
                    "next",
                    free="page list user account show ok more",
                    none="last previous hint number domain date help",
                ),
                _recipe("more", 0.9, free="next user account list page", none="last previous hint"),
            ],
        },
    },
    "user-properties": {
        "new-password": _NEW_PASSWORD,
        "confirm-password": _CONFIRM_PASSWORD,
        "save": _SAVE,
    },
}

ON_THE_WAY: dict[str, dict[str, dict[str, Any]]] = {
    "folded-properties": {
        "password-section": {
            "kind": "fold",
            "recipes": [
                _recipe("password change", free="settings new", none="date old confirm hint forward"),
                _recipe("password settings", 0.9, none="*"),
                _recipe("password", 0.8, none="*"),
            ],
        },
    },
    "list-box": {
        "properties": {
            "kind": "entry",
            "place": "menu",
            "recipes": [_recipe("properties", free="user account settings", none="domain list group alias")],
        },
    },
    "search": {"search-button": {"kind": "search-button", **_SEARCH}},
    "question": {
        "yes": {
            "kind": "entry",
            "place": "menu",
            "recipes": [
                _recipe("ok", free="save change update settings", none="cancel no"),
                _recipe("save", 0.9, free="settings change password", none="cancel no draft"),
                _recipe("change", 0.85, free="settings password", none="cancel no draft date"),
            ],
        },
        "no": {
            "kind": "entry",
            "place": "menu",
            "recipes": [
                _recipe("cancel", free="save change settings", none="ok"),
                _recipe("no", 0.95, none="*"),
                _recipe("number", 0.9, none="*"),  # what “No” means on its own in a table
            ],
        },
    },
}
"""What a site may put between a press and what is awaited. No picture shows it, and `inspect` is not asked for it."""

_COUNT = r"(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|sixteen|twenty|thirty)"

RULE = {
    "length": rf"{_COUNT}\s*(文字|字|桁|ケタ)|{_COUNT}[\s-]*({_COUNT}\s*)?(or more |alphanumeric |printable |"
    rf"single-byte )*(characters?|letters|chars)|length|長さ",
    "must": r"必須|以上|以内|以下|未満|必要|使用でき|使え|含め|含む|入力してください|してください|指定|"
    r"設定できます|組み合わせ|まで|限ります|限る|できません|[~～〜]|must|at least|between|cannot|can not|may not|"
    r"accepted|"
    r"should|not allowed|required|no more than|up to|at most|minimum|maximum|use \d|\d+\s*(-|to)\s*\d+|"
    rf"{_COUNT} to {_COUNT}",
    "characters": r"文字|英数|英字|記号|数字|空白|スペース|同じもの|同じ文字|再利用|再使用|過去\d|直近|same as|"
    r"differ from|reused?\b|character|space|digit|letter|number|symbol|asterisk",
    "other": r"ユーザー?(名|id)は|アドレスは|ピン|\bpin\b|暗証番号|件名|表示名は|氏名は|署名|user ?name must|"
    r"user id must|full name|回続け|回連続|attempts|日以内|日ごと|days",
    "example": r"^(例|ヒント|tip|hint)",
}

MESSAGE = {
    "saved": r"(変更|保存|更新|設定|登録|適用|反映|完了|修正)(は|が|を|は正常に|が正常に)?(完了|保存|変更|"
    r"更新|反映|適用)?(しました|されました|いたしました|致しました|済みです)|"
    r"正常に.{0,12}(しました|されました|終了|完了)|(have|has) been (successfully )?(saved|"
    r"changed|updated|applied|set|modified|stored)|"
    r"successfully|\b(saved|updated|changed)( successfully)?[.!]?$|success[.!]",
    "refused": r"一致しま(せん|せんでした)|一致していません|一致しない|異なります|が違います|が違って|異なっています|"
    r"正しくありません|正しくない|失敗|エラー|間違って|間違い|まちがって|まちがい|誤り|誤って|"
    r"不正(?!利用|アクセス|アカウント|使用|送信|監視|ログイン|メール|中継|行為)|無効です|"
    r"(でき|認証され|保存され|変更され|更新され|登録され|設定され|反映され|適用され|見つかり|許可されてい|有効ではあり|満たしてい|入力されてい|含まれてい|含んでい|"
    r"ログイン)ません(でした)?|以外(の文字)?が含まれて|ない(文字|記号|空白|スペース)が(含まれ|入っ|使われ)て|空です|ロックされ(て|ま)|ロックし|短すぎ|長すぎ|拒否|足りません|期限が切れ|"
    r"権限が(ありません|ない|足りない|不足)|(do|does|did) not have (the |a )?(permission|right)|"
    r"incorrect|invalid|not correct|not valid|(do|does|did)( not|n't) (match|go together|agree|correspond)|"
    r"mismatch|(has |have )?failed(?! log-?ins?\b| sign| attempts?\b)|(is|are) different|"
    r"(is|are|was|has been|been) locked|not (saved|changed|updated)|"
    r"failure|error|wrong|denied|rejected|refused|"
    r"could not|unable to|was not|were not|too (short|long|weak|simple)|not recognized|unknown user|"
    r"has expired|timed out",
    # Behind "saved" these take nothing back: 今後、古いパスワードではログインできません。
    "later": r"(今後|以後|以降|次回|古い|旧|以前の).{0,20}(ログイン|サインイン|使用|利用|使え)|"
    r"(old|previous|former) password.{0,30}(log|sign|use|work)",
    # Words of a Save that is under way; its answer is still to come.
    "under_way": r"(保存|更新|変更|送信|処理|登録|設定|適用|反映|確認)(を|は)?(しています|中(です)?)[。.…]*$|"
    r"(しばらく|少々|そのまま)お待ちください|^(now )?(saving|updating|sending|processing|applying)\b|please wait",
    # Only where it is said aloud: beside an empty box it is a request.
    "demands": r"(パスワード|ユーザー?名|id|アドレス)(は|が)必須です|を入力してください。?$|is required\.?$|"
    r"cannot be (blank|empty)",
    "forbids": r"こと(は|が)できません|(使用|利用|設定|入力|登録|指定|含めること(が|は))(は|が)?できません|"
    r"使えません|not allowed|may not|must|should",
    # News, logs and histories begin with a date or a time; an answer does not.
    "dated": r"^[\[(・\-\s]*(\d{2,4}[年/.-]\d{1,2}([月/.-]\d{1,2})?日?|\d{1,2}[月/]\d{1,2}日?|\d{1,2}:\d{2}|"
    r"昨日|本日|先日|最近の|前回の|履歴|yesterday|today|last (week|month|time)|recent|history|"
    r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? \d|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|"
    r"\d{1,2} (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|"
    r"last changed|前回の変更|変更日",
    "condition": r"中は|(える|する|なる|れる|いる|ない)と[、,]?|"
    r"(場合|とき|時)(は|に|、|の|には)|すると[、,]|ますと|(した|す|れ|れば)ら[、,]|"
    r"れば[、,]|なければ|ことがあります|かもしれ|以上続け|"
    r"\b(if|when|unless|whenever|in case|once you|after you|before you|would|might)\b|\?$|ですか|ますか|か\?",
}


QUESTION = (
    r"^(?!.*(破棄|削除|取り消|中止|discard|delete|cancel|leave))"
    r".*(保存|変更|更新|設定|登録|実行|よろしい|save|change|update|sure|continue|proceed).*(か[?。]?|\?)$"
)
"""What a layer in the page asks before a Save is sent."""


def flat(text: str) -> str:
    """A text as the patterns of MESSAGE and QUESTION want it: one width, no capitals."""
    return unicodedata.normalize("NFKC", text).lower()


def vocabulary() -> dict[str, Any]:
    """All words as the eye takes them."""
    return {
        "vocabulary": {idea: words.split("|") for idea, words in IDEAS.items()},
        "screens": {
            screen: {name: {"words": [], **part} for name, part in parts.items()}
            for screen, parts in (SCREENS | ON_THE_WAY).items()
        },
        "rule": RULE,
        "message": MESSAGE,
    }


@dataclass(frozen=True)
class Override:
    """How somebody wants one part to be found: by captions, or by any Playwright selector."""

    words: tuple[str, ...] = ()
    selector: str = ""


@dataclass(frozen=True)
class Wording:
    """The built-in words, and what a settings file overrules."""

    overrides: dict[tuple[str, str], Override] = field(default_factory=dict)

    def selector(self, screen: str, part: str) -> str:
        """The selector somebody set for this part, or an empty string."""
        return self.overrides.get((screen, part), Override()).selector

    def changed_parts(self, screen: str) -> dict[str, Any]:
        """The parts of a screen whose words were overruled, as the eye takes them."""
        return {
            part: {**SCREENS[screen][part], "words": list(one.words), "recipes": []}
            for (where, part), one in self.overrides.items()
            if where == screen and one.words
        }


@cache
def built_in() -> Wording:
    """The wording without a settings file."""
    return Wording()


def parts_of(screen: str) -> list[str]:
    """The parts of a screen by the contract's names; an unknown screen is refused with the nearest right one."""
    return list(SCREENS[_known(screen, list(SCREENS), "screen")])


def load(path: Path | None) -> Wording:
    """The wording with the overrides of a TOML file. Raises InputError for what is no screen, part or setting."""
    if path is None:
        return built_in()
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise InputError(f"FLOWS_WORDING: {path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"FLOWS_WORDING: {path} is no valid TOML: {error}.") from error
    overrides = {}
    for screen, parts in table.items():
        _known(screen, list(SCREENS), "screen")
        if not isinstance(parts, dict):
            raise InputError(f"FLOWS_WORDING: [{screen}] must be a table of parts.")
        for part, how in parts.items():
            _known(part, list(SCREENS[screen]), f"part of {screen}")
            overrides[screen, part] = _override(screen, part, how)
    return Wording(overrides)


def _override(screen: str, part: str, how: object) -> Override:
    where = f"[{screen}] {part}"
    if not isinstance(how, dict):
        raise InputError(f'FLOWS_WORDING: {where} needs .words = ["…"] or .selector = "…".')
    for key in how:
        _known(key, ["words", "selector"], f"setting of {where}")
    words, selector = how.get("words", []), how.get("selector", "")
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise InputError(f"FLOWS_WORDING: {where}.words must be a list of texts.")
    if not isinstance(selector, str) or (not words and not selector.strip()):
        raise InputError(f'FLOWS_WORDING: {where} needs .words = ["…"] or .selector = "…".')
    return Override(tuple(words), selector.strip())


def _known(name: str, names: list[str], what: str) -> str:
    if name in names:
        return name
    near = get_close_matches(name, names, n=1, cutoff=0.4)
    hint = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(names)}."
    raise InputError(f"“{name}” is no {what}; {hint}")
