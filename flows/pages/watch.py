"""Arm the wait, then act: what a press brings is looked for in its own window and in windows that open after it."""

from __future__ import annotations

import time
from collections.abc import Callable

from flows.browser import Window
from flows.pages.screen import Screen
from flows.pages.session import Session

STANDING_SECONDS = 1.5
"""How long a sign-in page must stand before it counts as one: some pass over it by themselves."""


def anything(screen: Screen) -> bool:
    """Whatever is shown is accepted."""
    return True


class Watch:
    """Made before the press; afterwards it knows which windows and documents are new."""

    def __init__(self, session: Session, window: Window) -> None:
        self._session = session
        self._window = window
        self._before = session.windows
        self._arrivals = session.arrivals
        self._asked, self._drawn = session.requests, session.questions

    @property
    def something_arrived(self) -> bool:
        """Whether a document has come into any window or frame since."""
        return self._session.arrivals > self._arrivals

    def see(self, *screens: type[Screen], accept: Callable[[Screen], bool] = anything) -> Screen:
        """The first of the screens that comes into sight.

        `accept` may turn down what was there before the press. Where nothing arrives, the error speaks of the
        first screen in the newest window.
        """
        deadline = time.monotonic() + self._session.timeout
        patience = time.monotonic() + STANDING_SECONDS
        self._session.arrive()
        while True:
            windows = self._windows()
            for window in windows:
                for screen in screens:
                    candidate = screen(self._session, window)
                    taken = candidate.is_shown() and accept(candidate)
                    if taken and (time.monotonic() > deadline or not self._changes_in_place(candidate)):
                        return candidate
            newest = screens[0](self._session, windows[0] if windows else self._window)
            failed = bool(self._session.error_page(newest.window) or self._session.unexpected_dialog)
            if not failed and time.monotonic() > patience:
                patience = time.monotonic() + STANDING_SECONDS
                failed = newest.asks_to_sign_in()
            late = time.monotonic() > deadline
            if late or failed or not windows:
                newest.raise_obstacle()
                return newest.arrive(0 if late else None)
            newest.breathe()

    def _changes_in_place(self, seen: Screen) -> bool:
        """Whether its window may still show what stood there before the press.

        It has got no new document, and asked the site for something that is under way or has only just come. A form
        whose values are saved with it is waited for in every window: a script may bring them after the document.
        """
        new = seen.window not in self._before or self._session.got_a_document(seen.window, self._arrivals)
        if new and not seen.saves_values:
            return False
        if self._session.unanswered_since(self._asked):
            return True
        news, self._drawn = self._session.questions > self._drawn, self._session.questions
        if news:
            seen.tick()
        return news

    def _windows(self) -> list[Window]:
        """Those that opened or got a new document, the newest first, and the window itself last."""
        moved = self._session.windows_since(self._arrivals)
        opened = [window for window in reversed(self._session.windows) if window not in self._before]
        others = [window for window in dict.fromkeys([*opened, *moved]) if window is not self._window]
        return [*others, *([] if self._window.is_closed() else [self._window])]
