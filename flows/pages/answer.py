"""Press a Save once, and hear what the site says to it."""

from __future__ import annotations

import re
import time
from contextlib import suppress

from playwright.sync_api import Error as PlaywrightError

from flows.errors import FlowsError, GuardStopped, SaveInDoubt, SaveNotSent, SaveRefused, SiteError
from flows.pages.parts import Pressable
from flows.pages.screen import Screen
from flows.pages.sight import arm, look
from flows.wording import MESSAGE, flat

LAST_TICKS = 5
"""Of the page's own clock, in which it may yet send what it has checked for so long."""
SETTLED_SECONDS = 5.0
"""How long words of unknown meaning must stand before they count as all that the site will say."""

TECHNICAL = re.compile(
    r"exception|server error|サーバー ?エラー|status code|状態コード|timed out|タイムアウト"
)
"""A failure on the way says nothing about whether the Save took effect."""
SENTENCES = re.compile(r"(?<=[。！!?])|(?<=\.)\s|\n")


def saved(screen: Screen, save: Pressable) -> str:
    """Press Save and return the site's words that say so.

    Raises SaveRefused with the site's words when it says no, SaveNotSent when the page itself kept the form from
    being sent; SaveInDoubt when the button was pressed and no clear answer came. Never presses twice.
    """
    session = screen.session
    button = save.locator()
    stood = screen.last_look().readings.get("message")
    for window in session.windows:
        arm(window, screen.name, session.wording)
    session.listen()
    try:
        try:
            button.click(no_wait_after=True)
        except PlaywrightError:
            if session.heard.writes:
                raise SaveInDoubt(
                    f"On the {screen.title}, Save was pressed and the page broke off."
                ) from None
            raise SiteError(
                f"On the {screen.title}, `save` could not be pressed. Nothing was sent."
            ) from None
        return _heard(screen, stood)
    finally:
        session.stop_listening()


def _heard(screen: Screen, stood: object) -> str:
    """The site's words. A refusal that `stood` there before the Save, a heading say, is none of this Save.

    While what was sent is still unanswered, whatever the page shows is its own: “保存しています”.
    """
    session = screen.session
    deadline = time.monotonic() + session.timeout
    unclear, since = "", time.monotonic()
    arrivals, drawn = session.arrivals, -1
    while True:
        Screen(session, session.windows[-1]).breathe()
        if not session.heard.writes and not session.heard.dialogs:
            _agree(screen)
        said = _new_words(screen)
        late = time.monotonic() > deadline
        answered = not session.heard.unanswered
        in_place = not any(session.got_a_document(window, arrivals) for window in session.windows)
        if answered and not late and in_place and drawn < session.heard.writes:
            drawn = session.heard.writes  # answered in place, and the page may not have shown it yet
            screen.tick()
            continue
        for words, kind in said if answered else ():
            if kind == "saved":
                return words
            if kind == "refused" and words != stood:
                if not screen.window.is_closed() and screen.asks_to_sign_in():
                    raise _in_doubt(screen, f"The site asks to sign in again: “{words}”.")
                raise SaveRefused(f"The site refused: “{words}”")
            if words != unclear:
                unclear, since = words, time.monotonic()
        settled = answered and (unclear or session.heard.lost) and time.monotonic() - since > SETTLED_SECONDS
        if settled or late:
            break
        if not screen.window.is_closed():
            try:
                screen.raise_obstacle(screen.last_look())
            except GuardStopped:
                raise
            except FlowsError as obstacle:
                raise _in_doubt(screen, str(obstacle)) from None
    for _ in range(LAST_TICKS):
        if session.heard.writes or screen.window.is_closed():
            break
        screen.tick()
    if not session.heard.writes:
        raise SaveNotSent(
            f"The page did not send the form: “{unclear}”" if unclear else "The page did not send the form."
        )
    raise _in_doubt(
        screen, f"The site said “{unclear}”." if unclear else "The site gave no answer that can be read."
    )


def _agree(screen: Screen) -> None:
    """Say yes, once, where the page itself asks whether to save before it sends anything: 変更を保存しますか？

    As with a native dialog, the question is kept among what the site said.
    """
    session = screen.session
    for window in session.windows:
        sight = look(window, "question", session.wording)
        question, yes, no = sight.readings["question"], sight.findings["yes"], sight.findings["no"]
        if question and yes.box and no.box and abs(yes.box[1] - no.box[1]) < yes.box[3]:
            session.heard.dialogs.append(question)
            with suppress(PlaywrightError):
                yes.locator.click(no_wait_after=True)
            return


def _new_words(screen: Screen) -> list[tuple[str, str]]:
    """What the site has said since Save was pressed: in a dialog box, or in any of its windows."""
    session = screen.session
    words = [(text, kind_of(text)) for text in session.heard.dialogs]
    for window in session.windows:
        sight = screen.look() if window is screen.window else look(window, screen.name, session.wording)
        readings = sight.readings
        if readings.get("message") and readings.get("message_is_new"):
            said, kind = str(readings["message"]), str(readings.get("message_kind", "unclear"))
            broken = session.error_page(window) and not screen.shows(sight)
            words.append((said, "unclear" if broken or TECHNICAL.search(flat(said)) else kind))
    return words


def kind_of(text: str) -> str:
    """What a native dialog says: its sentences are judged as the page's are, and where they disagree it is unclear."""
    words = flat(text)
    said = [(_kind(sentence), sentence) for sentence in SENTENCES.split(words)]
    refused = [sentence for kind, sentence in said if kind == "refused"]
    saved = any(kind == "saved" for kind, _ in said)
    if TECHNICAL.search(words) or (saved and not all(re.search(MESSAGE["later"], each) for each in refused)):
        return "unclear"
    return "saved" if saved else "refused" if refused else "unclear"


def _kind(sentence: str) -> str:
    if re.search(MESSAGE["condition"], sentence):
        return "unclear"
    return next((kind for kind in ("refused", "saved") if re.search(MESSAGE[kind], sentence)), "unclear")


def _in_doubt(screen: Screen, why: str) -> SaveInDoubt:
    return SaveInDoubt(
        f"Save was pressed on the {screen.title}, and whether it took effect is not known. {why}"
    )
