"""Read a list that shows nothing until two characters are typed: type every beginning that a user id can have."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import product
from string import ascii_lowercase, digits
from typing import Any

from playwright.sync_api import Locator

from flows.errors import SiteError
from flows.pages.session import Session, tick

FIRST = ascii_lowercase + digits
SECOND = ascii_lowercase + digits + "._-"
"""What IMail's user ids are made of. One of a single character cannot be searched for."""
TICKS = 8
"""A search that has asked the site for nothing after so many ticks of the page's clock is not going to."""

Rows = list[dict[str, Any]]


def search_walk(box: Locator, session: Session, rows: Callable[[], Rows]) -> Iterator[Rows]:
    """The rows for each beginning of two characters.

    The search narrows by full name too, so rows come repeatedly. About a third of a second each: minutes in all.
    Raises SiteError where the site was asked and gave no answer: the list would not be whole.
    """
    for first, second in product(FIRST, SECOND):
        box.fill("")
        box.press_sequentially(first)
        asked, typed = session.requests, time.monotonic()
        box.press_sequentially(second)
        for _ in range(TICKS):
            if session.requests > asked:
                break
            tick(box)
        while session.unanswered_since(asked):
            if time.monotonic() - typed > session.timeout:
                raise SiteError(
                    f"The user list was searched for “{first}{second}” and gave no answer within "
                    f"{session.timeout:g} s. It is not whole, so nothing was done with it."
                )
            session.pause()
        tick(box)
        yield rows()
    box.fill("")
