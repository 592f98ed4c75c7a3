"""Each of the practice site's faults on each request of the procedure, in a real browser; what must hold, holds.

The long matrix: `pytest -m long tests/rotation/browser/test_fault_matrix.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.practice import KINDS, Fault
from tests.rotation.browser.trial import WHO, DoorKind, Trial, carry_out

ANYWHERE = ("slow", "expired", "error-page", "error-after", "http-500", "dropped-before", "dropped-after")
THE_WAY = (
    "admin-sign-in-page",
    "admin-sign-in",
    "console",
    "domain",
    "users",
    "search",
    "properties",
    "save",
)
THE_LOOK = ("sign-in-page", "sign-in", "mailbox")
ELSEWHERE = {
    "deleted": ("users", "properties", "save"),
    "refused": ("admin-sign-in", "save"),
    "silent": ("save",),
    "mute": ("save",),
    "alert": ("save",),
    "confirm": ("properties",),
}
DOORS: tuple[DoorKind, ...] = ("mail", "webmail", "none")
FROM_THE_LIST = ("users", "search")
"""These are only asked for by a worker that knows no links."""

NOT_CHANGED = {"refused": {"refused"}, "deleted": {"failed", "unknown"}}
"""A kind that takes one account out of those that end changed, and how that account ends."""
ADMINISTRATOR_GONE = ("deleted", "users")
"""The user list is about nobody but who asks for it: he is the one deleted, and nothing can be written."""


def matrix() -> Iterator[tuple[str, str, DoorKind]]:
    for door in DOORS:
        for kind in ANYWHERE:
            yield from ((kind, on, door) for on in THE_WAY)
        for kind, places in ELSEWHERE.items():
            yield from ((kind, on, door) for on in places)


SAMPLE: tuple[tuple[str, str, DoorKind], ...] = (
    ("dropped-after", "save", "webmail"),
    ("error-after", "save", "mail"),
    ("error-page", "save", "none"),
)


def test_the_matrix_leaves_no_kind_of_fault_out() -> None:
    assert {kind for kind, _, _ in matrix()} == set(KINDS)


def told(kind: str, on: str, door: DoorKind, home: Path) -> None:
    ending = carry_out(Trial((Fault(kind, on=on),), door=door, links=on not in FROM_THE_LIST), home / "state")
    assert ending.wrong == known_lies(kind, door), ending
    if (kind, on) == ADMINISTRATOR_GONE:
        assert ending.outcomes == {"planned": len(WHO)}, ending
        return
    unsettled = len(WHO) - ending.outcomes["changed"] - ending.outcomes["unchanged"]
    assert unsettled <= 1, ending
    if unsettled and door != "none":
        assert set(ending.outcomes) - {"changed"} <= NOT_CHANGED.get(kind, set()) | lied(kind), ending


def lied(kind: str) -> set[str]:
    return {"unknown"} if kind == "silent" else set()


def known_lies(kind: str, door: DoorKind) -> list[str]:
    """A site that says “saved” and has not saved is found out at a mail door; without one its word is taken."""
    deceived = kind == "silent" and door != "mail"
    return [f"{WHO[0]}@example.jp is changed, and the site has another password"] if deceived else []


@pytest.mark.parametrize(("kind", "on", "door"), SAMPLE)
def test_a_fault_costs_no_password(kind: str, on: str, door: DoorKind, tmp_path: Path) -> None:
    told(kind, on, door, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize(("kind", "on", "door"), list(matrix()))
def test_every_fault_on_every_request_costs_no_password(
    kind: str, on: str, door: DoorKind, tmp_path: Path
) -> None:
    told(kind, on, door, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("on", THE_LOOK)
@pytest.mark.parametrize("kind", ANYWHERE)
def test_a_look_that_goes_wrong_is_no_look(kind: str, on: str, tmp_path: Path) -> None:
    """The Save's answer is lost, and then the web mail misbehaves too."""
    faults = (Fault("error-after", on="save"), Fault(kind, on=on, times=2))
    ending = carry_out(Trial(faults), tmp_path / "state")
    assert ending.wrong == [], ending
    assert ending.outcomes["changed"] == len(WHO), ending
