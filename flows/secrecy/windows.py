"""What an open window shows of a secret: which boxes hold one, and what to mask before a picture is taken.

The page is asked for its texts and told nothing: a secret is compared here, never handed to a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flows.secrecy.forms import SHORTEST, find
from flows.secrecy.fragments import fragments

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_TEXTS = """element => {
    const own = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join('');
    const box = element.matches('input:not([type=password]), textarea') ? element.value : '';
    const told = ['title', 'alt', 'placeholder'].map(name => element.getAttribute(name) ?? '');
    return [own, box, ...told].join('\\n');
}"""


def passwords_in(page: Page) -> list[str]:
    """What stands in the window's password boxes now; nothing where the window is closing."""
    return [
        typed
        for frame in page.frames
        for typed in _asked(frame, "input[type=password]", "boxes => boxes.map(box => box.value)")
        if len(typed) >= SHORTEST
    ]


def masks(page: Page, secrets: Sequence[str]) -> list[Locator]:
    """What to hand to `screenshot(mask=…)`: the password boxes, and all that shows a secret in plain.

    Where a secret shows that belongs to no single element, the whole page is masked.
    """
    hidden: list[Locator] = []
    for frame in page.frames:
        hidden.append(frame.locator("input[type=password]"))
        texts = _asked(frame, "*", f"all => all.map({_TEXTS})")
        showing = [at for at, text in enumerate(texts) if _shows(text, secrets)]
        hidden += [frame.locator("*").nth(at) for at in showing]
        if not showing and _shows(
            "".join(_asked(frame, "html", "all => all.map(one => one.innerText)")), secrets
        ):
            hidden.append(page.locator("html"))
    return hidden


def _shows(text: str, secrets: Sequence[str]) -> bool:
    plain = text.encode("utf-8", "surrogatepass")
    return bool(find(plain, secrets) or fragments(plain, secrets))


def _asked(frame: Any, selector: str, question: str) -> list[str]:
    from playwright.sync_api import Error

    try:
        return [str(answer) for answer in frame.locator(selector).evaluate_all(question)]
    except Error:
        return []
