"""One line of a trace: what in it is a secret, what is text to be covered, and what holds the trace together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flows.secrecy.forms import SHORTEST, cover_text
from flows.secrecy.snapshots import (
    STARS,
    star_beginnings,
    star_password_boxes,
    star_split_texts,
    typed_passwords,
)

Event = dict[str, Any]

STRUCTURE = frozenset(
    (
        *("type", "class", "phase", "origin", "callId", "stepId", "parentId", "pageId", "frameId", "pageref"),
        *(
            "_frameref",
            "_apiRequestRef",
            "_resourceType",
            "file",
            "_file",
            "sha1",
            "_sha1",
            "startedDateTime",
        ),
        *("browserName", "playwrightVersion", "platform", "sdkLanguage", "httpVersion"),
    )
)
"""What the viewer finds its way by. Never covered, whatever letters it has."""
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT"))
_SECRET_HEADERS = frozenset(("cookie", "set-cookie", "authorization", "proxy-authorization"))
_SECRET_NAME = re.compile(r"pass(?!ive)|pwd|passphrase|パスワード", re.I)
_LONG_ENOUGH = 8
"""Characters of a cookie that opens a session; shorter ones hold a language or a number."""
_KEYS = frozenset(("keyboardPress", "keyboardType", "keyboardInsertText", "press"))


def learned(events: Iterable[Event]) -> Iterator[str]:
    """Passwords that nobody told of: what was typed into password boxes and sent in fields of that name."""
    for event in events:
        snapshot = event.get("snapshot", {})
        if event["type"] == "frame-snapshot":
            yield from _long_enough(typed_passwords(snapshot.get("html")), SHORTEST)
        elif event["type"] == "resource-snapshot":
            fields = snapshot["request"].get("postData", {}).get("params", ())
            values = (
                str(field.get("value", "")) for field in fields if _SECRET_NAME.search(field.get("name", ""))
            )
            yield from _long_enough(values, SHORTEST)


def session_tokens(events: Iterable[Event]) -> set[str]:
    """Cookies and authorizations: whoever has one is signed in."""
    tokens: set[str] = set()
    for event in events:
        if event["type"] != "resource-snapshot":
            continue
        for half in (event["snapshot"]["request"], event["snapshot"]["response"]):
            tokens.update(cookie.get("value", "") for cookie in half.get("cookies", ()))
            for header in half.get("headers", ()):
                if header["name"].lower().endswith("authorization"):
                    tokens.add(header["value"].rpartition(" ")[2])
    return set(_long_enough(tokens, _LONG_ENOUGH))


def _long_enough(values: Iterable[str], characters: int) -> Iterator[str]:
    return (value for value in values if len(value) >= characters)


def joined_keys(events: Iterable[Event], passwords: Sequence[str]) -> None:
    """Star out a password that was typed one key at a time: each key is an action of its own."""
    run: list[tuple[dict[str, Any], str]] = []
    for event in events:
        if event["type"] != "before":
            continue
        params = event.get("params", {})
        if event.get("method") in _KEYS:
            run += [(params, name) for name in ("key", "text") if isinstance(params.get(name), str)]
        elif run:
            _star_keys(run, passwords)
            run = []
    _star_keys(run, passwords)


def _star_keys(run: list[tuple[dict[str, Any], str]], passwords: Sequence[str]) -> None:
    keys = [(params, name) for params, name in run if name == "text" or len(params[name]) == 1]
    typed = "".join(params[name] for params, name in keys)
    for password in passwords:
        start = typed.find(password)
        if start < 0:
            continue
        at = 0
        for params, name in keys:
            end = at + len(params[name])
            if at < start + len(password) and end > start:
                params[name] = "*"
            at = end


def cover_event(event: Event, hidden: Sequence[str], passwords: Sequence[str]) -> None:
    """Star out the secrets in one event, in place."""
    if event["type"] == "frame-snapshot":
        html = event["snapshot"]["html"]
        star_password_boxes(html)
        star_beginnings(html, passwords)
        star_split_texts(html, hidden)
    elif event["type"] == "resource-snapshot":
        for half in (event["snapshot"]["request"], event["snapshot"]["response"]):
            _cover_http(half)
    _cover_values(event, hidden)


def _cover_http(half: dict[str, Any]) -> None:
    for cookie in half.get("cookies", ()):
        cookie["value"] = STARS
    for header in half.get("headers", ()):
        if header["name"].lower() in _SECRET_HEADERS:
            header["value"] = STARS
    for field in half.get("postData", {}).get("params", ()):
        if _SECRET_NAME.search(field.get("name", "")):
            field["value"] = STARS


def _cover_values(value: Any, hidden: Sequence[str], html: bool = False) -> Any:
    if isinstance(value, str):
        return cover_text(value, hidden)
    if isinstance(value, dict):
        for key in _told(value):
            value[key] = _cover_values(value[key], hidden, html or key == "html")
    elif isinstance(value, list):
        for at in range(1 if html and _is_tag(value) else 0, len(value)):
            value[at] = _cover_values(value[at], hidden, html)
    return value


def readable(value: Any, html: bool = False) -> Iterator[str]:
    """Every text of an event, or of many, that is not there to hold the trace together."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key in _told(value):
            yield from readable(value[key], html or key == "html")
    elif isinstance(value, list):
        for inner in value[1 if html and _is_tag(value) else 0 :]:
            yield from readable(inner, html)


def _told(value: dict[str, Any]) -> list[str]:
    return [key for key in value if key not in STRUCTURE and not (key == "method" and value[key] in _METHODS)]


def _is_tag(node: list[Any]) -> bool:
    return bool(node) and isinstance(node[0], str)
