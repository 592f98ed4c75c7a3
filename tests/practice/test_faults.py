"""Each fault does what its name says, to the requests it names, as often as it says."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page

from flows.practice import KINDS, Fault, PracticeSite
from tests.practice.visitor import Dropped, Visitor
from tests.practice.walker import Walker

ABC = "abc@example.jp"


def saves(site: PracticeSite) -> int:
    return int(site.state()["accounts"][ABC]["saves"])


def test_slow_waits_before_anything_is_done(administrator: Visitor, site: PracticeSite) -> None:
    site.set_faults(Fault("slow", on="save", delay_ms=300))
    began = time.monotonic()
    assert "have been saved" in administrator.save_password("abc", "abc123").text
    assert time.monotonic() - began > 0.3


def test_an_expired_session_leads_to_the_sign_in_page_and_saves_nothing(
    administrator: Visitor, site: PracticeSite
) -> None:
    site.set_faults(Fault("expired", on="save"))
    answer = administrator.save_password("abc", "abc123")
    assert answer.path == "/IAdmin/login.aspx"
    assert saves(site) == 0


def test_each_session_can_end_at_its_nth_request(site: PracticeSite) -> None:
    site.set_faults(Fault("expired", after=4, per="session"))
    for _ in range(2):
        visitor = Visitor(site).sign_in_as_administrator()  # four requests: two pages, the post, the way home
        assert visitor.properties("abc").path == "/IAdmin/login.aspx"


@pytest.mark.parametrize(
    ("kind", "status", "done"), [("error-page", 500, 0), ("http-500", 500, 0), ("error-after", 500, 1)]
)
def test_error_pages_come_before_or_after_the_effect(
    administrator: Visitor, site: PracticeSite, kind: str, status: int, done: int
) -> None:
    site.set_faults(Fault(kind))
    answer = administrator.save_password("abc", "abc123")
    assert (answer.status, saves(site)) == (status, done)
    assert ("Server Error in '/IAdmin' Application" in answer.text) == (kind != "http-500")
    assert "have been saved" in administrator.save_password("abc", "abc124").text


@pytest.mark.parametrize(("kind", "done"), [("dropped-before", 0), ("dropped-after", 1)])
def test_a_dropped_connection_brings_not_one_byte(
    administrator: Visitor, site: PracticeSite, kind: str, done: int
) -> None:
    site.set_faults(Fault(kind))
    with pytest.raises(Dropped):
        administrator.save_password("abc", "abc123")
    assert saves(site) == done
    assert (site.password_of(ABC) == "abc123") == bool(done)
    last = site.state()["requests"][-1]
    assert (last["occasion"], last["faults"], last["status"]) == ("save", (kind,), 0)


def test_an_account_can_be_deleted_meanwhile(administrator: Visitor, site: PracticeSite) -> None:
    site.set_faults(Fault("deleted", account=ABC))
    assert "The user does not exist." in administrator.save_password("abc", "abc123").text
    assert site.state()["deleted"] == [ABC]
    assert ABC not in site.state()["accounts"]
    assert "The user does not exist." in administrator.properties("abc").text


def test_a_refusal_has_the_words_it_was_given(administrator: Visitor, site: PracticeSite) -> None:
    site.set_faults(Fault("refused", text="The mailbox is locked."))
    answer = administrator.save_password("abc", "abc123")
    assert "The mailbox is locked." in answer.text
    assert saves(site) == 0


def test_silent_says_saved_without_saving_and_mute_saves_without_saying(
    administrator: Visitor, site: PracticeSite
) -> None:
    site.set_faults(Fault("silent"))
    assert "have been saved" in administrator.save_password("abc", "abc123").text
    assert saves(site) == 0
    site.set_faults(Fault("mute"))
    assert "have been saved" not in administrator.save_password("abc", "abc123").text
    assert site.password_of(ABC) == "abc123"


def test_a_rate_hits_the_same_accounts_whatever_the_order(site: PracticeSite) -> None:
    def hit(order: list[str]) -> set[str]:
        site.set_faults(Fault("refused", rate=0.3, seed=5))
        administrator = Visitor(site).sign_in_as_administrator()
        return {
            user
            for user in order
            if "have been saved" not in administrator.save_password(user, "abc123").text
        }

    users = [each.partition("@")[0] for each in site.state()["accounts"] if each != "sysadmin@example.jp"]
    once = hit(users)
    assert 1 <= len(once) <= 12
    assert hit(users[::-1]) == once


def test_a_fault_is_written_in_one_line() -> None:
    assert Fault.parse("dropped-after:on=save,after=3") == Fault("dropped-after", on="save", after=3)
    assert Fault.parse("slow:delay_ms=50,times=always") == Fault("slow", delay_ms=50, times=None)
    assert Fault.parse("error-after:rate=0.05,seed=7").rate == 0.05
    for wrong in ("gone", "slow:speed=3", "slow:per=year", "slow:after=many"):
        with pytest.raises(ValueError, match=r"\w"):
            Fault.parse(wrong)


def test_a_browser_repeats_a_save_whose_connection_dropped_and_the_log_shows_both(
    site: PracticeSite, page: Page
) -> None:
    walker = Walker(page, site, "classic")
    walker.sign_in(site.administrator)
    page.goto(f"{site.url}/IAdmin/UserProperties.aspx?User=abc")
    site.set_faults(Fault("dropped-after"))
    walker.save_password(page, "abc123")
    posts = [each for each in site.state()["requests"] if each["occasion"] == "save"]
    assert [each["status"] for each in posts] == [0, 200]
    assert saves(site) == 2


@pytest.mark.parametrize("kind", ["alert", "confirm"])
def test_native_dialogs_open_around_a_save(site: PracticeSite, page: Page, kind: str) -> None:
    site.set_faults(Fault(kind, text="Really so?"))
    page.on("dialog", lambda dialog: dialog.accept())
    walker = Walker(page, site, "classic")
    walker.sign_in(site.administrator)
    page.goto(f"{site.url}/IAdmin/UserProperties.aspx?User=abc")
    with page.expect_event("dialog") as asked:
        assert walker.save_password(page, "abc123") == "Your changes have been saved."
    assert (asked.value.type, asked.value.message) == (kind, "Really so?")
    assert site.password_of(ABC) == "abc123"


def test_every_kind_of_fault_is_told_apart() -> None:
    assert len(set(KINDS.values())) == len(KINDS) == 13
