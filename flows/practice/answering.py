"""How one request is answered: session lock, faults, sign-in, validation, view state, and then the page."""

from __future__ import annotations

import time
from urllib.parse import quote

from flask import Request as Asked
from flask import Response
from markupsafe import escape
from waitress.channel import ClientDisconnected

from flows.practice.dangers import Dangerous, refuse_dangerous
from flows.practice.installation import Installation, Request
from flows.practice.sessions import SESSION_COOKIE, TICKET_COOKIE, Session
from flows.practice.webforms import Page, Visit

_BARE_500 = """<!DOCTYPE html><html><head><title>500 - Internal server error.</title></head>
<body style="font-family:Verdana,sans-serif;background:#eee;margin:0"><div style="background:#555;color:#fff;
padding:6px 2%"><h1>Server Error</h1></div><div style="margin:2%;background:#fff;padding:10px;color:#c00">
<h2>500 - Internal server error.</h2><h3 style="color:#000">There is a problem with the resource you are looking
for, and it cannot be displayed.</h3></div></body></html>"""


def answer(site: Installation, page: Page, asked: Asked) -> Response:
    """Answer while holding the session's lock, as ASP.NET does: two requests of one session never overlap."""
    log = site.log(asked.method, page.path)
    session = site.sessions.of(asked.cookies.get(SESSION_COOKIE))
    with session.lock:
        if site.delay_ms:
            time.sleep(site.delay_ms / 1000)
        try:
            response = _answer(Visit(site, page, session, asked, log))
            log.status = response.status_code
        finally:
            log.ended = site.clock()
    if asked.cookies.get(SESSION_COOKIE) != session.id:
        response.set_cookie(SESSION_COOKIE, session.id, path="/", httponly=True)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-AspNet-Version"] = "4.0.30319"
    return response


def _answer(visit: Visit) -> Response:
    page, session, site = visit.page, visit.session, visit.site
    account = page.about(visit)
    occasion = page.events.get(visit.event, page.occasion)
    visit.faults = site.faults.due(occasion, page.path, account, session.id)
    _note(visit.log, visit, occasion, account)
    if early := _before(visit, account):
        return early
    if refusal := _sign_in_first(visit, page, session):
        return refusal
    if refusal := _not_valid(visit):
        return refusal
    response = page.answer(visit)
    for name, value in visit.cookies.items():
        response.set_cookie(name, value or "", path="/", httponly=True, max_age=0 if value is None else None)
    return _after(visit, response)


def _note(log: Request, visit: Visit, occasion: str, account: str) -> None:
    log.began = visit.site.clock()
    log.occasion, log.account, log.event = occasion, account, visit.event
    log.session, log.partial = visit.session.id[:6], visit.partial
    log.faults = tuple(fault.kind for fault in visit.faults)


def _before(visit: Visit, account: str) -> Response | None:
    """The faults that strike before anything is done."""
    if slow := visit.hit_by("slow"):
        time.sleep(slow.delay_ms / 1000)
    if visit.hit_by("deleted"):
        visit.site.delete(account)
    if visit.hit_by("expired"):
        visit.site.sessions.end(visit.session)
    if visit.hit_by("dropped-before"):
        raise ClientDisconnected
    if visit.hit_by("error-page"):
        return visit.error("Object reference not set to an instance of an object.", "NullReferenceException")
    if visit.hit_by("http-500"):
        return Response(_BARE_500, 500, content_type="text/html")
    return None


def _after(visit: Visit, response: Response) -> Response:
    """The faults that strike when it has been done."""
    if visit.hit_by("dropped-after"):
        raise ClientDisconnected
    if visit.hit_by("error-after"):
        return visit.error("Timeout expired. The timeout period elapsed prior to completion.", "SqlException")
    return response


def _sign_in_first(visit: Visit, page: Page, session: Session) -> Response | None:
    """Forms authentication: whoever may not come here is sent to sign in, with the way back."""
    if visit.site.sessions.holds(session, visit.asked.cookies.get(TICKET_COOKIE)):
        visit.user = visit.site.accounts.find(session.user)
    if not page.needs:
        return None
    welcome = visit.user is not None
    if page.needs == "administrator":
        unlocked = session.console or not visit.site.skin.second_sign_in
        welcome = visit.user is not None and visit.user.administrator and unlocked
    if welcome:
        return None
    login = "/IAdmin/login.aspx" if page.path.startswith("/IAdmin/") else "/IClient/Login.aspx"
    address = visit.asked.full_path.rstrip("?")
    way_back = quote(address, safe="").replace("%2F", "%2f").replace("%3F", "%3f").replace("%3D", "%3d")
    return visit.redirect(f"{login}?ReturnUrl={way_back}")


def _not_valid(visit: Visit) -> Response | None:
    try:
        refuse_dangerous("QueryString", visit.asked.args.items(multi=True))
        refuse_dangerous("Form", visit.asked.form.items(multi=True))
    except Dangerous as danger:
        return visit.error(str(escape(str(danger))), "HttpRequestValidationException")
    return visit.error(visit.broken, "ViewStateException") if visit.broken else None
