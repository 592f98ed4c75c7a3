"""`flows manual check` as people and scripts meet it; what it refuses it refuses before anything is tried."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.practice import PracticeSite
from tests.conftest import Flows, environment
from tests.manual.breakages import BREAKAGES
from tests.manual.broken_site import broken


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


def with_user(site: PracticeSite) -> dict[str, str]:
    user = {"FLOWS_USER": site.user.address, "FLOWS_PASSWORD": site.user.password}
    return {**environment(site), **user, "FLOWS_TIMEOUT": "6"}


@pytest.mark.long
def test_on_a_server_of_the_settings_only_the_test_account_is_written_and_set_back(
    flows: Flows, fresh_site: PracticeSite, tmp_path: Path
) -> None:
    before = passwords(fresh_site)
    done = flows(
        *("manual", "check", "--allow-writes", "--test-account", fresh_site.user.address, "--out", "here"),
        settings=with_user(fresh_site),
        seconds=300,
    )
    assert done.returncode == 0, done.stderr
    state = fresh_site.state()
    assert passwords(fresh_site) == before
    written = [address for address, held in state["accounts"].items() if held["saves"] or held["own_saves"]]
    assert written == [fresh_site.user.address]
    told = json.loads((tmp_path / "here" / "report.json").read_text(encoding="utf-8"))
    assert told["set_back"] is True
    assert {each["saves"] for each in told["requests"]["posts"]} == {"", fresh_site.user.address}


@pytest.mark.long
def test_a_second_server_is_compared_and_an_expected_failure_that_holds_breaks_the_run(
    flows: Flows, fresh_site: PracticeSite, tmp_path: Path
) -> None:
    """Read-only on both: one server has no menu 管理, as is expected of it; then the other does not."""
    (tmp_path / "expected.toml").write_text(
        '[[expected]]\nstatement = "2-1-1/admin-menu"\nreason = "the menu is switched off there"\n', "utf-8"
    )

    def check(site: PracticeSite, *more: str) -> tuple[int, str]:
        done = flows("manual", "check", *more, settings=with_user(site), seconds=300)
        return done.returncode, done.stderr

    menu_is_gone = next(each for each in BREAKAGES if each.name == "administrators have no menu 管理")
    with broken(menu_is_gone) as (site, _):
        assert check(site, "--out", "there")[0] == 1
        assert check(site, "--out", "there", "--expect", "expected.toml")[0] == 0
    code, said = check(fresh_site, "--out", "here", "--compare", "there/report.json")
    assert code == 0
    assert "2-1-1/admin-menu: holds here, does not hold on 127.0.0.1" in said
    for page in ("report.ja.html", "report.en.md"):
        assert "127.0.0.1, 20" in (tmp_path / "here" / page).read_text(encoding="utf-8")
    assert check(fresh_site, "--out", "here", "--expect", "expected.toml")[0] == 1


def passwords(site: PracticeSite) -> dict[str, str]:
    return {address: held["password"] for address, held in site.state()["accounts"].items()}
