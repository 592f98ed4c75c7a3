"""What a site says of its own version. Nothing is guessed: a number counts beside the product's name alone."""

from __future__ import annotations

import re

from flows.camera.reading import Reading

SCREENS = ("webmail-login", "admin-login", "admin-console")
"""Where a product says what it is. Elsewhere people's letters and names stand, and could say anything."""
VERSION = re.compile(
    r"\bIMail(?:\s+(?:Server|Web|Client|Messaging|Administration|Administrator|Premium|Express|Plus))*"
    r"[\s,:(\-–]{0,3}(?:v(?:er(?:sion)?)?\.?|バージョン)?[\s:：]*(\d{1,4}(?:\.\d+){1,3})\b",
    re.IGNORECASE,
)


def server_version(reading: Reading) -> str:
    """The version as a page shows it, `12.5.5` say; empty where none does, or two do."""
    found = {number for pane in reading for number in VERSION.findall(pane.told)}
    return found.pop() if len(found) == 1 else ""
