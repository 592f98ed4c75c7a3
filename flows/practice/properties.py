"""The user-properties form as data: every property an account has, in the order the form shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Value = str | bool | list[str]
Kind = Literal["text", "check", "unit", "lists"]


@dataclass(frozen=True)
class Property:
    """One field of the form. `control` is its server name, as ASP.NET would have it."""

    key: str
    kind: Kind
    section: str
    japanese: str
    english: str
    value: Value
    size: int = 40

    @property
    def control(self) -> str:
        prefix = {"text": "txt", "check": "chk", "unit": "ddl", "lists": "lst"}[self.kind]
        return prefix + "".join(word.capitalize() for word in self.key.split("_"))


UNITS = tuple((unit, unit) for unit in ("Bytes", "KB", "MB", "GB"))

LISTS = ("all-staff", "board", "eigyo", "hiroba", "soumu", "support", "web-team")
"""Mailing lists and group aliases of the domain, of which an account may be a member."""


def _option(key: str, japanese: str, english: str, value: bool) -> Property:
    return Property(key, "check", "options", japanese, english, value)


PROPERTIES: tuple[Property, ...] = (
    Property("full_name", "text", "top", "氏名", "Full Name", ""),
    Property("reply_to", "text", "top", "返信先アドレス", "Reply To Address", ""),
    Property("forward_to", "text", "top", "転送先アドレス", "Forward", ""),
    Property("max_size", "text", "top", "メールボックスの最大サイズ", "Max Mailbox Size", "0", 8),
    Property("max_size_unit", "unit", "top", "単位", "Unit", "MB"),
    Property("max_messages", "text", "top", "最大メッセージ数", "Max Mailbox Messages", "0", 8),
    _option("allow_password_change", "パスワード変更を許可する", "Allow Password Change", True),
    _option("account_access", "アカウントへのアクセスを許可する", "Grant Account Access", True),
    _option("information_services", "情報サービスへのアクセス", "Access Information Services", True),
    _option("ldap_attributes", "LDAP 属性へのアクセス", "Access LDAP Attributes", True),
    _option("web_calendaring", "Web カレンダーを許可する", "Allow Web Calendaring", True),
    _option("web_access", "Web アクセスを許可する", "Allow Web Access", True),
    _option("active_sync", "ActiveSync を許可する", "Allow ActiveSync", False),
    _option("list_administrator", "リスト管理者の権限", "List Administrator Permissions", False),
    _option("domain_administrator", "ドメイン管理者の権限", "Domain Administrator Permissions", False),
    _option("must_change", "次回ログオン時にパスワードの変更が必要", "User Must Change Password", False),
    _option("never_expires", "パスワードを無期限にする", "Password Never Expires", False),
    Property(
        "regulator",
        "check",
        "regulator",
        "送信数の監視を有効にする",
        "Enable Hacked Account Mail Regulator",
        True,
    ),
    Property("regulator_limit", "text", "regulator", "1時間あたりの送信数", "Messages Per Hour", "100", 8),
    Property("lists", "lists", "lists", "所属するリスト", "Member Of", []),
    Property(
        "collaboration_user", "text", "collaboration", "コラボレーションユーザー", "Collaboration User", ""
    ),
)

SECTIONS: tuple[str, ...] = ("top", "options", "regulator", "lists", "collaboration", "password")
"""The manual sees the password section last; the vendor's help has the collaboration user after it."""


def fresh_properties(**given: Value) -> dict[str, Value]:
    """What a new account starts with, and what of it is different for this one."""
    values: dict[str, Value] = {each.key: each.value for each in PROPERTIES}
    return {**values, "system_administrator": False, **given}
