"""Every caption of the practice site, Japanese and English. Those in the manual are spelled as it spells them."""

from __future__ import annotations

from flows.practice.properties import PROPERTIES
from flows.practice.skin import Skin
from flows.practice.strength import Strength

LANGUAGES: tuple[tuple[str, str], ...] = (
    ("en", "English"),
    ("zh-CN", "简体中文"),
    ("zh-TW", "繁體中文"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("es", "Español"),
)
"""What the sign-in page offers; beyond Japanese and English the site answers in English."""

WORDS: dict[str, tuple[str, str]] = {
    # sign-in
    "welcome": ("ようこそ", "Welcome"),
    "sign_in_hint": (
        "メールアドレスとパスワードを入力してください。",
        "Enter your mail address and password.",
    ),
    "address": ("メールアドレス", "Email Address"),
    "password": ("パスワード", "Password"),
    "language": ("言語", "Language"),
    "remember_user": ("ユーザー名を記憶する", "Remember my user name"),
    "remember_me": ("ログイン状態を保存する", "Remember me on this computer"),
    "sign_in": ("ログイン", "Log In"),
    "sign_in_failed": (
        "メールアドレスまたはパスワードが正しくありません。",
        "The email address or password is incorrect.",
    ),
    "sign_out": ("ログアウト", "Log Out"),
    "help": ("ヘルプ", "Help"),
    # web mail
    "new_message": ("新規メッセージ", "New Message"),
    "reply": ("返信", "Reply"),
    "forward": ("転送", "Forward"),
    "delete": ("削除", "Delete"),
    "refresh": ("最新の情報に更新", "Refresh Mail"),
    "actions": ("アクション", "Actions"),
    "action_mark_read": ("既読にする", "Mark as Read"),
    "action_folder": ("フォルダーの管理", "Manage Folders"),
    "action_rules": ("受信ルール", "Inbound Rules"),
    "action_vacation": ("不在通知", "Vacation Message"),
    "action_forwarding": ("転送の設定", "Forwarding"),
    "action_preferences": ("環境設定", "Preferences"),
    "change_password_entry": ("パスワードの変更", "Change Password"),
    "admin": ("管理", "Administration"),
    "mail": ("メール", "Mail"),
    "calendar": ("予定表", "Calendar"),
    "contacts": ("連絡先", "Contacts"),
    "tasks": ("タスク", "Tasks"),
    "inbox": ("受信トレイ", "Inbox"),
    "drafts": ("下書き", "Drafts"),
    "sent": ("送信済みアイテム", "Sent Items"),
    "deleted_items": ("削除済みアイテム", "Deleted Items"),
    "junk": ("迷惑メール", "Junk E-mail"),
    "folders": ("メールフォルダー", "Mail Folders"),
    "from": ("差出人", "From"),
    "subject": ("件名", "Subject"),
    "received": ("受信日時", "Received"),
    "size": ("サイズ", "Size"),
    "no_messages": ("このフォルダーにメッセージはありません。", "There are no messages in this folder."),
    "items": ("アイテム", "items"),
    "unread": ("未読", "unread"),
    # change-password dialog
    "dialog_title": ("パスワードを変更", "Change Password"),
    "existing_password": ("既存のパスワード", "Existing Password"),
    "dialog_new": ("新しいパスワード", "New Password"),
    "dialog_again": ("新しいパスワードの再入力", "Re-enter New Password"),
    "dialog_save": ("保存", "Save"),
    "cancel": ("キャンセル", "Cancel"),
    "close": ("閉じる", "Close"),
    "own_saved": ("パスワードを変更しました。", "Your password has been changed."),
    "own_wrong": ("既存のパスワードが正しくありません。", "The existing password is incorrect."),
    "own_mismatch": ("新しいパスワードが一致しません。", "The new passwords do not match."),
    "own_forbidden": (
        "このアカウントではパスワードの変更が許可されていません。",
        "This account is not allowed to change its password.",
    ),
    "own_required": ("すべての項目を入力してください。", "All fields are required."),
    # admin console
    "console_title": ("IMail Web 管理", "IMail Web Administration"),
    "console_sign_in": ("管理者ログイン", "Administrator Login"),
    "user_name": ("ユーザー名", "User Name"),
    "console_failed": (
        "ユーザー名またはパスワードが正しくないか、管理者の権限がありません。",
        "The user name or password is incorrect, or you do not have administrator permissions.",
    ),
    "home": ("ホーム", "Home"),
    "domain": ("ドメイン", "Domain"),
    "services": ("サービス", "Services"),
    "domain_settings": ("ドメインのプロパティ", "Domain Properties"),
    "user_management": ("ユーザー管理", "User Administration"),
    "alias_management": ("エイリアス管理", "Alias Administration"),
    "list_management": ("メーリングリスト管理", "List Administration"),
    "rules_management": ("受信ルール", "Inbound Rules"),
    "spam_management": ("スパムフィルター", "Antispam"),
    "signed_in_as": ("ログイン中", "Logged in as"),
    "nothing_listed": ("登録されている項目はありません。", "There are no entries."),
    # domain settings
    "domain_name": ("ドメイン名 (OHN)", "Domain Name (OHN)"),
    "domain_aliases": ("ドメインエイリアス", "Domain Aliases"),
    "top_directory": ("最上位ディレクトリ", "Top Directory"),
    "default_size": ("既定の最大メールボックスサイズ", "Default Max Mailbox Size"),
    "default_messages": ("既定の最大メッセージ数", "Default Max Messages"),
    "max_users": ("最大ユーザー数", "Max Users"),
    "login_settings": ("ユーザーログインの設定", "User Login Settings"),
    "password_strength": ("パスワードの強度", "Password Strength"),
    "remember_allowed": ("ログイン情報の記憶を許可する", "Allow users to remember logins"),
    "save": ("Save", "Save"),
    "saved": ("Your changes have been saved.", "Your changes have been saved."),
    # user list
    "search": ("検索", "Search"),
    "search_hint": ("2文字以上入力してください", "Type at least two characters"),
    "column_user": ("ユーザー名", "Username"),
    "column_name": ("氏名", "Full Name"),
    "column_disabled": ("無効", "Disabled"),
    "column_admin": ("管理者", "Admin"),
    "yes": ("はい", "Yes"),
    "add": ("追加", "Add"),
    "edit": ("編集", "Edit"),
    "users_count": ("件", "users"),
    "page": ("ページ", "Page"),
    "next_page": ("次のページ", "Next Page"),
    "previous_page": ("前のページ", "Previous Page"),
    "more": ("さらに表示", "Show More"),
    "loading": ("読み込み中...", "Loading..."),
    "no_users": ("該当するユーザーはいません。", "No users were found."),
    "type_to_search": (
        "ユーザーを表示するには、検索ボックスに2文字以上入力してください。",
        "Type at least two characters in the search box to show users.",
    ),
    # user properties
    "properties_title": ("ユーザーのプロパティ", "User Properties"),
    "user_id": ("ユーザー ID", "User ID"),
    "section_options": ("ユーザーオプション", "User Options"),
    "section_regulator": ("不正アカウントの送信監視", "Hacked Account Mail Regulator"),
    "section_lists": ("リストとグループエイリアス", "Lists and Groups Aliases"),
    "section_password": ("パスワード変更", "Change Password"),
    "section_collaboration": (
        "対応するコラボレーションユーザーの指定",
        "Specify Corresponding Collaboration User",
    ),
    "lists_available": ("利用可能", "Available"),
    "lists_member": ("所属", "Member Of"),
    "lists_add": ("追加 >", "Add To >"),
    "lists_remove": ("< 削除", "< Remove From"),
    "lists_add_all": ("すべて追加 >>", "Add All >>"),
    "lists_remove_all": ("<< すべて削除", "<< Remove All"),
    "new_password": ("新しいパスワード", "New Password"),
    "confirm_password": ("パスワード(確認)", "Confirm Password"),
    "back_to_list": ("ユーザー一覧に戻る", "Back to User List"),
    "user_gone": ("The user does not exist.", "The user does not exist."),
    "mismatch": ("The passwords you entered do not match.", "The passwords you entered do not match."),
    "system_refused": (
        "You do not have permission to change a System Administrator.",
        "You do not have permission to change a System Administrator.",
    ),
    "bad_number": ("Enter a whole number.", "Enter a whole number."),
    "really": ("変更を保存しますか?", "Do you want to save the changes?"),
    "colon": (":", ":"),
}


def captions(language: str, skin: Skin, strength: Strength) -> dict[str, str]:
    """All captions in one language, as this skin spells them, with the two rule sentences of the level."""
    column = 0 if language == "ja" else 1
    words = {
        **WORDS,
        **{f"property_{each.key}": (each.japanese, each.english) for each in PROPERTIES},
        "console_rule": (strength.english, strength.english),
        "dialog_rule": (strength.japanese, strength.english),
        **skin.words,
    }
    spelled = {key: pair[column] for key, pair in words.items()}
    for old, new in skin.respelled if language == "ja" else ():
        spelled = {key: text.replace(old, new) for key, text in spelled.items()}
    return spelled
