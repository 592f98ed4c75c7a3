"""A server that is named with https and leads to http: exit code 5, and no secret crosses the wire in the clear."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.browser import OriginGuard
from flows.errors import WrongOrigin
from flows.mailroom import Authority
from flows.secrecy.forms import find
from flows.settings import Settings
from tests.conftest import Flows
from tests.secrecy.sign_in_pages import CONSOLE, sign_in
from tests.secrecy.stranger import Stranger, Told

SECRET = "Do&<1wn>\"gr'%+/=ade"


@dataclass(frozen=True)
class Wires:
    """The server of the settings behind TLS, and the same host in the clear."""

    secure: Stranger
    clear: Stranger
    trusted: Path

    def in_the_clear(self, path: str) -> str:
        return self.clear.url(path, "localhost")


LEADS: dict[str, Callable[[Wires], Told | str]] = {
    "a redirect": lambda wires: Told(status=302, headers={"Location": wires.in_the_clear("/login")}),
    "a form": lambda wires: sign_in(action=wires.in_the_clear("/in")),
    "a redirect by script": lambda wires: f'<script>location = "{wires.in_the_clear("/login")}"</script>',
}


@pytest.fixture
def wires(tmp_path: Path) -> Iterator[Wires]:
    authority = Authority(tmp_path)
    shown = authority.issue(["localhost"])
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(shown.certificate, shown.key)
    with (
        Stranger({"/in": CONSOLE, "/plain": sign_in()}, tls=tls) as secure,
        Stranger({"/login": sign_in(), "/in": CONSOLE}) as clear,
    ):
        yield Wires(secure, clear, authority.certificate)


def signed_in(flows: Flows, wires: Wires, path: str) -> tuple[int, str]:
    done = flows(
        "accounts",
        settings={
            "FLOWS_WEBMAIL_URL": wires.secure.url("/", "localhost"),
            "FLOWS_ADMIN_URL": wires.secure.url(path, "localhost"),
            "FLOWS_ADMIN_USER": "root@example.jp",
            "FLOWS_ADMIN_PASSWORD": SECRET,
            "FLOWS_CA_FILE": str(wires.trusted),
            "FLOWS_TIMEOUT": "4",
        },
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("lead", [*LEADS][:1])
def test_https_that_leads_to_http_is_stopped(flows: Flows, wires: Wires, lead: str) -> None:
    led(flows, wires, lead)


@pytest.mark.long
@pytest.mark.parametrize("lead", [*LEADS][1:])
def test_every_way_from_https_to_http_is_stopped(flows: Flows, wires: Wires, lead: str) -> None:
    led(flows, wires, lead)


def led(flows: Flows, wires: Wires, lead: str) -> None:
    page = LEADS[lead](wires)
    wires.secure.pages["/lead"] = (lambda _: page) if isinstance(page, Told) else page
    code, said = signed_in(flows, wires, "/lead")
    assert not find(wires.clear.log + wires.secure.log, [SECRET]), "it was sent"
    assert code == 5, said
    assert "Nothing was typed" in said
    assert "Traceback" not in said


@pytest.mark.long
def test_the_same_page_over_https_is_signed_in_to(flows: Flows, wires: Wires) -> None:
    """The counter-proof: without a downgrade the password goes where it should."""
    signed_in(flows, wires, "/plain")
    assert find(wires.secure.log, [SECRET])
    assert not wires.clear.log


@pytest.mark.parametrize(
    "address", ["http://mail.example.jp/", "http://192.0.2.1/", "http://localhost.example.jp/"]
)
def test_a_named_address_without_encryption_gets_no_secret_unless_it_is_this_machine(address: str) -> None:
    with pytest.raises(WrongOrigin, match="without encryption"):
        OriginGuard.of(Settings(webmail_url=address)).check(address)
    for own in (
        "http://127.0.0.1:8080/",
        "http://[::1]:8080/",
        "http://localhost/",
        "https://mail.example.jp/",
    ):
        OriginGuard.of(Settings(webmail_url=own)).check(own)
