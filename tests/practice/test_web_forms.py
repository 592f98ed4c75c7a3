"""What a browser meets of ASP.NET: view state, postbacks, cookies, one request of a session at a time."""

from __future__ import annotations

import base64
import threading
import time
from itertools import pairwise

import pytest

from flows.practice import Fault, PracticeSite
from flows.practice.sessions import HISTORY
from tests.practice.visitor import Answer, Visitor, wire


def test_the_root_leads_to_the_sign_in_page_with_the_way_back(site: PracticeSite) -> None:
    answer = Visitor(site).get("/")
    assert answer.address.endswith("/IClient/Login.aspx?ReturnUrl=%2fIClient%2fdefault.aspx")


def test_paths_do_not_mind_their_case_and_unknown_ones_are_not_found(site: PracticeSite) -> None:
    visitor = Visitor(site)
    assert visitor.get("/iadmin/LOGIN.aspx").status == 200
    assert visitor.get("/IAAdmin/login.aspx").status == 404


def test_signing_in_gives_two_cookies_and_goes_where_one_wanted_to_go(site: PracticeSite) -> None:
    visitor = Visitor(site)
    page = visitor.get("/IClient/ChangePassword.aspx")
    assert page.address.endswith("/IClient/Login.aspx?ReturnUrl=%2fIClient%2fChangePassword.aspx")
    answer = visitor.post(
        page, "lbLogin", txtUserName=site.user.address, txtPassword=site.password_of(site.user.address)
    )
    assert answer.path == "/IClient/ChangePassword.aspx"
    assert len(visitor.cookie("ASP.NET_SessionId") or "") == 24
    assert visitor.cookie(".ASPXAUTH")


def test_a_return_address_elsewhere_is_not_followed(site: PracticeSite) -> None:
    visitor = Visitor(site)
    page = visitor.get("/IClient/Login.aspx?ReturnUrl=//example.com/")
    answer = visitor.post(page, "lbLogin", txtUserName=site.user.address, txtPassword=site.user.password)
    assert answer.path == "/IClient/default.aspx"


def test_an_altered_view_state_gets_the_yellow_error_page_and_changes_nothing(administrator: Visitor) -> None:
    page = administrator.properties("abc")
    raw = bytearray(base64.b64decode(page.form()["__VIEWSTATE"]))
    raw[-40] ^= 1
    answer = administrator.post(
        page,
        "btnSave",
        __VIEWSTATE=base64.b64encode(raw).decode(),
        txtNewPassword="x1x1",
        txtConfirmPassword="x1x1",
    )
    assert answer.status == 500
    assert "Validation of viewstate MAC failed" in answer.text
    assert administrator.site.state()["accounts"]["abc@example.jp"]["saves"] == 0


def test_a_view_state_that_many_later_ones_have_followed_is_refused(administrator: Visitor) -> None:
    page = administrator.properties("abc")
    for _ in range(HISTORY):
        administrator.properties("abcd")
    answer = administrator.post(page, "btnSave", txtNewPassword="x1x1", txtConfirmPassword="x1x1")
    assert answer.status == 500
    assert "out of date" in answer.text
    assert administrator.site.state()["accounts"]["abc@example.jp"]["saves"] == 0


def test_a_view_state_of_another_session_is_refused(administrator: Visitor, site: PracticeSite) -> None:
    other = Visitor(site).sign_in_as_administrator()
    answer = other.post(administrator.properties("abc"), "btnSave")
    assert answer.status == 500


def test_a_control_that_the_page_did_not_offer_may_not_post_back(administrator: Visitor) -> None:
    page = administrator.get("/IAdmin/UserAdmin.aspx")
    assert administrator.post(page, "pager", "7").status == 500
    assert administrator.post(page, "lnkSort", "full_name").status == 200


@pytest.mark.parametrize("value", ["<b", "a<!b", "x</y", "<?", "&#65;"])
def test_request_validation_refuses_what_looks_like_markup(administrator: Visitor, value: str) -> None:
    answer = administrator.save_password("abc", value)
    assert answer.status == 500
    assert "A potentially dangerous Request.Form value was detected from the client" in answer.text
    assert administrator.site.state()["accounts"]["abc@example.jp"]["saves"] == 0


@pytest.mark.parametrize("value", ["a<1", "a< b", "<3<", "x>y", "a&b", "&amp"])
def test_request_validation_lets_pass_what_does_not(administrator: Visitor, value: str) -> None:
    answer = administrator.post(administrator.properties("abc"), "btnSave", txtFullName=value)
    assert "Your changes have been saved." in answer.text
    assert administrator.site.state()["accounts"]["abc@example.jp"]["properties"]["full_name"] == value


def test_requests_of_one_session_are_handled_one_after_another(site: PracticeSite) -> None:
    site.set_faults(Fault("slow", on="properties", times=None, delay_ms=150))
    visitor, other = Visitor(site).sign_in_as_administrator(), Visitor(site).sign_in_as_administrator()
    askers = [
        threading.Thread(target=who.properties, args=("abc",)) for who in (visitor, visitor, visitor, other)
    ]
    began = time.monotonic()
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert time.monotonic() - began >= 0.45
    times = [each for each in site.state()["requests"] if each["occasion"] == "properties"]
    alone = visitor.cookie("ASP.NET_SessionId") or ""
    mine = sorted((each["began"], each["ended"]) for each in times if alone.startswith(each["session"]))
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(mine))
    theirs = next(each for each in times if not alone.startswith(each["session"]))
    assert theirs["began"] < mine[-1][1], "another session does not wait for this one"


def test_a_partial_postback_gets_the_panel_and_a_new_view_state_only(administrator: Visitor) -> None:
    page = administrator.get("/IAdmin/UserAdmin.aspx")
    delta = administrator.post(page, "txtSearch", partial=True, txtSearch="abc").text
    pieces = _pieces(delta)
    assert [kind for kind, _, _ in pieces] == [
        "updatePanel",
        "hiddenField",
        "hiddenField",
        "asyncPostBackControlIDs",
    ]
    assert "abc-d@example.jp" in pieces[0][2]
    assert "sato.hanako@" not in pieces[0][2]
    assert "<html" not in delta


def test_a_partial_postback_of_an_ended_session_redirects_by_script(
    administrator: Visitor, site: PracticeSite
) -> None:
    page = administrator.get("/IAdmin/UserAdmin.aspx")
    site.set_faults(Fault("expired", on="search"))
    kind, _, address = _pieces(administrator.post(page, "txtSearch", partial=True, txtSearch="abc").text)[0]
    assert kind == "pageRedirect"
    assert address.startswith("/IAdmin/login.aspx%3FReturnUrl%3D")


def _pieces(delta: str) -> list[tuple[str, str, str]]:
    pieces, rest = [], delta
    while rest:
        length, kind, name, rest = rest.split("|", 3)
        pieces.append((kind, name, rest[: int(length)]))
        rest = rest[int(length) + 1 :]
    return pieces


def test_the_language_list_changes_the_language_and_keeps_it(site: PracticeSite) -> None:
    visitor = Visitor(site)
    page = visitor.post(visitor.get("/IClient/Login.aspx"), "ddlLanguage", ddlLanguage="en")
    assert "Email Address" in page.text
    answer = visitor.post(page, "lbLogin", txtUserName=site.user.address, txtPassword=site.user.password)
    assert "Actions" in answer.text
    assert "アクション" not in answer.text


def test_the_remembered_user_name_stands_in_the_field_next_time(site: PracticeSite) -> None:
    visitor = Visitor(site)
    page = visitor.get("/IClient/Login.aspx")
    visitor.post(
        page, "lbLogin", txtUserName=site.user.address, txtPassword=site.user.password, chkRememberUser="on"
    )
    form = visitor.get("/IClient/Login.aspx").form()
    assert form[wire(form, "txtUserName")] == site.user.address
    assert form[wire(form, "txtPassword")] == ""


def test_a_session_that_rested_too_long_leads_to_the_sign_in_page() -> None:
    with PracticeSite(15, session_minutes=0.03) as site:
        visitor = Visitor(site).sign_in_as_administrator()
        page: Answer = visitor.properties("abc")
        assert page.path == "/IAdmin/UserProperties.aspx"
        threading.Event().wait(2)
        answer = visitor.post(page, "btnSave", txtNewPassword="x1x1", txtConfirmPassword="x1x1")
        assert answer.path == "/IAdmin/login.aspx"
        assert "ReturnUrl=%2fIAdmin%2fUserProperties.aspx%3fUser%3dabc" in answer.address
        assert site.state()["accounts"]["abc@example.jp"]["saves"] == 0
