"""A user list that is a list box, as in IMail 8: an account is chosen in it, and a button opens its properties."""

from __future__ import annotations

from flows.pages.parts import Button
from flows.pages.screen import Screen


class ListBox(Screen):
    name = "list-box"
    title = "user list"
    landmark = ("properties",)

    properties = Button()
