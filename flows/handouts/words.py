"""The sheets' own words. Where the manual has a sentence (2-1-2, 2-1-3), it is the manual's.

But the web mail is never called 管理画面 here: that name belongs to the admin console.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from flows.doors.address import Kind, Security
from flows.handouts.sheet import Language

WORDS: Mapping[Language, Mapping[str, str]] = {
    "ja": {
        "title": "メールアカウントのお知らせ",
        "greeting": "メールをお使いいただくための情報です。下記のとおり設定してください。",
        "honorific": "様",
        "serial": "発行番号",
        "made_on": "発行日",
        "user_name": "アカウント（ユーザー名）",
        "user_name_note": "メールアドレスと同じです。",
        "password": "パスワード",
        "no_space": "背景の色分けは読みやすくするためのものです。空白は含まれません。大文字と小文字は区別されます。",
        "spelled": "読み方",
        "settings": "メールソフトの設定",
        "server": "サーバー名",
        "port": "ポート",
        "security": "暗号化",
        "pop3": "POP サーバー（受信）",
        "imap": "IMAP サーバー（受信）",
        "smtp": "SMTP サーバー（送信）",
        "either": (
            "受信は POP か IMAP のどちらか一方を設定します。"
            "送信（SMTP）でも、上のユーザー名とパスワードで認証します。"
        ),
        "sign_in": "上のユーザー名とパスワードで認証します。",
        "webmail": "Web メール",
        "qr": "Web メールを開く",
        "change": "パスワードを自分で変更するには",
        "step1": "Web メールにログインし、［アクション］から［パスワードの変更］をクリックします。",
        "step2": (
            "［既存のパスワード］、［新しいパスワード］、［新しいパスワードの再入力］を入力し、"
            "［保存］をクリックして完了です。"
        ),
        "care": "この用紙は大切に保管し、ほかの人に見せないでください。",
        "change_short": "変更するには：Web メールの［アクション］→［パスワードの変更］",
        "receipt": "受領書",
        "received": "上記のお知らせを受領しました。",
        "received_on": "受領日",
        "signature": "ご署名",
    },
    "en": {
        "title": "Your mail account",
        "greeting": "This is what you need to use your mail. Please set up your mail program as follows.",
        "honorific": "",
        "serial": "Sheet no.",
        "made_on": "Issued",
        "user_name": "Account (user name)",
        "user_name_note": "The same as your mail address.",
        "password": "Password",
        "no_space": "The shading only helps the eye: there are no spaces. Capital and small letters differ.",
        "spelled": "Read as",
        "settings": "Settings of your mail program",
        "server": "Server",
        "port": "Port",
        "security": "Encryption",
        "pop3": "POP server (incoming)",
        "imap": "IMAP server (incoming)",
        "smtp": "SMTP server (outgoing)",
        "either": "Set up POP or IMAP, not both. Sending (SMTP) signs in with the same user name and password.",
        "sign_in": "Signs in with the user name and password above.",
        "webmail": "Web mail",
        "qr": "Opens the web mail",
        "change": "To change your password yourself",
        "step1": "Sign in to the web mail. From [アクション] (Actions) choose [パスワードの変更] (Change Password).",
        "step2": "Type the existing password once and the new one twice, and press [保存] (Save). That is all.",
        "care": "Keep this sheet in a safe place and show it to nobody.",
        "change_short": "To change it: web mail, [アクション], [パスワードの変更]",
        "receipt": "Receipt",
        "received": "I have received the sheet above.",
        "received_on": "Date",
        "signature": "Name",
    },
}

SECURITY: Mapping[Language, Mapping[Security, str]] = {
    "ja": {Security.TLS: "SSL/TLS", Security.STARTTLS: "STARTTLS", Security.NONE: "なし"},
    "en": {Security.TLS: "SSL/TLS", Security.STARTTLS: "STARTTLS", Security.NONE: "none"},
}

# The order of the manual's table: POP or IMAP, then SMTP.
ORDER: tuple[Kind, ...] = ("pop3", "imap", "smtp")

SHORT: Mapping[Kind, str] = {"pop3": "POP", "imap": "IMAP", "smtp": "SMTP"}

DATE: Mapping[Language, Callable[[date], str]] = {
    "ja": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "en": lambda day: f"{day.day} {day:%B %Y}",
}
