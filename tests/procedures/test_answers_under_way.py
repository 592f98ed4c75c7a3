"""While an answer is under way, what stands on the screen is the page's own doing, and decides nothing."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from flows.errors import SaveNotSent, SaveRefused, SiteError
from flows.pages.admin_login import AdminLogin
from flows.pages.site import open_site
from flows.pages.user_list import UserList
from flows.pages.user_properties import UserProperties
from flows.practice import Fault, PracticeSite
from flows.procedures import enter_console, list_accounts
from flows.records import Credentials
from flows.steps import Nobody
from tests.conftest import settings_for
from tests.procedures.made_pages import FORM, PAGE, late, visited
from tests.secrecy.sign_in_pages import CONSOLE, sign_in
from tests.secrecy.stranger import Answer

NEW = SecretStr("Under-way-2026")
SAYS_SAVING = PAGE + FORM % "abc" + "<script>save.onclick = async () => { %s }</script>"
SPLIT = (
    PAGE
    + """<h1>ユーザー管理</h1><table><tr><th>ユーザー名</th><th>氏名</th></tr>
<tr><td><a href="#" onclick="show('abc')">abc</a></td><td>田中 太郎</td></tr>
<tr><td><a href="#" onclick="show('xyz')">xyz</a></td><td>鈴木 花子</td></tr></table><div id="pane">"""
    + FORM % "abc"
    + """</div><script>async function show(id) {
  pane.innerHTML = await (await fetch('/pane?' + id)).text();
}</script>"""
)

BY_NAME = (
    PAGE
    + """<h1>ユーザー管理</h1><label>ユーザーの検索 <input id="q"></label><p id="says"></p>
<table><thead><tr><th>ユーザー名</th><th>氏名</th></tr></thead><tbody id="rows"></tbody></table><script>
async function ask() {
  rows.innerHTML = '';
  says.textContent = '読み込み中...';
  rows.innerHTML = await (await fetch(q.value ? '/none' : '/rows')).text();
  says.textContent = '';
}
q.oninput = ask;
ask();
</script>"""
)
"""A search by full name alone: no user id is found by it."""


def saved(script: str, answer: Answer) -> str:
    with visited({"/": SAYS_SAVING % script, "/save": answer}) as (session, _):
        properties = UserProperties(session, session.open(session.settings.webmail))
        properties.type_password(NEW)
        return properties.press_save()


def test_words_of_a_page_that_is_still_saving_are_no_answer() -> None:
    script = (
        "said.textContent = '変更を保存しています。'; said.textContent ="
        " await (await fetch('/save', {method: 'POST', body: f.p.value})).text()"
    )
    with pytest.raises(SaveRefused, match="失敗しました"):
        saved(script, late("変更の保存に失敗しました。"))


def test_a_form_that_the_page_keeps_is_not_sent() -> None:
    with pytest.raises(SaveNotSent, match="did not send"):
        saved("said.textContent = '確認のパスワードを見てください。'", "")


def test_a_sign_in_that_takes_long_is_no_refusal() -> None:
    script = """f.onsubmit = event => {
      event.preventDefault();
      document.body.append(Object.assign(document.createElement('p'), {textContent: 'ログインしています。'}));
      fetch('/in', {method: 'POST', body: new URLSearchParams(new FormData(f))}).then(() => location = '/console');
    }"""
    pages: dict[str, Answer] = {"/login": sign_in(script=script), "/in": late(""), "/console": CONSOLE}
    with visited(pages) as (session, _):
        login = AdminLogin(session, session.open(session.settings.admin_login_url)).arrive()
        assert login.enter(Credentials("root@example.jp", SecretStr("Right-one-2026"))).is_shown()


@pytest.mark.parametrize(
    "says", ["said.textContent = text", "alert(text)"], ids=["on the page", "in a dialog"]
)
def test_words_on_the_way_into_the_console_are_no_refusal(says: str) -> None:
    script = f"""f.onsubmit = async event => {{
      event.preventDefault();
      const text = await (await fetch('/in', {{method: 'POST'}})).text();
      {says};
      setTimeout(() => {{ location = '/console' }}, 1500);
    }}"""
    page = sign_in(script=script).replace("<form", '<p id="said"></p><form')
    welcome = "ログインしました。画面を切り替えます。"
    with visited({"/login": page, "/in": welcome, "/console": CONSOLE}) as (session, server):
        login = AdminLogin(session, session.open(server.url("/login"))).arrive()
        assert login.enter(Credentials("root@example.jp", SecretStr("Right-one-2026"))).is_shown()


def test_the_form_of_the_account_before_is_not_taken_for_the_one_that_was_clicked() -> None:
    with visited({"/": SPLIT, "/pane": late(FORM % "xyz")}) as (session, server):
        users = UserList(session, session.open(server.url("/"))).arrive()
        assert users.open("xyz@example.jp").properties()["user"] == "xyz"


def test_a_form_of_another_account_beside_the_list_is_refused() -> None:
    with visited({"/": SPLIT, "/pane": FORM % "abc"}) as (session, server):
        users = UserList(session, session.open(server.url("/"))).arrive()
        with pytest.raises(SiteError, match="user properties of abc"):
            users.open("xyz@example.jp")


def test_a_list_that_comes_back_late_after_a_search_in_vain_still_has_its_accounts() -> None:
    row = '<tr><td><a href="/abc">abc</a></td><td>田中 太郎</td></tr>'
    with visited({"/": BY_NAME, "/rows": late(row), "/none": ""}) as (session, server):
        users = UserList(session, session.open(server.url("/"))).arrive()
        assert users.has("abc@example.jp")


@pytest.mark.parametrize("kind", ["http-500", pytest.param("dropped-before", marks=pytest.mark.long)])
def test_a_list_whose_rest_was_answered_with_an_error_is_no_list(kind: str) -> None:
    with (
        PracticeSite(accounts=60, skin="scroll") as site,
        open_site(settings_for(site)) as browser,
        browser.session() as session,
    ):
        console = enter_console(session, Nobody())
        site.set_faults(Fault(kind, on="/IAdmin/UserRows.ashx", times=None))
        with pytest.raises(SiteError, match="whole"):
            list_accounts(console, Nobody())
