"""What a site puts between a press and what is awaited: a shut section, a tab, a question before it saves."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from flows.errors import SaveNotSent, SiteError
from flows.pages import search_walk
from flows.pages.user_list import UserList
from flows.pages.user_properties import UserProperties
from tests.procedures.made_pages import FORM, PAGE, visited
from tests.secrecy.stranger import Asked, Told

NEW = SecretStr("Between-2026")
LIST = (
    PAGE
    + '<h1>ユーザー管理</h1><table><tr><th>ユーザー名</th></tr><tr><td><a href="/form">abc</a></td></tr></table>'
)
OWNER = '<h2>ユーザーのプロパティ</h2><label>ユーザー名 <input value="abc" readonly></label>'
BOXES = """<label>新しいパスワード <input type="password"></label>
<label>パスワード(確認) <input type="password"></label></div><button>Save</button>"""
OPENS = "onclick=\"document.getElementById('s').hidden = false\""
SHUT = f'{PAGE}{OWNER}<h3><button aria-expanded="false" {OPENS}>パスワード変更</button></h3><div id="s" hidden>{BOXES}'
TAB = f"""{PAGE}{OWNER}<ul role="tablist"><li role="tab" aria-selected="true">全般</li>
<li role="tab" aria-selected="false" {OPENS}>パスワード</li></ul><div id="s" hidden>{BOXES}"""
MENU = f'{PAGE}<a href="/own">パスワードの変更</a>{OWNER}<div id="s" hidden>{BOXES}'
ASKS = (
    PAGE
    + FORM % "abc"
    + """<div id="ask" role="dialog" style="position:fixed;inset:0;background:#0008" hidden>
<div style="margin:200px 400px;background:#fff"><p>%s</p><button id="yes">%s</button><button>%s</button></div>
</div><script>
save.onclick = () => { ask.hidden = false };
yes.onclick = async () => {
  ask.hidden = true;
  said.textContent = await (await fetch('/save', {method: 'POST'})).text();
};
</script>"""
)


@pytest.mark.parametrize("form", [SHUT, TAB], ids=["a section", "a tab"])
def test_a_password_section_that_is_shut_is_opened_as_a_person_does(form: str) -> None:
    with visited({"/": LIST, "/form": form}) as (session, server):
        users = UserList(session, session.open(server.url("/"))).arrive()
        assert users.open("abc@example.jp").is_shown()


def test_a_link_of_the_same_words_that_leads_elsewhere_is_not_pressed() -> None:
    with visited({"/": LIST, "/form": MENU}) as (session, server):
        users = UserList(session, session.open(server.url("/"))).arrive()
        with pytest.raises(SiteError):
            users.open("abc@example.jp")
        assert not any(asked.path == "/own" for asked in server.asked)


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("変更を保存しますか？", "はい", "いいえ"),
        ("パスワードを変更します。よろしいですか", "OK", "キャンセル"),
        ("Save changes to this user?", "Yes", "No"),
    ],
)
def test_a_question_of_the_page_before_it_saves_is_answered_once(question: str, yes: str, no: str) -> None:
    pages = {"/": ASKS % (question, yes, no), "/save": "Your changes have been saved."}
    with visited(pages) as (session, server):
        properties = UserProperties(session, session.open(server.url("/")))
        properties.type_password(NEW)
        assert properties.press_save() == "Your changes have been saved."
        assert sum(asked.path == "/save" for asked in server.asked) == 1


def test_a_question_about_anything_else_is_left_unanswered_and_quoted() -> None:
    pages = {"/": ASKS % ("変更を破棄しますか？", "はい", "いいえ"), "/save": "Your changes have been saved."}
    with visited(pages) as (session, server):
        properties = UserProperties(session, session.open(server.url("/")))
        properties.type_password(NEW)
        with pytest.raises(SaveNotSent, match="破棄しますか"):
            properties.press_save()
        assert not any(asked.path == "/save" for asked in server.asked)


BY_ID = (
    PAGE
    + """<h1>ユーザー管理</h1><label>ユーザーの検索 <input id="q"></label><table>
<thead><tr><th>ユーザー名</th></tr></thead><tbody>
<tr><td><a href="/form">abc</a></td></tr><tr><td><a href="/form">abd</a></td></tr>
<tr><td><a href="/form">xyz</a></td></tr></tbody></table><script>
q.oninput = () => document.querySelectorAll('tbody tr').forEach(row => {
  row.hidden = !row.innerText.includes(q.value ?? q.innerText);
});
</script>"""
)


def search_page(asked: Asked) -> Told:
    """Nobody is listed until the search is sent, and then whoever's user id has the text in it."""
    text = parse_qs(urlsplit(asked.path).query).get("q", [""])[0]
    rows = "".join(
        f'<tr><td><a href="/form">{name}</a></td><td>田中</td></tr>'
        for name in ("abc", "abd")
        if text and text in name
    )
    table = f"<table><tr><th>ユーザー名</th><th>氏名</th></tr>{rows}</table>"
    how = "<button>検索</button>" if asked.path.startswith("/button") else ""
    on = "" if how else 'onchange="form.submit()"'
    form = f'<form><label>ユーザーの検索 <input name="q" value="{text}" {on}></label>{how}</form>'
    return Told(f"{PAGE}<h1>ユーザー管理</h1>{form}{table}")


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param("/button", id="by its button"),
        pytest.param("/change", id="when the box is left", marks=pytest.mark.long),
    ],
)
def test_a_search_that_must_be_sent_is_sent(sent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_walk, "FIRST", "a")
    monkeypatch.setattr(search_walk, "SECOND", "bc")
    with visited({sent: search_page, "/form": SHUT}) as (session, server):
        users = UserList(session, session.open(server.url(sent))).arrive()
        assert users.has("abd@example.jp")
        found = [account.address for account in users.accounts("example.jp")]
    assert found == ["abc@example.jp", "abd@example.jp"]


BOX = (
    PAGE
    + """<h1>User Administration</h1><form action="/form"><select name="user" size="16"><option>abc</option>
<option>abcd</option><option>xyz</option></select> <input type="submit" value="Properties..." name="open">
<input type="submit" value="Delete" name="delete"></form>"""
)


def test_an_account_of_a_list_box_is_chosen_and_its_properties_opened() -> None:
    with visited({"/": BOX, "/form": PAGE + OWNER.replace("abc", "abcd") + BOXES}) as (session, server):
        users = UserList(session, session.open(server.url("/"))).arrive()
        assert [account.address for account in users.accounts("example.jp")] == [
            "abc@example.jp",
            "abcd@example.jp",
            "xyz@example.jp",
        ]
        assert users.open("abcd@example.jp").is_shown()
        assert any(asked.path == "/form?user=abcd&open=Properties..." for asked in server.asked)


def test_a_search_box_that_is_no_input_is_searched_with_too() -> None:
    box = BY_ID.replace(
        '<input id="q">', '<div id="q" role="searchbox" contenteditable aria-label="ユーザーの検索"></div>'
    )
    with visited({"/": box, "/form": SHUT}) as (session, server):
        users = UserList(session, session.open(server.url("/"))).arrive()
        assert users.has("abd@example.jp")
        assert len(users.accounts("example.jp")) == 3
