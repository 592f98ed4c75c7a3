"""ユーザーのプロパティ: one Save posts every property, and the password where it is not left blank."""

from __future__ import annotations

from typing import Any

from flask import Response

from flows.practice.accounts import Holder
from flows.practice.console import show
from flows.practice.properties import LISTS, PROPERTIES, UNITS, Value
from flows.practice.webforms import Page, Visit

_NUMBERS = ("max_size", "max_messages", "regulator_limit")


def _whose(visit: Visit) -> str:
    """The account that this page is about: the view state's, the address's, or the one clicked last."""
    if "address" in visit.state:
        return str(visit.state["address"])
    if user := visit.asked.args.get("User"):
        return f"{user}@{visit.site.domain}"
    return str(visit.session.remembered.get("user", ""))


def _properties(visit: Visit) -> Response:
    holder = visit.site.accounts.find(_whose(visit))
    if visit.event == "lnkBack":
        return visit.redirect("/IAdmin/UserAdmin.aspx")
    if holder is None:
        visit.say("error", "user_gone")
        return show(visit, "gone.html", "user_management")
    if not visit.posted:
        visit.state = {"address": holder.address, "lists": holder.properties["lists"]}
    values = _posted(visit, holder) if visit.posted else holder.properties
    _move_lists(visit)
    if visit.event == "btnSave":
        _save(visit, holder, values)
    if visit.event == "btnViewSave":
        visit.say("saved", "saved")  # of something else: the very words, and no account was touched
    _leave_over(visit)
    return show(
        visit, "properties.html", "user_management", holder=holder, values=values, fields=PROPERTIES,
        units=UNITS, member=visit.state["lists"], others=_others(visit),
    )  # fmt: skip


def _posted(visit: Visit, holder: Holder) -> dict[str, Value]:
    """The form as ASP.NET reads it: a text field that was not sent keeps its value, a box unticks."""
    values: dict[str, Any] = dict(holder.properties)
    for each in PROPERTIES:
        if each.kind == "check":
            values[each.key] = visit.ticked(each.control)
        elif each.kind != "lists" and (sent := visit.value(each.control)) is not None:
            values[each.key] = sent
    values["lists"] = visit.state["lists"]
    return values


def _others(visit: Visit) -> list[str]:
    return [name for name in LISTS if name not in visit.state["lists"]]


def _move_lists(visit: Visit) -> None:
    """Add to, remove from, all of them: kept in the view state until Save."""
    member = set(visit.state["lists"])
    moved = {
        "btnListsAdd": member | set(visit.choices("lstAvailable")),
        "btnListsRemove": member - set(visit.choices("lstLists")),
        "btnListsAddAll": set(LISTS),
        "btnListsRemoveAll": set(),
    }
    if visit.event in moved:
        visit.state["lists"] = sorted(moved[visit.event] & set(LISTS))


def _save(visit: Visit, holder: Holder, values: dict[str, Value]) -> None:
    """Save: the first thing that is wrong is said at the top, and then nothing is changed."""
    new, again = visit.text("txtNewPassword"), visit.text("txtConfirmPassword")
    assert visit.user is not None
    if fault := visit.hit_by("refused"):
        return visit.say("error", fault.text or "system_refused")
    if holder.system_administrator and not visit.user.system_administrator:
        return visit.say("error", "system_refused")
    if not all(str(values[key]).strip().isdecimal() for key in _NUMBERS):
        return visit.say("error", "bad_number")
    if new != again:
        return visit.say("error", "mismatch")
    if new and not visit.site.strength.accepts(new):
        return visit.say("error", "console_rule")
    if not visit.hit_by("silent"):
        visit.site.accounts.save(holder.address, values, new or None)
    if not visit.hit_by("mute"):
        visit.say("saved", "saved")
    if fault := visit.hit_by("alert"):
        visit.alert = fault.text or visit.words["saved"]
    return None


def _leave_over(visit: Visit) -> None:
    """Some skins keep showing what the last Save was answered, whoever is opened next."""
    if not visit.site.skin.leftover:
        return
    if visit.message:
        visit.session.leftover = visit.message.text if visit.message.kind == "saved" else ""
    elif not visit.posted and visit.session.leftover:
        visit.say("saved", visit.session.leftover)


PAGES = (
    Page(
        "/IAdmin/UserProperties.aspx",
        _properties,
        "properties",
        "administrator",
        {"btnSave": "save"},
        about=_whose,
    ),
)
