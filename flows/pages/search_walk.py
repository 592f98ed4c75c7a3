"""Read a list that shows nothing until two characters are typed: type every beginning that a user id can have."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import product
from string import ascii_lowercase, digits
from typing import Any

from playwright.sync_api import Locator

FIRST = ascii_lowercase + digits
SECOND = ascii_lowercase + digits + "._-"
"""What IMail's user ids are made of. One of a single character cannot be searched for."""
QUIET_SECONDS = 0.6
"""A search that has asked the site for nothing this long after the last key is not going to."""

Rows = list[dict[str, Any]]


def search_walk(
    box: Locator, rows: Callable[[], Rows], answers: Callable[[], int], breathe: Callable[[], None]
) -> Iterator[Rows]:
    """The rows for each beginning of two characters; `answers` counts what the site has answered so far.

    The search narrows by full name too, so rows come repeatedly. About a third of a second each: minutes in all.
    """
    for beginning in map("".join, product(FIRST, SECOND)):
        answered, typed = answers(), time.monotonic()
        box.fill("")
        box.press_sequentially(beginning)
        while answers() == answered and time.monotonic() - typed < QUIET_SECONDS:
            breathe()
        breathe()
        yield rows()
    box.fill("")
