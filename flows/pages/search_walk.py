"""Read a list that shows nothing until two characters are typed: type every beginning that a user id can have."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import product
from string import ascii_lowercase, digits
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator

from flows.errors import SiteError
from flows.pages.screen import Screen

FIRST = ascii_lowercase + digits
SECOND = ascii_lowercase + digits + "._-"
"""What IMail's user ids are made of. One of a single character cannot be searched for."""
TICKS = 8
"""A search that has asked the site for nothing after so many ticks of the page's clock is not going to."""

Rows = list[dict[str, Any]]


def search_walk(screen: Screen, box: Locator, rows: Callable[[], Rows]) -> Iterator[Rows]:
    """The rows for each beginning of two characters.

    The search narrows by full name too, so rows come repeatedly. About a third of a second each: minutes in all.
    Raises SiteError where the site was asked and gave no answer, and where it was never asked and nothing was
    found: the list would not be whole.
    """
    session, asked_at_all, anybody = screen.session, screen.session.requests, False
    for first, second in product(FIRST, SECOND):
        arrivals = session.arrivals
        try:
            box.fill("")
            box.press_sequentially(first)
            asked, typed = session.requests, time.monotonic()
            box.press_sequentially(second)
        except PlaywrightError:
            screen.raise_obstacle()
            raise SiteError("On the user list, the search box did not let itself be typed into.") from None
        for _ in range(TICKS):
            if session.requests > asked:
                break
            screen.tick()
        while session.unanswered_since(asked):
            if time.monotonic() - typed > session.timeout:
                raise SiteError(
                    f"The user list was searched for “{first}{second}” and gave no answer within "
                    f"{session.timeout:g} s. It is not whole, so nothing was done with it."
                )
            session.pause()
        screen.tick()
        if session.arrivals > arrivals:
            screen.raise_obstacle()
        found = rows()
        anybody = anybody or bool(found)
        yield found
    box.fill("")
    if not anybody and session.requests == asked_at_all:
        raise SiteError(
            "The user list shows nobody until it is searched, and typing into its search box asked the site for "
            "nothing. It could not be read, so nothing was done with it."
        )
