"""Kills runs with SIGKILL at every point of an account's life, resumes them, and compares journal and site.

A process of its own without threads, so that it can fork: hundreds of killed runs take seconds.
`python -m tests.rotation.kill_matrix DIRECTORY FIRST COUNT` prints one JSON line a trial.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from flows.rotation.budget import Budget
from flows.rotation.journal import open_journal
from flows.rotation.life import State
from flows.rotation.listen import Doing, Event, Point
from flows.rotation.plan import Entry, Plan
from flows.rotation.run import Terms, resume, rotate
from flows.rotation.seal import Passphrase
from tests.rotation.simulated_site import BENIGN, Fault, Site, factory, saves_without_a_look

KEY = Passphrase(SecretStr("passphrase"), cost=2**4)
PLACES = [*map(str, Point), "the Save is on its way", "written; the answer is on its way", "at the door"]
ACCOUNTS = 5
BY_NAME = 2 * ACCOUNTS * len(PLACES)
MOST_ROUNDS = 60
DOUBTFUL = (
    Fault.LOST_WRITTEN,
    Fault.LOST_UNWRITTEN,
    Fault.LATE,
    Fault.ERROR_PAGE_WRITTEN,
    Fault.REPEATED_REFUSED,
)


@dataclass(frozen=True)
class Trial:
    """Each process of a trial dies when it comes to `place` for the nth time; an empty place means any."""

    number: int
    place: str
    nth: int
    workers: int
    chance: float
    knows: bool
    faults: tuple[Fault, ...] = BENIGN

    @classmethod
    def from_number(cls, number: int) -> Trial:
        """First every place by name, for every account, without faults and with; then at random, with more workers."""
        if number < BY_NAME:
            nth, place = divmod(number // 2, len(PLACES))
            return cls(number, PLACES[place], nth + 1, 1, 0.8 * (number % 2), True, DOUBTFUL)
        dice = random.Random(number)
        return cls(
            number,
            "",
            dice.randint(1, 45),
            dice.choice((1, 2, 4)),
            dice.choice((0.0, 0.3)),
            dice.random() < 0.7,
        )


def old(address: str) -> str:
    return f"Old-{address}"


def the_plan(trial: Trial) -> Plan:
    return Plan(
        tuple(
            Entry(
                address,
                wanted=SecretStr(f"New-secret-{trial.number}-{n}"),
                generated=n % 2 == 0,
                current=SecretStr(old(address)) if trial.knows else None,
            )
            for n, address in enumerate(addresses())
        )
    )


def addresses() -> list[str]:
    return [f"u{n}@example.jp" for n in range(ACCOUNTS)]


def killer(trial: Trial) -> Callable[[str], None]:
    left = trial.nth
    turn = threading.Lock()

    def strike(place: str) -> None:
        nonlocal left
        with turn:
            if not trial.place or place == trial.place:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

    return strike


def one_process(trial: Trial, root: Path, strike: Callable[[str], None]) -> None:
    """Start the run, or take it up, until something kills this process or the run ends."""

    def told(event: Event) -> None:
        if isinstance(event, Doing):
            strike(event.point)

    site = Site(root / "site", chance=trial.chance, seed=trial.number, faults=trial.faults, hook=strike)
    terms = Terms(
        workers=trial.workers, max_failures=ACCOUNTS, budget=Budget(10**6, 10**6), canaries=(1, 2), grace=0
    )
    with open_journal(root / "state", "example.jp", KEY) as journal:
        run = next(iter(journal.runs()), None)
        if run is None:
            rotate(journal, the_plan(trial), factory(site), terms, told)
        else:
            resume(journal, run, factory(site), terms, told)


def forked(work: Callable[[], None]) -> bool:
    """Run it in a child; whether the child was killed rather than ended."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise AssertionError("a run ended in an error of its own")
    return os.WIFSIGNALED(status)


def carry_out(trial: Trial, root: Path) -> dict[str, object]:
    """Kill and resume until the run is finished; then the verdict."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    Site(root / "site").open_accounts(addresses(), old)
    kills = 0
    for round_number in range(MOST_ROUNDS):
        # Later processes live longer, or a place that every account passes would never be got over.
        grown = Trial(**{**vars(trial), "nth": trial.nth + round_number})
        kills += forked(lambda grown=grown: one_process(trial, root, killer(grown)))  # type: ignore[misc]
        if finished(root):
            break
    return {"trial": trial.number, "place": trial.place or "any", "kills": kills, "wrong": verdict(root)}


def finished(root: Path) -> bool:
    with open_journal(root / "state", "example.jp", KEY) as journal:
        run = next(iter(journal.runs()), None)
        return run is not None and not run.unfinished


def verdict(root: Path) -> list[str]:
    """Everything that must never be: a password on the site that its outcome does not name, a blind second Save."""
    wrong = []
    site = Site(root / "site")
    with open_journal(root / "state", "example.jp", KEY) as journal:
        run = journal.runs()[0]
        if run.unfinished:
            wrong.append(f"not finished after {MOST_ROUNDS} rounds: {run.counts}")
        for item in journal.items(run.id):
            site.catch_up(item.address)
            actual = site.password(item.address)
            known = journal.known_password(item.address)
            should = known.get_secret_value() if known and item.state is State.CHANGED else old(item.address)
            if item.state not in (State.CHANGED, State.UNCHANGED, State.REFUSED):
                wrong.append(f"{item.address} ended as {item.state}: {item.reason}")
            if actual != should:
                wrong.append(f"{item.address} is {item.state}, and the site has another password")
        wrong += [f"{address} was saved again without a look" for address in saves_without_a_look(site.log())]
    return wrong


def main() -> None:
    root, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for number in range(first, first + count):
        print(json.dumps(carry_out(Trial.from_number(number), root)), flush=True)


if __name__ == "__main__":
    main()
