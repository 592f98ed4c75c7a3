"""The eye: JavaScript that reads a rendered page as a person does, and names the parts of a screen.

One Playwright selector engine, `eye=`, with a question in JSON: the name of a part makes it a locator for that part
of a screen, `"report": true` an answer in JSON about the whole screen. It runs in the isolated world, where the page
can neither read nor change it.
"""

from __future__ import annotations

import json
import re
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
    "kin.js",
    "columns.js",
    "listbox.js",
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


@cache
def engine() -> str:
    """The selector engine with everything it needs, wording included.

    Playwright sends it along with its own to every document that is looked at: so without comments, and in ASCII
    alone, for a single letter beyond doubles what the browser has to read of both.
    """
    lines = (line.strip() for line in source().splitlines())
    code = "\n".join(line for line in lines if line and not line.startswith("//"))
    words = json.dumps(wording.vocabulary(), separators=(",", ":"))
    return f"(() => {{\n{_in_ascii(code)}\nglobalThis.eyeWording = {words};\nreturn eyeEngine;\n}})()"


def _in_ascii(code: str) -> str:
    """The same strings and patterns, spelled with escapes."""
    return re.sub(r"[^\x00-\x7f]", lambda one: json.dumps(one[0])[1:-1], code)
