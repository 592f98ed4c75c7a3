"""The user list, ユーザー管理 (manual 2-1-2): read whole however many pages it has; an account by its exact address."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error as PlaywrightError

from flows.errors import AccountGone, PartAmbiguous, SiteError
from flows.pages.folded_properties import FoldedProperties
from flows.pages.links import read_links
from flows.pages.list_box import ListBox
from flows.pages.page_walk import SETTLE_TICKS, Rows, ids_of, page_walk, rows_of, whole, without_gaps
from flows.pages.parts import Button, Field, standing_in
from flows.pages.screen import Screen
from flows.pages.search_walk import search_for, search_walk
from flows.pages.sight import Finding, Sight, account_link, explain
from flows.pages.user_properties import UserProperties
from flows.pages.watch import Watch
from flows.records import Account, same_address

SEARCH_FROM = 2
"""The search narrows the list from so many characters on; a shorter user id cannot be searched."""
CHOICES = "lists => lists.map(list => [list.selectedOptions[0]?.text ?? '', ...[...list.options].map(it => it.text)])"


class UserList(Screen):
    name = "user-list"
    title = "user list"
    landmark = ()

    search = Field()
    next_page = Button()

    def arrive(self, seconds: float | None = None) -> UserList:
        """Wait for accounts, or for the search box of a list that shows none until asked."""
        deadline = time.monotonic() + (self.session.timeout if seconds is None else seconds)
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
        self._unsearched()
        known: dict[str, Account] = {}
        failures = self.session.failures
        for rows in self._read_pages() if self._lists_unasked() else self._searches():
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
        return [_account(row, domain) for row in rows_of(self.look())]

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
        return self.came(lambda: self._in_sight(address), asked, SETTLE_TICKS)

    def _paged_to(self, address: str) -> Finding | None:
        self._unsearched()
        for _ in self._read_pages():
            if link := self._in_sight(address):
                return link
        return None

    def _unsearched(self) -> None:
        """Empty the search box, and wait for the list that comes back."""
        sight = self.look()
        box, found = sight.findings["search"], ids_of(sight)
        if box.result == "found" and standing_in(box.locator):
            asked = search_for(self, box.locator, "")
            self.came(lambda: ids_of(self.look()) not in (found, set()), asked, SETTLE_TICKS)

    def _lists_unasked(self) -> bool:
        """Whether accounts stand there without a search. A list that is still loading is waited for."""
        return self.came(lambda: bool(rows_of(self.look())), 0, SETTLE_TICKS)

    def _searches(self) -> Iterator[Rows]:
        return search_walk(self, self.wait_for("search").locator, self._found_rows)

    def _read_pages(self) -> Iterator[Rows]:
        for rows in page_walk(self, self.next_page):
            links = read_links(self.window.frames, {str(row["id"]) for row in rows})
            self.session.links.take(links)
            yield rows

    def _found_rows(self) -> Rows:
        sight = self.look()
        without_gaps(sight)
        whole(sight)
        return rows_of(sight)


def _account(row: dict[str, Any], domain: str) -> Account:
    user_id = str(row["id"])
    return Account(
        address=user_id if "@" in user_id else f"{user_id}@{domain}",
        full_name=str(row.get("full_name") or ""),
        disabled=bool(row.get("disabled")),
        administrator=bool(row.get("administrator")),
    )
