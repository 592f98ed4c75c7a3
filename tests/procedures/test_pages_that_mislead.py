"""Pages on which the wrong account, half a list or a wrong outcome would be taken without a word."""

from __future__ import annotations

import threading
from contextlib import nullcontext

import pytest
from pydantic import SecretStr

from flows.errors import AccountGone, PartAmbiguous, PropertyChanged, SaveInDoubt, SiteError
from flows.pages.session import Session
from flows.pages.user_list import UserList
from flows.pages.user_properties import UserProperties
from tests.procedures.made_pages import FORM, PAGE, late, visited
from tests.secrecy.stranger import Asked, Stranger, Told

HEAD = "<h1>ユーザー管理</h1><table><tr><th>ユーザー名</th><th>氏名</th></tr>"
ROW = '<tr><td><a href="/form?%s">%s</a></td><td>田中 太郎</td></tr>'
BARE = PAGE + HEAD + ROW % ("taro", "taro") + ROW % ("abc", "abc") + "</table>"
DOMAINS = "<label>ドメイン: <select><option>%s</option><option>%s</option></select></label>"
PAGER_LATER = (
    PAGE
    + HEAD
    + ROW % ("abc", "abc")
    + """</table><div id="pager"></div><script>
(async () => { pager.innerHTML = await (await fetch('/pager')).text() })();
</script>"""
)
NEXT = '<a href="/2">次へ</a>'
VALUES_LATER = (
    PAGE
    + FORM % ""
    + """<label>転送先 <input name="forward"></label><script>
(async () => { f.elements.user.value = await (await fetch('/values')).text() })();
</script>"""
)
SAVES = PAGE + (FORM % "abc").replace('onsubmit="return false"', 'method="post" action="/save"')
SIGN_IN = (
    PAGE
    + """<p>セッションの有効期限が切れました。</p><form><label>ユーザー名 <input></label>
<label>パスワード <input type="password"></label><button>ログイン</button></form>"""
)


def users(session: Session, server: Stranger) -> UserList:
    return UserList(session, session.open(server.url("/"))).arrive()


def test_a_user_id_without_its_domain_is_no_account_of_another_domain() -> None:
    with visited({"/": BARE}, admin_user="root@example.jp") as (session, server):
        assert users(session, server).has("taro@example.jp")
        assert not users(session, server).has("taro@example.net")


def test_a_list_that_stands_on_another_domain_is_an_error_that_names_both() -> None:
    with visited({"/": PAGE + DOMAINS % ("example.net", "example.jp") + BARE}) as (session, server):
        with pytest.raises(SiteError, match=r"example\.net, not example\.jp"):
            users(session, server).accounts("example.jp")
        with pytest.raises(SiteError, match=r"example\.net, not example\.jp"):
            users(session, server).has("taro@example.jp")
        assert len(users(session, server).accounts("example.net")) == 2


def test_an_account_that_stands_there_twice_is_ambiguous_and_not_missing() -> None:
    with (
        visited({"/": BARE.replace("abc", "taro")}) as (session, server),
        pytest.raises(PartAmbiguous, match="taro"),
    ):
        users(session, server).has("taro@example.jp")


def test_the_same_user_id_of_another_domain_is_refused_though_the_page_mentions_it() -> None:
    pages = {"/": BARE, "/form": PAGE + "<p>taro</p>" + FORM % "taro@example.net"}
    with visited(pages) as (session, server), pytest.raises(AccountGone, match=r"taro@example\.net opened"):
        users(session, server).open("taro@example.jp")


def test_a_pager_that_comes_after_the_rows_is_waited_for() -> None:
    second = PAGE + HEAD + ROW % ("xyz", "xyz") + "</table>"
    with visited({"/": PAGER_LATER, "/pager": late(NEXT), "/2": second}) as (session, server):
        found = users(session, server).accounts("example.jp")
    assert [account.address for account in found] == ["abc@example.jp", "xyz@example.jp"]


def test_rows_that_a_sign_in_page_answered_for_are_no_end_of_the_list() -> None:
    def turned_away(_: Asked) -> Told:
        threading.Event().wait(2)
        return Told(status=302, headers={"Location": "/login"})

    page = PAGER_LATER.replace("pager.innerHTML = ", "")
    with (
        visited({"/": page, "/pager": turned_away, "/login": SIGN_IN}) as (session, server),
        pytest.raises(SiteError, match="may not be whole"),
    ):
        users(session, server).accounts("example.jp")


def test_a_form_is_read_when_its_values_have_come() -> None:
    with visited({"/": BARE, "/form": VALUES_LATER, "/values": late("taro")}) as (session, server):
        assert users(session, server).open("taro@example.jp").properties()["user"] == "taro"


def test_a_save_that_meets_a_sign_in_page_is_in_doubt_and_not_refused() -> None:
    with visited({"/": SAVES, "/save": SIGN_IN}) as (session, server):
        properties = UserProperties(session, session.open(server.url("/")))
        properties.type_password(SecretStr("Mislead-2026"))
        with pytest.raises(SaveInDoubt, match="sign in again"):
            properties.press_save()


def test_words_of_success_before_the_answer_has_come_are_none_however_long_it_takes() -> None:
    script = "said.textContent = '変更を保存しました。'; fetch('/save', {method: 'POST'})"
    page = PAGE + FORM % "abc" + f"<script>save.onclick = () => {{ {script} }}</script>"
    with visited({"/": page, "/save": late("", 20)}) as (session, server):
        properties = UserProperties(session, session.open(server.url("/")))
        properties.type_password(SecretStr("Mislead-2026"))
        with pytest.raises(SaveInDoubt):
            properties.press_save()


SHOWS_TIMES = (
    PAGE
    + """<form method="post" action="/save"><h2>ユーザーのプロパティ</h2><p>Your changes have been saved.</p>
<label>氏名 <input name="name" value="%s"></label><label>最終変更日 <input name="changed" value="%s" readonly></label>
<label>新しいパスワード <input type="password"></label><label>パスワード(確認) <input type="password"></label>
<button>Save</button></form>"""
)


@pytest.mark.parametrize(("name", "stops"), [("田中 太郎", False), ("", True)])
def test_what_the_site_writes_itself_is_no_property_that_a_save_has_changed(name: str, stops: bool) -> None:
    before = (SHOWS_TIMES % ("田中 太郎", "2025-01-01")).replace("Your changes have been saved.", "")
    with visited({"/": before, "/save": SHOWS_TIMES % (name, "2026-11-28")}) as (session, server):
        properties = UserProperties(session, session.open(server.url("/")))
        stood = properties.properties()
        properties.type_password(SecretStr("Mislead-2026"))
        properties.press_save()
        with pytest.raises(PropertyChanged, match="name") if stops else nullcontext():
            properties.unchanged_since(stood, "taro@example.jp")


def test_a_list_that_does_not_begin_at_its_beginning_is_no_list() -> None:
    page = PAGE + HEAD + ROW % ("abc", "abc") + ROW % ("xyz", "xyz") + "</table><p>21 - 22 of 22</p>"
    with visited({"/": page}) as (session, server), pytest.raises(SiteError, match="first page"):
        users(session, server).accounts("example.jp")
