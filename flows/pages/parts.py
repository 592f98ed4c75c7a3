"""The kinds of part a screen is made of. A page class lists them in the order the eye meets them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator
from pydantic import SecretStr

from flows.errors import SiteError
from flows.pages.sight import Finding, form_of, pinned

if TYPE_CHECKING:
    from flows.pages.screen import Screen


class Part:
    """Declared on a page class; its name there is the contract's name with dashes."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name.replace("_", "-")


class Button(Part):
    """Anything a person presses: a button, a link, a menu entry."""

    def __get__(self, screen: Screen, owner: type) -> Pressable:
        return Pressable(screen, self.name)


class Field(Part):
    """A box that a person types into, together with its neighbours: see `fill_in`."""


class Shown:
    """A part on a screen in front of us."""

    def __init__(self, screen: Screen, name: str) -> None:
        self.screen = screen
        self.name = name

    def locator(self) -> Locator:
        """The control itself, awaited; strict, so it can never be one of several."""
        return self.screen.wait_for(self.name).locator

    def is_shown(self, within: float = 0) -> bool:
        """Whether exactly one is in sight now, or within so many seconds."""
        return self.screen.wait_a_while_for(self.name, within).result == "found"


class Pressable(Shown):
    def press(self) -> None:
        """Press it as a person does."""
        try:
            self.locator().click()
            self.screen.moved()
        except PlaywrightError as failure:
            raise failed(self.screen, self.name, "pressing", failure) from None

    def hover(self) -> None:
        """Move the pointer onto it, for menus that open by themselves."""
        try:
            self.locator().hover()
            self.screen.moved()
        except PlaywrightError as failure:
            raise failed(self.screen, self.name, "pointing at", failure) from None


def fill_in(screen: Screen, values: Mapping[str, str | SecretStr]) -> None:
    """Type into several boxes of one screen, each found before the first key is pressed.

    A box may show its caption as its own text and lose it while being typed into, so all are found first.
    A secret is typed only after the origin guard has looked at the page that owns the box and at its form.
    Raises WrongOrigin before a key is pressed, SiteError where a box took less than was typed.
    """
    boxes = {part: pinned(screen.wait_for(part)) for part in values}
    shown_as = {
        part: _guard(screen, boxes[part]) for part, value in values.items() if isinstance(value, SecretStr)
    }
    for part, value in values.items():
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        box = boxes[part]
        try:
            if isinstance(value, SecretStr):
                if shown_as[part] != "password":
                    box = _the_box_itself(box)
                    _draw_as_dots(box.locator)
                screen.session.leaving.typed(text)
            box.locator.fill(text)
            taken = box.locator.input_value()
        except PlaywrightError as failure:
            # Playwright's own message repeats what was to be filled in.
            raise failed(screen, part, "typing into", failure) from None
        if taken != text:
            raise SiteError(
                f"On the {screen.title}, `{part}` took {len(taken)} of {len(text)} characters. Nothing was saved."
            )


def standing_in(box: Locator) -> str:
    """The text in a box, which need not be an input."""
    try:
        return box.input_value()
    except PlaywrightError:
        return box.inner_text().strip()


def _the_box_itself(box: Finding) -> Finding:
    """A text box that shows its own caption gives way to a password box when it is pointed at."""
    box.locator.focus()
    return pinned(box.moved_to(":focus"))


def _draw_as_dots(box: Locator) -> None:
    """Where the site shows passwords as they are typed, ours are dots all the same: pictures are taken of them."""
    if box.get_attribute("type") != "password":
        box.evaluate("box => box.style.setProperty('-webkit-text-security', 'disc', 'important')")


def _guard(screen: Screen, box: Finding) -> str | None:
    """Look at the page that owns the box, at every page around it, and at wherever its form can be sent.

    Returns the type of the box.
    """
    guard = screen.session.guard
    frame, here = box.frame, ""
    while frame is not None:
        if not frame.url.startswith("about:"):
            guard.check(frame.url)
            here = here or frame.url
        frame = frame.parent_frame
    form = form_of(box.locator)
    base = form["base"] or ""
    for target in form["targets"]:
        guard.check_form(here, urljoin(base, target) if target or base else "")
    kind: str | None = form["type"]
    return kind


def failed(screen: Screen, part: str, doing: str, failure: PlaywrightError) -> SiteError:
    reason = "it did not respond in time" if "Timeout" in failure.message else "the page did not let it"
    return SiteError(f"On the {screen.title}, {doing} `{part}` failed: {reason}.")
