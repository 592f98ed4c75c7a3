"""What a report says of one account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flows.records import Outcome, is_legible
from flows.rotation.budget import doors
from flows.rotation.journal import Journal
from flows.rotation.life import Item, State

NOT_REACHED = "not reached before the run stopped; --resume takes it up"
LEFT_IN_HAND = "the run ended with this account in hand; --resume looks at it first"


@dataclass(frozen=True)
class AccountReport:
    """One account's end in a run, in the contract's words. Times are seconds since 1970."""

    address: str
    name: str
    outcome: Outcome
    reason: str
    attempts: int
    started_at: float | None
    ended_at: float | None
    doors: dict[str, str] = field(default_factory=dict)
    reached: bool = True

    @property
    def seconds(self) -> float | None:
        if self.started_at is None or self.ended_at is None:
            return None
        return self.ended_at - self.started_at


def account_reports(
    journal: Journal, run: str, states: Iterable[State] = tuple(State)
) -> list[AccountReport]:
    """Every account of a run that has come to one of these states, in the plan's order."""
    said = doors(journal, run)
    return [_report(item, said.get(item.address.casefold(), {})) for item in journal.items(run, states)]


def _report(item: Item, said: dict[str, str]) -> AccountReport:
    return AccountReport(
        item.address,
        printable(item.name),
        item.state.outcome,
        printable(_reason(item)),
        item.attempts,
        item.started_at,
        item.ended_at,
        said,
        reached=item.state is not State.PLANNED,
    )


def _reason(item: Item) -> str:
    match item.state:
        case State.PLANNED:
            return "; ".join(filter(None, (item.reason, NOT_REACHED)))
        case State.TRYING:
            return LEFT_IN_HAND
        case _:
            return item.reason


def printable(text: str) -> str:
    """Without characters that move a terminal's cursor or that XML cannot carry."""
    return "".join(one if is_legible(one) else " " for one in text)
