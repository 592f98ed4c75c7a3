"""`flows manual check` as people and scripts meet it; what it refuses it refuses before anything is tried."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Flows


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--test-account", "taro@example.jp"], "FLOWS_WEBMAIL_URL is not set"),
        (["--edition", "9.9"], "There is no ledger 9.9"),
        (["--expect", "missing.toml"], "missing.toml cannot be read"),
        (["--compare", "missing.json"], "missing.json is no report.json"),
    ],
)
def test_bad_input_ends_with_2_before_anything_is_tried(
    arguments: list[str], says: str, flows: Flows
) -> None:
    done = flows("manual", "check", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""


def test_writing_to_a_server_needs_an_account_that_can_be_set_back(flows: Flows) -> None:
    server = {"FLOWS_WEBMAIL_URL": "https://mail.example.jp", "FLOWS_USER": "taro@example.jp"}
    done = flows("manual", "check", "--allow-writes", "--test-account", "hanako@example.jp", settings=server)
    assert done.returncode == 2
    assert "hanako@example.jp is not FLOWS_USER" in done.stderr


@pytest.mark.long
def test_the_practice_check_writes_its_report_and_one_json_list(flows: Flows, tmp_path: Path) -> None:
    done = flows("manual", "check", "--json", "--out", "here", seconds=300)
    assert done.returncode == 0, done.stderr
    lines = json.loads(done.stdout)
    assert len(lines) >= 40
    assert all({"id", "verdict", "note", "evidence"} <= set(line) for line in lines)
    assert {
        "report.ja.html",
        "report.en.html",
        "report.ja.md",
        "report.en.md",
        "report.json",
        "evidence",
    } == {each.name for each in (tmp_path / "here").iterdir()}
