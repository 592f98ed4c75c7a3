"""The search of the user list: ask it for a text, and read a list that shows nobody until it is asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import product
from string import ascii_lowercase, digits

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator

from flows.errors import SiteError
from flows.pages.page_walk import Rows
from flows.pages.screen import Screen
from flows.pages.sight import look

FIRST = ascii_lowercase + digits
SECOND = ascii_lowercase + digits + "._-"
"""What IMail's user ids are made of. One of a single character cannot be searched for."""
TICKS = 8
"""A search that has asked the site for nothing after so many ticks of the page's clock is not going to."""


def search_for(screen: Screen, box: Locator, text: str) -> int:
    """Type it into the search box; where that asks the site for nothing, press the box's button or leave the box.

    Returns how many requests there were before. Raises what stands in the way where the box cannot be typed into.
    """
    session = screen.session
    asked = session.requests
    try:
        box.fill("")
        box.press_sequentially(text[:-1])
        asked = session.requests
        box.press_sequentially(text[-1:])
        for _ in range(TICKS):
            if session.requests > asked:
                return asked
            screen.tick()
        button = look(screen.window, "search", session.wording).findings["search-button"]
        if button.result == "found":
            button.locator.click()
        else:
            box.blur()  # some send it when the box is left
        screen.moved()
    except PlaywrightError:
        screen.raise_obstacle()
        raise SiteError("On the user list, the search did not let itself be used.") from None
    return asked


def search_walk(screen: Screen, box: Locator, rows: Callable[[], Rows]) -> Iterator[Rows]:
    """The rows for each beginning of two characters.

    The search narrows by full name too, so rows come repeatedly. About a third of a second each: minutes in all.
    Raises SiteError where the site was asked and gave no answer, and where it was never asked and nothing was
    found: the list would not be whole.
    """
    session, asked_at_all, anybody = screen.session, screen.session.requests, False
    for first, second in product(FIRST, SECOND):
        arrivals, typed = session.arrivals, time.monotonic()
        asked = search_for(screen, box, first + second)
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
            "The user list shows nobody until it is searched, and its search asked the site for nothing. "
            "It could not be read, so nothing was done with it."
        )
