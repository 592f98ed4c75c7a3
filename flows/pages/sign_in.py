"""Sign in once, and tell a refusal from a page that is merely slow."""

from __future__ import annotations

import time

from flows.errors import SignInRefused
from flows.pages.parts import Pressable, fill_in
from flows.pages.screen import Screen
from flows.pages.sight import arm
from flows.records import Credentials

SILENT_SECONDS = 3.0
"""How long the sign-in page must stand again, without a word, before that counts as a refusal."""


def signed_in(
    login: Screen, user_part: str, button: Pressable, who: Credentials, *beyond: type[Screen]
) -> Screen:
    """Type name and password, press once, and return the screen beyond the sign-in page.

    Raises SignInRefused with the site's own words; the password is tried a single time.
    """
    session = login.session
    fill_in(login, {user_part: who.user, "password": who.password})
    arm(login.window, login.name, session.wording)
    session.listen()
    asked = session.requests
    try:
        button.press()
        return _beyond(login, who, asked, beyond)
    finally:
        session.stop_listening()


def _beyond(login: Screen, who: Credentials, asked: int, beyond: tuple[type[Screen], ...]) -> Screen:
    """What comes after the press. While an answer is under way, what the sign-in page says is no refusal."""
    session = login.session
    deadline = time.monotonic() + session.timeout
    standing_since: float | None = None
    while True:
        for screen in (kind(session, candidate) for candidate in session.windows for kind in beyond):
            if screen.is_shown():
                return screen
        sight = login.look()
        late = time.monotonic() > deadline
        still_here = login.shows(sight) and (late or not session.unanswered_since(asked))
        words = sight.readings.get("message") if sight.readings.get("message_is_new") else None
        words = words or next(iter(session.heard.dialogs), None)
        if words and still_here:
            raise SignInRefused(_refused(login, who, f"“{words}”"))
        standing = session.heard.writes > 0 and still_here
        standing_since = (standing_since or time.monotonic()) if standing else None
        if standing_since and time.monotonic() - standing_since > SILENT_SECONDS:
            raise SignInRefused(_refused(login, who, "it shows its sign-in page again and says nothing"))
        login.raise_obstacle()
        if late:
            return beyond[0](session, session.windows[-1]).arrive()
        login.breathe()


def _refused(login: Screen, who: Credentials, said: str) -> str:
    return (
        f"The {login.title} did not let {who.user} in: {said}. It was tried once. "
        "Check the user name and the password in the settings."
    )
