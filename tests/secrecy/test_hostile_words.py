"""What a hostile server can write: names and answers that would steer a terminal, a spreadsheet, a page or a path."""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

import pytest
from rich.console import Console

from flows.cli.terminal import machine_text, messages, results
from flows.doctor.report import write_report
from flows.practice import Fault, PracticeSite
from tests.secrecy.cases import OTHER
from tests.secrecy.residue import Left, run
from tests.secrecy.test_scan import settings_of

STEERING = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e:skull:[red]"
NAMES = {
    "abc@example.jp": f"安部{STEERING}",
    "abc-d@example.jp": '=HYPERLINK("http://127.0.0.1:9")<img src=x onerror=alert(1)>',
    "abcd@example.jp": "../../../evil/\\..\\evil",
}
REFUSAL = f"このパスワードは使用できません。<script>alert(1)</script>{STEERING}"

KNOWN_FILES = re.compile(
    r"work/out(/rotation-[0-9a-f]{8}\.(html|xml))?|home/state(/example\.jp\.(lock|journal(-wal|-shm)?))?"
    r"|home/\.(cache|pki|config|local)(/.*)?|tmp/.*"
)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """A rotation of everybody at such a server, one refused in its words."""
    house = tmp_path_factory.mktemp("house")
    with PracticeSite(
        accounts=12, faults=[Fault("refused", account=OTHER, times=None, text=REFUSAL)]
    ) as site:
        with sqlite3.connect(site.database) as database:
            for address, name in NAMES.items():
                database.execute(
                    "UPDATE accounts SET properties = json_set(properties, '$.full_name', ?) WHERE address = ?",
                    (name, address),
                )
        settings = settings_of(site, house) | {
            "FLOWS_TIMEOUT": "4",
            "FLOWS_ADMIN_USER": site.administrator.address,
            "FLOWS_ADMIN_PASSWORD": site.administrator.password,
        }
        command = [sys.executable, "-m", "flows", "rotate", "--yes"]
        done = run([*command, *(f"--only={address}" for address in NAMES)], house, settings)
    assert done.code == 1, done.said
    return done


@pytest.mark.long
def test_nothing_that_a_server_writes_steers_the_terminal(left: Left) -> None:
    assert "owned" in left.said
    assert [c for c in left.said if not c.isprintable() and c != "\n"] == []


@pytest.mark.long
def test_nothing_that_a_server_writes_becomes_part_of_the_report(left: Left) -> None:
    page = next(data for name, data in left.places.items() if re.fullmatch(r"work/.*html", name)).decode()
    assert "alert(1)" in page
    assert "<img" not in page
    assert "<script" not in page
    assert "\x1b" not in page
    machine = next(data for name, data in left.places.items() if re.fullmatch(r"work/.*xml", name))
    assert "owned" in "".join("".join(one.attrib.values()) for one in tree.fromstring(machine).iter())


@pytest.mark.long
def test_no_name_of_an_account_leads_to_a_file_elsewhere(left: Left) -> None:
    files = [name.removeprefix("the name ") for name in left.places if name.startswith("the name ")]
    assert files
    assert [name for name in files if not KNOWN_FILES.fullmatch(name)] == []
    assert not [name for name in files if "evil" in name]


@pytest.mark.parametrize("console", [messages, results], ids=["messages", "results"])
def test_a_text_that_is_printed_is_shown_and_not_obeyed(console: Console) -> None:
    with console.capture() as said:
        console.print(f"flows: {STEERING}", soft_wrap=True)
        console.print(f"in a style: {STEERING}", style="bold")
    assert [c for c in said.get() if not c.isprintable() and c != "\n"] == []
    assert said.get().count(r"\x1b]0;owned\x07\x1b[2J\x9b31m\u202e:skull:[red]") == 2


def test_json_means_the_same_with_what_steers_a_terminal_escaped() -> None:
    said = machine_text(json.dumps({"name": STEERING}, ensure_ascii=False))
    assert said.isprintable()
    assert json.loads(said) == {"name": STEERING}


def test_the_doctor_s_page_shows_a_server_s_words_and_runs_none(tmp_path: Path) -> None:
    hostile = {"check": "admin-login", "result": "missing", "detail": REFUSAL}
    page = write_report(tmp_path / "doctor.html", [hostile], [], [REFUSAL]).read_text(encoding="utf-8")
    assert "alert(1)" in page
    assert "<script" not in page


def test_only_its_owner_reads_the_doctor_s_page(tmp_path: Path) -> None:
    path = tmp_path / "doctor.html"
    path.write_text("an older one, open to all", encoding="utf-8")
    path.chmod(0o644)
    assert write_report(path, [], [], []).stat().st_mode & 0o777 == 0o600
