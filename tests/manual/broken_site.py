"""A practice site with one thing broken: its pages rewritten on their way out, its forms on their way in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qsl, urlencode

from flask import Flask

from flows.practice import SKINS, STRENGTHS, Fault, PracticeSite
from flows.practice.app import make_app
from flows.practice.installation import Installation
from flows.practice.strength import Strength

Form = dict[str, str]
Environ = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """Replace this in every page at that path; `unless` leaves pages alone that hold these words."""

    path: str
    old: str
    new: str
    unless: str = ""


@dataclass(frozen=True)
class Posted:
    """Change a form at that path before the site reads it. Controls go by the end of their names."""

    path: str
    change: Callable[[Form, Installation], None]


@dataclass(frozen=True)
class Breakage:
    """One way to break the site, and exactly the statements that stop being true by it."""

    name: str
    breaks: frozenset[str]
    pages: tuple[Page, ...] = ()
    posted: tuple[Posted, ...] = ()
    faults: tuple[Fault, ...] = ()
    strength: Strength | None = None
    people: Callable[[Installation], None] | None = None
    skin: Mapping[str, Any] = field(default_factory=dict)


class Broken:
    """The WSGI wrapper. `hits` counts what was really rewritten: a breakage that breaks nothing proves nothing."""

    def __init__(self, app: Callable[..., Iterable[bytes]], breakage: Breakage, site: Installation) -> None:
        self.app, self.breakage, self.site = app, breakage, site
        self.hits = 0

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "").casefold()
        for rule in self.breakage.posted:
            if environ["REQUEST_METHOD"] == "POST" and path == rule.path.casefold():
                self._change(environ, rule)
        rules = [rule for rule in self.breakage.pages if re.fullmatch(rule.path, path, re.IGNORECASE)]
        if not rules:
            return self.app(environ, start_response)
        answer: list[Any] = []
        body = b"".join(self.app(environ, lambda *said: answer.append(said)))
        status, headers = answer[0][0], answer[0][1]
        text = self._rewritten(body.decode(), rules)
        if text == GONE:
            status, text = "404 Not Found", "<html><body><h1>404</h1></body></html>"
        sent = text.encode()
        start_response(
            status,
            [*((k, v) for k, v in headers if k != "Content-Length"), ("Content-Length", str(len(sent)))],
        )
        return [sent]

    def _rewritten(self, text: str, rules: list[Page]) -> str:
        for rule in rules:
            if rule.unless and rule.unless in text:
                continue
            text, count = re.subn(rule.old, rule.new, text, flags=re.DOTALL)
            self.hits += count
        return text

    def _change(self, environ: Environ, rule: Posted) -> None:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        pairs = parse_qsl(environ["wsgi.input"].read(length).decode(), keep_blank_values=True)
        form = {name.rpartition("$")[2]: value for name, value in pairs}
        before = dict(form)
        rule.change(form, self.site)
        self.hits += form != before
        sent = urlencode([(name, form[name.rpartition("$")[2]]) for name, _ in pairs]).encode()
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = BytesIO(sent), str(len(sent))


GONE = "404"
EVERYTHING = r"\A.*\Z"


@contextmanager
def broken(breakage: Breakage, accounts: int = 13) -> Iterator[tuple[PracticeSite, Broken | None]]:
    """A practice site that is broken in this one way."""
    wrapped: list[Broken] = []

    def make(site: Installation) -> Flask:
        app = make_app(site)
        wrapped.append(Broken(app.wsgi_app, breakage, site))
        app.wsgi_app = wrapped[0]  # type: ignore[method-assign]
        if breakage.people:
            breakage.people(site)
        return app

    strengths = {**STRENGTHS, "weak": breakage.strength or STRENGTHS["weak"]}
    with (
        patch("flows.practice.app.make_app", make),
        patch("flows.practice.site.STRENGTHS", strengths),
        patch("flows.practice.site.SKINS", _skins(breakage)),
        PracticeSite(accounts, faults=breakage.faults) as site,
    ):
        yield site, wrapped[0] if breakage.pages or breakage.posted else None


def _skins(breakage: Breakage) -> Mapping[str, Any]:
    return {**SKINS, "classic": replace(SKINS["classic"], **breakage.skin)}
