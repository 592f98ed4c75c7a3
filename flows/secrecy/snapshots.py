"""The page as a trace keeps it: nested lists in which unchanged parts point back to an earlier picture of the page.

A node is a text, `[tag, {attributes}, *children]`, or `[[how many snapshots ago, which node there]]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Node = Any
STARS = "********"
_TYPED = "__playwright_value_"
_READABLE = ("placeholder", "title", "alt", "value", _TYPED)


def typed_passwords(html: Node) -> Iterator[str]:
    """What stands in the password boxes."""
    for attributes in _elements(html):
        if _is_password_box(attributes):
            yield from (attributes[name] for name in (_TYPED, "value") if attributes.get(name))


def visible_text(snapshots: Sequence[Node], at: int) -> str:
    """All that a person could read on the page of this snapshot; dots of password boxes are not read."""
    return "".join(_read(snapshots, at, snapshots[at], {}))


def star_password_boxes(html: Node) -> None:
    """Put stars where a password was typed, whole or the first few characters of it."""
    for attributes in _elements(html):
        if _is_password_box(attributes):
            attributes.update({name: STARS for name in (_TYPED, "value") if attributes.get(name)})


def star_beginnings(html: Node, secrets: Sequence[str]) -> None:
    """The same for a box that shows what is typed into it, while a secret is being typed key by key."""
    for attributes in _elements(html):
        typed = attributes.get(_TYPED, "")
        if len(typed) > 2 and any(secret.startswith(typed) for secret in secrets):
            attributes[_TYPED] = STARS


def star_split_texts(html: Node, secrets: Sequence[str]) -> None:
    """Star out a secret whose letters stand in several pieces of text side by side."""
    places = list(_texts(html))
    joined = "".join(parent[at] for parent, at in places)
    for secret in secrets:
        start = joined.find(secret)
        while start >= 0:
            _star(places, start, start + len(secret))
            joined = joined[:start] + "*" * len(secret) + joined[start + len(secret) :]
            start = joined.find(secret)


def _star(places: list[tuple[list[Node], int]], start: int, end: int) -> None:
    offset = 0
    for parent, at in places:
        text = parent[at]
        first, last = max(start - offset, 0), min(end - offset, len(text))
        if first < last:
            parent[at] = text[:first] + "*" * (last - first) + text[last:]
        offset += len(text)


def _texts(node: Node) -> Iterator[tuple[list[Node], int]]:
    for at in range(2, len(node) if isinstance(node, list) else 0):
        if isinstance(node[at], str):
            yield node, at
        else:
            yield from _texts(node[at])


def _elements(node: Node) -> Iterator[dict[str, str]]:
    if isinstance(node, list):
        if len(node) > 1 and isinstance(node[1], dict):
            yield node[1]
        for child in node[2:]:
            yield from _elements(child)


def _is_password_box(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "").lower() == "password"


def _read(snapshots: Sequence[Node], at: int, node: Node, numbered: dict[int, list[Node]]) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list) and node and isinstance(node[0], list):
        ago, number = node[0]
        earlier = at - ago
        if 0 <= earlier < len(snapshots):
            if earlier not in numbered:
                numbered[earlier] = list(_in_order(snapshots[earlier]))
            if number < len(numbered[earlier]):
                yield from _read(snapshots, earlier, numbered[earlier][number], numbered)
    elif isinstance(node, list) and node and str(node[0]).upper() not in ("SCRIPT", "STYLE"):
        attributes = node[1] if len(node) > 1 and isinstance(node[1], dict) else {}
        if not _is_password_box(attributes):
            yield from (f"\n{attributes[name]}\n" for name in _READABLE if attributes.get(name))
        for child in node[2:]:
            yield from _read(snapshots, at, child, numbered)


def _in_order(node: Node) -> Iterator[Node]:
    """Nodes as the viewer numbers them: children before their parent, references not counted."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list) and node and isinstance(node[0], str):
        for child in node[2:]:
            yield from _in_order(child)
        yield node
