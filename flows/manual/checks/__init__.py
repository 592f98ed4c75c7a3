"""How a statement is tried: the ledger names a kind, and each kind is one function.

A check takes the tour and the arguments that the ledger gives; it reads notes and returns a judgement. What
it cannot see because the walk ended earlier could not be tried; it fails only for what its own statement says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flows.errors import FlowsError
from flows.manual.checks.outside import address, administrator, dns, door
from flows.manual.checks.screens import absent, accounts, hidden, last, named, part, rule, text
from flows.manual.checks.steps import answer, changed, new_window, refused, step, taken
from flows.manual.ledger import Check
from flows.manual.tour import Tour
from flows.manual.verdicts import Judgement, untried

CHECKS: Mapping[str, Callable[..., Judgement]] = {
    "absent": absent,
    "accounts": accounts,
    "address": address,
    "administrator": administrator,
    "answer": answer,
    "changed": changed,
    "dns": dns,
    "door": door,
    "hidden": hidden,
    "last": last,
    "named": named,
    "new-window": new_window,
    "part": part,
    "refused": refused,
    "rule": rule,
    "step": step,
    "taken": taken,
    "text": text,
}
"""By the kind that the ledger names. `compare` is none of them: it is decided by the ledger's facts alone."""


def tried(tour: Tour, check: Check, step_id: str) -> Judgement:
    """Try one statement. Settings that are missing, or a site that is away, leave it untried."""
    given: dict[str, Any] = {key.replace("-", "_"): value for key, value in check.given.items()}
    if check.kind == "step" or (step_id and check.kind == "new-window"):
        given["step_id"] = step_id
    try:
        return CHECKS[check.kind](tour, **given)
    except FlowsError as error:
        return untried(f"試す前に止まった: {error}", f"It stopped before this could be tried: {error}")
