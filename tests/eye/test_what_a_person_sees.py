# ruff: noqa: E501 - markup stands on the lines its author would have given it
"""Small pages, each with one thing that misleads a program and no person."""

from __future__ import annotations

import pytest

from tests.eye.conftest import Look

NEW = "<p>新しいパスワード <input type=password data-is=new-password></p>"
CONFIRM = "<p>パスワード(確認) <input type=password data-is=confirm-password></p>"
SAVE = "<input type=submit value=Save data-is=save>"
PROPERTIES = {"new-password", "confirm-password", "save"}

FORMS = {
    "a web component keeps its boxes in a shadow root": """
        <div id=h></div><script>h.attachShadow({mode:'open'}).innerHTML=`<p>新しいパスワード
        <input type=password data-is=new-password></p><p>パスワード(確認) <input type=password data-is=confirm-password></p>
        <button data-is=save>保存</button>`</script>""",
    "words drawn into a background picture": f"""{NEW}{CONFIRM}<a href="#" data-is=save style="display:block;width:90px;height:24px;
        text-indent:-9999px;overflow:hidden;background:url(data:image/gif;base64,R0lGODlhAQABAAAAACw=) #ccc">保存</a>""",
    "a label that presses a hidden submit": f"""{NEW}{CONFIRM}<input type=submit id=s style="position:absolute;left:-999px">
        <label for=s data-is=save style="border:1px solid;padding:4px">保存</label>""",
    "bare words beside a cell that spans them": f"""<table border=1><tr><td rowspan=2>パスワード</td><td>新規</td>
        <td><input type=password data-is=new-password></td></tr><tr><td>確認</td><td><input type=password
        data-is=confirm-password></td></tr></table>{SAVE}""",
    "Password and Confirm, no more": f"""<table><tr><td>Password:</td><td><input type=password data-is=new-password></td></tr>
        <tr><td>Confirm:</td><td><input type=password data-is=confirm-password></td></tr></table>{SAVE}""",
    "numbered steps": f"""<p>STEP 1 新しいパスワード</p><input type=password data-is=new-password><p>STEP 2 もう一度パスワードを入力
        </p><input type=password data-is=confirm-password><br>{SAVE}""",
    "each box in a legend of its own": f"""<fieldset><legend>新しいパスワード</legend><input type=password data-is=new-password>
        </fieldset><fieldset><legend>パスワード(確認)</legend><input type=password data-is=confirm-password></fieldset>{SAVE}""",
    "a banner that lies over the button until one scrolls": f"""<div style="height:700px"></div>{NEW}<div style="height:20px"></div>
        {CONFIRM}{SAVE}<div style="height:400px"></div><div style="position:fixed;bottom:0;left:0;right:0;height:90px;
        background:#333;color:#fff">Cookie を使用します</div>""",
    "white words on white name another box": f"""<p><span style="color:#fff">新しいパスワード</span><input type=password></p>
        {NEW}{CONFIRM}{SAVE}""",
    "a second form saves something else": f"""<form><fieldset><legend>転送</legend>転送先 <input> <input type=submit value=Save>
        </fieldset></form><form><fieldset><legend>パスワード変更</legend>{NEW}{CONFIRM}{SAVE}</fieldset></form>
        <form><fieldset><legend>署名</legend><textarea></textarea><input type=submit value=Save></fieldset></form>""",
    "a disabled twin of the button": f"<input type=submit value=Save disabled>{NEW}{CONFIRM}{SAVE}",
    "the mail address is confirmed as well": f"""<p>メールアドレス(確認) <input></p>{NEW}{CONFIRM}{SAVE}
        <p>PIN <input type=password></p><p>PIN(確認) <input type=password></p>""",
    "locked until one presses it": f"""<p>新しいパスワード <input type=password readonly onfocus="this.removeAttribute('readonly')"
        data-is=new-password></p>{CONFIRM}{SAVE}""",
    "save as a draft and save the search are other things": f"""<button>下書き保存</button><button>検索条件を保存</button>
        {NEW}{CONFIRM}<button data-is=save>保存(S)</button><button>保存して閉じる</button>""",
    "an address list with a name field of the same form": f"""<p>氏名 <input></p>{NEW}{CONFIRM}<p>パスワードのヒント <input></p>
        <p>パスワードの有効期限 <input></p>{SAVE}""",
}


@pytest.mark.parametrize("html", FORMS.values(), ids=FORMS)
def test_the_password_form_is_found_where(look: Look, html: str) -> None:
    seen = look("user-properties", html)
    assert seen.right == PROPERTIES, seen.others
    assert not seen.others


BARE = "パスワード <input type=password><br>パスワード(確認) <input type=password><br>"
OTHER_SETTINGS = {
    "a legend": "<fieldset><legend>POP3 接続</legend>{}</fieldset>",
    "a heading": "<h3>コラボレーション</h3>{}",
    "a cell over two": "<table><tr><th colspan=2>外部連携</th></tr><tr><td>{}</td></tr></table>",
    "bold words": "<p><b>Collaboration account</b></p>{}",
}


@pytest.mark.parametrize("html", OTHER_SETTINGS.values(), ids=OTHER_SETTINGS)
def test_bare_boxes_under_the_title_of_another_setting_are_that_settings(look: Look, html: str) -> None:
    seen = look("user-properties", f"<p>氏名 <input></p>{html.format(BARE)}{SAVE}")
    assert not {"new-password", "confirm-password"} & (seen.right | set(seen.others)), seen.others
    both = look(
        "user-properties",
        f"{html.format(BARE)}<fieldset><legend>パスワード変更</legend>{NEW}{CONFIRM}</fieldset>{SAVE}",
    )
    assert both.right == PROPERTIES, both.others


def test_a_title_about_the_term_of_a_password_takes_its_boxes_from_nobody(look: Look) -> None:
    assert look("user-properties", f"<h3>パスワードの有効期限</h3>{NEW}{CONFIRM}{SAVE}").right == PROPERTIES


SIGN_INS = {
    "the names are mail and PW": "<p>メール <input data-is=address></p><p>PW <input type=password data-is=password></p><button data-is=sign-in>ログイン</button>",
    "an administrator signs in by another link": """<a href=#>管理者ログイン</a><p>ユーザID <input data-is=address></p><p>パスワード
        <input type=password data-is=password></p><input type=submit value=ログイン data-is=sign-in>""",
    "a search stands in the same head": """<form>サイト内検索 <input name=user><input type=submit value=検索></form><form>
        <p>ログイン ID（メールアドレス） <input data-is=address></p><p>パスワード <input type=password data-is=password></p>
        <button data-is=sign-in>ログイン</button></form>""",
}


@pytest.mark.parametrize("html", SIGN_INS.values(), ids=SIGN_INS)
def test_the_sign_in_is_found_where(look: Look, html: str) -> None:
    seen = look("webmail-login", html)
    assert seen.right == {"address", "password", "sign-in"}, seen.others


BAR = "<div style='display:flex;gap:20px'><a href=#>新規</a><a href=#>返信</a>{}<a href=#>ヘルプ</a></div>"
MENUS = {
    "the administration stands below folders that are no links": (
        "<table><tr><td>受信箱</td></tr><tr><td>送信箱</td></tr><tr><td>ごみ箱</td></tr><tr><td><a href=#>アドレス帳の管理</a></td></tr>"
        "<tr><td><a href=# data-is=admin-link>管理</a></td></tr></table>",
        {"admin-link"},
    ),
    "the buttons are components whose words stand in a slot": (
        "<x-b>返信</x-b> <x-b is=action-menu>アクション</x-b> <x-b is=admin-link>管理</x-b><script>customElements.define('x-b',"
        "class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML ="
        "`<button data-is=${this.getAttribute('is')}><slot></slot></button>` } })</script>",
        {"action-menu", "admin-link"},
    ),
    "the menu is a drop-down list": (
        BAR.format("<select data-is=action-menu><option>アクション<option>パスワードの変更</select>"),
        {"action-menu"},
    ),
    "folders and subjects carry the same words": (
        BAR.format("<a href=# data-is=action-menu>アクション ▼</a><a href=# data-is=admin-link>管理</a>")
        + "<ul><li><a href=#>受信トレイ</a></li><li><a href=#>管理</a></li><li><a href=#>管理部</a></li><li><a href=#>アクション</a></li></ul>"
        + "<table>"
        + "<tr><td>山田</td><td><a href=#>パスワードの変更</a></td><td>10:00</td></tr>" * 4
        + "</table>",
        {"action-menu", "admin-link"},
    ),
    "nobody but the words says that it is a menu": (
        "<ul style='display:flex;list-style:none;gap:20px'><li>新規</li><li>返信</li><li data-is=action-menu>アクション</li><li data-is=admin-link>管理</li></ul>",
        {"action-menu", "admin-link"},
    ),
    "no administrator, only what speaks of one": (
        BAR.format("<a href=# data-is=action-menu>Actions</a>")
        + "<p><a href=#>管理者に連絡</a> <a href=#>フォルダの管理</a> <a href=#>アドレス帳管理</a></p>",
        {"action-menu"},
    ),
    "the open menu hangs at the end of the body": (
        BAR.format("<a href=# data-is=action-menu>アクション</a>") + "<p>パスワードの変更はアクションから</p>"
        "<div style='position:absolute;top:40px;left:90px;z-index:9;background:#fff'><div onclick=1>すべて選択</div>"
        "<div onclick=1 data-is=change-password-entry>パスワードの変更...</div><div onclick=1>表示名の変更</div></div>",
        {"action-menu", "change-password-entry"},
    ),
}


@pytest.mark.parametrize(("html", "parts"), MENUS.values(), ids=MENUS)
def test_the_menus_are_found_where(look: Look, html: str, parts: set[str]) -> None:
    seen = look("webmail", html)
    assert seen.right == parts, seen.others
    assert not seen.others


CONSOLES = {
    "the log and the rights of user management are other entries": "<ul><li><a href=#>ドメイン設定</a></li><li><a href=# data-is=user-management>"
    "ユーザー管理</a></li><li><a href=#>ユーザー管理ログ</a></li><li><a href=#>ユーザー管理権限</a></li><li><a href=#>管理者</a></li></ul>",
    "accounts are managed elsewhere": "<a href=#>アカウント管理</a><br><a href=# data-is=user-management>ユーザ管理</a><br><a href=#>ユーザー管理者</a>",
    "the title of the page is no entry": "<h1>ユーザー管理</h1><table><tr><th>ユーザー管理</th><td>説明</td></tr></table><a href=#>ヘルプ</a>",
}


@pytest.mark.parametrize("html", CONSOLES.values(), ids=CONSOLES)
def test_the_user_management_is_found_where(look: Look, html: str) -> None:
    seen = look("admin-console", html)
    assert seen.right == ({"user-management"} if "data-is" in html else set())
    assert not seen.others


def test_a_document_that_has_no_body_yet_shows_nothing(look: Look) -> None:
    seen = look("user-properties", f"{NEW}{CONFIRM}{SAVE}<script>document.body.remove()</script>")
    assert not seen.right
    assert not seen.others
