"""Every cause, produced by a real server or a real fault of the network; none of them is read as shut."""

from __future__ import annotations

import base64
import html
import imaplib
import json
import re
import ssl
from contextlib import ExitStack
from urllib.parse import quote, quote_plus

import pytest
from pydantic import SecretStr

from flows.doors import Cause, cause_of, parse_door
from flows.doors.address import SCHEMES, Kind
from flows.doors.causes import refused_conversation, refused_sign_in
from flows.mailroom import open_mailroom
from flows.practice import PracticeSite
from flows.records import DoorAnswer, DoorState
from flows.secrecy.forms import find
from tests.doors.network import answering, nobody, silent
from tests.mailserver import (
    EXPIRED,
    LOCKED_OUT,
    OTHER_NAME,
    SELF_SIGNED,
    STRANGER,
    MailHouse,
    need_mail_packages,
)

KINDS: list[Kind] = ["imap", "pop3", "smtp"]
ANY = SecretStr("Any-one.55")


def unclear_because(answer: DoorAnswer, cause: Cause) -> str:
    assert answer.state is DoorState.UNCLEAR, answer
    assert cause_of(answer) is cause, answer
    return answer.cause


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_is_not_in_the_dns(kind: Kind) -> None:
    answer = parse_door(kind, "mail.invalid", timeout=10).try_password("taro@example.jp", ANY)
    assert "mail.invalid" in unclear_because(answer, Cause.NAME)


@pytest.mark.parametrize("kind", KINDS)
def test_a_port_where_nothing_listens(kind: Kind) -> None:
    with nobody() as port:
        answer = parse_door(kind, f"127.0.0.1:{port}").try_password("taro@example.jp", ANY)
    unclear_because(answer, Cause.REFUSED)


@pytest.mark.parametrize(("kind", "scheme"), [(kind, scheme) for kind in KINDS for scheme in SCHEMES[kind]])
def test_a_server_that_takes_the_call_and_stays_silent(kind: Kind, scheme: str) -> None:
    with silent() as port:
        answer = parse_door(kind, f"{scheme}://127.0.0.1:{port}", timeout=0.3).try_password(
            "taro@example.jp", ANY
        )
    unclear_because(answer, Cause.TIMEOUT)


@pytest.mark.parametrize(("kind", "scheme"), [(kind, scheme) for kind in KINDS for scheme in SCHEMES[kind]])
def test_a_server_that_hangs_up_without_a_word_may_be_blocking_us(kind: Kind, scheme: str) -> None:
    with answering(b"") as port:
        answer = parse_door(kind, f"{scheme}://127.0.0.1:{port}", timeout=3).try_password(
            "taro@example.jp", ANY
        )
    assert "blocking" in unclear_because(answer, Cause.PROTOCOL)


@pytest.mark.parametrize(
    ("kind", "greeting"),
    [
        ("imap", b"* BYE Too many connections from your address\r\n"),
        ("pop3", b"-ERR too many failed logins, you are blocked\r\n"),
        ("smtp", b"421 4.7.0 Too many errors from your address\r\n"),
    ],
)
def test_a_greeting_that_turns_this_address_away(kind: Kind, greeting: bytes) -> None:
    with answering(greeting) as port:
        answer = parse_door(kind, f"{kind}://127.0.0.1:{port}", timeout=3).try_password(
            "taro@example.jp", ANY
        )
    unclear_because(answer, Cause.ATTEMPTS)


@pytest.mark.parametrize(
    "says",
    [
        b"NO Login failed, service unavailable",
        b"NO [UNAVAILABLE] Login failed",
        b"NO Login failed: authentication server busy",
        b"NO Login refused, server shutting down",
        b"NO Login failed: system overloaded",
        b"NO Login failed, try again later",
        b"-ERR Invalid command",
        b"-ERR bad command; authentication is off here",
        b"-ERR command not permitted",
        b"-ERR Syntax error in USER command",
    ],
)
def test_a_server_that_is_not_up_to_a_sign_in_has_not_refused_it(says: bytes) -> None:
    unclear_because(refused_sign_in(says, ANY), Cause.PROTOCOL)


@pytest.mark.parametrize(
    ("host", "says"),
    [
        (EXPIRED, "expired"),
        (OTHER_NAME, "not issued for this"),
        (SELF_SIGNED, "nobody but itself"),
        (STRANGER, "FLOWS_CA_FILE"),
    ],
)
@pytest.mark.parametrize(
    ("kind", "scheme"),
    [(kind, scheme) for kind in KINDS for scheme in SCHEMES[kind] if scheme != kind],
)
def test_a_certificate_that_cannot_be_accepted_ends_it_before_the_password(
    mail_house: MailHouse, kind: Kind, scheme: str, host: str, says: str
) -> None:
    answer = mail_house.door(kind, scheme, host).try_password(mail_house.address, mail_house.password)
    assert says in unclear_because(answer, Cause.CERTIFICATE)


@pytest.mark.parametrize(
    ("kind", "scheme", "service"),
    [
        ("imap", "imaps", "imap"),
        ("pop3", "pop3s", "pop3"),
        ("smtp", "smtps", "smtp"),
        ("imap", "imap", "pop3"),
        ("pop3", "pop3", "smtp"),
        ("smtp", "smtp", "imap"),
    ],
)
def test_a_port_that_speaks_something_else(
    mail_house: MailHouse, kind: Kind, scheme: str, service: str
) -> None:
    door = parse_door(kind, f"{scheme}://localhost:{mail_house.room.ports[service]}", timeout=3)
    unclear_because(door.try_password(mail_house.address, mail_house.password), Cause.PROTOCOL)


def test_a_server_that_offers_no_starttls_never_sees_the_password() -> None:
    for kind, greeting in (("imap", b"* OK [CAPABILITY IMAP4rev1] hello\r\n"), ("pop3", b"+OK hello\r\n")):
        with answering(greeting, b"a1 BAD what?\r\n" if kind == "imap" else b"-ERR what?\r\n") as port:
            door = parse_door(kind, f"{kind}+starttls://127.0.0.1:{port}", timeout=1)  # type: ignore[arg-type]
            answer = door.try_password("taro@example.jp", ANY)
        assert answer.state is DoorState.UNCLEAR


def test_postfix_says_too_many_attempts() -> None:
    need_mail_packages()
    with PracticeSite(accounts=12) as site, open_mailroom(site.database, sign_ins_a_minute=2) as room:
        door = parse_door(
            "smtp", f"smtps://localhost:{room.ports['smtps']}", ca_file=room.authority.certificate, timeout=5
        )
        answers = [door.try_password(site.user.address, SecretStr("not-this-one")) for _ in range(2)]
        assert {answer.state for answer in answers} == {DoorState.SHUT}
        unclear_because(door.try_password(site.user.address, SecretStr(site.user.password)), Cause.ATTEMPTS)


@pytest.mark.parametrize(("kind", "scheme"), [("imap", "imaps")])
def test_dovecot_says_too_many_at_once(mail_house: MailHouse, kind: Kind, scheme: str) -> None:
    address = "o.neil_2@example.jp"
    password = mail_house.site.password_of(address)
    context = ssl.create_default_context(cafile=mail_house.room.authority.certificate)
    with ExitStack() as open_sessions:
        for _ in range(3):
            phone = imaplib.IMAP4_SSL("localhost", mail_house.room.ports["imaps"], ssl_context=context)
            open_sessions.enter_context(phone)
            phone.login(address, password)
        answer = mail_house.door(kind, scheme).try_password(address, SecretStr(password))
    unclear_because(answer, Cause.ATTEMPTS)


@pytest.mark.parametrize("kind", ["imap", "pop3"])
def test_dovecot_says_too_many_failed_sign_ins(mail_house: MailHouse, kind: Kind) -> None:
    door = next(door for door in mail_house.doors() if door.kind == kind)
    password = SecretStr(mail_house.site.password_of(LOCKED_OUT))
    assert "10 minutes" in unclear_because(door.try_password(LOCKED_OUT, password), Cause.ATTEMPTS)


@pytest.mark.parametrize("password", ["パスワード", "two\r\nlines", "nul\0", ""])
def test_what_cannot_be_carried_is_not_sent(password: str) -> None:
    with silent() as port:
        for kind in KINDS:
            door = parse_door(kind, f"{kind}://127.0.0.1:{port}", timeout=0.3)
            answer = door.try_password("taro@example.jp", SecretStr(password))
            unclear_because(answer, Cause.NOT_TRIED)


def test_a_server_that_repeats_the_password_is_not_repeated() -> None:
    secret = SecretStr("Sesame.99")
    with answering(b"+OK hello\r\n", b"+OK\r\n", b"-ERR [AUTH] invalid password Sesame.99\r\n") as port:
        door = parse_door("pop3", f"pop3://127.0.0.1:{port}", timeout=3)
        answer = door.try_password("taro@example.jp", secret)
    assert answer.state is DoorState.SHUT
    assert "Sesame.99" not in answer.cause


@pytest.mark.parametrize(
    "says", [b"503 Bad sequence of commands", b"503 5.5.1 Authentication not enabled", b"250 ok"]
)
def test_only_a_server_that_says_so_has_accepted_a_password(says: bytes) -> None:
    with answering(
        b"220 x\r\n", b"250-x\r\n250 AUTH PLAIN LOGIN\r\n", says + b"\r\n", b"221 bye\r\n"
    ) as port:
        answer = parse_door("smtp", f"smtp://127.0.0.1:{port}").try_password(
            "aoi@example.jp", SecretStr("any word")
        )
    assert str(says.split()[0], "ascii") in unclear_because(answer, Cause.PROTOCOL)


def test_what_was_sent_in_base64_is_not_repeated_as_it_came_back() -> None:
    word = SecretStr("Geheim-Wort-77")
    with answering(
        b"220 x\r\n", b"250-x\r\n250 AUTH PLAIN\r\n", b"501 5.5.2 Cannot decode: {all}\r\n", b"221 bye\r\n"
    ) as port:
        answer = parse_door("smtp", f"smtp://127.0.0.1:{port}").try_password("aoi@example.jp", word)
    assert "Cannot decode" in answer.cause
    assert not find(answer.cause.encode(), [word.get_secret_value()])


def test_what_was_sent_in_quotation_marks_is_not_repeated_as_it_came_back() -> None:
    word = SecretStr('Ab"cd\\ef9')
    with answering(
        b"* OK [CAPABILITY IMAP4rev1] x\r\n", b"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n",
        b"{tag} BAD cannot parse {rest}\r\n", b"* BYE\r\n{tag} OK\r\n",
    ) as port:  # fmt: skip
        answer = parse_door("imap", f"imap://127.0.0.1:{port}").try_password("aoi@example.jp", word)
    assert "cannot parse" in answer.cause
    assert not {"cd", "ef9"} & set(re.findall(r"\w+", answer.cause))


@pytest.mark.parametrize("offers", [b"IMAP4rev1", b"IMAP4rev1 AUTH=PLAIN"])
@pytest.mark.parametrize("greets", [b"* OK x", b"* PREAUTH x"])
def test_a_command_that_was_not_understood_says_nothing_of_the_password(offers: bytes, greets: bytes) -> None:
    with answering(
        greets + b"\r\n", b"* CAPABILITY " + offers + b"\r\n{tag} OK done\r\n",
        b"{tag} BAD Command not recognised\r\n", b"* BYE\r\n{tag} OK bye\r\n",
    ) as port:  # fmt: skip
        answer = parse_door("imap", f"imap://127.0.0.1:{port}").try_password(
            "aoi@example.jp", SecretStr("a word")
        )
    unclear_because(answer, Cause.PROTOCOL)


TRICKY = "a\"b\\c&<%+'/=9"
CONVERSATION = f"\0taro@example.jp\0{TRICKY}"
ECHOES = {
    "as it is": TRICKY,
    "an IMAP literal": f"LOGIN taro@example.jp {{13}}\r\n{TRICKY}",
    "an IMAP string": TRICKY.replace("\\", "\\\\").replace('"', '\\"'),
    "a program's repr of it": repr(TRICKY.replace("\\", "\\\\").replace('"', '\\"')),
    "AUTH PLAIN": base64.b64encode(CONVERSATION.encode()).decode(),
    "AUTH PLAIN over two lines": base64.encodebytes(f"{'authorised ' * 3}{CONVERSATION}".encode()).decode(),
    "AUTH PLAIN without its end": base64.b64encode(CONVERSATION.encode()).decode().rstrip("="),
    "AUTH PLAIN as a word's end": "PLAIN/" + base64.b64encode(CONVERSATION.encode()).decode(),
    "AUTH PLAIN in an address": quote(base64.b64encode(CONVERSATION.encode()).decode(), safe=""),
    "AUTH LOGIN": base64.b64encode(TRICKY.encode()).decode(),
    "an address": quote(TRICKY, safe=""),
    "a form": quote_plus(TRICKY),
    "HTML": html.escape(TRICKY),
    "JSON": json.dumps(TRICKY),
    "hex": CONVERSATION.encode().hex(),
}


@pytest.mark.parametrize("echo", ECHOES)
def test_in_whatever_form_a_server_repeats_a_password_it_is_not_repeated(echo: str) -> None:
    secret = SecretStr(TRICKY)
    for judged in (refused_sign_in, refused_conversation):
        cause = judged(f"501 Cannot decode {ECHOES[echo]} (5.5.2)", secret).cause
        assert "501 Cannot decode" in cause
        assert cause.endswith("(5.5.2)”")
        assert find(cause.encode() + b"\n" + cause.replace(" ", "").encode(), [TRICKY]) == []


def test_a_password_with_two_spaces_is_covered_before_the_words_are_laid_out() -> None:
    said = refused_conversation("500 unknown command: PASS Two  words", SecretStr("Two  words")).cause
    assert "unknown command: PASS" in said
    assert "words" not in said.split("PASS")[1]


@pytest.mark.parametrize(
    "says",
    [
        "535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6",
        "334 VXNlcm5hbWU6 <1896.697170952@mail.example.jp> 3d6f2a81c0ffee",
        "[AUTHENTICATIONFAILED] Authentication failed. https://example.jp/?why=pass%2Bword&amp;x",
    ],
)
def test_what_is_no_echo_stays_as_the_server_said_it(says: str) -> None:
    assert says in refused_sign_in(says, SecretStr("Sesame.99")).cause
