"""Bad input: one clear sentence, the contract's exit code, and nothing changed (issue: main job, 5)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.practice import PracticeSite
from tests.conftest import Flows, environment

GOOD = "Good-pass.2015"


def saves(site: PracticeSite) -> int:
    return sum(account["saves"] + account["own_saves"] for account in site.state()["accounts"].values())


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("ab", "2 characters"),
        ("a" * 31, "31 characters"),
        ("has a space1", "space"),
        ("ｆｕｌｌｗｉｄｔｈ", "full-width"),
        ("", "0 characters"),
    ],
)
def test_a_password_that_breaks_the_rule_is_named_before_anything_is_tried(
    flows: Flows, practice: PracticeSite, password: str, says: str
) -> None:
    before = saves(practice), len(practice.state()["requests"])
    done = flows(
        "set-password",
        "abc@example.jp",
        "--password-stdin",
        settings=environment(practice),
        stdin=password + "\n",
    )
    assert done.returncode == 2
    assert says in done.stderr
    assert not password or password not in done.stderr + done.stdout
    assert (saves(practice), len(practice.state()["requests"])) == before


def test_an_address_that_is_not_in_the_list_is_bad_input(flows: Flows, practice: PracticeSite) -> None:
    before = saves(practice)
    done = flows(
        "set-password", "nobody@example.jp", "--password-stdin", settings=environment(practice), stdin=GOOD
    )
    assert done.returncode == 2
    assert "nobody@example.jp" in done.stderr
    assert saves(practice) == before


def test_a_wrong_administrator_password_is_tried_once(flows: Flows, practice: PracticeSite) -> None:
    wrong = {**environment(practice), "FLOWS_ADMIN_PASSWORD": "Wrong-pass.1"}
    tried = [
        r for r in practice.state()["requests"] if r["method"] == "POST" and "login" in r["path"].lower()
    ]
    done = flows("accounts", settings=wrong)
    now = [r for r in practice.state()["requests"] if r["method"] == "POST" and "login" in r["path"].lower()]
    assert done.returncode == 2
    assert "root@example.jp" in done.stderr
    assert "Wrong-pass.1" not in done.stderr
    assert len(now) == len(tried) + 1


def test_a_host_that_does_not_answer_is_named(flows: Flows, practice: PracticeSite) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = flows(
        "accounts", settings={**environment(practice), "FLOWS_WEBMAIL_URL": f"http://127.0.0.1:{port}"}
    )
    assert done.returncode == 3
    assert "nothing listens there" in done.stderr


def test_a_name_that_the_name_server_does_not_know_is_named(flows: Flows, practice: PracticeSite) -> None:
    done = flows("accounts", settings={**environment(practice), "FLOWS_WEBMAIL_URL": "https://mail.invalid"})
    assert done.returncode == 3
    assert "mail.invalid" in done.stderr


@pytest.fixture
def door_elsewhere(practice: PracticeSite) -> Iterator[str]:
    """A configured address that sends its visitors to the same page under another origin."""
    elsewhere = practice.url.replace("127.0.0.1", "localhost") + "/IAdmin/login.aspx"

    class Away(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", elsewhere)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Away)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_password_is_typed_into_no_other_origin(
    flows: Flows, practice: PracticeSite, door_elsewhere: str
) -> None:
    posts = [r for r in practice.state()["requests"] if r["method"] == "POST"]
    done = flows("accounts", settings={**environment(practice), "FLOWS_ADMIN_URL": door_elsewhere})
    assert done.returncode == 5
    assert "localhost" in done.stderr
    assert "Nothing was typed" in done.stderr
    assert [r for r in practice.state()["requests"] if r["method"] == "POST"] == posts


@pytest.mark.parametrize(
    "command", [("accounts",), ("set-password", "abc@example.jp"), ("change-own-password",), ("doctor",)]
)
def test_without_settings_every_command_says_which_it_misses(flows: Flows, command: tuple[str, ...]) -> None:
    done = flows(*command)
    assert done.returncode == 2
    assert "FLOWS_WEBMAIL_URL" in done.stderr
    assert ".env" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_playwright_server_that_is_named_is_used_instead_of_this_machines_browser(
    flows: Flows, practice: PracticeSite
) -> None:
    nobody = {"FLOWS_BROWSER_ENDPOINTS": "ws://127.0.0.1:2/"}
    done = flows("accounts", settings={**environment(practice), **nobody})
    assert (done.returncode, "127.0.0.1:2" in done.stderr) == (3, True), done.stderr


def test_a_password_that_the_settings_file_would_replace_is_not_tried(flows: Flows, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("FLOWS_ADMIN_PASSWORD='a${HOME}b'\n", encoding="utf-8")
    done = flows("accounts")
    assert (done.returncode, "FLOWS_ADMIN_PASSWORD has ${…}" in done.stderr) == (2, True), done.stderr


def test_a_wrong_setting_is_one_sentence_where_a_saved_page_is_looked_at_too(
    flows: Flows, tmp_path: Path
) -> None:
    page = tmp_path / "saved.html"
    page.write_text("<p>no form</p>", encoding="utf-8")
    done = flows("inspect", "admin-login", str(page), settings={"FLOWS_TIMEOUT": "soon"})
    assert (done.returncode, "FLOWS_TIMEOUT" in done.stderr) == (2, True), done.stderr
