"""`flows server`: the table of 2-1-2, before and after the DNS switch, looked at without a password."""

from __future__ import annotations

import socket

import dns.resolver
import pytest

from flows.doors import MailDoor
from flows.doors.address import Security
from flows.doors.server import Reading, names, server_report
from tests.doors.nameserver import name_server
from tests.mailserver import MailHouse

BEFORE = {"mail9.example.jp": "A 127.0.0.1"}
AFTER = {
    **BEFORE,
    "imap.example.jp": "CNAME mail9.example.jp.",
    "pop.example.jp": "A 127.0.0.1",
    "smtp.example.jp": "A 127.0.0.1",
}


def looked_at(house: MailHouse, resolver: dns.resolver.Resolver) -> dict[str, Reading]:
    ports = house.room.ports
    doors = [
        MailDoor("imap", "mail9.example.jp", ports["imaps"], Security.TLS),
        MailDoor("pop3", "mail9.example.jp", ports["pop3"], Security.STARTTLS),
        MailDoor("smtp", "mail9.example.jp", ports["smtp"], Security.STARTTLS),
    ]
    readings = server_report(
        "example.jp", "mail9.example.jp", doors, resolver=resolver, ca_file=house.room.authority.certificate
    )
    return {f"{reading.check}": reading for reading in readings}


def test_before_the_switch_the_report_says_which_names_it_has_not_reached(mail_house: MailHouse) -> None:
    with name_server(BEFORE) as resolver:
        said = looked_at(mail_house, resolver)
    for name in ("pop", "imap", "smtp"):
        reading = said[f"name {name}.example.jp"]
        assert reading.result == "note"
        assert f"The switch has not reached {name}.example.jp yet" in reading.detail
    assert said["name mail9.example.jp"].result == "ok"
    assert not any(reading.result == "failed" for reading in said.values())


def test_after_the_switch_every_name_is_called_and_its_certificate_read(mail_house: MailHouse) -> None:
    ports = mail_house.room.ports
    with name_server(AFTER) as resolver:
        said = looked_at(mail_house, resolver)
    assert "leads to mail9.example.jp (an alias of mail9.example.jp)" in said["name imap.example.jp"].detail
    line = said[f"imap imap.example.jp:{ports['imaps']}"]
    assert line.result == "ok"
    assert "TLSv1.3" in line.detail
    assert "Dovecot" in line.detail
    good = said[f"certificate imap.example.jp:{ports['imaps']}"]
    assert good.result == "ok"
    assert "imap.example.jp" in good.detail
    assert "Practice mail authority" in good.detail
    bad = said[f"certificate smtp.example.jp:{ports['smtp']}"]
    assert bad.result == "failed"
    assert "not issued for this name" in bad.detail
    assert "pop.example.jp" in bad.detail


def test_a_name_that_leads_elsewhere_has_not_been_switched(mail_house: MailHouse) -> None:
    with name_server({**BEFORE, "imap.example.jp": "A 127.0.0.9"}) as resolver:
        reading = looked_at(mail_house, resolver)["name imap.example.jp"]
    assert reading.result == "note"
    assert "meet another server" in reading.detail
    assert "127.0.0.9" in reading.detail


def test_a_server_that_is_not_in_the_dns_is_a_failure() -> None:
    with name_server({}) as resolver:
        readings = server_report("example.jp", "mail9.example.jp", resolver=resolver)
    assert [reading.result for reading in readings if reading.check == "name mail9.example.jp"] == ["failed"]


def test_name_servers_that_stay_silent_are_told_apart_from_a_missing_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(names, "PATIENCE", 0.3)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], deaf.getsockname()[1]
        resolver.timeout = 0.1
        readings = server_report("example.jp", "mail9.example.jp", resolver=resolver)
    assert all("gave no answer" in reading.detail for reading in readings)


def test_without_doors_the_standard_ports_are_called_and_a_closed_one_is_said() -> None:
    with name_server({**BEFORE, "mail9.example.jp": "A 127.0.0.99"}) as resolver:
        readings = {
            r.check: r for r in server_report("example.jp", "mail9.example.jp", resolver=resolver, timeout=1)
        }
    assert {"imap mail9.example.jp:993", "imap mail9.example.jp:143", "smtp mail9.example.jp:587"} <= set(
        readings
    )
    assert readings["imap mail9.example.jp:993"].result == "failed"


def test_a_port_that_speaks_something_else_is_said(mail_house: MailHouse) -> None:
    door = MailDoor("imap", "mail9.example.jp", mail_house.room.ports["pop3"], Security.STARTTLS)
    with name_server(BEFORE) as resolver:
        readings = server_report("example.jp", "mail9.example.jp", [door], resolver=resolver)
    assert any(
        "not as IMAP" in reading.detail and "+OK" in reading.detail
        for reading in readings
        if reading.result == "failed"
    )
