"""The report: everybody in it, nothing secret, nothing unescaped, readable by people and by build servers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pydantic import SecretStr

from flows.cli.terminal import plain
from flows.records import Outcome
from flows.rotation.journal import Journal, open_journal
from flows.rotation.life import Run
from flows.rotation.plan import Entry, Plan
from flows.rotation.report import account_reports, html, json_lines, junit, plan_lines
from flows.rotation.report.chart import chart, span
from flows.rotation.seal import Passphrase

HOSTILE = '<script>alert(1)</script> " onload="x" \x1b[2J ]]> &#'


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with open_journal(tmp_path / "state", "example.jp", Passphrase(SecretStr("words"), cost=2**4)) as opened:
        yield opened


@pytest.fixture
def run(journal: Journal) -> Run:
    """One account of every outcome, one not reached and one left in hand; every word hostile."""
    outcomes = [outcome for outcome in Outcome if outcome is not Outcome.SKIPPED]
    names = [f"{outcome}@example.jp" for outcome in outcomes] + ["planned@example.jp", "trying@example.jp"]
    plan = [
        Entry(name, HOSTILE, SecretStr(f"Marked-{name}"), current=SecretStr("Marked-old")) for name in names
    ]
    started = journal.start_run(Plan((*plan, Entry("root@example.jp", skipped="protected: root"))))
    for outcome, name in zip(outcomes, names, strict=False):
        journal.begin_try(started.id, name)
        journal.settle(started.id, name, outcome, f"{outcome}: {HOSTILE}", proof="webmail")
    journal.begin_try(started.id, "trying@example.jp")
    journal.end_run(started.id, f"stopped: {HOSTILE}")
    return journal.run(started.id)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_the_page_runs_nothing_loads_nothing_and_escapes_every_word(journal: Journal, run: Run) -> None:
    page = html(account_reports(journal, run.id), run, "example.jp")
    tags = Tags()
    tags.feed(page)
    assert not tags.seen & {"script", "iframe", "img", "link", "object", "form"}
    assert not tags.attributes & {"onload", "href", "src"}
    assert "default-src 'none'" in page
    assert "http:" not in page
    assert "https:" not in page


def test_no_report_carries_a_password(journal: Journal, run: Run) -> None:
    reports = account_reports(journal, run.id)
    everything = (
        html(reports, run, "example.jp") + junit(reports, "example.jp") + "".join(json_lines(reports))
    )
    assert "Marked-" not in everything
    assert all(report.address in everything for report in reports)


def test_json_has_one_object_an_account_with_the_contracts_four(journal: Journal, run: Run) -> None:
    lines = [json.loads(line) for line in json_lines(account_reports(journal, run.id))]
    assert {line["outcome"] for line in lines} == set(Outcome)
    by_address = {line["address"]: line for line in lines}
    assert by_address["changed@example.jp"].items() >= {"outcome": "changed", "attempts": 1}.items()
    assert by_address["planned@example.jp"]["outcome"] == "skipped"
    assert by_address["trying@example.jp"]["outcome"] == "unknown"
    assert "\x1b" not in json.dumps(lines, ensure_ascii=False)


def test_junit_tells_refusals_from_doubts(journal: Journal, run: Run) -> None:
    suite = ElementTree.fromstring(junit(account_reports(journal, run.id), "example.jp"))
    assert {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "8",
        "failures": "2",
        "errors": "2",
        "skipped": "2",
    }
    assert suite.find("testcase[@name='refused@example.jp']/failure") is not None
    assert len(suite.findall("testcase")) == 8


def test_junit_of_a_run_that_was_stopped_before_anything_is_no_success(journal: Journal, run: Run) -> None:
    fresh = journal.start_run(Plan((Entry("new@example.jp", wanted=SecretStr("New-secret-9")),)))
    reports = account_reports(journal, fresh.id)
    suite = ElementTree.fromstring(junit(reports, "example.jp", stopped="mail.example.jp does not answer"))
    assert (suite.get("errors"), suite.get("tests"), suite.get("skipped")) == ("1", "2", "1")
    assert [error.get("message") for error in suite.iter("error")] == ["mail.example.jp does not answer"]


def test_the_page_names_the_site_for_a_domain_may_have_two(tmp_path: Path) -> None:
    key = Passphrase(SecretStr("passphrase"), cost=2**4)
    with open_journal(tmp_path / "other", "example.jp", key, "https://new.example.jp:443") as journal:
        run = journal.start_run(Plan((Entry("aoi@example.jp", wanted=SecretStr("New-secret-1")),)))
        assert "at https://new.example.jp:443" in html(account_reports(journal, run.id), run, "example.jp")


def test_the_full_width_space_in_a_name_is_reported_as_it_stands(journal: Journal) -> None:
    run = journal.start_run(Plan((Entry("aoi@example.jp", "青井　葵", SecretStr("New-secret-1")),)))
    reports = account_reports(journal, run.id)
    assert json.loads(next(json_lines(reports)))["name"] == "青井　葵"
    assert "青井　葵" in html(reports, run, "example.jp")
    assert str(plain("青井　葵\x1b\u00a0")) == "青井　葵\\x1b\\xa0"


def test_a_report_of_nothing_is_still_a_page(journal: Journal) -> None:
    run = journal.start_run(Plan(()))
    assert "Passwords of example.jp" in html(account_reports(journal, run.id), run, "example.jp")
    assert str(chart([])) == ""


def test_the_chart_counts_every_account_once(journal: Journal, run: Run) -> None:
    drawn = str(chart(account_reports(journal, run.id)))
    assert drawn.count("<rect") == 2
    assert "<script" not in drawn
    ElementTree.fromstring(drawn)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59.6, "1 min"), (245, "4 min 05 s"), (3600, "1 h"), (7800, "2 h 10 min")],
)
def test_lengths_of_time_read_as_people_say_them(seconds: float, said: str) -> None:
    assert span(seconds) == said


def test_a_plan_for_machines_is_what_a_run_gives_with_nothing_done_and_no_password() -> None:
    entries = (
        Entry("a@example.jp", HOSTILE, SecretStr("Marked-new"), generated=True),
        Entry("root@example.jp", skipped="protected: root"),
    )
    lines = list(plan_lines(Plan(entries)))
    told = [json.loads(line) for line in lines]
    assert [(one["address"], one["plan"], one["outcome"], one["attempts"]) for one in told] == [
        ("a@example.jp", "change", "skipped", 0),
        ("root@example.jp", "skip", "skipped", 0),
    ]
    assert told[1]["reason"] == "protected: root"
    assert "Marked" not in "".join(lines)
    assert "\x1b" not in "".join(lines)
