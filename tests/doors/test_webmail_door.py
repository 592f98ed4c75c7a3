"""The web mail's door names its causes in the words of the mail doors."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pydantic import SecretStr

from flows.doors.causes import Cause, cause_of, costs_nothing
from flows.doors.webmail import WHY_NOT_REACHED, WebmailDoor
from flows.mailroom import Authority
from flows.pages.site import Site, open_site
from flows.pages.unreachable import CAUSES
from flows.practice import Fault, PracticeSite
from flows.records import DoorAnswer, DoorState
from tests.conftest import settings_for
from tests.doors.network import answering, nobody, silent

WRONG = SecretStr("Not-this.1")


@pytest.fixture(scope="module")
def house() -> Iterator[tuple[PracticeSite, Site]]:
    with PracticeSite(accounts=12) as practice, open_site(settings_for(practice)) as site:
        yield practice, site


def test_a_password_opens_it_and_a_wrong_one_is_told_apart(house: tuple[PracticeSite, Site]) -> None:
    practice, site = house
    right = SecretStr(practice.user.password)
    assert WebmailDoor(site).try_password(practice.user.address, right).state is DoorState.OPEN
    wrong = WebmailDoor(site).try_password(practice.user.address, WRONG)
    assert (wrong.state, cause_of(wrong)) == (DoorState.SHUT, Cause.PASSWORD)


@pytest.mark.parametrize(
    ("says", "cause"),
    [
        ("ログインに失敗した回数が多すぎます。", Cause.ATTEMPTS),
        ("このアカウントは停止されています。", Cause.DISABLED),
        ("このユーザーは無効化されています。", Cause.DISABLED),
        ("ただいまメンテナンス中です。", Cause.PROTOCOL),
    ],
)
def test_a_site_that_turns_away_for_another_reason(
    house: tuple[PracticeSite, Site], says: str, cause: Cause
) -> None:
    practice, site = house
    practice.set_faults(Fault("refused", on="sign-in", text=says))
    answer = WebmailDoor(site).try_password(practice.user.address, SecretStr(practice.user.password))
    practice.set_faults()
    assert (answer.state, cause_of(answer)) == (DoorState.UNCLEAR, cause), answer
    assert says in answer.cause


def test_a_site_that_repeats_the_password_is_not_repeated(house: tuple[PracticeSite, Site]) -> None:
    practice, site = house
    practice.set_faults(Fault("refused", on="sign-in", text=f"回数が多すぎます: {WRONG.get_secret_value()}"))
    answer = WebmailDoor(site).try_password(practice.user.address, WRONG)
    practice.set_faults()
    assert "回数が多すぎます" in answer.cause
    assert WRONG.get_secret_value() not in answer.cause


@pytest.mark.parametrize(
    "says",
    ["ユーザー名またはパスワードが無効です", "パスワードまたはアカウントが無効です", "ユーザ名が無効です。"],
)
def test_a_name_or_password_that_is_called_invalid_is_no_account_that_is_disabled(
    house: tuple[PracticeSite, Site], says: str
) -> None:
    practice, site = house
    practice.set_faults(Fault("refused", on="sign-in", text=says))
    answer = WebmailDoor(site).try_password(practice.user.address, WRONG)
    practice.set_faults()
    assert (answer.state, cause_of(answer)) == (DoorState.SHUT, Cause.PASSWORD), answer


def test_a_site_that_is_not_reached_says_why_and_costs_an_attempt_only_where_it_may_have_counted(
    house: tuple[PracticeSite, Site], tmp_path: Path
) -> None:
    with ExitStack() as ports:
        away = {
            "https://mail.invalid": Cause.NAME,
            f"http://127.0.0.1:{ports.enter_context(nobody())}": Cause.REFUSED,
            f"http://127.0.0.1:{ports.enter_context(silent())}": Cause.TIMEOUT,
            f"https://127.0.0.1:{ports.enter_context(of_an_unknown_authority(tmp_path))}": Cause.CERTIFICATE,
            f"http://127.0.0.1:{ports.enter_context(answering(b''))}": Cause.PROTOCOL,
        }
        said = {address: tried_at(house[1], address) for address in away}
    assert {address: cause_of(answer) for address, answer in said.items()} == away
    assert {answer.state for answer in said.values()} == {DoorState.UNCLEAR}
    assert [costs_nothing(answer) for answer in said.values()] == [True, True, False, True, False]


def test_every_code_is_one_that_the_pages_know() -> None:
    assert set(WHY_NOT_REACHED) <= set(CAUSES)


def tried_at(site: Site, address: str) -> DoorAnswer:
    settings = site.settings.model_copy(update={"webmail_url": address, "timeout": 2})
    return WebmailDoor(replace(site, settings=settings)).try_password("taro@example.jp", WRONG)


@contextmanager
def of_an_unknown_authority(place: Path) -> Iterator[int]:
    """A web server whose certificate the browser has no reason to trust."""
    shown = Authority(place).issue(["127.0.0.1"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown.certificate, shown.key)
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()
