"""Ways to break the practice site, each with exactly the statements that stop being true by it."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flows.practice import STRENGTHS, Fault
from flows.practice.installation import Installation
from flows.practice.strength import Strength
from tests.manual.broken_site import EVERYTHING, GONE, Breakage, Form, Page, Posted

USER, NEIGHBOUR = "sato.hanako@example.jp", "abcd@example.jp"
MAIL, SIGN_IN, ADMIN_SIGN_IN = "/iclient/default.aspx", "/iclient/login.aspx", "/iadmin/login.aspx"
DIALOG, LIST, FORM = "/iclient/changepassword.aspx", "/iadmin/useradmin.aspx", "/iadmin/userproperties.aspx"
CONSOLE = "/iadmin/.*"
A, U = "2-1-3/admin/", "2-1-3/user/"

ROW = r"<tr>\s*<td class=\"caption\"><label[^>]*>{caption}.*?</tr>"
ENTRY = r'<li class="rmItem"><a class="rmLink" href="/IAdmin/default.aspx".*?</li>'


def page(name: str, breaks: str, *pages: Page) -> Breakage:
    return Breakage(name, frozenset(breaks.split()), pages=pages)


def fault(name: str, breaks: str, *faults: Fault) -> Breakage:
    return Breakage(name, frozenset(breaks.split()), faults=faults)


def posted(name: str, breaks: str, path: str, change: Callable[[Form, Installation], None]) -> Breakage:
    return Breakage(name, frozenset(breaks.split()), posted=(Posted(path, change),))


def people(name: str, breaks: str, change: Callable[[Installation], None]) -> Breakage:
    return Breakage(name, frozenset(breaks.split()), people=change)


def always(kind: str, on: str, account: str = "*") -> Fault:
    return Fault(kind, on, account, times=None)


# ------------------------------------------------------------------ what a site does with a form


def sign_in_as_root(form: Form, site: Installation) -> None:
    """The console lets everybody in."""
    root = site.accounts.find("root@example.jp")
    if root and form.get("txtUserName") == USER:
        form.update(txtUserName=root.address, txtPassword=root.password)


def any_existing(form: Form, site: Installation) -> None:
    holder = site.accounts.find(USER)
    if holder and form.get("txtOldPassword"):
        form["txtOldPassword"] = holder.password


def same_twice(form: Form, site: Installation) -> None:
    for again in ("txtRetypePassword", "txtConfirmPassword"):
        if again in form:
            form[again] = form["txtNewPassword"]


def any_former(form: Form, site: Installation) -> None:
    """Passwords that once opened the account still do."""
    holder = site.accounts.find(form.get("txtUserName", ""))
    if holder and form.get("txtPassword") in getattr(site, "former", ()):
        form["txtPassword"] = holder.password


def keeps_former(site: Installation) -> None:
    former: set[str] = set()
    site.former = former  # type: ignore[attr-defined]
    save, save_own = site.accounts.save, site.accounts.save_own

    def known(address: str) -> None:
        if holder := site.accounts.find(address):
            former.add(holder.password)

    def saved(address: str, properties: dict[str, Any], password: str | None) -> None:
        known(address)
        save(address, properties, password)

    def saved_own(address: str, password: str) -> None:
        known(address)
        save_own(address, password)

    site.accounts.save, site.accounts.save_own = saved, saved_own  # type: ignore[method-assign]


# ------------------------------------------------------------------ what a site does with an account


def saves_the_neighbour(site: Installation) -> None:
    save = site.accounts.save
    site.accounts.save = lambda address, properties, password: save(NEIGHBOUR, properties, password)  # type: ignore[method-assign]


def saves_another_property(site: Installation) -> None:
    save = site.accounts.save

    def changed(address: str, properties: dict[str, Any], password: str | None) -> None:
        save(address, {**properties, "reply_to": "elsewhere@example.jp"}, password)

    site.accounts.save = changed  # type: ignore[method-assign]


def may_not_change(site: Installation) -> None:
    find = site.accounts.find

    def forbidden(address: str) -> Any:
        holder = find(address)
        return holder and replace(holder, properties={**holder.properties, "allow_password_change": False})

    site.accounts.find = forbidden  # type: ignore[method-assign]


class NoSymbols(Strength):
    def accepts(self, password: str) -> bool:
        return super().accepts(password) and not set(password) & set(string.punctuation)


class Spaces(Strength):
    def accepts(self, password: str) -> bool:
        return super().accepts(password.replace(" ", ""))


def weak_as(kind: type[Strength], **changed: Any) -> Strength:
    weak = STRENGTHS["weak"]
    values = {name: getattr(weak, name) for name in ("name", "least", "needs", "english", "japanese")}
    return kind(**{**values, **changed})


BREAKAGES: tuple[Breakage, ...] = (
    # 2-1-1
    page("the address of the web mail leads nowhere", "2-1-1/login-url", Page("/", EVERYTHING, GONE)),
    page(
        "the sign-in page has no box for the password",
        "2-1-1/login-url",
        Page(SIGN_IN, ROW.format(caption="パスワード"), ""),
    ),
    page("administrators have no menu 管理", "2-1-1/admin-menu", Page(MAIL, ENTRY, "")),
    page("管理 has another name", "2-1-1/admin-menu", Page(MAIL, r'(icon gear">)管理', r"\1ツール")),
    page(
        "everybody has the menu 管理",
        "2-1-1/no-admin-menu",
        Page(
            MAIL,
            r"</ul>\s*</div>\s*<table class=\"work\"",
            '<li class="rmItem"><a class="rmLink" href="/IAdmin/default.aspx" target="_blank">'
            '<span class="rmText icon gear">管理</span></a></li></ul></div><table class="work"',
            unless="/IAdmin/default.aspx",
        ),
    ),
    # 2-1-2
    page(
        "管理 opens no window",
        "2-1-2/menu 2-1-2/new-window",
        Page(MAIL, r'href="/IAdmin/default.aspx" target="_blank"', 'href="#" onclick="return false"'),
    ),
    page(
        "管理 leads to an error page",
        "2-1-2/menu 2-1-2/new-window",
        Page(MAIL, r'href="/IAdmin/default.aspx"', 'href="/IAdmin/nowhere.aspx"'),
    ),
    page("ユーザー管理 has another name", "2-1-2/left", Page(CONSOLE, "ユーザー管理", "名簿")),
    page(
        "ユーザー管理 stands at the right",
        "2-1-2/left",
        Page(
            CONSOLE,
            '<table class="work" cellspacing="0"><tr>',
            '<table class="work" cellspacing="0"><tr style="display:flex;flex-direction:row-reverse;'
            'justify-content:space-between">',
        ),
    ),
    page(
        "ユーザー管理 leads to another page",
        "2-1-2/users",
        Page(CONSOLE, 'href="UserAdmin.aspx"', 'href="Aliases.aspx"'),
    ),
    page(
        "the list is empty",
        f"2-1-2/addresses {A}STEP1",
        Page(LIST, r'<tr class="rg(Alt)?Row.*?</tr>', ""),
    ),
    page(
        "the console has no address of its own",
        "2-1-2/direct 2-1-2/direct-administrator",
        Page(ADMIN_SIGN_IN, EVERYTHING, GONE),
    ),
    fault(
        "the console refuses the administrator",
        "2-1-2/direct-administrator",
        always("refused", "admin-sign-in", "root@example.jp"),
    ),
    posted("the console lets everybody in", "2-1-2/direct-only", ADMIN_SIGN_IN, sign_in_as_root),
    # 2-1-3, the administrator
    page(
        "an account's link leads to its neighbour",
        f"{A}STEP1",
        Page(LIST, r"User=sato\.hanako", "User=abcd"),
    ),
    page(
        "an account's link does nothing",
        f"{A}STEP1",
        Page(LIST, r'href="UserProperties\.aspx[^"]*User=sato\.hanako"', 'href="#" onclick="return false"'),
    ),
    page(
        "the properties have another title",
        f"{A}STEP2/screen",
        Page(FORM, "ユーザーのプロパティ", "会員カード"),
    ),
    Breakage(
        "the password stands at the top of the properties",
        frozenset({f"{A}STEP2/bottom"}),
        skin={"sections": ("password", "top", "options", "regulator", "lists", "collaboration")},
    ),
    page(
        "the properties have one box for the password",
        f"{A}STEP2/fields",
        Page(FORM, ROW.format(caption=r"パスワード\(確認\)"), ""),
    ),
    posted("two entries that differ are saved by the administrator", f"{A}STEP2/twice", FORM, same_twice),
    page(
        "the properties have no Save",
        f"{A}STEP2/save",
        Page(FORM, r'<input type="submit" name="[^"]*btnSave".*?/>', ""),
    ),
    page(
        "the Save of the properties has another name",
        f"{A}STEP2/save",
        Page(FORM, 'value="Save"', 'value="Reset"'),
    ),
    page(
        "Save stands at the right",
        f"{A}STEP2/save",
        Page(FORM, '<div class="buttons">', '<div class="buttons" style="text-align:right">'),
    ),
    Breakage(
        "symbols are refused",
        frozenset({f"{A}STEP2/strength", f"{U}STEP2"}),
        strength=weak_as(NoSymbols),
    ),
    page("the heading パスワード変更 is gone", f"{A}STEP2/form", Page(FORM, "<h2>パスワード変更</h2>", "")),
    page("the properties state no rule", f"{A}STEP2/rule", Page(FORM, "The password you choose[^<]*", "")),
    page(
        "the properties ask for six characters",
        f"{A}STEP2/rule",
        Page(FORM, "at least three", "at least six"),
    ),
    Breakage(
        "passwords that are too short are taken",
        frozenset({f"{A}STEP2/rule-kept", f"{U}STEP2/rule-kept"}),
        strength=weak_as(Strength, least=1),
    ),
    fault("the administrator's Save says nothing", f"{A}STEP3", always("mute", "save")),
    fault("the administrator's Save says so and does nothing", f"{A}STEP3/changed", always("silent", "save")),
    people("the administrator's Save changes another account", f"{A}STEP3/changed", saves_the_neighbour),
    people("the administrator's Save changes another property", f"{A}STEP3/changed", saves_another_property),
    Breakage(
        "an old password stays valid",
        frozenset({f"{A}STEP3/changed", f"{U}STEP2/changed"}),
        posted=(Posted(SIGN_IN, any_former),),
        people=keeps_former,
    ),
    # 2-1-3, the user
    fault(
        "the web mail refuses the user",
        f"{U}login-id {A}STEP3/changed",
        always("refused", "sign-in", USER),
    ),
    page("アクション has another name", f"{U}STEP1/menu", Page(MAIL, "アクション", "ツール")),
    page(
        "パスワードの変更 is missing in the menu",
        f"{U}STEP1/entry",
        Page(MAIL, r'<li class="rmEntry"><a class="rmLink" href="#" onclick="openWindow.*?</li>', ""),
    ),
    page("パスワードの変更 has another name", f"{U}STEP1/entry", Page(MAIL, "パスワードの変更", "個人情報")),
    page(
        "パスワードの変更 opens nothing",
        f"{U}STEP1",
        Page(MAIL, r"openWindow\('rwPassword'\);return false", "return false"),
    ),
    page(
        "the dialog has another title",
        f"{U}STEP2/title",
        Page(MAIL, "パスワードを変更(?!し)", "会員カード"),
        Page(DIALOG, "パスワードを変更(?!し)", "会員カード"),
    ),
    page(
        "the dialog does not ask for the old password",
        f"{U}STEP2/fields",
        Page(DIALOG, ROW.format(caption="既存のパスワード"), ""),
    ),
    page(
        "the dialog asks for the new password once",
        f"{U}STEP2/fields",
        Page(DIALOG, ROW.format(caption="新しいパスワードの再入力"), ""),
    ),
    page("the dialog shows what is typed", f"{U}STEP2/dots", Page(DIALOG, 'type="password"', 'type="text"')),
    page(
        "the 保存 of the dialog has another name",
        f"{U}STEP2/save",
        Page(DIALOG, 'value="保存"', 'value="閉じる"'),
    ),
    page(
        "the dialog states no rule",
        f"{U}STEP2/rule {U}STEP2/spaces",
        Page(DIALOG, r'(<p class="rule"><span[^>]*>)[^<]*', r"\1"),
    ),
    page("the dialog asks for eight characters", f"{U}STEP2/rule", Page(DIALOG, "3文字以上", "8文字以上")),
    page(
        "the dialog does not speak of spaces",
        f"{U}STEP2/spaces",
        Page(DIALOG, "空白文字は使用できません。", ""),
    ),
    Breakage(
        "a password with a space is taken", frozenset({f"{U}STEP2/spaces-kept"}), strength=weak_as(Spaces)
    ),
    posted("a wrong old password is taken", f"{U}STEP2/existing", DIALOG, any_existing),
    posted("two entries that differ are saved by the user", f"{U}STEP2/again", DIALOG, same_twice),
    people("the user may not change his password", f"{U}STEP2", may_not_change),
    fault("the user's 保存 says nothing", f"{U}STEP2", always("mute", "own-save")),
    fault("the user's 保存 says so and does nothing", f"{U}STEP2/changed", always("silent", "own-save")),
)

assert len({breakage.name for breakage in BREAKAGES}) == len(BREAKAGES)
