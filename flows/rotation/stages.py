"""In which order a run takes its accounts: never many at once before a few have gone well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.rotation.life import IN_DOUBT, Item


@dataclass(frozen=True)
class Stage:
    """Accounts that may be worked on at once. Where none of a canary stage goes well, the run stops."""

    items: tuple[Item, ...]
    canary: bool = False


def stages(items: Sequence[Item], succeeded: int, canaries: Sequence[int]) -> Iterator[Stage]:
    """Doubts first (they are looked at), then the canaries that are still owed, the rest, and oneself last.

    `succeeded` counts the accounts that went well before this run was stopped.
    """
    yield from _filled(Stage(tuple(item for item in items if item.state in IN_DOUBT and not item.last)))
    fresh = tuple(item for item in items if item.state not in IN_DOUBT and not item.last)
    for size in canaries:
        owed = max(0, size - succeeded)
        succeeded = max(0, succeeded - size)
        yield from _filled(Stage(fresh[:owed], canary=len(fresh) > owed))
        fresh = fresh[owed:]
    yield from _filled(Stage(fresh))
    yield from _filled(Stage(tuple(item for item in items if item.last)))


def _filled(stage: Stage) -> Iterator[Stage]:
    if stage.items:
        yield stage
