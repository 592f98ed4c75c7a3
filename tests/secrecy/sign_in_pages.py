"""The sign-in page of an admin console, as a hostile or a broken server could serve it."""

from __future__ import annotations

CONSOLE = """<!doctype html><html lang="ja"><meta charset="utf-8"><title>管理コンソール</title>
<h1>IMail 管理</h1><ul><li><a href="/users">ユーザー管理</a></li></ul></html>"""


def sign_in(
    *, action: str = "/in", button: str = "", form: str = "", head: str = "", script: str = "", box: str = ""
) -> str:
    """A plain page with user name, password and ログイン; the arguments put in what is wrong with it."""
    return f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>管理者ログイン</title>{head}
<h1>IMail 管理者ログイン</h1><form id="f" method="post" action="{action}" {form}><table>
<tr><td><label for="u">ユーザー名</label></td><td><input id="u" name="txtUserName" {box}></td></tr>
<tr><td><label for="p">パスワード</label></td><td><input id="p" name="txtPassword" type="password" {box}></td></tr>
</table><input type="submit" id="b" value="ログイン" {button}></form><script>{script}</script></html>"""
