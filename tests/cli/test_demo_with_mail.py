"""`flows demo --with-mail`: the changed passwords at a real Dovecot and a real Postfix."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest
import typer
from pydantic import SecretStr
from typer.testing import CliRunner

from flows.cli import demo
from flows.cli.demo_doors import mail_server, prove_at_the_mail_doors
from flows.errors import FlowsError, InputError
from flows.mailroom import INSTALL_LINE, needs
from flows.practice import PracticeSite
from flows.settings import Settings
from tests.conftest import Flows
from tests.mailserver import need_mail_packages

app = typer.Typer()
app.command()(demo)

A_REAL_SERVER = {"FLOWS_IMAP": "imaps://imap.example.jp", "FLOWS_CA_FILE": "not-there.pem"}
"""Set by somebody who works with a real server; the demonstration must not knock there."""


def shown(text: str, people: int) -> None:
    words = " ".join(text.split())
    for door in ("IMAP", "POP3", "SMTP"):
        assert f"{door} localhost:" in words
    assert words.count(f"{people} of {people} new passwords open it, none of the old ones") == 3
    assert words.count("TLS from the start: ") == 2
    assert words.count("STARTTLS: ") == 1
    assert "imap.example.jp" not in words


@pytest.mark.long
def test_every_changed_password_is_proven_at_imap_pop3_and_smtp(flows: Flows) -> None:
    need_mail_packages()
    done = flows("demo", "--with-mail", settings=A_REAL_SERVER, seconds=600)
    assert done.returncode == 0, done.stderr
    shown(done.stderr, 55)
    assert (
        "55 new passwords proven at IMAP, POP3 and SMTP over TLS; no old one opens any of them" in done.stdout
    )


def test_the_manual_is_made_when_the_mail_servers_have_ended_and_asks_nothing_of_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    @contextmanager
    def servers(site: PracticeSite, wanted: bool) -> Iterator[dict[str, str]]:
        authority = tmp_path / "authority.pem"
        authority.write_text("a certificate", encoding="utf-8")
        yield {"imap": "imaps://localhost:1", "smtp": "smtps://localhost:2", "ca_file": str(authority)}
        authority.unlink()

    made_with: list[Settings] = []
    command = import_module("flows.cli.demo")
    monkeypatch.setattr(command, "mail_server", servers)
    monkeypatch.setattr(command, "browser_at_hand", lambda settings: None)
    monkeypatch.setattr(command, "_walk", lambda site, settings: None)
    monkeypatch.setattr(command, "make_the_manual", lambda settings, folder: made_with.append(settings) or [])
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["--with-mail"])
    assert done.exit_code == 0, (done.output, done.exception)
    (settings,) = made_with
    assert (settings.imap, settings.pop3, settings.smtp, settings.ca_file) == (None, None, None, None)


def test_what_does_not_open_every_mail_door_ends_the_demonstration(
    fresh_site: PracticeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    need_mail_packages()
    people = {
        address: SecretStr(fresh_site.password_of(address)) for address in ("abc@example.jp", "k@example.jp")
    }
    with mail_server(fresh_site, wanted=True) as doors:
        settings = Settings(**doors)  # type: ignore[arg-type]
        prove_at_the_mail_doors(settings, people, dict.fromkeys(people, "The-old.1"))
        shown(capsys.readouterr().err, 2)
        with pytest.raises(FlowsError, match=r"^k@example\.jp: imap: the new password does not open it"):
            prove_at_the_mail_doors(
                settings,
                {**people, "k@example.jp": SecretStr("Not-set.1")},
                dict.fromkeys(people, "The-old.1"),
            )


def test_without_the_servers_it_says_how_to_install_them_and_begins_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(needs, "PIECES", {"dovecot-imapd": str(tmp_path / "nothing")})
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["--with-mail"])
    assert isinstance(done.exception, InputError)
    assert INSTALL_LINE in str(done.exception)
    assert not list(tmp_path.iterdir())
