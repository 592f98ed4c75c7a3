"""A practice site in another process: the command, the state page, faults by request, the file of accounts."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from flows.cli.practice import practice
from flows.practice import PracticeSite
from tests.practice.visitor import Visitor


def ask(url: str, data: object = None, token: str = "") -> tuple[int, bytes]:
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(url, body, {"X-Practice-Token": token} if token else {})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_the_state_page_opens_with_its_token_only() -> None:
    with PracticeSite(15, test_token="open-sesame") as site:
        assert ask(f"{site.url}/practice/state.json")[0] == 404
        assert ask(f"{site.url}/practice/state.json", token="wrong")[0] == 404
        status, body = ask(f"{site.url}/practice/state.json?token=open-sesame")
        assert status == 200
        assert json.loads(body)["accounts"] == site.state()["accounts"]
    with PracticeSite(15) as site:
        assert ask(f"{site.url}/practice/state.json", token="open-sesame")[0] == 404
        assert ask(f"{site.url}/practice/faults", [], token="open-sesame")[0] == 404


def test_faults_can_be_set_by_request() -> None:
    with PracticeSite(15, test_token="t") as site:
        administrator = Visitor(site).sign_in_as_administrator()
        wrong = ask(f"{site.url}/practice/faults", [{"kind": "gone"}], token="t")
        assert wrong[0] == 400
        assert b"no fault is called 'gone'" in wrong[1]
        assert ask(f"{site.url}/practice/faults", [{"kind": "refused", "text": "No."}], token="t")[0] == 204
        assert ">No.<" in administrator.save_password("abc", "abc123").text


def test_what_was_sent_stands_in_no_log_and_no_repr() -> None:
    with PracticeSite(15) as site:
        Visitor(site).sign_in_as_administrator().save_password("abc", "Secret-Word")
        requests = json.dumps(site.state()["requests"])
        assert "Secret-Word" not in requests
        assert site.administrator.password not in requests + repr(site.administrator)


def test_a_mail_server_reads_the_accounts_while_the_site_runs(tmp_path: Path) -> None:
    file = tmp_path / "accounts.sqlite"
    with PracticeSite(15, database=file) as site:
        Visitor(site).sign_in_as_administrator().save_password("abc", "abc123")
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as reader:
            rows = dict(reader.execute("SELECT username, password FROM mail_users").fetchall())
        reader.close()
        assert rows["abc@example.jp"] == "{PLAIN}abc123"
        assert "taishoku@example.jp" not in rows
    with PracticeSite(15, database=file) as site:
        assert site.password_of("abc@example.jp") == "abc123"


@contextmanager
def started(accounts: int) -> Iterator[tuple[list[str], float]]:
    """The command, until it has said where it is and who signs in: its lines, and the seconds it took. Then Ctrl-C."""
    code = "import typer; from flows.cli.practice import practice; typer.run(practice)"
    arguments = ["--skin", "panel", "--fault", "slow:on=save,delay_ms=1", "--test-token", "t"]
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", code, "--accounts", str(accounts), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(4)]
    try:
        yield lines, time.monotonic() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
    assert process.returncode == 0


def test_the_command_runs_a_site_and_ends_on_interrupt() -> None:
    with started(10) as (_, for_a_few):
        pass
    with started(10_000) as (lines, for_many):
        address = re.search(r"http://127\.0\.0\.1:\d+/", lines[0])
        assert address, lines
        assert "root@example.jp" in lines[2]
        assert "sato.hanako@example.jp" in lines[3]
        assert for_many < 4 * for_a_few
        state = json.loads(ask(f"{address[0]}practice/state.json", token="t")[1])
        assert len(state["accounts"]) == 10_000


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--skin", "gold"], "no skin is called gold"),
        (["--strength", "iron"], "no strength is called iron"),
        (["--fault", "gone"], "no fault is called"),
        (["--accounts", "10001"], "or equal to 10000"),
    ],
)
def test_the_command_refuses_what_it_does_not_know(arguments: list[str], says: str) -> None:
    app = Typer()
    app.command()(practice)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.output.replace("│", " ").split())


def test_an_unknown_skin_language_or_strength_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no skin is called 'gold'; there are classic"):
        PracticeSite(skin="gold")
    with pytest.raises(ValueError, match="no language is called 'fr'"):
        PracticeSite(language="fr")
