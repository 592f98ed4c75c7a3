"""The user list: whole over its pages, in the order of the column, searched from two characters."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from flows.practice import PracticeSite
from tests.practice.visitor import Answer, Visitor


def shown(answer: Answer) -> list[str]:
    return re.findall(r"([\w.-]+)@example\.jp</a>", answer.text)


def test_the_pages_together_hold_every_account_once() -> None:
    with PracticeSite(1000) as site:
        visitor = Visitor(site).sign_in_as_administrator()
        page = visitor.get("/IAdmin/UserAdmin.aspx")
        users = shown(page)
        for number in range(2, 21):
            page = visitor.post(page, "pager", str(number))
            users += shown(page)
        assert len(users) == len(set(users)) == 1000
        assert users == sorted(users)
        assert {f"{user}@example.jp" for user in users} == set(site.state()["accounts"])


@pytest.mark.parametrize(("size", "first"), [(7, 7), (None, 60)])
def test_the_page_size_can_be_set(size: int | None, first: int) -> None:
    with PracticeSite(60, page_size=size) as site:
        visitor = Visitor(site).sign_in_as_administrator()
        assert len(shown(visitor.get("/IAdmin/UserAdmin.aspx"))) == first


def test_a_column_title_sorts_and_once_more_turns_round(administrator: Visitor, site: PracticeSite) -> None:
    page = administrator.get("/IAdmin/UserAdmin.aspx")
    upwards = administrator.post(page, "lnkSort", "disabled")
    downwards = administrator.post(upwards, "lnkSort", "disabled")
    assert shown(downwards)[0] == "taishoku"
    names = shown(administrator.post(page, "lnkSort", "full_name"))
    accounts = site.state()["accounts"]
    full = [accounts[f"{user}@example.jp"]["properties"]["full_name"] for user in names]
    assert full == sorted(full)
    assert len(shown(page)) == 20
    assert shown(administrator.get("/IAdmin/UserAdmin.aspx")) == sorted(names)


def test_the_search_begins_at_two_characters_and_takes_beginnings_of_both_names(
    administrator: Visitor,
) -> None:
    page = administrator.get("/IAdmin/UserAdmin.aspx")

    def found(term: str) -> list[str]:
        return shown(administrator.post(page, "txtSearch", partial=True, txtSearch=term))

    assert found("abc") == ["abc", "abc-d", "abcd"]
    assert found("ABC@") == ["abc"]
    assert found("k") == shown(page)
    assert found("佐藤") == ["sato.hanako"]
    assert found("hanako") == []
    assert found("a_c") == found("%%") == []


def test_the_rows_of_an_endless_list_follow_one_another_without_a_gap() -> None:
    with PracticeSite(60, skin="scroll", page_size=13) as site:
        visitor = Visitor(site).sign_in_as_administrator()
        pages = [shown(visitor.get(f"/IAdmin/UserRows.ashx?page={number}")) for number in range(1, 6)]
        assert [len(page) for page in pages] == [13, 13, 13, 13, 8]
        assert all(earlier[-1] < later[0] for earlier, later in pairwise(pages))


def test_search_only_lists_nobody_before_two_characters() -> None:
    with PracticeSite(60, skin="search") as site:
        visitor = Visitor(site).sign_in_as_administrator()
        page = visitor.get("/IAdmin/UserAdmin.aspx")
        assert "UserProperties.aspx?" not in page.text
        delta = visitor.post(page, "txtSearch", partial=True, txtSearch="ab")
        assert re.findall(r"User=([\w.-]+)", delta.text) == ["abc", "abc-d", "abcd", "abe.hanako"]


def test_the_people_that_every_tool_must_get_right_are_there() -> None:
    with PracticeSite() as site:
        accounts = site.state()["accounts"]
    users = {address.partition("@")[0] for address in accounts}
    assert len(accounts) == 60
    assert {"root", "sysadmin", "abc", "abcd", "abc-d", "k", "kyoyu", "taishoku"} <= users
    assert max(map(len, users)) == 30
