"""The user list, ユーザー管理 (manual 2-1-2): read whole however many pages it has; an account by its exact address."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

from playwright.sync_api import Error as PlaywrightError

from flows.errors import AccountGone, PartAmbiguous, SiteError
from flows.pages.counter import is_loading
from flows.pages.folded_properties import FoldedProperties
from flows.pages.links import read_links
from flows.pages.list_box import ListBox
from flows.pages.parts import Button, Field
from flows.pages.screen import Screen
from flows.pages.search_walk import search_for, search_walk
from flows.pages.sight import Finding, Sight, account_link, explain
from flows.pages.user_properties import UserProperties
from flows.pages.watch import Watch
from flows.records import Account, same_address

SEARCH_FROM = 2
"""The search narrows the list from so many characters on; a shorter user id cannot be searched."""
STILL_TICKS, SETTLE_TICKS = 6, 50
"""A list that asks the site for nothing for so many ticks of the page's clock after scrolling has no more to give; one
that has asked, or was searched, and shows nothing new for so many after the answer."""
STEP_PIXELS = 200
"""Less than a list shows at once. Up first, then down: a list that is at its end already notices nothing else."""
TO_THE_END_PIXELS = 100_000
CHOICES = "lists => lists.map(list => [list.selectedOptions[0]?.text ?? '', ...[...list.options].map(it => it.text)])"

T = TypeVar("T")


class UserList(Screen):
    name = "user-list"
    title = "user list"
    landmark = ()

    search = Field()
    next_page = Button()

    def arrive(self) -> UserList:
        """Wait for accounts, or for the search box of a list that shows none until asked."""
        deadline = time.monotonic() + self.session.timeout
        while not self.is_shown():
            self.raise_obstacle()
            if time.monotonic() > deadline:
                raise SiteError(
                    "The user list was awaited, but no accounts and no search box are in sight. "
                    f"The window shows “{self.window_title()}”."
                )
            self.breathe()
        return self

    def shows(self, sight: Sight) -> bool:
        return bool(sight.readings.get("rows")) or sight.findings["search"].result == "found"

    def accounts(self, domain: str) -> list[Account]:
        """Every account of the domain, from the first page to the last.

        Raises SiteError where the site gave no answer, or an error, to any question for the list: it is whole or an
        error. So it is where the list shows another domain.
        """
        self._shows_domain(domain)
        known: dict[str, Account] = {}
        failures = self.session.failures
        for rows in self._pages() if self._lists_unasked() else self._searches():
            for row in rows:
                account = _account(row, domain)
                known.setdefault(account.address.casefold(), account)
        if self.session.failures > failures:
            raise SiteError(
                "While the user list was read, the site answered with an error or not at all. The list may not be "
                "whole, so nothing was done with it. Try again when the site is well."
            )
        return list(known.values())

    def shown(self, domain: str) -> list[Account]:
        """The accounts of the page in front of us."""
        return [_account(row, domain) for row in _rows(self.look())]

    def open(self, address: str) -> UserProperties:
        """Click exactly this account: its properties appear (2-1-3 for the administrator, STEP1).

        Where its link is known and proven to be a plain address, it is followed without showing the list again.
        """
        return self._straight(address) or self._clicked(address)

    def knows_the_way_to(self, address: str) -> bool:
        """Whether `open` needs no list in front of it."""
        return self.session.links.to(address) is not None

    def _straight(self, address: str) -> UserProperties | None:
        link = self.session.links.to(address)
        if link is None:
            return None
        watch = Watch(self.session, self.window)
        try:
            self.session.links.go(link)
        except PlaywrightError:
            UserProperties(self.session, self.window).raise_obstacle()
            raise SiteError(f"The link of {address} in the user list could not be followed.") from None
        return self._properties(watch, address)

    def _clicked(self, address: str) -> UserProperties:
        link = self._found(address)
        if link is None:
            raise AccountGone(f"{address} is not in the user list (any more).")
        watch, proof = Watch(self.session, self.window), self.session.links.clicked(address, link.locator)
        try:
            self._press(link)
        except PlaywrightError:
            raise SiteError(f"{address} stands in the user list, but could not be clicked.") from None
        properties = self._properties(watch, address)
        self.session.links.prove(proof)
        return properties

    def _press(self, link: Finding) -> None:
        if link.by != "option":
            link.locator.click()
            return
        link.locator.locator("xpath=ancestor::select").select_option(link.locator.text_content())
        ListBox(self.session, self.window).properties.press()

    def _properties(self, watch: Watch, address: str) -> UserProperties:
        """The form that comes, its password section opened where it is shut."""

        def is_of_it(seen: Screen) -> bool:
            return not isinstance(seen, FoldedProperties) or seen.is_of(address)

        screen = watch.see(UserProperties, FoldedProperties, accept=is_of_it)
        if isinstance(screen, FoldedProperties):
            screen = screen.unfold()
        assert isinstance(screen, UserProperties)
        screen.belongs_to(address)
        return screen

    def has(self, address: str) -> bool:
        """Whether the list has an account of exactly this address."""
        return self._found(address) is not None

    def _found(self, address: str) -> Finding | None:
        self._shows_domain(address.partition("@")[2])
        return self._in_sight(address) or self._searched(address) or self._paged_to(address)

    def _in_sight(self, address: str) -> Finding | None:
        """What opens the account, where it stands there once. A user id without a domain is one of our own domain."""
        link = account_link(self.window, address, self.session.wording)
        if link.result == "ambiguous":
            self.tick()  # it may be on its way from one place to the other
            link = account_link(self.window, address, self.session.wording)
        if link.result == "ambiguous":
            raise PartAmbiguous(explain(link, self.name))
        if link.result == "missing":
            return None
        own = (self.session.settings.admin_user or "").partition("@")[2]
        ours = not own or same_address(address.partition("@")[2], own)
        return link if ours or "@" in link.candidates[0].caption else None

    def _shows_domain(self, domain: str) -> None:
        """Raise SiteError where a list of domains stands on another one: its user ids are not those of ours."""
        for frame in self.window.frames:
            with suppress(PlaywrightError):
                for chosen, *choices in frame.locator("select:visible").evaluate_all(CHOICES):
                    offered = any(same_address(choice.strip(), domain) for choice in choices)
                    if offered and "." in chosen and not same_address(chosen.strip(), domain):
                        raise SiteError(
                            f"The user list shows the domain {chosen.strip()}, not {domain}. Nothing was done with it. "
                            f"Sign in as an administrator of {domain} alone, or make it the one that is shown first."
                        )

    def _searched(self, address: str) -> Finding | None:
        user_id = address.partition("@")[0]
        box = self.look().findings["search"]
        if box.result != "found" or len(user_id) < SEARCH_FROM:
            return None
        asked = search_for(self, box.locator, user_id)
        return self._came(lambda: self._in_sight(address), asked, SETTLE_TICKS)

    def _paged_to(self, address: str) -> Finding | None:
        self._unsearched()
        for _ in self._pages():
            if link := self._in_sight(address):
                return link
        return None

    def _unsearched(self) -> None:
        """Empty the search box, and wait for the list that comes back."""
        sight = self.look()
        box, found = sight.findings["search"], _ids(_rows(sight))
        if box.result == "found" and box.locator.input_value():
            asked = search_for(self, box.locator, "")
            self._came(lambda: _ids(_rows(self.look())) not in (found, set()), asked, SETTLE_TICKS)

    def _lists_unasked(self) -> bool:
        """Whether accounts stand there without a search. A list that is still loading is waited for."""
        return self._came(lambda: bool(_rows(self.look())), 0, SETTLE_TICKS)

    def _came(self, there: Callable[[], T], asked: int, ticks: int) -> T:
        """What is there once something is; or nothing, when all that was asked for since `asked` has been answered,
        so many ticks of the page's clock have passed, and nothing stands in the way."""
        began, still = time.monotonic(), 0
        while not (it := there()):
            if self.session.unanswered_since(asked) and time.monotonic() - began < self.session.timeout:
                self.breathe()
            elif still < ticks:
                still += 1
                self.tick()
            else:
                self.raise_obstacle()
                break
        return it

    def _searches(self) -> Iterator[list[dict[str, Any]]]:
        return search_walk(self, self.wait_for("search").locator, self._found_rows)

    def _found_rows(self) -> list[dict[str, Any]]:
        sight = self.look()
        self._without_gaps(sight)
        self._whole(sight)
        return _rows(sight)

    def _pages(self) -> Iterator[list[dict[str, Any]]]:
        """The rows of each page in turn; a list that only grows gives its new rows with the old ones."""
        seen: set[str] = set()
        while True:
            sight = self._drawn()
            rows = _rows(sight)
            self._without_gaps(sight)
            if not seen and (line := sight.readings["begins_later"]):
                raise SiteError(
                    f"The user list says “{line}”: it does not begin with its first page. It is not whole, so nothing "
                    "was done with it."
                )
            self._read_links(rows)
            yield rows
            ids = _ids(rows)
            new, seen = ids - seen, seen | ids
            if not _goes_on(sight) and self._grew(rows, seen):
                continue
            if (ids and not new) or not self._came(lambda: _goes_on(self.look()), 0, 0):
                return self._whole(self.look())
            self.next_page.press()
            self._changed(ids)

    def _drawn(self) -> Sight:
        """A look that the next one agrees with: a page may show its first accounts while the rest still comes.

        One that says it is loading is waited for.
        """
        began, sight = time.monotonic(), self.look()
        while time.monotonic() - began < self.session.timeout:
            self.tick()
            before, sight = sight, self.look()
            if _ids(_rows(before)) == _ids(_rows(sight)) and not is_loading(sight.readings["goes_on"]):
                break
        return sight

    def _without_gaps(self, sight: Sight) -> None:
        if gap := next(iter(sight.readings["left_out"]), None):
            raise SiteError(
                f"Among the accounts of the user list stands “{gap}”, and it could not be read as one. The list is not "
                "whole, so nothing was done with it. See `flows inspect user-list`."
            )

    def _whole(self, sight: Sight) -> None:
        if line := sight.readings["goes_on"]:
            raise SiteError(
                f"The user list says “{line}”, and no way to the rest was found. It is not whole, so nothing was "
                "done with it. See `flows inspect user-list`, and name the way on in FLOWS_WORDING."
            )

    def _read_links(self, rows: list[dict[str, Any]]) -> None:
        links = read_links(self.window.frames, _ids(rows))
        self.session.links.take(links)

    def _changed(self, ids: set[str]) -> None:
        deadline = time.monotonic() + self.session.timeout
        while _ids(_rows(self.look())) in (ids, set()):
            self.raise_obstacle()
            if time.monotonic() > deadline:
                raise SiteError(
                    "On the user list, the next page was asked for and the same accounts stayed. "
                    "The list is not whole, so nothing was done with it."
                )
            self.breathe()

    def _grew(self, rows: list[dict[str, Any]], seen: set[str]) -> bool:
        """Scroll past the last account, as a person does with lists that load more at their end.

        A little first, because a list may draw only the rows in view; then to the very end.
        """
        return any(self._scrolled(pixels, rows, seen) for pixels in (STEP_PIXELS, TO_THE_END_PIXELS))

    def _scrolled(self, pixels: int, rows: list[dict[str, Any]], seen: set[str]) -> bool:
        if not rows:
            return False
        links = (account_link(self.window, str(row["id"]), self.session.wording) for row in reversed(rows))
        last = next((link for link in links if link.result == "found"), None)
        if last is None:
            raise SiteError(
                "The user list could not be scrolled, for none of its accounts stands there a single time. "
                "It may not be whole, so nothing was done with it."
            )
        asked = self.session.requests
        with suppress(PlaywrightError):
            last.locator.scroll_into_view_if_needed()
            last.locator.hover()
            self.window.mouse.wheel(0, -STEP_PIXELS)
            self.tick()  # both in one frame would be no scrolling at all
            self.window.mouse.wheel(0, pixels + STEP_PIXELS)

        def new() -> bool:
            return bool(_ids(_rows(self.look())) - seen)

        came = self._came(new, asked, STILL_TICKS)
        if not came and (self.session.requests > asked or self.session.unanswered_since(0)):
            came = self._came(new, asked, SETTLE_TICKS)
        if not came and self.session.unanswered_since(asked):
            raise SiteError(
                "The user list was scrolled, and what it asked the site for then did not come within "
                f"{self.session.timeout:g} s. It is not whole, so nothing was done with it."
            )
        return came


def _rows(sight: Sight) -> list[dict[str, Any]]:
    rows = sight.readings.get("rows") or []
    assert isinstance(rows, list)
    return rows


def _goes_on(sight: Sight) -> bool:
    return sight.findings["next-page"].result == "found"


def _ids(rows: list[dict[str, Any]]) -> set[str]:
    return {str(row["id"]) for row in rows}


def _account(row: dict[str, Any], domain: str) -> Account:
    user_id = str(row["id"])
    return Account(
        address=user_id if "@" in user_id else f"{user_id}@{domain}",
        full_name=str(row.get("full_name") or ""),
        disabled=bool(row.get("disabled")),
        administrator=bool(row.get("administrator")),
    )
