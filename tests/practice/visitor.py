"""A browser's hands without a browser: keeps cookies, reads forms, posts them back as Web Forms would."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar

from flows.practice import PracticeSite, SignIn


@dataclass
class Form(HTMLParser):
    """The fields of a page's form, as a browser would post them untouched."""

    fields: dict[str, str] = field(default_factory=dict)
    listed: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        name, kind = has.get("name") or "", has.get("type", "text")
        if tag == "input" and name and kind in ("hidden", "text", "password"):
            self.fields[name] = has.get("value") or ""
        elif tag == "input" and kind == "checkbox" and "checked" in has:
            self.fields[name] = "on"
        elif tag == "select":
            self.listed = "" if "multiple" in has else name
        elif tag == "option" and self.listed and "selected" in has:
            self.fields[self.listed] = has.get("value") or ""


@dataclass
class Answer:
    status: int
    address: str
    text: str

    @property
    def path(self) -> str:
        return urllib.parse.urlsplit(self.address).path

    def form(self) -> dict[str, str]:
        reader = Form()
        reader.feed(self.text)
        return reader.fields


class Visitor:
    """Someone at the site. Redirects are followed, error pages returned."""

    def __init__(self, site: PracticeSite) -> None:
        self.site = site
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def cookie(self, name: str) -> str | None:
        return next((each.value for each in self.cookies if each.name == name), None)

    def get(self, path: str) -> Answer:
        return self._open(urllib.request.Request(urllib.parse.urljoin(self.site.url, path)))

    def post(
        self, page: Answer, event: str, argument: str = "", *, partial: bool = False, **fields: str | None
    ) -> Answer:
        """Post a page back: `event` and fields by the end of their names, None leaves a field out."""
        form = page.form()
        for short, value in fields.items():
            name = wire(form, short)
            if value is None:
                form.pop(name, None)
            else:
                form[name] = value
        form["__EVENTTARGET"], form["__EVENTARGUMENT"] = prefix(page) + event, argument
        return self.send(page.address, form, partial=partial)

    def send(self, address: str, form: dict[str, str], *, partial: bool = False) -> Answer:
        data = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(urllib.parse.urljoin(self.site.url, address), data)
        if partial:
            request.add_header("X-MicrosoftAjax", "Delta=true")
        return self._open(request)

    def _open(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=20) as got:
                return Answer(got.status, got.url, got.read().decode())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.url or "", error.read().decode())

    def sign_in(self, who: SignIn, password: str | None = None) -> Answer:
        page = self.get("/IClient/Login.aspx")
        return self.post(
            page,
            "lbLogin",
            txtUserName=who.address,
            txtPassword=who.password if password is None else password,
        )

    def sign_in_as_administrator(self) -> Visitor:
        who = self.site.administrator
        page = self.get("/IAdmin/login.aspx")
        self.post(page, "btnLogin", txtUserName=who.address, txtPassword=who.password)
        return self

    def properties(self, user_id: str) -> Answer:
        return self.get(f"/IAdmin/UserProperties.aspx?User={user_id}")

    def save_password(self, user_id: str, new: str, again: str | None = None, **fields: str | None) -> Answer:
        page = self.properties(user_id)
        again = new if again is None else again
        return self.post(page, "btnSave", txtNewPassword=new, txtConfirmPassword=again, **fields)


def prefix(page: Answer) -> str:
    return "" if page.path.casefold().endswith("login.aspx") else "ctl00$MainContent$"


def wire(form: dict[str, str], short: str) -> str:
    return next((name for name in form if name == short or name.endswith("$" + short)), short)


Dropped = (http.client.RemoteDisconnected, ConnectionResetError, urllib.error.URLError)
"""What a dropped connection looks like from here."""
