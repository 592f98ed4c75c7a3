"""`flows handouts`: from the journal to the paper, and what becomes of the paper."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from PIL import Image
from pydantic import SecretStr
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from flows.cli.handouts import handouts
from flows.doors.causes import OPEN, shut
from flows.errors import InputError
from flows.handouts.readback import read_back
from flows.records import DoorAnswer, Outcome
from flows.rotation.budget import Budget, CountedDoor
from flows.rotation.journal import Journal, open_journal
from flows.rotation.plan import Entry, Plan
from flows.rotation.seal import Passphrase
from tests.conftest import Flows

app = typer.Typer()
app.command()(handouts)

KEY = "a passphrase for tests"
SETTINGS = {
    "FLOWS_STATE_DIR": "state",
    "FLOWS_JOURNAL_KEY": KEY,
    "FLOWS_ADMIN_USER": "root@example.jp",
    "FLOWS_WEBMAIL_URL": "https://mail9.example.jp/",
    "FLOWS_IMAP": "imaps://mail9.example.jp",
    "FLOWS_SMTP": "smtp+starttls://mail9.example.jp",
}
PASSWORDS = {"taro@example.jp": "Kx7_mfQ#4hTr", "hanako@example.jp": "Nv3.pWz+8kJd"}


@dataclass(frozen=True)
class Door:
    """A mail door of a server that holds these passwords."""

    name: str
    where: str
    opens_to: Mapping[str, str]

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        return OPEN if self.opens_to.get(address) == password.get_secret_value() else shut("no")


IMAP, SMTP = "mail9.example.jp:993", "mail9.example.jp:587"


def verified(
    journal: Journal,
    name: str,
    where: str,
    passwords: Mapping[str, str],
    holds: Mapping[str, str] | None = None,
) -> None:
    """What `flows verify --journal` writes down of a door that opens to what the server `holds`."""
    door = CountedDoor(Door(name, where, passwords if holds is None else holds), journal, Budget(99, 99))
    for address, password in passwords.items():
        door.try_password(address, SecretStr(password))


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journal]:
    """Two accounts whose change is proven at the IMAP door, and one that the site refused."""
    monkeypatch.chdir(tmp_path)
    with open_journal(tmp_path / "state", "example.jp", Passphrase(SecretStr(KEY))) as opened:
        entries = [
            Entry(address, "山田 太郎", SecretStr(PASSWORDS.get(address, "Refused-1")))
            for address in (*PASSWORDS, "jiro@example.jp")
        ]
        run = opened.start_run(Plan(tuple(entries)))
        for address in PASSWORDS:
            opened.begin_try(run.id, address)
            opened.settle(run.id, address, Outcome.CHANGED, "Your changes have been saved.", proof="imap")
        verified(opened, "imap", IMAP, PASSWORDS)
        opened.begin_try(run.id, "jiro@example.jp")
        opened.settle(run.id, "jiro@example.jp", Outcome.REFUSED, "too weak")
        yield opened


def run(*arguments: str, stdin: str = "") -> Result:
    # In a thread of its own: this one may hold another test's browser already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(CliRunner().invoke, app, arguments, env=SETTINGS, input=stdin).result()


def printed(done: Result) -> dict[str, Any]:
    assert done.exit_code == 0, (done.output, done.exception)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.mark.usefixtures("journal")
def test_proven_passwords_are_printed_and_the_others_listed_with_what_to_do() -> None:
    done = run("--json", "--layout", "slips")
    made = printed(done)
    assert dict(read_back(Path(made["pdf"]).read_bytes())) == PASSWORDS
    assert [one["address"] for one in made["left_out"]] == ["jiro@example.jp"]
    assert "flows rotate --only jiro@example.jp" in made["left_out"][0]["why"]
    html = Path(made["html"]).read_text(encoding="utf-8")
    assert "993" in html
    assert "587" not in html, "SMTP was not proven"
    assert "flows verify --journal" in done.stderr
    for password in PASSWORDS.values():
        assert password not in done.output


def test_a_damaged_password_has_no_sheet_and_keeps_no_other_back(journal: Journal) -> None:
    journal.write("UPDATE candidates SET password = zeroblob(40) WHERE address = 'hanako@example.jp'", ())
    done = run("--json")
    assert done.exit_code == 4, (done.output, done.exception)
    made = json.loads(done.stdout)
    assert [sheet["address"] for sheet in made["sheets"]] == ["taro@example.jp"]
    left = {one["address"]: one["why"] for one in made["left_out"]}
    assert "damaged" in left["hanako@example.jp"]
    assert "flows rotate --only hanako@example.jp" in left["hanako@example.jp"]


def test_a_door_that_opened_later_is_on_the_sheet(journal: Journal) -> None:
    verified(journal, "smtp", SMTP, PASSWORDS)
    assert ports_on_the_sheets() == {"993": 2, "587": 2}


def test_a_door_that_only_the_old_password_opens_is_on_no_sheet(journal: Journal) -> None:
    new = {"taro@example.jp": "Another_one-88"}
    run_ = journal.start_run(Plan((Entry("taro@example.jp", "", SecretStr(new["taro@example.jp"])),)))
    journal.begin_try(run_.id, "taro@example.jp")
    journal.settle(run_.id, "taro@example.jp", Outcome.CHANGED, "saved", proof="site")
    verified(journal, "imap", IMAP, new, holds=PASSWORDS)
    verified(journal, "imap", IMAP, PASSWORDS)
    assert ports_on_the_sheets("--only", "taro@*") == {}


def test_a_door_that_is_shut_now_is_on_no_sheet_and_an_unclear_answer_takes_nothing_back(
    journal: Journal,
) -> None:
    journal.write("UPDATE probes SET at = at - 60", ())
    verified(journal, "imap", IMAP, {"taro@example.jp": PASSWORDS["taro@example.jp"]}, holds={})
    journal.write(
        "INSERT INTO probes SELECT * FROM probes WHERE state = 'open' AND address LIKE 'hanako@%'", ()
    )
    journal.write("UPDATE probes SET state = 'unclear', at = at + 90 WHERE rowid = last_insert_rowid()", ())
    assert ports_on_the_sheets() == {"993": 1}


def test_a_door_that_opened_at_another_server_is_on_no_sheet(journal: Journal) -> None:
    verified(journal, "smtp", "mail8.example.jp:587", PASSWORDS)
    assert ports_on_the_sheets() == {"993": 2}


@pytest.mark.parametrize("webmail", ["https://mail9.example.jp", "https://mail8.example.jp"])
def test_sheets_with_passwords_of_another_site_are_printed_with_a_warning(
    journal: Journal, webmail: str
) -> None:
    journal.write("UPDATE runs SET site = ?", (f"{webmail}:443",))
    done = run("--json")
    printed(done)
    assert ("Set at https://mail8.example.jp:443" in done.stderr) is (webmail == "https://mail8.example.jp")


def test_of_a_journal_that_knows_no_servers_the_sheets_are_printed_without_them(journal: Journal) -> None:
    journal.write("UPDATE probes SET server = '', candidate = ''", ())
    assert ports_on_the_sheets() == {}


def ports_on_the_sheets(*arguments: str) -> dict[str, int]:
    html = Path(printed(run("--json", *arguments))["html"]).read_text(encoding="utf-8")
    return Counter(re.findall(r'<td class="mono">(\d+)</td>', html))


@pytest.mark.usefixtures("journal")
def test_a_second_printing_makes_no_second_sheet_unless_it_is_asked_for() -> None:
    first = printed(run("--json"))["sheets"]
    again = run("--json")
    assert isinstance(again.exception, InputError)
    second = printed(run("--json", "--reissue", "--only", "taro@*"))["sheets"]
    assert [sheet["address"] for sheet in second] == ["taro@example.jp"]
    assert second[0]["serial"] not in {sheet["serial"] for sheet in first}
    waiting = json.loads(run("--undelivered", "--json").stdout)
    assert {one["serial"] for one in waiting} == {
        second[0]["serial"],
        *(sheet["serial"] for sheet in first if sheet["address"] == "hanako@example.jp"),
    }
    assert run("--confirm", second[0]["serial"]).exit_code == 0
    left = json.loads(run("--undelivered", "--json").stdout)
    assert [one["address"] for one in left] == ["hanako@example.jp"]


@pytest.mark.usefixtures("journal")
def test_an_encrypted_printing_leaves_no_readable_copy() -> None:
    done = run("--json", "--encrypt", stdin="correct horse\ncorrect horse\n")
    assert done.exit_code == 0, (done.output, done.exception)
    made = json.loads(done.stdout.strip().splitlines()[-1])
    assert made["html"] is None
    assert dict(read_back(Path(made["pdf"]).read_bytes(), SecretStr("correct horse"))) == PASSWORDS
    assert [path.suffix for path in Path("out").iterdir()] == [".pdf"]


@pytest.mark.usefixtures("journal")
def test_a_short_passphrase_prints_nothing() -> None:
    done = run("--encrypt", stdin="short\nshort\n")
    assert isinstance(done.exception, InputError)
    assert not Path("out").exists()


@pytest.mark.usefixtures("journal")
def test_the_organisation_its_logo_and_a_paragraph_come_from_the_settings() -> None:
    Image.new("RGB", (60, 20), "navy").save("logo.png")
    Path(".env").write_text(
        'FLOWS_ORGANISATION=みどり商事\nFLOWS_LOGO=logo.png\nFLOWS_HANDOUT_NOTE="困ったら\\n内線 1234 へ"\n',
        encoding="utf-8",
    )
    made = printed(run("--json", "--only", "taro@*"))
    html = Path(made["html"]).read_text(encoding="utf-8")
    assert base64.b64encode(Path("logo.png").read_bytes()).decode() in html
    page = PdfReader(made["pdf"]).pages[0].extract_text()
    for words in ("みどり商事", "困ったら", "内線 1234 へ"):
        assert words in page


@pytest.mark.usefixtures("journal")
def test_a_printing_that_cannot_be_kept_whole_leaves_no_sheet_behind(tmp_path: Path) -> None:
    serial = f"{datetime.now():%Y%m%d}-0001"
    kept = Path("out") / f"handouts-{serial}.html"
    kept.parent.mkdir()
    kept.write_text("somebody's own", encoding="utf-8")
    assert "exists already" in str(run("--json").exception)
    assert list(kept.parent.iterdir()) == [kept]
    kept.unlink()
    kept.parent.rmdir()
    kept.parent.touch()
    assert str(run("--json").exception) == f"{kept.parent} cannot be made: File exists."


def test_a_logo_that_cannot_be_printed_is_one_sentence_and_exit_code_2(
    flows: Flows, journal: Journal, tmp_path: Path
) -> None:
    journal.close()
    done = flows("handouts", settings={**SETTINGS, "FLOWS_LOGO": "missing.png"})
    assert done.returncode == 2
    assert done.stderr == "flows: FLOWS_LOGO missing.png cannot be read: No such file or directory.\n"
    (tmp_path / "logo.png").write_bytes(b"not a picture")
    done = flows("handouts", "--logo", "logo.png", settings=SETTINGS)
    assert done.returncode == 2
    assert done.stderr == "flows: --logo logo.png is not a picture of that kind, or is damaged.\n"
    assert not (tmp_path / "out").exists()
