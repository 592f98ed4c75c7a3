"""The web client: signing in, the main window, and the dialog in which a user changes his own password."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from flows.practice.letters import FOLDERS, letters
from flows.practice.signing_in import LANGUAGE_COOKIE, USER_COOKIE, let_in, sign_in, sign_out, who_signs_in
from flows.practice.webforms import Page, Visit
from flows.practice.words import LANGUAGES


def _login(visit: Visit) -> Response:
    if visit.event == "ddlLanguage":
        _choose_language(visit)
    if visit.event == "lbLogin":
        _choose_language(visit)
        if holder := sign_in(visit):
            visit.cookies[USER_COOKIE] = holder.address if visit.ticked("chkRememberUser") else None
            return let_in(visit, holder, "/IClient/default.aspx")
        fault = visit.hit_by("refused")
        visit.say("error", (fault and fault.text) or "sign_in_failed")
    typed = visit.text("txtUserName") if visit.posted else visit.asked.cookies.get(USER_COOKIE, "")
    return visit.render("login.html", typed=typed, languages=LANGUAGES)


def _choose_language(visit: Visit) -> None:
    if (chosen := visit.text("ddlLanguage")) in dict(LANGUAGES):
        visit.session.language = visit.cookies[LANGUAGE_COOKIE] = chosen


def _mailbox(visit: Visit) -> Response:
    if visit.event == "lnkLogout":
        return sign_out(visit, "/IClient/Login.aspx")
    if visit.event == "treeFolders":
        visit.state["folder"] = visit.argument
    if visit.event == "btnPasswordSave":
        _save_own(visit)
    folder = visit.state.get("folder", "inbox")
    return visit.render(
        "mailbox.html",
        folder=folder,
        folders=FOLDERS,
        letters=letters(folder, visit.language),
    )


def _frames(visit: Visit) -> Response:
    return visit.render("mailbox_frames.html")


def _part(template: str) -> Callable[[Visit], Response]:
    """A frame of the main window."""

    def show(visit: Visit) -> Response:
        if visit.event == "lnkLogout":
            return sign_out(visit, "/IClient/Login.aspx")
        return visit.render(template, folder="inbox", folders=FOLDERS)

    return show


def _home(visit: Visit) -> Response:
    return _frames(visit) if visit.site.skin.webmail == "frameset" else _mailbox(visit)


def _dialog(visit: Visit) -> Response:
    if visit.event == "btnPasswordSave":
        _save_own(visit)
    return visit.render("change_password.html")


def _dialog_frame(visit: Visit) -> Response:
    return visit.render("change_password_frame.html")


def _save_own(visit: Visit) -> None:
    """保存: the first thing that is wrong is said, and then nothing is changed."""
    user = visit.user
    assert user is not None
    existing, new, again = (
        visit.text(name) for name in ("txtOldPassword", "txtNewPassword", "txtRetypePassword")
    )
    if fault := visit.hit_by("refused"):
        return visit.say("error", fault.text or "own_forbidden")
    if not user.properties["allow_password_change"]:
        return visit.say("error", "own_forbidden")
    if not (existing and new and again):
        return visit.say("error", "own_required")
    if existing != user.password:
        return visit.say("error", "own_wrong")
    if new != again:
        return visit.say("error", "own_mismatch")
    if not visit.site.strength.accepts(new):
        return visit.say("error", "dialog_rule")
    if not visit.hit_by("silent"):
        visit.site.accounts.save_own(user.address, new)
    if not visit.hit_by("mute"):
        visit.say("saved", "own_saved")
    if fault := visit.hit_by("alert"):
        visit.alert = fault.text or visit.words["own_saved"]
    return None


_OWN_SAVE = {"btnPasswordSave": "own-save"}

PAGES = (
    Page("/IClient/Login.aspx", _login, "sign-in-page", "", {"lbLogin": "sign-in"}, who_signs_in, prefix=""),
    Page("/IClient/default.aspx", _home, "mailbox", "user", _OWN_SAVE),
    Page("/IClient/Mailbox.aspx", _mailbox, "mailbox", "user", _OWN_SAVE),
    Page("/IClient/Header.aspx", _part("mailbox_header.html"), "mailbox", "user"),
    Page("/IClient/Folders.aspx", _part("mailbox_folders.html"), "mailbox", "user"),
    Page("/IClient/ChangePassword.aspx", _dialog, "dialog", "user", _OWN_SAVE),
    Page("/IClient/ChangePasswordFrame.aspx", _dialog_frame, "dialog", "user"),
)
