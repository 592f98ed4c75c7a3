"""Statements about addresses, names and doors around the screens."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from urllib.parse import urlsplit

from flows.doors import Cause, cause_of, mail_doors
from flows.doors.address import Kind
from flows.errors import FlowsError
from flows.manual.looking import now
from flows.manual.tour import Tour
from flows.manual.verdicts import Evidence, Judgement, fails, holds, noted, untried
from flows.manual.words import Words
from flows.records import DoorState

NOT_IN_THE_DNS = (
    "example",
    "example.com",
    "example.net",
    "example.org",
    "example.jp",
    "test",
    "invalid",
    "localhost",
)
"""Names kept for examples (RFC 2606, JPRS): nobody is asked about them."""


def address(tour: Tour, path: str, shows: str) -> Judgement:
    """This path of the server shows that sign-in page."""
    seen = tour.sign_in_page(path, shows)
    if isinstance(seen, FlowsError):
        where = Evidence(str(seen), tour.target.origin + path, now())
        return fails(f"開かない: {seen}", f"It does not open: {seen}", where)
    return holds(seen.evidence(seen.texts[-1].text, *seen.boxes()))


def probed(tour: Tour, path: str, shows: str) -> tuple[Words, Evidence]:
    """Which of two addresses this server has: what stands at the one that the manual gives here."""
    seen = tour.sign_in_page(path, shows)
    if isinstance(seen, FlowsError):
        words = Words(f"このサーバーの {path} にはない", f"This server has nothing of the kind at {path}")
        return words, Evidence(str(seen), tour.target.origin + path, now())
    words = Words(f"このサーバーの {path} で開く", f"This server has it at {path}")
    return words, seen.evidence(seen.texts[-1].text, *seen.boxes())


def administrator(tour: Tour, user: str) -> Judgement:
    """The administrator is the account of this name: it gets 管理, or into the console."""
    settings = tour.target.settings
    given = settings.administrator.user
    menu, console = tour.notes("menu"), tour.notes("console")
    webmail = menu.looks.get("webmail")
    link = webmail.sight.findings["admin-link"] if webmail else None
    inside = "2-1-2/direct" in console.done or (link is not None and link.result == "found")
    evidence = (
        webmail.evidence(given, link.box) if webmail and link else Evidence(given, tour.target.origin, now())
    )
    if not inside:
        tries = [notes.error for notes in (menu, console) if notes.error]
        return untried(
            f"管理者でログインできない: {tries[0]}", f"The administrator does not get in: {tries[0]}"
        )
    if given.partition("@")[0].casefold() != user:
        return noted(f"設定の管理者は {given}", f"The settings name {given}", evidence)
    return holds(evidence)


def dns(tour: Tour, name: str) -> Judgement:
    """The name below the domain leads to the same machine as the web mail."""
    settings = tour.target.settings
    domain = settings.administrator.domain
    host, wanted = f"{name}.{domain}", urlsplit(settings.webmail).hostname or ""
    if any(domain == known or domain.endswith(f".{known}") for known in NOT_IN_THE_DNS):
        return untried(
            f"{domain} は例示用の名前で、DNS にない", f"{domain} is a name for examples and not in the DNS"
        )
    try:
        found, mail = _addresses(host), _addresses(wanted)
    except OSError:
        return untried(
            f"DNS が {host} を知らない（切り替え前の可能性がある）",
            f"The DNS does not know {host}; it may not have been switched yet",
        )
    evidence = Evidence(
        f"{host} = {', '.join(sorted(found))}; {wanted} = {', '.join(sorted(mail))}", host, now()
    )
    if found & mail:
        return holds(evidence)
    return fails(f"{host} は別のサーバーを指している", f"{host} leads to another machine", evidence)


def _addresses(host: str) -> set[str]:
    return {str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}


def door(tour: Tour, doors: Sequence[Kind]) -> Judgement:
    """The mail services answer, and the account's password opens them."""
    settings = tour.target.settings
    on = list(mail_doors(settings, doors))
    if not on:
        missing = ", ".join(f"FLOWS_{kind.upper()}" for kind in doors)
        return untried(f"{missing} が設定されていない", f"{missing} is not set")
    who = tour.account.present if tour.account else settings.end_user.password
    answers = []
    for each in on:
        answers.append((f"{each.kind} {each.where}", each.try_password(settings.end_user.user, who)))
    evidence = Evidence("; ".join(f"{where}: {answer.state}" for where, answer in answers), "", now())
    for where, answer in answers:
        if answer.state is DoorState.UNCLEAR:
            verdict = fails if cause_of(answer) in (Cause.NAME, Cause.REFUSED) else untried
            return verdict(f"{where}: {answer.cause}", f"{where}: {answer.cause}", evidence)
        if answer.state is DoorState.SHUT:
            return fails(f"{where}: {answer.cause}", f"{where}: {answer.cause}", evidence)
    return holds(evidence)
