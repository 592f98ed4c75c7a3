"""A screen of the manual: its parts in the order the eye meets them, and the landmark that proves arrival."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ClassVar, TypeVar

from playwright.sync_api import Error as PlaywrightError

from flows.browser import Window
from flows.errors import (
    ErrorPage,
    PartAmbiguous,
    PartMissing,
    SessionExpired,
    SiteError,
    UnexpectedDialog,
)
from flows.pages.session import Session, tick
from flows.pages.sight import Finding, Sight, explain, look

FRESH_SECONDS = 2.0
"""A part found so lately is not looked for again: its locator decides anew when it is used."""

LOGINS = {
    "webmail-login": ("address", "password", "sign-in"),
    "admin-login": ("user-name", "password", "sign-in"),
}
S = TypeVar("S", bound="Screen")
T = TypeVar("T")


class Screen:
    """What every screen can do: be looked at, prove arrival, and say what stands there instead."""

    name: ClassVar[str]
    title: ClassVar[str]
    landmark: ClassVar[tuple[str, ...]]
    saves_values: ClassVar[bool] = False
    """Whether its Save sends more than was typed, so that all of it must have come before."""

    def __init__(self, session: Session, window: Window) -> None:
        self.session = session
        self.window = window
        self._glance: tuple[Sight, int, float] | None = None

    def look(self) -> Sight:
        """One glance at this window and all its frames."""
        sight = look(self.window, self.name, self.session.wording)
        self._glance = (sight, self.session.arrivals, time.monotonic())
        return sight

    def last_look(self) -> Sight:
        """The last glance, where it is recent and no document has come since; else a new one."""
        if self._glance:
            sight, arrivals, at = self._glance
            if arrivals == self.session.arrivals and time.monotonic() - at < FRESH_SECONDS:
                return sight
        return self.look()

    def moved(self) -> None:
        """Something was done here: what was seen before counts no more."""
        self._glance = None

    def is_shown(self) -> bool:
        """Whether the landmark is in sight at this moment."""
        return self.shows(self.look())

    def arrive(self: S, seconds: float | None = None) -> S:
        """Wait until the landmark is in sight. Raises PartMissing and its like, naming what is there instead."""
        for part in self.landmark:
            self.wait_for(part, seconds)
        return self

    def wait_for(self, part: str, seconds: float | None = None) -> Finding:
        """The part, once exactly one is in sight; else an error that says what was seen."""
        finding = self.wait_a_while_for(part, self.session.timeout if seconds is None else seconds)
        if finding.result == "found":
            return finding
        what = explain(finding, self.name)
        if finding.result == "ambiguous":
            raise PartAmbiguous(what)
        kept_away = self.session.kept_away()
        raise PartMissing(f"{what} The window shows “{self.window_title()}”.{kept_away}")

    def wait_a_while_for(self, part: str, seconds: float) -> Finding:
        """The finding as it is when the part is found, or when the time is up."""
        deadline = time.monotonic() + seconds
        sight = self.last_look()
        if sight.findings[part].result != "found":
            sight = self.look()
        while True:
            finding = sight.findings[part]
            if finding.result == "found":
                return finding
            self.raise_obstacle(sight)
            if time.monotonic() > deadline:
                return finding
            self.breathe()
            sight = self.look()

    def came(self, there: Callable[[], T], asked: int, ticks: int) -> T:
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

    def breathe(self) -> None:
        """Let the page go on before the next glance; a window that closes or moves on is seen then."""
        self.session.pause()

    def tick(self) -> None:
        """Let a moment of the page's own clock pass before the next glance."""
        tick(self.window.locator(":root"))

    def raise_obstacle(self, sight: Sight | None = None) -> None:
        """Raise the named error for whatever stands in the way: error page, sign-in page, dialog.

        Where `sight` shows this very screen, no sign-in page is looked for.
        """
        self.session.leaving.raise_if_stopped()
        if self.session.unexpected_dialog is not None:
            words, self.session.unexpected_dialog = self.session.unexpected_dialog, None
            raise UnexpectedDialog(
                f"While the {self.title} was awaited, the site asked in a dialog that nobody expected: "
                f"“{words}”. It was dismissed and nothing more was done."
            )
        if self.window.is_closed():
            raise SiteError(f"The window of the {self.title} closed itself.")
        status = self.session.error_page(self.window)
        if status:
            raise ErrorPage(
                f"The {self.title} was awaited, but the server answered {status} “{self.window_title()}”."
            )
        here = sight is not None and bool(self.landmark) and self.shows(sight)
        if not here and self.name not in LOGINS and self.asks_to_sign_in():
            raise SessionExpired(
                f"The {self.title} was awaited, but the site asks to sign in (again). "
                "Its session has ended, or the sign-in did not last."
            )

    def asks_to_sign_in(self) -> bool:
        """Whether this window shows one of the two sign-in pages."""
        return any(
            all(sight.findings[part].result == "found" for part in parts)
            for login, parts in LOGINS.items()
            for sight in [look(self.window, login, self.session.wording)]
        )

    def window_title(self) -> str:
        try:
            return self.window.title()
        except PlaywrightError:
            return "a page that is still loading"

    def shows(self, sight: Sight) -> bool:
        """Whether the landmark is in this sight."""
        return all(sight.findings[part].result == "found" for part in self.landmark)
