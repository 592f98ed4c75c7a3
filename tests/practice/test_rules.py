"""The practice site keeps state, enforces rules, and says no."""

from __future__ import annotations

import pytest

from flows.practice import PracticeSite
from flows.practice.strength import STRENGTHS
from flows.practice.words import WORDS
from tests.practice.visitor import Answer, Visitor

EVERY_LEVEL_REFUSES = ("ab", "a" * 31, "abc def", "abc*def", "ａｂｃｄ", "パスワード")
LEVELS = {
    "weak": (("abc", "111", "a" * 30), EVERY_LEVEL_REFUSES),
    "simple": (("abcde1", "abcde!", "ABCDE-"), (*EVERY_LEVEL_REFUSES, "abcd1", "abcdef", "123456", "1234-5")),
    "moderate": (("abcd1E", "abcd1!"), (*EVERY_LEVEL_REFUSES, "abcde1", "ABCD1!", "abcdE!")),
    "strong": (
        ("abcdE1!x",),
        (*EVERY_LEVEL_REFUSES, "abcE1!x", "abcde1!x", "abcdE!xx", "ABCDE1!X", "abcdE1xx"),
    ),
    "extreme": (("abCD12!-",), (*EVERY_LEVEL_REFUSES, "abCd12!-", "abCD1x!-", "abCD12!x", "aBCD12!-")),
}


@pytest.mark.parametrize("level", LEVELS)
def test_each_strength_takes_what_it_should_and_refuses_the_rest(level: str) -> None:
    takes, refuses = LEVELS[level]
    with PracticeSite(15, strength=level) as site:
        administrator = Visitor(site).sign_in_as_administrator()
        sentence = STRENGTHS[level].english
        assert sentence in administrator.properties("abc").text
        for password in refuses:
            before = site.password_of("abc@example.jp")
            answer = administrator.save_password("abc", password)
            assert f'message error"><span id="MainContent_lblMessage">{sentence}' in answer.text, password
            assert site.password_of("abc@example.jp") == before
        for password in takes:
            assert "Your changes have been saved." in administrator.save_password("abc", password).text, (
                password
            )
            assert site.password_of("abc@example.jp") == password


@pytest.mark.parametrize("level", LEVELS)
def test_every_initial_password_fits_every_strength_and_no_two_are_the_same(level: str) -> None:
    with PracticeSite(200, strength=level) as site:
        passwords = [each["password"] for each in site.state()["accounts"].values()]
    assert len(set(passwords)) == len(passwords) == 200
    assert all(STRENGTHS[level].accepts(password) for password in passwords)


def test_the_same_seed_gives_the_same_people_and_another_one_other_passwords() -> None:
    def passwords(seed: int) -> dict[str, str]:
        with PracticeSite(30, seed=seed) as site:
            return {address: each["password"] for address, each in site.state()["accounts"].items()}

    assert passwords(1) == passwords(1)
    assert passwords(1).keys() == passwords(2).keys()
    assert not set(passwords(1).values()) & set(passwords(2).values())


def test_a_reset_changes_the_password_and_no_property_of_anybody(
    administrator: Visitor, site: PracticeSite
) -> None:
    before = site.state()["accounts"]
    for address in before:
        if address != "sysadmin@example.jp":
            user = address.partition("@")[0]
            assert (
                "Your changes have been saved." in administrator.save_password(user, f"new-{user}"[:30]).text
            )
    after = site.state()["accounts"]
    assert {who: each["properties"] for who, each in after.items()} == {
        who: each["properties"] for who, each in before.items()
    }
    assert after["abc-d@example.jp"]["password"] == "new-abc-d"
    assert [each["saves"] for each in after.values()].count(1) == 19


def test_one_save_posts_every_property_and_an_absent_box_unticks(
    administrator: Visitor, site: PracticeSite
) -> None:
    page = administrator.properties("abcd")
    administrator.post(page, "btnSave", txtReplyTo="x@example.jp", chkWebCalendaring=None, txtForwardTo=None)
    properties = site.state()["accounts"]["abcd@example.jp"]["properties"]
    assert properties["reply_to"] == "x@example.jp"
    assert properties["web_calendaring"] is False
    assert (
        properties["forward_to"] == ".,abcd@mobile.example.jp"
    )  # a text box that was not sent keeps its value


def test_blank_password_fields_leave_the_password_alone(administrator: Visitor, site: PracticeSite) -> None:
    before = site.password_of("abc@example.jp")
    assert (
        "Your changes have been saved." in administrator.post(administrator.properties("abc"), "btnSave").text
    )
    assert site.password_of("abc@example.jp") == before
    assert site.state()["accounts"]["abc@example.jp"]["saves"] == 1


def test_two_different_passwords_are_refused(administrator: Visitor, site: PracticeSite) -> None:
    before = site.state()["accounts"]
    assert WORDS["mismatch"][0] in administrator.save_password("abc", "abc123", "abc124").text
    assert WORDS["mismatch"][0] in administrator.save_password("abc", "abc123", "").text
    assert site.state()["accounts"] == before


def test_the_password_fields_never_come_back_filled(administrator: Visitor) -> None:
    answer = administrator.save_password("abc", "Secret.Word", "Other.Word")
    assert "Secret.Word" not in answer.text
    assert "Other.Word" not in answer.text


def test_the_system_administrator_is_refused_to_root_and_not_to_himself(site: PracticeSite) -> None:
    administrator = Visitor(site).sign_in_as_administrator()
    assert WORDS["system_refused"][0] in administrator.save_password("sysadmin", "abc123").text
    himself = Visitor(site)
    himself.sign_in(site.system_administrator)
    assert "Your changes have been saved." in himself.save_password("sysadmin", "abc123").text
    assert site.system_administrator.password == "abc123"


def test_only_administrators_come_into_the_console(site: PracticeSite) -> None:
    visitor = Visitor(site)
    answer = visitor.sign_in(site.user)
    assert "アクション" in answer.text
    assert ">管理<" not in answer.text
    assert visitor.properties("abc").path == "/IAdmin/login.aspx"
    page = visitor.get("/IAdmin/login.aspx")
    refused = visitor.post(page, "btnLogin", txtUserName=site.user.address, txtPassword=site.user.password)
    assert WORDS["console_failed"][0] in refused.text


def test_the_disabled_and_the_mistaken_are_refused_alike(site: PracticeSite) -> None:
    disabled = site.sign_in_of("taishoku")
    answers = [
        Visitor(site).sign_in(disabled),
        Visitor(site).sign_in(site.user, "wrong"),
        Visitor(site).sign_in(site.sign_in_of("abc"), ""),
    ]
    assert all(WORDS["sign_in_failed"][0] in answer.text for answer in answers)


def _change(visitor: Visitor, existing: str, new: str, again: str) -> Answer:
    page = visitor.get("/IClient/ChangePassword.aspx")
    return visitor.post(
        page, "btnPasswordSave", txtOldPassword=existing, txtNewPassword=new, txtRetypePassword=again
    )


def test_a_user_changes_his_own_password_when_everything_is_right(site: PracticeSite) -> None:
    visitor, own = Visitor(site), site.user.password
    visitor.sign_in(site.user)
    for existing, new, again, says in (
        ("wrong", "abc123", "abc123", "own_wrong"),
        (own, "abc123", "abc124", "own_mismatch"),
        (own, "", "", "own_required"),
    ):
        assert f">{WORDS[says][0]}<" in _change(visitor, existing, new, again).text
    assert (
        STRENGTHS["weak"].japanese
        in _change(visitor, own, "ab", "ab").text.partition("message error")[2][:300]
    )
    assert site.user.password == own
    assert f">{WORDS['own_saved'][0]}<" in _change(visitor, own, "abc123", "abc123").text
    assert site.user.password == "abc123"
    assert site.state()["accounts"][site.user.address]["own_saves"] == 1
    assert WORDS["sign_in_failed"][0] in Visitor(site).sign_in(site.user, own).text


def test_whoever_may_not_change_his_password_is_refused(site: PracticeSite) -> None:
    who = site.sign_in_of("kyoyu")
    visitor = Visitor(site)
    visitor.sign_in(who)
    assert WORDS["own_forbidden"][0] in _change(visitor, who.password, "abc123", "abc123").text
    assert site.password_of(who.address) == who.password


def test_the_domain_settings_count_their_saves(administrator: Visitor, site: PracticeSite) -> None:
    page = administrator.get("/IAdmin/default.aspx")
    assert page.path == "/IAdmin/DomainProperties.aspx"
    assert site.state()["domain_saves"] == 0
    administrator.post(page, "btnSave")
    assert site.state()["domain_saves"] == 1


def test_list_membership_waits_for_save(administrator: Visitor, site: PracticeSite) -> None:
    page = administrator.properties("abc")
    moved = administrator.post(page, "btnListsAddAll")
    assert site.state()["accounts"]["abc@example.jp"]["properties"]["lists"] == []
    administrator.post(moved, "btnSave")
    assert len(site.state()["accounts"]["abc@example.jp"]["properties"]["lists"]) == 7
