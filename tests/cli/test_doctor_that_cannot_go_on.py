"""Where settings are wrong or no browser starts, the doctor tells machines which check failed."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Flows

SET = {
    "FLOWS_WEBMAIL_URL": "https://mail.example.jp/",
    "FLOWS_ADMIN_USER": "root@example.jp",
    "FLOWS_ADMIN_PASSWORD": "Good-pass.2015",
}


@pytest.mark.parametrize(
    ("settings", "code", "checks", "says"),
    [
        ({}, 2, [("settings", "failed")], "FLOWS_WEBMAIL_URL"),
        ({**SET, "FLOWS_WORKERS": "many"}, 2, [("settings", "failed")], "FLOWS_WORKERS"),
        (
            {**SET, "FLOWS_BROWSER_PATH": "/nowhere/chrome"},
            3,
            [("settings", "ok"), ("browser", "failed")],
            "/nowhere/chrome",
        ),
    ],
    ids=["nothing is set", "a setting is wrong", "no browser"],
)
def test_the_checks_so_far_are_the_document_and_the_sentence_is_still_said(
    flows: Flows, settings: dict[str, str], code: int, checks: list[tuple[str, str]], says: str
) -> None:
    done = flows("doctor", "--json", settings=settings)
    told = json.loads(done.stdout)
    assert done.returncode == code
    assert [(one["check"], one["result"]) for one in told] == checks
    assert says in told[-1]["detail"]
    assert says in done.stderr
