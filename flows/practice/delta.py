"""What a page is sent as: whole, with its hidden fields, or, for a partial postback, the panels that changed.

Templates mark panels and the form's end with control characters, which no caption holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from markupsafe import Markup

_PANEL = re.compile("\x02(\\w+)\x02(.*?)\x03", re.DOTALL)

FORM_END = Markup("\x04")
"""Where the hidden fields go, known only when everything above is drawn."""
PANEL_END = Markup("\x03")


def panel_begin(name: str) -> Markup:
    """Begins what a partial postback replaces: the inside of the element of this id."""
    return Markup(f"\x02{name}\x02")


def whole(drawn: str, hidden: Mapping[str, str], partial: Iterable[str]) -> str:
    """The page as a browser gets it; `partial` names the controls that post back a part only."""
    field = Markup('<input type="hidden" name="{0}" id="{0}" value="{1}" />')
    fields = "\n".join(field.format(name, value) for name, value in hidden.items())
    names = ",".join(f"'{name}'" for name in sorted(partial))
    script = f'<script type="text/javascript">WebForm.partial=[{names}];</script>' if names else ""
    return _PANEL.sub(r"\2", drawn).replace(FORM_END, f"<div>{fields}</div>{script}")


def delta(drawn: str, hidden: Mapping[str, str], partial: Iterable[str], scripts: Mapping[str, str]) -> str:
    """The pieces that the page's script puts in place."""
    pieces = [piece("updatePanel", found[1], found[2]) for found in _PANEL.finditer(drawn)]
    pieces += [piece("hiddenField", name, value) for name, value in hidden.items()]
    pieces.append(piece("asyncPostBackControlIDs", "", ",".join(sorted(partial))))
    pieces += [piece("scriptBlock", name, text) for name, text in scripts.items()]
    return "".join(pieces)


def redirect(address: str) -> str:
    return piece("pageRedirect", "", quote(address))


def piece(kind: str, name: str, content: str) -> str:
    """`length|type|id|content|`, the length in UTF-16 units as the browser counts."""
    return f"{len(content.encode('utf-16-le')) // 2}|{kind}|{name}|{content}|"
