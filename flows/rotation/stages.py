"""In which order a run takes its accounts: never many at once before a few have gone well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.rotation.life import IN_DOUBT, Item, State


@dataclass(frozen=True)
class Stage:
    """Accounts that may be worked on at once. Where none of a canary stage goes well, the run stops."""

    items: tuple[Item, ...]
    canary: bool = False


def stages(items: Sequence[Item], succeeded: int, canaries: Sequence[int]) -> Iterator[Stage]:
    """Doubts first (they are looked at), then the canaries that are still owed, the rest, and oneself last.

    `succeeded` counts the accounts that went well before this run was stopped. Where they were enough, one account
    still goes alone: a sign-in that is refused by now is refused once, not to every worker.
    """
    yield from _filled(Stage(tuple(item for item in items if item.state in IN_DOUBT and not item.last)))
    fresh = [item for item in items if item.state not in IN_DOUBT and not item.last]
    fresh.sort(key=lambda item: item.state is State.FAILED)  # what went wrong before is no canary
    owed = []
    for size in canaries:
        owed.append(max(0, size - succeeded))
        succeeded = max(0, succeeded - size)
    if owed and not owed[0]:
        yield from _filled(Stage(tuple(fresh[:1])))
        fresh = fresh[1:]
    for many in owed:
        yield from _filled(Stage(tuple(fresh[:many]), canary=len(fresh) > many))
        fresh = fresh[many:]
    yield from _filled(Stage(tuple(fresh)))
    yield from _filled(Stage(tuple(item for item in items if item.last)))


def _filled(stage: Stage) -> Iterator[Stage]:
    if stage.items:
        yield stage
