"""The doors of `flows demo`: the web mail, and with `--with-mail` a real Dovecot and a real Postfix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from pydantic import SecretStr

from flows.cli.terminal import messages
from flows.doors.mail import mail_doors
from flows.doors.verdict import prove
from flows.errors import FlowsError, InputError
from flows.practice import PracticeSite
from flows.records import DoorState
from flows.settings import PREFIX, Settings

KNOCKS = 4
AT_ONCE = 8
"""Dovecot says no only after half a second."""
OFF: Mapping[str, str | None] = dict.fromkeys(("imap", "pop3", "smtp", "ca_file"))


@contextmanager
def mail_server(site: PracticeSite, wanted: bool) -> Iterator[Mapping[str, str | None]]:
    """The settings of the mail doors: those of servers started for this, else off, whatever the environment says.

    Raises InputError with the line that installs the servers where they are wanted and cannot be started.
    """
    if not wanted:
        yield OFF
        return
    from flows.mailroom import missing, open_mailroom

    if lacking := missing():
        raise InputError(f"--with-mail starts Dovecot and Postfix: {lacking}. Nothing was tried.")
    with open_mailroom(site.database) as room:
        yield {name.removeprefix(PREFIX).lower(): value for name, value in room.settings.items()}


def knock_at_the_web_mail(settings: Settings, new: Mapping[str, SecretStr], old: Mapping[str, str]) -> None:
    """Sign in to the web mail as some users, with the new password and with the old one."""
    from flows.doors.webmail import WebmailDoor
    from flows.pages.site import open_site

    with open_site(settings) as browser:
        door = WebmailDoor(browser)
        for address in (settings.end_user.user, *list(new)[:KNOCKS]):
            opens = door.try_password(address, new[address]).state
            still = door.try_password(address, SecretStr(old[address])).state
            messages.print(f"  {address}: new {opens}, old {still}")
            if (opens, still) != (DoorState.OPEN, DoorState.SHUT):
                raise FlowsError(
                    f"{address}: the new password should open the web mail and the old one should not."
                )


def prove_at_the_mail_doors(settings: Settings, new: Mapping[str, SecretStr], old: Mapping[str, str]) -> str:
    """Sign in as everybody at IMAP, POP3 and SMTP, with both passwords; what was proven, in one line."""
    doors = list(mail_doors(settings))
    with ThreadPoolExecutor(AT_ONCE) as callers:
        proofs = callers.map(lambda who: prove(doors, who, new[who], SecretStr(old[who])), new)
        verdicts = dict(zip(new, proofs, strict=True))
    for door in doors:
        opened = sum(verdict.new[door.name].state is DoorState.OPEN for verdict in verdicts.values())
        still = sum(verdict.old[door.name].state is not DoorState.SHUT for verdict in verdicts.values())
        messages.print(
            f"  {door.name.upper():<5} {door.where}, {door.security}: "
            f"{opened} of {len(new)} new passwords open it, {still or 'none'} of the old ones"
        )
    for address, verdict in verdicts.items():
        if not verdict.proven:
            raise FlowsError(f"{address}: {verdict.findings[0]}.")
    return (
        f"{len(verdicts)} new passwords proven at IMAP, POP3 and SMTP over TLS; no old one opens any of them"
    )
