"""TLS of the web: FLOWS_CA_FILE is trusted, every bad certificate is refused, and nothing is sent to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from flows.browser_trust import trusting_home
from flows.errors import InputError, Unreachable
from flows.mailroom import Authority
from flows.pages.site import open_site
from flows.practice import PracticeSite
from flows.secrecy.forms import find
from flows.settings import Settings
from tests.conftest import Flows, environment
from tests.secrecy.tls_front import Front, tls_front

DAY = timedelta(days=1)
REFUSED = {
    "expired": "has expired or is not valid yet",
    "not yet valid": "has expired or is not valid yet",
    "another name": "is for another name",
    "self-signed": "is signed by nobody whom this browser trusts",
    "another authority": "is signed by nobody whom this browser trusts",
}


@dataclass(frozen=True)
class House:
    """A practice site behind fronts that show certificates of every kind; `trusted` is the PEM of their authority."""

    site: PracticeSite
    fronts: dict[str, Front]
    trusted: Path

    def settings(self, front: str, **more: str) -> dict[str, str]:
        return {**environment(self.site), "FLOWS_WEBMAIL_URL": self.fronts[front].url, **more}


@pytest.fixture(scope="module")
def house(practice: PracticeSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    ours, theirs = (Authority(tmp_path_factory.mktemp(name), name) for name in ("ours", "theirs"))
    now = datetime.now(UTC)
    here = ["localhost"]
    shown = {
        "good": ours.issue(here),
        "expired": ours.issue(here, since=now - 3 * DAY, until=now - DAY),
        "not yet valid": ours.issue(here, since=now + DAY),
        "another name": ours.issue(["mail.example.jp"]),
        "self-signed": ours.issue(here, signed_by_itself=True),
        "another authority": theirs.issue(here),
    }
    port = urlsplit(practice.url).port or 0
    with ExitStack() as stack:
        fronts = {name: stack.enter_context(tls_front(port, one)) for name, one in shown.items()}
        yield House(practice, fronts, ours.certificate)


def test_the_browser_trusts_the_private_authority_and_checks_all_the_rest(house: House) -> None:
    said = {}
    with open_site(Settings(ca_file=house.trusted)) as site:
        with site.session() as session:
            assert session.open(house.fronts["good"].url).url.startswith(house.fronts["good"].url)
        for name in REFUSED:
            with site.session() as session, pytest.raises(Unreachable) as refused:
                session.open(house.fronts[name].url)
            said[name] = str(refused.value)
    for name, cause in REFUSED.items():
        assert cause in said[name]
        assert not house.fronts[name].asked


def test_without_the_file_a_private_authority_is_nobody_and_the_setting_is_named(house: House) -> None:
    before = bytes(house.fronts["good"].asked)
    with (
        open_site(Settings()) as site,
        site.session() as session,
        pytest.raises(Unreachable, match="Where an authority of your own has signed it") as refused,
    ):
        session.open(house.fronts["good"].url)
    assert "FLOWS_CA_FILE" in str(refused.value)
    assert house.fronts["good"].asked == before


def test_the_user_s_own_store_is_not_touched_and_the_browser_s_is_gone_afterwards(house: House) -> None:
    theirs = Path.home() / ".pki"
    before = sorted(theirs.rglob("*")) if theirs.exists() else None
    with trusting_home(Settings(ca_file=house.trusted)) as environment:
        assert environment
        home = Path(environment["HOME"])
        assert (home / ".pki/nssdb/cert9.db").exists()
        assert home.stat().st_mode & 0o777 == 0o700
    assert not home.exists()
    assert (sorted(theirs.rglob("*")) if theirs.exists() else None) == before
    assert os.environ["HOME"] != str(home)


@pytest.mark.parametrize("content", [None, "no certificate", "a server's own"])
def test_a_file_that_holds_no_authority_is_bad_input(
    house: House, tmp_path: Path, content: str | None
) -> None:
    named = tmp_path / "ca.pem"
    if content == "a server's own":
        named = next(house.trusted.parent.glob("server-*.pem"))
    elif content:
        named.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="FLOWS_CA_FILE"), trusting_home(Settings(ca_file=named)):
        pass


def test_a_browser_that_cannot_be_told_says_where_the_authority_goes(house: House) -> None:
    far = Settings(ca_file=house.trusted, browser_endpoints=("ws://127.0.0.1:1/",))
    with open_site(Settings()) as site, site.session() as session:
        session.settings = far
        with pytest.raises(Unreachable, match="cannot be given FLOWS_CA_FILE; import that file"):
            session.open(house.fronts["good"].url)


@pytest.mark.long
def test_a_command_works_behind_a_certificate_of_the_private_authority(flows: Flows, house: House) -> None:
    done = flows("accounts", settings=house.settings("good", FLOWS_CA_FILE=str(house.trusted)))
    assert done.returncode == 0, done.stderr
    assert "abc@example.jp" in done.stdout
    assert find(bytes(house.fronts["good"].asked), [house.site.administrator.password])


@pytest.mark.long
@pytest.mark.parametrize("command", ["accounts", "doctor", "rotate", "verify", "manual check", "inspect"])
@pytest.mark.parametrize("front", REFUSED)
def test_a_bad_certificate_ends_every_command_with_one_sentence_and_nothing_sent(
    flows: Flows, house: House, front: str, command: str
) -> None:
    more = {
        "rotate": ["--all", "--yes"],
        "verify": ["abc@example.jp", "--password-stdin", "--json"],
        "inspect": ["admin-login", house.fronts[front].url],
    }
    done = flows(
        *command.split(),
        *more.get(command, ()),
        settings=house.settings(front, FLOWS_CA_FILE=str(house.trusted)),
        stdin="Secret.12\n",
    )
    said = done.stderr + done.stdout
    assert (done.returncode, REFUSED[front] in said) == ((4 if command == "verify" else 3), True), said
    assert "Traceback" not in said
    assert not house.fronts[front].asked
