"""Sign in once, and tell a refusal from a page that is merely slow."""

from __future__ import annotations

import time

from flows.errors import SignInRefused
from flows.pages.answer import kind_of
from flows.pages.parts import Pressable, fill_in
from flows.pages.screen import Screen
from flows.pages.sight import Sight, arm
from flows.records import Credentials

STANDING_LOOKS = 15
"""How often the sign-in page must be seen to stand, answered and without a clear word, before that is a refusal."""


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
    standing = 0
    while True:
        for screen in (kind(session, candidate) for candidate in session.windows for kind in beyond):
            if screen.is_shown():
                return screen
        sight = login.look()
        late = time.monotonic() > deadline
        still_here = login.shows(sight) and (late or not session.unanswered_since(asked))
        words, kind = _said(sight, session.heard.dialogs)
        asked_in_vain = still_here and bool(words or session.heard.writes)
        standing = standing + 1 if asked_in_vain else 0
        if asked_in_vain and (kind == "refused" or standing > STANDING_LOOKS):
            said = f"“{words}”" if words else "it shows its sign-in page again and says nothing"
            raise SignInRefused(_refused(login, who, said))
        login.raise_obstacle()
        if asked_in_vain:
            login.tick()
        if late:
            return beyond[0](session, session.windows[-1]).arrive(0)
        login.breathe()


def _said(sight: Sight, dialogs: list[str]) -> tuple[str, str]:
    """What is new on the sign-in page, and its kind: “ログインしました” may stand there until the next page comes."""
    if sight.readings.get("message_is_new"):
        return str(sight.readings["message"]), str(sight.readings["message_kind"])
    return (dialogs[0], kind_of(dialogs[0])) if dialogs else ("", "")


def _refused(login: Screen, who: Credentials, said: str) -> str:
    return (
        f"The {login.title} did not let {who.user} in: {said}. It was tried once. "
        "Check the user name and the password in the settings."
    )
