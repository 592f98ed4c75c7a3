"""Read a list page after page, by its next page or by scrolling past its last account: whole, or an error."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error as PlaywrightError

from flows.errors import SiteError
from flows.pages.counter import is_loading
from flows.pages.parts import Pressable
from flows.pages.screen import Screen
from flows.pages.sight import Finding, Sight, account_link

STILL_TICKS, SETTLE_TICKS = 6, 50
"""A list that asks the site for nothing for so many ticks of the page's clock after scrolling has no more to give; one
that has asked, or was searched, and shows nothing new for so many after the answer."""
STEP_PIXELS = 200
"""Less than a list shows at once. Up first, then down: a list that is at its end already notices nothing else."""
TO_THE_END_PIXELS = 100_000

Rows = list[dict[str, Any]]


def rows_of(sight: Sight) -> Rows:
    """The accounts as they stand there, in order."""
    rows = sight.readings.get("rows") or []
    assert isinstance(rows, list)
    return rows


def ids_of(sight: Sight) -> set[str]:
    """What the list calls them: whole addresses, or user ids."""
    return {str(row["id"]) for row in rows_of(sight)}


def page_walk(users: Screen, next_page: Pressable) -> Iterator[Rows]:
    """The rows of each page in turn; a list that only grows gives its new rows with the old ones.

    Raises SiteError where the list says that there is more than was read, or shows a row that is no account.
    """
    seen: set[str] = set()
    while True:
        sight = _drawn(users)
        without_gaps(sight)
        if not seen and (line := sight.readings["begins_later"]):
            raise SiteError(
                f"The user list says “{line}”: it does not begin with its first page. It is not whole, so nothing "
                "was done with it."
            )
        yield rows_of(sight)
        ids = ids_of(sight)
        new, seen = ids - seen, seen | ids
        if not _goes_on(sight) and _grew(users, sight, seen):
            continue
        if (ids and not new) or not users.came(lambda: _goes_on(users.look()), 0, 0):
            return whole(users.look())
        next_page.press()
        _turned(users, ids)


def without_gaps(sight: Sight) -> None:
    """Raise SiteError where something stands among the accounts that could not be read as one."""
    if gap := next(iter(sight.readings["left_out"]), None):
        raise SiteError(
            f"Among the accounts of the user list stands “{gap}”, and it could not be read as one. The list is not "
            "whole, so nothing was done with it. See `flows inspect user-list`."
        )


def whole(sight: Sight) -> None:
    """Raise SiteError where the list says that it goes on."""
    if line := sight.readings["goes_on"]:
        raise SiteError(
            f"The user list says “{line}”, and no way to the rest was found. It is not whole, so nothing was "
            "done with it. See `flows inspect user-list`, and name the way on in FLOWS_WORDING."
        )


def _goes_on(sight: Sight) -> bool:
    return sight.findings["next-page"].result == "found"


def _drawn(users: Screen) -> Sight:
    """A look that the next one agrees with: a page may show its first accounts while the rest still comes.

    One that says it is loading is waited for.
    """
    began, sight = time.monotonic(), users.look()
    while time.monotonic() - began < users.session.timeout:
        users.tick()
        before, sight = sight, users.look()
        if ids_of(before) == ids_of(sight) and not is_loading(sight.readings["goes_on"]):
            break
    return sight


def _turned(users: Screen, ids: set[str]) -> None:
    """Wait for other accounts than these."""
    deadline = time.monotonic() + users.session.timeout
    while ids_of(users.look()) in (ids, set()):
        users.raise_obstacle()
        if time.monotonic() > deadline:
            raise SiteError(
                "On the user list, the next page was asked for and the same accounts stayed. "
                "The list is not whole, so nothing was done with it."
            )
        users.breathe()


def _grew(users: Screen, sight: Sight, seen: set[str]) -> bool:
    """Scroll past the last account, as a person does with lists that load more at their end.

    A little first, because a list may draw only the rows in view; then to the very end.
    """
    if not rows_of(sight):
        return False
    last = _last(users, sight)
    return any(_scrolled(users, last, pixels, seen) for pixels in (STEP_PIXELS, TO_THE_END_PIXELS))


def _last(users: Screen, sight: Sight) -> Finding:
    ids = (str(row["id"]) for row in reversed(rows_of(sight)))
    links = (account_link(users.window, each, users.session.wording) for each in ids)
    last = next((link for link in links if link.result == "found"), None)
    if last is None:
        raise SiteError(
            "The user list could not be scrolled, for none of its accounts stands there a single time. "
            "It may not be whole, so nothing was done with it."
        )
    return last


def _scrolled(users: Screen, last: Finding, pixels: int, seen: set[str]) -> bool:
    session, mouse = users.session, users.window.mouse
    asked = session.requests
    with suppress(PlaywrightError):
        last.locator.scroll_into_view_if_needed()
        last.locator.hover()
        mouse.wheel(0, -STEP_PIXELS)
        users.tick()  # both in one frame would be no scrolling at all
        mouse.wheel(0, pixels + STEP_PIXELS)

    def new() -> bool:
        return bool(ids_of(users.look()) - seen)

    came = users.came(new, asked, STILL_TICKS)
    if not came and (session.requests > asked or session.unanswered_since(0)):
        came = users.came(new, asked, SETTLE_TICKS)
    if not came and session.unanswered_since(asked):
        raise SiteError(
            "The user list was scrolled, and what it asked the site for then did not come within "
            f"{session.timeout:g} s. It is not whole, so nothing was done with it."
        )
    return came
