"""Captions as sites print them, and those of the same words that mean something else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from flows import wording
from flows.pages import eye

SCRIPT = f"{eye.source('words.js')}; learn(words.vocabulary);"
ENOUGH = {"field": 0.6, "search": 0.45, "button": 0.55, "entry": 0.74, "pager": 0.7}
LEAST = {"entry": 0.9, "pager": 0.88, "button": 0.74}

SAYS = {
    ("change-password-dialog", "existing-password"): (
        "既存のパスワード|現在のパスワード:|今のパスワード|旧パスワード|現パスワード|"
        "現在ご利用中のパスワード|変更前のパスワード|"
        "ﾊﾟｽﾜｰﾄﾞ（現在）|Current Password|Old password|Enter your current password|Password (current)",
        "新しいパスワード|PIN（現在）|現在のメールアドレス|パスワードの有効期限",
    ),
    ("change-password-dialog", "new-password"): (
        "新しいパスワード|新パスワード：|新規パスワード|変更後パスワード|パスワード（新）|"
        "新しいパスワード (8文字以上)|ご希望のパスワード|"
        "パスワ－ド|NEW PASSWORD|Choose a new password|Password (new)",
        "新しい PIN|新しいメールアドレス|パスワードのヒント|新しい暗証番号|Password never expires|"
        "パスワード最終変更日",
    ),
    ("change-password-dialog", "confirm-password"): (
        "新しいパスワードの再入力|パスワード(確認)|確認用パスワード|"
        "新しいパスワードをもう一度入力してください|再度パスワードを入力|"
        "新しいパスワード 2回目|Confirm Password|Re-enter New Password|Retype password|Password (again)|"
        "Verify Password",
        "メールアドレス(確認)|PIN(確認)|Confirm e-mail|新しいPIN（再入力）|確認コード",
    ),
    ("change-password-dialog", "save"): (
        "保存|Ｓａｖｅ|保存する|変更を保存|Save changes|保存(S)|更新|変更する|パスワードを変更|Apply|OK|登録|"
        "新しいパスワードを保存",
        "下書き保存|名前を付けて保存|検索条件を保存|署名を保存|キャンセル|Save draft|送信済み|保存先|リセット",
    ),
    ("webmail-login", "address"): (
        "メールアドレス|ユーザー名|ユーザＩＤ|ログイン Ｉ Ｄ|アカウント|E-mail|User name or e-mail address|"
        "ID（メールアドレス）",
        "パスワード|サイト内検索|転送先メールアドレス|予備のメールアドレスの確認コード",
    ),
    ("webmail-login", "sign-in"): (
        "ログイン|ロ グ イ ン|Log In|Sign in|サインイン|ログオン|Webメールにログイン|Login »",
        "ログアウト|管理者ログイン|ログインできない方|ログイン履歴|ログインID|新規登録",
    ),
    ("webmail", "action-menu"): (
        "アクション|Actions ▼|アクションメニュー|操作|アクション(A)",
        "アクションプラン|アクション株式会社|Transactions",
    ),
    ("webmail", "admin-link"): (
        "管理|Web 管理|管理画面|Administration|Web Admin|ドメイン管理|管理者メニュー|管理 / Admin|"
        "管理（別ウィンドウで開く）",
        "管理部|管理者に連絡|フォルダの管理|アドレス帳管理|管理番号|ユーザー管理|Admin reports|Manage filters",
    ),
    ("webmail", "change-password-entry"): (
        "パスワードの変更|パスワードを変更...|パスワード変更|Change Password|Change my password",
        "パスワードの変更について|【重要】パスワードの変更|Please change your password|POPパスワードの変更|"
        "表示名の変更",
    ),
    ("admin-console", "user-management"): (
        "ユーザー管理|ユーザ管理|ユーザーの管理|User Administration|User Management|ユーザー管理 (42)|"
        "ユーザー / Users",
        "ユーザー管理ログ|ユーザー管理権限|ユーザー管理者|エイリアス管理|ユーザー追加|Default user settings|"
        "ユーザー管理の手引き",
    ),
    ("user-list", "next-page"): (
        "次へ|次のページ|次へ >|次の20件|Next|Next Page ›|もっと見る|Load more|次の10件を表示",
        "次回更新|次の月|Next Steps|Next domain|最後へ|前へ|次の行|Learn more|もっと詳しく",
    ),
    ("user-list", "search"): (
        "検索|ユーザーを検索|Search users|Find what|絞り込み|名前またはアドレスで検索|検索するテキストを入力…",
        "メールを検索|ログ検索|ページ番号|転送先",
    ),
}


def scores(window: Page, screen: str, part: str, texts: str) -> dict[str, float]:
    how = wording.SCREENS[screen][part]
    asked = [wording.vocabulary(), how["recipes"], LEAST.get(how["kind"], 0), texts.split("|")]
    told = window.evaluate(
        f"([words, recipes, least, texts]) => {{ {SCRIPT}"
        "return texts.map((t) => [t, names(t, recipes, [], least)]); }",
        asked,
    )
    return dict(told)


@pytest.mark.parametrize(("screen", "part"), SAYS)
def test_captions_as_sites_print_them_name_the_part(window: Page, screen: str, part: str) -> None:
    enough = ENOUGH[wording.SCREENS[screen][part]["kind"]]
    said = scores(window, screen, part, SAYS[screen, part][0])
    assert {text: score for text, score in said.items() if score < enough} == {}


@pytest.mark.parametrize(("screen", "part"), SAYS)
def test_the_same_words_about_something_else_do_not(window: Page, screen: str, part: str) -> None:
    enough = ENOUGH[wording.SCREENS[screen][part]["kind"]]
    said = scores(window, screen, part, SAYS[screen, part][1])
    assert {text: score for text, score in said.items() if score >= enough} == {}
