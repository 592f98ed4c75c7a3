"""The eye: JavaScript that reads a rendered page as a person does, and names the parts of a screen.

Two Playwright selector engines share one decision: `part=` is a locator for one part of a screen,
`survey=` answers with a JSON report about the whole screen. They run in the isolated world, where
the page can neither read nor change them.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from flows import wording

FILES = (
    "boxes.js",
    "visible.js",
    "covered.js",
    "words.js",
    "fields.js",
    "presses.js",
    "letters.js",
    "phrases.js",
    "assign.js",
    "titles.js",
    "besides.js",
    "captions.js",
    "choose.js",
    "buttons.js",
    "menus.js",
    "lists.js",
    "accounts.js",
    "columns.js",
    "rows.js",
    "owner.js",
    "readings.js",
    "memory.js",
    "unclaimed.js",
    "report.js",
    "engine.js",
)


@cache
def source(*names: str) -> str:
    """The eye's JavaScript, all of it or the named files, in the order they stand on one another."""
    home = files(__package__)
    return "\n".join((home / name).read_text("utf-8") for name in names or FILES)


def engine(name: str) -> str:
    """One selector engine (`partEngine`, `surveyEngine`) with everything it needs, wording included."""
    words = json.dumps(wording.vocabulary(), ensure_ascii=False)
    return f"(() => {{\n{source()}\nglobalThis.eyeWording = {words};\nreturn {name};\n}})()"
