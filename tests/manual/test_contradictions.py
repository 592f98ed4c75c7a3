"""What the manual says twice and differently is found by comparing, and gone when the manual is corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.manual.contradictions import Contradiction, contradictions
from flows.manual.ledger import EDITIONS, PRESENT, load_ledger

TEXT = (EDITIONS / f"{PRESENT}.toml").read_text(encoding="utf-8")


def found_in(text: str, tmp_path: Path) -> dict[str, Contradiction]:
    corrected = tmp_path / "corrected.toml"
    corrected.write_text(text, encoding="utf-8")
    return {each.kind: each for each in contradictions(load_ledger(corrected))}


def test_the_six_known_contradictions_are_found_and_their_places_named() -> None:
    found = {each.kind: each.places for each in contradictions(load_ledger())}
    assert {"2-1-1/login-url", "2-1-3/admin/url", "2-1-3/user/url"} <= found["host"]
    assert {"2-1-1/login-url", "2-1-2/direct"} <= found["scheme"]
    assert found["path"] == {"2-1-2/direct", "2-1-3/admin/url"}
    assert found["password-rule"] == {"2-1-3/admin/STEP2/strength", "2-1-3/user/STEP2/letters"}
    assert {"2-1-3/admin/STEP2/save", "2-1-3/admin/STEP2/fields"} <= found["language"]
    assert found["promise"] == {"2-1-2/heading"}


@pytest.mark.parametrize(
    ("kind", "corrections"),
    [
        ("host", {"winserver": "winsserver"}),
        ("scheme", {'"http://': '"https://'}),
        ("path", {"/IAAdmin/": "/IAdmin/"}),
        ("name", {'of = "web mail", called = "管理画面"': 'of = "web mail", called = "ウェブメール"'}),
        (
            "password-rule",
            {'allows = ["upper", "lower", "digit"]': 'allows = ["upper", "lower", "digit", "symbol"]'},
        ),
        (
            "language",
            {
                'label = "Save"': 'label = "保存"',
                'label = "Your changes': 'label = "変更 Your changes',
                'label = "… at': 'label = "文字 at',
            },
        ),
        ("promise", {', "add an account"]': "]"}),
    ],
)
def test_a_corrected_manual_has_one_contradiction_less(
    kind: str, corrections: dict[str, str], tmp_path: Path
) -> None:
    before = found_in(TEXT, tmp_path)
    text = TEXT
    for wrong, right in corrections.items():
        assert wrong in text
        text = text.replace(wrong, right)
    after = found_in(text, tmp_path)
    assert set(before) - set(after) == {kind}


def test_another_slip_is_found_without_being_known(tmp_path: Path) -> None:
    assert found_in(TEXT.replace("least = 3, most = 30 } },\n", "least = 4, most = 15 } },\n", 1), tmp_path)[
        "password-rule"
    ].places >= {"2-1-3/admin/STEP2/rule", "2-1-3/user/STEP2/rule"}


def test_two_servers_that_differ_by_a_number_are_two_servers(tmp_path: Path) -> None:
    text = TEXT.replace("winserver", "winsserver").replace(
        'host = "mail9.winsserver.ne.jp", of = "mail server"',
        'host = "mail8.winsserver.ne.jp", of = "mail server"',
    )
    assert "host" not in found_in(text, tmp_path)
