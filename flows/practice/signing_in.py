"""Signing in and out, on the web mail and on the admin console alike."""

from __future__ import annotations

import re

from flask import Response

from flows.practice.accounts import Holder
from flows.practice.sessions import SESSION_COOKIE, TICKET_COOKIE
from flows.practice.webforms import Visit

USER_COOKIE, LANGUAGE_COOKIE = "IMailUser", "IMailLanguage"

_LOCAL = re.compile(r"/(?![/\\])")


def who_signs_in(visit: Visit) -> str:
    """Whom a sign-in request is about, for the log and for faults: the name that was typed."""
    return visit.text("txtUserName").strip()


def sign_in(visit: Visit) -> Holder | None:
    """The account that this name and password open, or None; then the page says no, and no more."""
    holder = visit.site.accounts.find(visit.text("txtUserName").strip())
    fits = holder is not None and holder.password == visit.text("txtPassword")
    if visit.hit_by("refused") or holder is None or not fits or holder.disabled:
        return None
    return holder if holder.properties["web_access"] else None


def let_in(visit: Visit, holder: Holder, home: str) -> Response:
    """Give out the ticket and go where the visitor wanted to go in the first place."""
    visit.session.user = holder.address
    visit.cookies[TICKET_COOKIE] = visit.site.sessions.ticket(visit.session)
    wanted = visit.asked.args.get("ReturnUrl", "")
    return visit.redirect(wanted if _LOCAL.match(wanted) else home)


def sign_out(visit: Visit, login: str) -> Response:
    visit.site.sessions.end(visit.session)
    visit.cookies[TICKET_COOKIE] = visit.cookies[SESSION_COOKIE] = None
    return visit.redirect(login)
