"""What must never be, whatever went wrong: read from the site's own state and log, and from the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flows.rotation.journal import Journal
from flows.rotation.life import State

REPEAT_SECONDS = 3.0
"""Chromium sends a POST again within a moment of the connection's end."""


@dataclass(frozen=True)
class Write:
    """What one press of Save sent: several requests where Chromium repeated them."""

    requests: tuple[Mapping[str, Any], ...]

    @property
    def refused(self) -> bool:
        return all("refused" in request["faults"] for request in self.requests)


def writes(log: Iterable[Mapping[str, Any]], address: str) -> list[Write]:
    """The presses of Save for an account, in order."""
    pressed: list[list[Mapping[str, Any]]] = []
    for request in log:
        if request["occasion"] == "save" and request["account"].casefold() == address.casefold():
            if pressed and _repeats(pressed[-1][-1], request):
                pressed[-1].append(request)
            else:
                pressed.append([request])
    return [Write(tuple(requests)) for requests in pressed]


def _repeats(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    soon = second["began"] - first["ended"] < REPEAT_SECONDS
    return first["status"] == 0 and first["session"] == second["session"] and soon


def silent_repeats(log: Iterable[Mapping[str, Any]]) -> int:
    """How many Saves reached the site again although nobody pressed twice."""
    log = list(log)
    whose = {request["account"] for request in log if request["occasion"] == "save"}
    return sum(len(write.requests) - 1 for address in whose for write in writes(log, address))


def wrong(
    before: Mapping[str, Any], after: Mapping[str, Any], journal: Journal, looks: Mapping[str, list[int]]
) -> list[str]:
    """Everything that breaks the promise. `looks` are the numbers of the last request before each look."""
    run = journal.runs()[0]
    items = {item.address: item for item in journal.items(run.id)}
    said = []
    for address, item in items.items():
        presses = writes(after["requests"], address)
        if len(presses) > item.attempts:
            said.append(f"{address}: {len(presses)} Saves, of which the journal knows {item.attempts}")
        for first, second in pairwise(presses):
            last, next_ = first.requests[-1]["number"], second.requests[0]["number"]
            if not first.refused and not any(last <= at < next_ for at in looks.get(address, [])):
                said.append(f"{address}: saved again without a look")
        if address not in after["deleted"]:
            said += _password(journal, run.id, address, before, after)
    said += _untouched(before, after, set(items))
    return said


def _password(
    journal: Journal, run: str, address: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[str]:
    """The password of the site is the one that the outcome names; where nobody knows, it is one of those kept."""
    state = journal.item(run, address).state
    actual, old = after["accounts"][address]["password"], before["accounts"][address]["password"]
    kept = {one.password.get_secret_value() for one in journal.candidates(address) if one.password}
    known = journal.known_password(address)
    if state in (State.CHANGED, State.UNCHANGED):
        right = known is not None and actual == known.get_secret_value()
    elif state in (State.REFUSED, State.FAILED, State.PLANNED):
        right = actual == old
    else:
        right = actual in {*kept, old}
    return [] if right else [f"{address} is {state}, and the site has another password"]


def _untouched(before: Mapping[str, Any], after: Mapping[str, Any], planned: set[str]) -> list[str]:
    said = [] if after["domain_saves"] == 0 else [f"the domain was saved {after['domain_saves']} times"]
    for address, account in after["accounts"].items():
        if account["properties"] != before["accounts"][address]["properties"]:
            said.append(f"{address}: other properties were changed")
        if address not in planned and account != before["accounts"][address]:
            said.append(f"{address} was not in the plan and is not what it was")
    return said


def outcomes(journal: Journal) -> Counter[str]:
    """How many accounts ended how, in the newest run."""
    return Counter(item.state.value for item in journal.items(journal.runs()[0].id))
