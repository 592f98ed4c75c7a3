"""One run in a real browser against a practice site that misbehaves; taken up again until it ends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import SecretStr

from flows.doors.door import Door
from flows.practice import Fault, PracticeSite
from flows.records import DoorAnswer, DoorState
from flows.rotation.budget import Budget
from flows.rotation.desk import ConsoleDesk
from flows.rotation.journal import open_journal
from flows.rotation.plan import Entry, Plan
from flows.rotation.run import Terms, resume, rotate
from flows.rotation.seal import Passphrase
from flows.rotation.survey import survey
from flows.settings import Settings
from flows.steps import Nobody
from tests.rotation.browser.verdict import outcomes, silent_repeats, wrong

KEY = Passphrase(SecretStr("passphrase"), cost=2**4)
WHO = ("abc", "abcd", "o.neil_2")
"""One whose name begins another's, and one on another page of the list, whose name needs every kind of quoting."""
PEOPLE = 12
PAGE = 4
ROUNDS = 4
DoorKind = Literal["mail", "webmail", "none"]


@dataclass(frozen=True)
class Trial:
    """`links`: whether the workers know the list's links from a survey, as in a run that was planned just now."""

    faults: tuple[Fault, ...]
    door: DoorKind = "webmail"
    links: bool = True
    knows: bool = True
    skin: str = "classic"
    who: Sequence[str] = WHO
    workers: int = 1
    timeout: float = 8


@dataclass
class Ending:
    wrong: list[str]
    outcomes: Counter[str]
    repeats: int
    rounds: int
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass
class Looking:
    """Any door, with a note of when it was looked at: after which of the site's requests."""

    door: Door
    site: PracticeSite
    looks: dict[str, list[int]]

    @property
    def name(self) -> str:
        return self.door.name

    @property
    def where(self) -> str:
        return self.door.where

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        self.looks[address].append(len(self.site.state()["requests"]))
        return self.door.try_password(address, password)


@dataclass(frozen=True)
class MailServer:
    """The mail door of a server that shares the practice site's accounts."""

    site: PracticeSite
    name: str = "imap"
    where: str = "mail.example.jp:993"

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        with suppress(KeyError):
            if self.site.password_of(address) == password.get_secret_value():
                return DoorAnswer(DoorState.OPEN)
        return DoorAnswer(DoorState.SHUT, "wrong password")


def carry_out(trial: Trial, home: Path) -> Ending:
    """Run it, resume it until nothing is left that could end otherwise, and judge."""
    with PracticeSite(accounts=PEOPLE, skin=trial.skin, page_size=PAGE) as site:
        settings = Settings(
            webmail_url=site.url,
            admin_user=site.administrator.address,
            admin_password=site.administrator.password,  # type: ignore[arg-type]
            timeout=trial.timeout,
        )
        links = survey(settings, Nobody()).links if trial.links else {}
        looks: dict[str, list[int]] = defaultdict(list)
        before = site.state()
        site.set_faults(*trial.faults)

        def desk(number: int) -> ConsoleDesk:
            made = ConsoleDesk(settings, links=links)
            made.door = _door(trial, site, made.door, looks)
            return made

        rounds = _run(trial, home, site, desk)
        with open_journal(home, "example.jp", KEY) as journal:
            after = site.state()
            reasons = {item.address: item.reason for item in journal.items(journal.runs()[0].id)}
            return Ending(
                wrong(before, after, journal, looks),
                outcomes(journal),
                silent_repeats(after["requests"]),
                rounds,
                reasons,
            )


def _door(trial: Trial, site: PracticeSite, own: Door | None, looks: dict[str, list[int]]) -> Door | None:
    if trial.door == "none" or own is None:
        return None
    return Looking(MailServer(site) if trial.door == "mail" else own, site, looks)


def _run(trial: Trial, home: Path, site: PracticeSite, desk: Callable[[int], ConsoleDesk]) -> int:
    terms = Terms(
        workers=trial.workers,
        canaries=(),
        max_failures=len(trial.who),
        prove=trial.door == "mail",
        budget=Budget(100, 1000),
        grace=0,
    )
    with open_journal(home, "example.jp", KEY) as journal:
        finish = rotate(journal, the_plan(trial, site), desk, terms)
        rounds = 1
        while finish.run.unfinished and rounds < ROUNDS:
            finish = resume(journal, finish.run, desk, terms)
            rounds += 1
    return rounds


def the_plan(trial: Trial, site: PracticeSite) -> Plan:
    return Plan(
        tuple(
            Entry(
                f"{who}@{site.domain}",
                wanted=SecretStr(f"New-Secret-{number}"),
                generated=True,
                current=SecretStr(site.password_of(who + "@" + site.domain)) if trial.knows else None,
            )
            for number, who in enumerate(trial.who)
        )
    )
