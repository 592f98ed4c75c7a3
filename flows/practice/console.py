"""The admin console around the user pages: signing in, the domain settings that open first, the left menu."""

from __future__ import annotations

from flask import Response

from flows.practice.signing_in import let_in, sign_in, sign_out, who_signs_in
from flows.practice.strength import STRENGTHS
from flows.practice.webforms import Page, Visit

MENU = (
    ("domain_settings", "DomainProperties.aspx"),
    ("user_management", "UserAdmin.aspx"),
    ("alias_management", "Aliases.aspx"),
    ("list_management", "Lists.aspx"),
    ("rules_management", "Rules.aspx"),
    ("spam_management", "Antispam.aspx"),
)
"""The left menu: the caption's key and where it leads."""


def show(visit: Visit, template: str, entry: str, **values: object) -> Response:
    """A page of the console with its left menu, or alone where the console is made of frames."""
    if visit.event == "lnkLogout":
        return sign_out(visit, "/IAdmin/login.aspx")
    return visit.render(template, menu=MENU, entry=entry, **values)


def _login(visit: Visit) -> Response:
    if visit.event == "btnLogin":
        holder = sign_in(visit)
        if holder and holder.administrator:
            visit.session.console = True
            return let_in(visit, holder, "/IAdmin/default.aspx")
        fault = visit.hit_by("refused")
        visit.say("error", (fault and fault.text) or "console_failed")
    return visit.render("admin_login.html", typed=visit.text("txtUserName"))


def _home(visit: Visit) -> Response:
    if visit.site.skin.console == "page":
        return visit.redirect("/IAdmin/DomainProperties.aspx")
    return show(visit, "console_frames.html", "domain_settings")


def _domain(visit: Visit) -> Response:
    if visit.event == "btnSave":
        visit.site.count_domain_save()
        visit.say("saved", "saved")
    return show(
        visit, "domain.html", "domain_settings", strengths=[(name, name.capitalize()) for name in STRENGTHS]
    )


def _header(visit: Visit) -> Response:
    return show(visit, "console_header.html", "")


def _menu(visit: Visit) -> Response:
    return show(visit, "console_menu.html", "")


def _other(visit: Visit) -> Response:
    file = visit.page.path.rpartition("/")[2]
    return show(visit, "other.html", next(key for key, target in MENU if target == file))


_SIGN_IN = {"btnLogin": "admin-sign-in"}

PAGES = (
    Page("/IAdmin/login.aspx", _login, "admin-sign-in-page", "", _SIGN_IN, who_signs_in, prefix=""),
    Page("/IAdmin/default.aspx", _home, "console", "administrator"),
    Page("/IAdmin/Header.aspx", _header, "console", "administrator"),
    Page("/IAdmin/Menu.aspx", _menu, "console", "administrator"),
    Page("/IAdmin/DomainProperties.aspx", _domain, "domain", "administrator", {"btnSave": "domain-save"}),
    *(Page(f"/IAdmin/{target}", _other, "console", "administrator") for _, target in MENU[2:]),
)
