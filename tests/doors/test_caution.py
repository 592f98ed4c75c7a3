"""A shut door is not knocked on again with the same password, and attempts have a budget."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from pydantic import SecretStr

from flows.doors import CarefulDoor, Cause, DoorAnswer, ShutDoors, SignInBudget, cause_of
from flows.doors.causes import OPEN, shut, unclear
from flows.records import DoorState

TARO, HANAKO = "taro@example.jp", "hanako@example.jp"
OLD, NEW = SecretStr("Old-one.77"), SecretStr("New-one.88")


@dataclass
class Porter:
    """A door that opens to one password and counts the knocks."""

    opens_to: SecretStr = NEW
    name: str = "imap"
    fault: DoorAnswer | None = None
    knocks: list[str] = field(default_factory=list)

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        self.knocks.append(address)
        if self.fault:
            return self.fault
        return OPEN if password == self.opens_to else shut("the server says no")


def test_a_shut_door_is_not_knocked_on_again_with_the_same_password() -> None:
    porter = Porter()
    door = CarefulDoor(porter, ShutDoors(), SignInBudget())
    answers = [door.try_password(address, OLD) for address in (TARO, TARO, TARO.upper())]
    assert {answer.state for answer in answers} == {DoorState.SHUT}
    assert porter.knocks == [TARO]
    assert door.try_password(TARO, NEW).state is DoorState.OPEN
    assert door.try_password(HANAKO, OLD).state is DoorState.SHUT
    assert porter.knocks == [TARO, TARO, HANAKO]


def test_after_a_save_the_door_is_tried_again() -> None:
    porter, memory = Porter(opens_to=OLD), ShutDoors()
    door = CarefulDoor(porter, memory, SignInBudget())
    assert door.try_password(TARO, NEW).state is DoorState.SHUT
    porter.opens_to = NEW
    memory.forget(TARO)
    assert door.try_password(TARO, NEW).state is DoorState.OPEN


def test_an_unclear_answer_is_not_remembered() -> None:
    porter = Porter(fault=unclear(Cause.TIMEOUT, "no answer"))
    door = CarefulDoor(porter, ShutDoors(), SignInBudget())
    assert door.try_password(TARO, NEW).state is DoorState.UNCLEAR
    porter.fault = None
    assert door.try_password(TARO, NEW).state is DoorState.OPEN


def test_an_account_has_a_budget_that_openings_do_not_touch() -> None:
    porter = Porter()
    door = CarefulDoor(porter, ShutDoors(), SignInBudget(per_account=2))
    for _ in range(9):
        assert door.try_password(TARO, NEW).state is DoorState.OPEN
    for guess in ("one", "two"):
        assert door.try_password(TARO, SecretStr(guess)).state is DoorState.SHUT
    knocks = len(porter.knocks)
    refused = door.try_password(TARO, SecretStr("three"))
    assert (refused.state, cause_of(refused)) == (DoorState.UNCLEAR, Cause.NOT_TRIED)
    assert len(porter.knocks) == knocks
    assert door.try_password(HANAKO, OLD).state is DoorState.SHUT


def test_what_never_reached_the_sign_in_costs_nothing_and_a_timeout_does() -> None:
    for cause, free in ((Cause.REFUSED, True), (Cause.CERTIFICATE, True), (Cause.TIMEOUT, False)):
        budget = SignInBudget(per_account=1)
        door = CarefulDoor(Porter(fault=unclear(cause, "no")), ShutDoors(), budget)
        door.try_password(TARO, NEW)
        assert budget.take(TARO) is free


def test_the_client_has_a_budget_over_all_accounts_and_threads() -> None:
    porter = Porter()
    door = CarefulDoor(porter, ShutDoors(), SignInBudget(per_client=20))
    with ThreadPoolExecutor(8) as workers:
        list(workers.map(lambda n: door.try_password(f"user{n}@example.jp", OLD), range(100)))
    assert len(porter.knocks) == 20


def test_the_memory_holds_no_password() -> None:
    memory = ShutDoors()
    memory.remember("imap", TARO, OLD, shut("the server says no"))
    assert "Old-one.77" not in repr(vars(memory))
