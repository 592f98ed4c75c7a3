"""ASP.NET Web Forms as a browser meets it: a form that posts back to itself, whole or in part.

A page names its controls as the server would (`btnSave`); `wire` says what they are called in the browser.
View state is signed, belongs to one session and one page, and only its latest few are accepted.
"""

from __future__ import annotations

import html
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from flask import Request as Asked
from flask import Response
from markupsafe import Markup

from flows.practice import delta
from flows.practice.accounts import Holder
from flows.practice.faults import Fault
from flows.practice.installation import Installation, Request
from flows.practice.postback import Postback, read_postback
from flows.practice.sessions import Session


def _signed_in(visit: Visit) -> str:
    return visit.session.user


@dataclass(frozen=True)
class Page:
    """One address. `events` names the occasions of its postbacks; the others are the page's own."""

    path: str
    answer: Callable[[Visit], Response]
    occasion: str
    needs: Literal["", "user", "administrator"] = ""
    events: Mapping[str, str] = field(default_factory=dict)
    about: Callable[[Visit], str] = _signed_in
    prefix: str = "ctl00$MainContent$"


@dataclass(frozen=True)
class Message:
    """What the site says to the last postback."""

    kind: Literal["saved", "error"]
    text: str


class Visit:
    """One request while it is answered: what was posted, who asks, and what the answer will hold."""

    def __init__(self, site: Installation, page: Page, session: Session, asked: Asked, log: Request) -> None:
        self.site, self.page, self.asked, self.log = site, page, asked, log
        self.session: Session = session
        self.user: Holder | None = None
        self.message: Message | None = None
        self.alert = ""
        self.faults: list[Fault] = []
        self.cookies: dict[str, str | None] = {}
        self.partial = asked.headers.get("X-MicrosoftAjax") == "Delta=true"
        self.posted = asked.method == "POST"
        back = self._read() if self.posted else Postback()
        self.event, self.argument = back.event, back.argument
        self.state, self.broken = dict(back.state), back.broken
        self._allowed: set[tuple[str, str, bool]] = set()
        self._partial: set[str] = set()

    def _read(self) -> Postback:
        recent = self.session.serials[self.page.path]
        return read_postback(
            self.asked.form, self.site.seal, self.page.path, self.session.id, recent, self.wire
        )

    # What was posted

    def value(self, control: str) -> str | None:
        """A field as posted, None when the form did not hold it at all."""
        return self.asked.form.get(self.wire(control))

    def text(self, control: str) -> str:
        return self.value(control) or ""

    def ticked(self, control: str) -> bool:
        return self.value(control) is not None

    def choices(self, control: str) -> list[str]:
        return self.asked.form.getlist(self.wire(control))

    def hit_by(self, kind: str) -> Fault | None:
        return next((fault for fault in self.faults if fault.kind == kind), None)

    # Names, as the templates ask for them

    def wire(self, control: str) -> str:
        if self.site.skin.wire == "opaque":
            return f"ctl00$c{zlib.crc32(control.encode()):08x}"
        return self.page.prefix + control

    def id(self, control: str) -> str:
        return self.wire(control).replace("ctl00$", "").replace("$", "_")

    def button(self, control: str, partial: bool = False) -> str:
        """The name of a submit control, which from now on may post back."""
        self._allow(control, "", True, partial)
        return self.wire(control)

    def post(self, control: str, argument: str | int = "", partial: bool = False) -> str:
        """The script by which a LinkButton posts back."""
        self._allow(control, str(argument), False, partial)
        return f"__doPostBack('{self.wire(control)}','{argument}')"

    def _allow(self, control: str, argument: str, button: bool, partial: bool) -> None:
        self._allowed.add((control, argument, button))
        if partial:
            self._partial.add(self.wire(control))

    # The answer

    @property
    def action(self) -> str:
        """Where the form posts to: the page's own address, as it was asked for."""
        return self.asked.full_path.rstrip("?").rpartition("/")[2]

    form_end = delta.FORM_END
    panel = staticmethod(delta.panel_begin)
    panel_end = delta.PANEL_END

    @property
    def language(self) -> str:
        chosen = self.session.language or self.asked.cookies.get("IMailLanguage", "")
        return chosen or self.site.language

    @property
    def words(self) -> dict[str, str]:
        return self.site.words(self.language)

    def say(self, kind: Literal["saved", "error"], key_or_text: str) -> None:
        self.message = Message(kind, self.words.get(key_or_text, key_or_text))

    def render(self, template: str, **values: Any) -> Response:
        """The whole page, or, for a partial postback, the panels that changed."""
        drawn = self.site.templates.get_template(template).render(
            visit=self, t=self.words, skin=self.site.skin, site=self.site, **values
        )
        hidden = self._hidden()
        if not self.partial:
            body = delta.whole(drawn, hidden, self._partial)
            return Response(body, content_type="text/html; charset=utf-8")
        body = delta.delta(drawn, hidden, self._partial, self._scripts())
        return Response(body, content_type="text/plain; charset=utf-8")

    def _scripts(self) -> dict[str, str]:
        """What the page's script is told beside the panels."""
        told = {"Alert": self.alert} if self.alert else {}
        if self.message and self.site.skin.messages == "script":
            told["Message"] = html.escape(f"{self.message.kind}|{self.message.text}", quote=False)
        return dict(sorted(told.items(), reverse=True))

    def _hidden(self) -> dict[str, str]:
        serial = self.site.serial()
        self.session.serials[self.page.path].append(serial)
        said = {"page": self.page.path, "session": self.session.id, "serial": serial, "state": self.state}
        close = self.site.seal.close
        return {"__VIEWSTATE": close(said), "__EVENTVALIDATION": close(sorted(self._allowed))}

    def redirect(self, address: str) -> Response:
        if self.partial:
            return Response(delta.redirect(address), content_type="text/plain")
        body = (
            f'<html><body><h2>Object moved to <a href="{html.escape(address)}">here</a>.</h2></body></html>'
        )
        return Response(body, 302, {"Location": address}, content_type="text/html; charset=utf-8")

    def error(self, text: str, kind: str = "HttpException") -> Response:
        """ASP.NET's yellow page; a partial postback gets the text, which its script shows."""
        if self.partial:
            return Response(delta.piece("error", "500", html.unescape(text)), content_type="text/plain")
        page = self.site.templates.get_template("error.html")
        drawn = page.render(text=Markup(text), kind=kind, application=f"/{self.page.path.split('/')[1]}")
        return Response(drawn, 500, content_type="text/html; charset=utf-8")
