"""A run over a server: what is written, what is tried twice, what is expected, how two servers are compared."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows.errors import InputError, ProtectedAccount
from flows.manual.check import Report, check_manual, judge
from flows.manual.expected import ExpectedFailure, read_expected
from flows.manual.ledger import load_ledger
from flows.manual.report import differences, read_report, write_report
from flows.manual.target import practice_target, real_target
from flows.manual.tour import Tour, touring
from flows.manual.verdicts import Verdict
from flows.practice import SKINS, PracticeSite
from flows.settings import Settings

LEDGER = load_ledger()


@pytest.fixture(scope="module")
def run(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Report, PracticeSite, dict[str, str], Path]]:
    """One whole run on a fresh practice site, its report written."""
    folder = tmp_path_factory.mktemp("report")
    with PracticeSite(accounts=20) as site:
        before = {address: held["password"] for address, held in site.state()["accounts"].items()}
        with touring(practice_target(site)) as tour:
            report = check_manual(tour, LEDGER)
        write_report(report, folder)
        yield report, site, before, folder


def test_every_statement_gets_a_verdict_and_none_fails_on_an_unbroken_site(
    run: tuple[Report, PracticeSite, dict[str, str], Path],
) -> None:
    report = run[0]
    assert [line.statement.id for line in report.lines] == [statement.id for statement in LEDGER.statements]
    assert [line.statement.id for line in report.lines if line.judgement.verdict is Verdict.FAILS] == []
    untried = {line.statement.id for line in report.lines if line.judgement.verdict is Verdict.UNTRIED}
    assert all(LEDGER[each].check.kind in ("dns", "door") for each in untried)  # type: ignore[union-attr]
    assert report.exit_code == 0
    assert len(report.contradictions) >= 6


def test_a_practice_site_is_visited_with_this_machines_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands on loopback: a Playwright server on another machine would not reach it."""
    monkeypatch.setenv("FLOWS_BROWSER_ENDPOINTS", "ws://grid.example.jp/")
    with PracticeSite(accounts=12) as site:
        assert practice_target(site).settings.browser_endpoints == ()


def test_only_the_test_account_is_written_and_it_is_set_back(
    run: tuple[Report, PracticeSite, dict[str, str], Path],
) -> None:
    report, site, before, _ = run
    state = site.state()
    after = {address: held["password"] for address, held in state["accounts"].items()}
    assert after == before
    assert [a for a, held in state["accounts"].items() if held["saves"] or held["own_saves"]] == [
        report.test_account
    ]
    assert state["domain_saves"] == 0
    assert {sent.saves for sent in report.log.posts} == {"", report.test_account}


def test_the_report_holds_no_password_and_nothing_from_elsewhere(
    run: tuple[Report, PracticeSite, dict[str, str], Path],
) -> None:
    _, _, before, folder = run
    for file in (file for file in folder.rglob("*") if file.is_file()):
        content = file.read_bytes()
        assert not any(password.encode() in content for password in before.values()), file.name
    for language in ("ja", "en"):
        page = (folder / f"report.{language}.html").read_text(encoding="utf-8")
        assert not re.search(
            r"<(script|link|iframe)\b|@import|url\(|\b(src|href)=.(?!data:|#|report\.)", page
        )
        assert "data:image/png;base64," in page


def test_the_json_report_names_pictures_that_lie_beside_it(
    run: tuple[Report, PracticeSite, dict[str, str], Path],
) -> None:
    folder = run[3]
    data = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    shown = [each["picture"] for line in data["statements"] for each in line["evidence"] if each["picture"]]
    assert len(shown) > 25
    assert all((folder / name).is_file() for name in shown)
    assert all(each["time"] for line in data["statements"] for each in line["evidence"])


def test_two_targets_are_compared_statement_by_statement(
    run: tuple[Report, PracticeSite, dict[str, str], Path], tmp_path: Path
) -> None:
    report, _, _, folder = run
    other = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert differences(report, other) == []
    next(line for line in other["statements"] if line["id"] == "2-1-3/admin/STEP3")["verdict"] = (
        "does not hold"
    )
    there = tmp_path / "report.json"
    there.write_text(json.dumps(other), encoding="utf-8")
    (different,) = differences(report, read_report(there))
    assert different.statement == "2-1-3/admin/STEP3"
    assert different.opposed
    with pytest.raises(InputError, match=r"is no report\.json"):
        read_report(tmp_path / "missing.json")


def test_an_expected_failure_that_starts_to_hold_breaks_the_run(
    run: tuple[Report, PracticeSite, dict[str, str], Path],
) -> None:
    report = run[0]
    line = next(line for line in report.lines if line.statement.id == "2-1-1/admin-menu")
    assert replace(line, expected="the menu is hidden there").breaks
    failing = replace(line, judgement=replace(line.judgement, verdict=Verdict.FAILS))
    assert failing.breaks
    assert not replace(failing, expected="the menu is hidden there").breaks
    assert report.exit_code == 0
    surprised = [replace(each, expected="hidden there") if each is line else each for each in report.lines]
    assert replace(report, lines=tuple(surprised)).exit_code == 1


def test_expected_failures_need_a_statement_and_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "expected.toml"
    file.write_text('[[expected]]\nstatement = "2-1-1/server"\nreason = "behind a wall"\ntarget = "mail*"\n')
    assert read_expected(file, LEDGER) == (ExpectedFailure("2-1-1/server", "behind a wall", "mail*"),)
    for wrong in (
        'statement = "2-1-1/sever"\nreason = "x"',
        'statement = "2-1-1/server"\nreason = " "',
        'reason = "x"',
    ):
        file.write_text(f"[[expected]]\n{wrong}\n")
        with pytest.raises(InputError):
            read_expected(file, LEDGER)


def test_away_from_the_practice_site_nothing_is_saved(fresh_site: PracticeSite) -> None:
    as_real = replace(practice_target(fresh_site), practice=False, writes_to="")
    with touring(as_real) as tour:
        report = check_manual(tour, LEDGER)
    state = fresh_site.state()
    assert not any(held["saves"] or held["own_saves"] for held in state["accounts"].values())
    assert {request["occasion"] for request in state["requests"] if request["method"] == "POST"} <= {
        "sign-in", "admin-sign-in", "search", "users",
    }  # fmt: skip
    assert [line.statement.id for line in report.lines if line.judgement.verdict is Verdict.FAILS] == []
    assert report.test_account == ""


def test_writing_elsewhere_needs_a_test_account_that_can_be_set_back() -> None:
    given = {
        "webmail_url": "https://mail.example.jp",
        "admin_user": "root@example.jp",
        "user": "taro@example.jp",
        "password": SecretStr("Secret.1"),
    }
    settings = Settings.model_validate(given)
    assert real_target(settings).writes_to == ""
    assert real_target(settings, True, "taro@example.jp").writes_to == "taro@example.jp"
    for allowed, account in ((True, ""), (True, "hanako@example.jp"), (False, "taro@example.jp")):
        with pytest.raises(InputError):
            real_target(settings, allowed, account)
    root = Settings.model_validate({**given, "user": "root@example.jp"})
    with pytest.raises(ProtectedAccount):
        real_target(root, True, "root@example.jp")
    with pytest.raises(ProtectedAccount):
        real_target(settings, True, "taro@example.jp").guard("hanako@example.jp")


def test_a_dead_browser_is_replaced_once_and_the_statement_says_so(fresh_site: PracticeSite) -> None:
    target = replace(practice_target(fresh_site), writes_to="")
    statement = LEDGER["2-1-1/admin-menu"]
    with touring(target) as tour:
        ours = children(os.getpid())
        assert tour.site.browser.is_connected()
        kill_at_the_first_sign_in(tour, ours)
        judgement = judge(tour, statement)
    assert judgement.verdict is Verdict.HOLDS
    assert judgement.second_try


def kill_at_the_first_sign_in(tour: Tour, before: set[int]) -> None:
    """Once the first walk has sent its sign-in, the browser that it runs in dies."""
    started = children(os.getpid()) - before
    note = tour.log._note

    def and_die(method: str, address: str) -> None:
        note(method, address)
        while method == "POST" and started:
            with suppress(ProcessLookupError):
                os.kill(started.pop(), signal.SIGKILL)

    tour.log._note = and_die  # type: ignore[method-assign]


def children(parent: int) -> set[int]:
    """The browser processes below this one."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,comm="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    found, grown = {parent}, True
    while grown:
        more = {int(pid) for pid, above, _ in rows if int(above) in found} - found
        grown = bool(more)
        found |= more
    return {
        int(pid) for pid, _, name in rows if int(pid) in found and ("chrom" in name or "headless" in name)
    }


@pytest.mark.long
@pytest.mark.parametrize("skin", [skin for skin in SKINS if skin != "classic"])
def test_on_an_unbroken_site_of_every_skin_every_statement_holds(skin: str) -> None:
    with PracticeSite(accounts=60, skin=skin) as site, touring(practice_target(site, pictures=False)) as tour:
        verdicts = {each.id: judge(tour, each) for each in LEDGER.statements if each.check}
    failed = {name: each.note.en for name, each in verdicts.items() if each.verdict is Verdict.FAILS}
    assert failed == {}
    untried = [name for name, each in verdicts.items() if each.verdict is Verdict.UNTRIED]
    assert all(LEDGER[name].check.kind in ("dns", "door") for name in untried), untried  # type: ignore[union-attr]
