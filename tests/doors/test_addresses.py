"""The settings FLOWS_IMAP, FLOWS_POP3 and FLOWS_SMTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.doors import parse_door
from flows.doors.address import Kind, Security
from flows.errors import GuardStopped, InputError


@pytest.mark.parametrize(
    ("kind", "text", "host", "port", "security"),
    [
        ("imap", "mail9.example.jp", "mail9.example.jp", 993, Security.TLS),
        ("imap", "imaps://mail9.example.jp:10993", "mail9.example.jp", 10993, Security.TLS),
        ("imap", "imap+starttls://mail9.example.jp", "mail9.example.jp", 143, Security.STARTTLS),
        ("imap", "imap://127.0.0.1:1143", "127.0.0.1", 1143, Security.NONE),
        ("pop3", "pop.example.jp", "pop.example.jp", 995, Security.TLS),
        ("pop3", "pop3+starttls://pop.example.jp", "pop.example.jp", 110, Security.STARTTLS),
        ("pop3", "pop3://localhost", "localhost", 110, Security.NONE),
        ("smtp", "smtp.example.jp", "smtp.example.jp", 465, Security.TLS),
        ("smtp", "smtp+starttls://smtp.example.jp", "smtp.example.jp", 587, Security.STARTTLS),
        ("smtp", "SMTPS://SMTP.Example.JP", "smtp.example.jp", 465, Security.TLS),
        ("smtp", "smtp://[::1]:2525", "::1", 2525, Security.NONE),
        ("imap", "  imaps://mail9.example.jp/ ", "mail9.example.jp", 993, Security.TLS),
    ],
)
def test_a_setting_names_host_port_and_security(
    kind: Kind, text: str, host: str, port: int, security: Security
) -> None:
    door = parse_door(kind, text)
    assert (door.name, door.host, door.port, door.security) == (kind, host, port, security)


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("imap", "", "host or host:port"),
        ("imap", "imaps://", "host or host:port"),
        ("imap", "pop3s://mail9.example.jp", "none of imaps://, imap+starttls://, imap://"),
        ("smtp", "https://mail9.example.jp", "none of smtps://"),
        ("imap", "mail9.example.jp:99999", "from 1 to 65535"),
        ("imap", "mail9.example.jp:0", "host or host:port"),
        ("imap", "mail9.example.jp:imap", "from 1 to 65535"),
        ("imap", "mail9.example.jp/INBOX", "host or host:port"),
        ("imap", "mail 9.example.jp", "not a server name"),
        ("imap", "メール.example.jp", "not a server name"),
        ("imap", "imaps://mail9..example.jp", "not a server name"),
        ("imap", "[::1", "host or host:port"),
    ],
)
def test_a_wrong_form_is_refused_in_a_sentence_that_names_the_setting(
    kind: Kind, text: str, says: str
) -> None:
    with pytest.raises(InputError) as refusal:
        parse_door(kind, text)
    assert f"FLOWS_{kind.upper()}" in str(refusal.value)
    assert says in str(refusal.value)


def test_a_password_in_the_setting_is_refused_and_not_repeated() -> None:
    with pytest.raises(InputError) as refusal:
        parse_door("imap", "imaps://taro:Hush-hush9@mail9.example.jp")
    assert "user name or password" in str(refusal.value)
    assert "Hush-hush9" not in str(refusal.value)


@pytest.mark.parametrize("host", ["mail9.example.jp", "192.0.2.1", "localhost.example.jp", "10.0.0.1"])
def test_no_encryption_is_for_this_machine_only(host: str) -> None:
    with pytest.raises(GuardStopped, match="without encryption"):
        parse_door("imap", f"imap://{host}")


def test_a_ca_file_that_is_missing_or_no_certificate_is_bad_input(tmp_path: Path) -> None:
    wrong = tmp_path / "ca.pem"
    wrong.write_text("not a certificate")
    for file in (wrong, tmp_path / "nowhere.pem"):
        with pytest.raises(InputError, match="FLOWS_CA_FILE"):
            parse_door("imap", "mail9.example.jp", ca_file=file)
