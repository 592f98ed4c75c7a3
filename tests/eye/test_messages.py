"""The site's answer to a Save: which sentence it is, what it says, and whether it is of this Save or an older one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from flows import wording
from flows.pages import answer, sight

FORM = """<form onsubmit="return false"><h2>パスワード変更</h2>
<p>The password you choose must be at least three characters in length and cannot exceed thirty characters.</p>
<p>新しいパスワード <input type=password></p>
<p>パスワード(確認) <input type=password></p><input type=submit value=Save></form>"""
SAVED = "Your changes have been saved."
WORDS = wording.load(None)


def message(window: Page) -> tuple[str | None, str | None, bool]:
    read = sight.look(window, "user-properties", WORDS).readings
    return read["message"], read["message_kind"], read["message_is_new"]


@pytest.mark.parametrize(
    ("says", "kind"),
    [
        (SAVED, "saved"),
        ("変更を保存しました。", "saved"),
        ("パスワードが変更されました", "saved"),
        ("設定は正常に更新されました。", "saved"),
        ("パスワードと確認用パスワードが一致しません。", "refused"),
        ("既存のパスワードが正しくありません。", "refused"),
        ("The passwords you entered do not match.", "refused"),
        ("パスワードを変更できませんでした。もう一度お試しください。", "refused"),
        ("The password is too short.", "refused"),
        ("Error: the change failed.", "refused"),
        ("既存のパスワードが違います。", "refused"),
        ("Not saved: the password contains an asterisk.", "refused"),
        ("このアカウントは、続けて5回誤ったためロックされています。", "refused"),
        ("● ユーザー名かパスワードがまちがっています", "refused"),
        ("The new passwords are different.", "refused"),
        ("パスワードに記号が含まれていません。", "refused"),
    ],
)
def test_an_answer_is_read_and_understood(window: Page, says: str, kind: str) -> None:
    window.set_content(f"<div>{says}</div>{FORM}")
    assert message(window)[:2] == (says, kind)


@pytest.mark.parametrize(
    ("says", "kind"),
    [
        ("ユーザー情報を更新しました。パスワードは変更されませんでした。", "unclear"),
        ("Your settings have been saved. The password was not changed.", "unclear"),
        ("パスワードを変更しました。今後、古いパスワードではログインできません。", "saved"),
        ("ユーザー情報を更新しました。古いパスワードが正しくありません。", "unclear"),
        ("ユーザー情報を更新しました。パスワードに空白は使用できません。", "unclear"),
        ("変更を保存しています。完了しました。", "saved"),
        ("パスワードは更新されませんでした。", "refused"),
        ("保存しています。", None),
    ],
)
def test_all_sentences_of_an_answer_are_heard(window: Page, says: str, kind: str | None) -> None:
    window.set_content(f"<div>{says}</div>{FORM}")
    assert message(window)[1] == kind


REFUSAL = "The password could not be changed."


@pytest.mark.parametrize("texts", [(SAVED, REFUSAL), (REFUSAL, SAVED)])
def test_two_new_answers_that_disagree_are_no_clear_answer(window: Page, texts: tuple[str, str]) -> None:
    window.set_content(f"<div id=m></div>{FORM}<div id=n></div>")
    sight.arm(window, "user-properties", WORDS)
    window.evaluate(
        "([a, b]) => { m.textContent = a; n.innerHTML = `<b style='color:#c00'>${b}</b>` }", texts
    )
    said, kind, is_new = message(window)
    assert (kind, is_new) == ("unclear", True)
    assert said is not None
    assert SAVED in said
    assert REFUSAL in said


def test_a_refusal_that_is_only_drawn_anew_does_not_disagree(window: Page) -> None:
    window.set_content(f"<div id=m></div>{FORM}<div id=n>{REFUSAL}</div>")
    sight.arm(window, "user-properties", WORDS)
    window.evaluate(f"m.textContent = '{SAVED}'; n.innerHTML = n.innerHTML")
    assert message(window) == (SAVED, "saved", True)


@pytest.mark.parametrize(
    "says", ["保存しています。", "処理中です…", "しばらくお待ちください。", "Saving your changes."]
)
def test_that_a_save_is_under_way_is_no_answer(window: Page, says: str) -> None:
    window.set_content(f"<div id=m></div>{FORM}")
    sight.arm(window, "user-properties", WORDS)
    window.evaluate(f"m.textContent = '{says}'")
    assert message(window)[0] is None


@pytest.mark.parametrize(
    "says",
    [
        "空白文字は使用できません。",
        "5回続けて失敗すると、30分間ログインできなくなります。",
        "パスワードを忘れた場合は管理者に連絡してください。",
        "作業中はログインできません。",
        "<span style='color:#888'>現在のパスワード（表示できません）</span>",
        "If the password is wrong, ask your administrator.",
        "<span hidden>パスワードが一致しません。</span>",
        "<span style='visibility:hidden'>パスワードが一致しません。</span>",
        "<table><tr><td>山田</td><td>パスワードが変更されました</td><td>10:00</td></tr>"
        "<tr><td>山田</td><td>保存しました</td><td>10:01</td></tr>"
        "<tr><td>佐藤</td><td>Error report</td><td>11:00</td></tr></table>",
    ],
)
def test_tips_rules_and_hidden_validators_are_no_answer(window: Page, says: str) -> None:
    window.set_content(f"{FORM}<div>{says}</div>")
    assert message(window)[0] is None


def test_a_message_left_over_from_the_save_before_is_not_new(window: Page) -> None:
    window.set_content(f"<div id=m>{SAVED}</div>{FORM}")
    sight.arm(window, "user-properties", WORDS)
    assert message(window) == (SAVED, "saved", False)


def test_the_same_words_written_again_are_new(window: Page) -> None:
    window.set_content(f"<div id=m>{SAVED}</div>{FORM}")
    sight.arm(window, "user-properties", WORDS)
    window.evaluate("m.innerHTML = m.innerHTML")
    assert message(window) == (SAVED, "saved", True)


def test_the_same_words_on_a_new_document_are_new(window: Page) -> None:
    window.set_content(f"<div id=m>{SAVED}</div>{FORM}")
    sight.arm(window, "user-properties", WORDS)
    window.goto("about:blank")
    window.set_content(f"<div id=m>{SAVED}</div>{FORM}")
    assert message(window) == (SAVED, "saved", True)


def test_a_message_that_a_script_uncovers_is_new(window: Page) -> None:
    window.set_content(f"<div id=m style='display:none'>{SAVED}</div>{FORM}")
    sight.arm(window, "user-properties", WORDS)
    window.evaluate("m.style.display = 'block'")
    assert message(window) == (SAVED, "saved", True)


def test_a_new_answer_beside_an_old_one_is_the_answer(window: Page) -> None:
    window.set_content(f"<div>{SAVED}</div>{FORM}<div id=n></div>")
    sight.arm(window, "user-properties", WORDS)
    window.evaluate("n.textContent = 'パスワードが一致しません。'")
    assert message(window) == ("パスワードが一致しません。", "refused", True)


def test_a_red_text_of_unknown_words_is_an_answer_that_nobody_understands(window: Page) -> None:
    window.set_content(f"{FORM}<table><tr><td id=m></td></tr></table>")
    sight.arm(window, "user-properties", WORDS)
    window.evaluate("m.innerHTML = '<span style=\"color:#c00\">E-1042: policy</span>'")
    assert message(window) == ("E-1042: policy", "unclear", True)


def test_a_sentence_of_unknown_words_near_the_form_is_an_answer_that_nobody_understands(window: Page) -> None:
    window.set_content(f"<div id=m></div>{FORM}")
    sight.arm(window, "user-properties", WORDS)
    window.evaluate("m.textContent = '管理者の承認をお待ちください。'")
    assert message(window) == ("管理者の承認をお待ちください。", "unclear", True)


def test_a_clock_that_ticks_is_no_answer(window: Page) -> None:
    window.set_content(f"<div id=m>10:24</div>{FORM}")
    sight.arm(window, "user-properties", WORDS)
    window.evaluate("m.textContent = '10:25'")
    assert message(window)[0] is None


def test_without_arming_nothing_counts_as_new(window: Page) -> None:
    window.set_content(f"<div>{SAVED}</div>{FORM}")
    assert message(window) == (SAVED, "saved", False)


def test_the_sentence_about_passwords_is_the_rule_and_no_message(window: Page) -> None:
    window.set_content(FORM)
    read = sight.look(window, "user-properties", WORDS).readings
    assert read["rule"].startswith("The password you choose must")
    assert read["message"] is None


BOXES = "<p>新しいパスワード <input type=password><p>パスワード(確認) <input type=password><p><button>保存</button>"
RULES = {
    "each sentence": (
        "<p>6文字以上20文字以内で入力してください。先頭は英字に限ります。</p>",
        "6文字以上20文字以内で入力してください。先頭は英字に限ります。",
    ),
    "a mark in brackets": (
        "<p>8文字以内の英数字と記号（! _ @）で入力してください。</p>",
        "8文字以内の英数字と記号（! _ @）で入力してください。",
    ),
    "the other form's": (
        "<p style='position:absolute;left:900px;top:60px'>8文字以上を使えます。</p><p>3文字以上にしてください。</p>",
        "3文字以上にしてください。",
    ),
}


@pytest.mark.parametrize(("html", "rule"), RULES.values(), ids=RULES)
def test_the_rule_is_read_whole(window: Page, html: str, rule: str) -> None:
    window.set_content(f"{BOXES}{html}")
    assert sight.look(window, "user-properties", WORDS).readings["rule"] == rule


def test_a_list_of_what_is_wrong_is_one_answer(window: Page) -> None:
    window.set_content(f"<ol style='color:#c00'><li>再入力が一致しません。<li>空白は使えません。</ol>{BOXES}")
    assert message(window)[:2] == ("再入力が一致しません。空白は使えません。", "refused")


def test_a_summary_that_leads_to_its_box_is_an_answer(window: Page) -> None:
    window.set_content(f"<p role=alert><a href=#b>新しいパスワードが正しくありません。</a></p>{BOXES}")
    assert message(window)[:2] == ("新しいパスワードが正しくありません。", "refused")


def test_what_stands_in_red_about_letters_that_are_not_allowed_is_an_answer(window: Page) -> None:
    said = "新しいパスワードに使用できない文字が含まれています。"
    window.set_content(f"<p style='color:#c00'>{said}</p>{FORM}")
    assert message(window)[:2] == (said, "refused")


def test_what_a_red_text_demands_is_an_answer_and_a_black_one_is_none(window: Page) -> None:
    window.set_content(f"<p>パスワードを入力してください。</p>{BOXES}")
    assert message(window)[0] is None
    window.set_content(f"<p style='color:#c00'>パスワードは必須です</p>{BOXES}")
    assert message(window)[:2] == ("パスワードは必須です", "refused")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Saved!", "saved"), (SAVED, "saved"), ("パスワードが短すぎます", "refused"), ("OK?", "unclear")],
)
def test_the_text_of_a_native_dialog_is_understood_alike(text: str, kind: str) -> None:
    assert answer.kind_of(text) == kind


def test_an_answer_that_lets_presses_through_is_read(window: Page) -> None:
    lid = "position:fixed;top:0;left:0;padding:9px;pointer-events:none"
    window.set_content(f"{FORM}<div style='{lid}'>{SAVED}</div>")
    assert message(window)[:2] == (SAVED, "saved")


def test_a_rule_that_a_save_draws_anew_is_no_answer(window: Page) -> None:
    window.set_content(FORM.replace("<p>The", "<p id=rule style='color:#c00'>The"))
    sight.arm(window, "user-properties", WORDS)
    window.evaluate("rule.outerHTML = rule.outerHTML")
    assert not message(window)[2]


@pytest.mark.parametrize(
    "says",
    [
        "2015/05/28 19:44 ログインに失敗しました。",
        "Yesterday 17:29: could not save, the passwords do not match",
        "10/3 ログインに失敗する事象は、同日 11:40 に復旧しました。",
        "Five failed logins block your address for an hour.",
        "パスワードを間違えるとログインできません。",
    ],
)
def test_news_logs_and_warnings_are_no_answer(window: Page, says: str) -> None:
    window.set_content(f"<p>{says}</p>{FORM}")
    assert message(window)[0] is None
