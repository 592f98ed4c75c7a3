"""ユーザー管理: the list of accounts, sorted, searched as one types, and in pages or whatever the skin has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Response

from flows.practice.accounts import Holder
from flows.practice.console import show
from flows.practice.webforms import Page, Visit

LEAST_SEARCH = 2
"""Characters before the search does anything."""

COLUMNS = ("name", "full_name", "disabled", "administrator")


@dataclass(frozen=True)
class Slice:
    """What of the list is on the screen. Pages count from 1."""

    holders: list[Holder]
    total: int
    page: int
    pages: int
    offset: int

    @property
    def shown(self) -> int:
        return self.offset + len(self.holders)


def _take(visit: Visit, state: dict[str, Any]) -> Slice:
    """Cut the part of the list that the view state asks for."""
    skin, size = visit.site.skin, visit.site.page_size
    term = state["search"] if len(state["search"]) >= LEAST_SEARCH else ""
    if skin.rows == "search" and not term:
        return Slice([], 0, 1, 1, 0)
    if skin.rows in ("all", "search") or size is None:
        size = visit.site.accounts.count() + 1
    offset, limit = (state["page"] - 1) * size, size
    if skin.rows == "more":
        offset, limit = 0, state["page"] * size
    column = "user_id" if skin.account_text == "user-id" else "address"
    found, total = visit.site.accounts.listing(
        term, column, state["sort"], state["descending"], offset, limit
    )
    return Slice(found, total, state["page"], max(1, -(-total // size)), offset)


def _fresh() -> dict[str, Any]:
    return {"search": "", "sort": "name", "descending": False, "page": 1}


def _react(visit: Visit) -> None:
    """What the postback changes in the view state: a page, a column title, the search."""
    state, argument = visit.state, visit.argument
    if visit.event == "txtSearch":
        state.update(search=visit.text("txtSearch").strip(), page=1)
    elif visit.event == "lnkSort" and argument in COLUMNS:
        turned = state["sort"] == argument and not state["descending"]
        state.update(sort=argument, descending=turned, page=1)
    elif visit.event == "pager":
        state["page"] = int(argument)
    elif visit.event in ("btnNext", "btnMore"):
        state["page"] += 1
    elif visit.event == "btnPrevious":
        state["page"] = max(1, state["page"] - 1)


def _users(visit: Visit) -> Response:
    if not visit.posted:
        visit.state = _fresh()
    _react(visit)
    if visit.event == "lnkUser":
        visit.session.remembered["user"] = f"{visit.argument}@{visit.site.domain}"
        return visit.redirect("/IAdmin/UserProperties.aspx")
    return show(visit, "users.html", "user_management", slice=_take(visit, visit.state), link_to=_link_to)


def _rows(visit: Visit) -> Response:
    """The rows that follow, for a list that grows as it is scrolled."""
    asked = visit.asked.args
    visit.state = {
        "search": asked.get("search", "").strip(),
        "sort": asked["sort"] if asked.get("sort") in COLUMNS else "name",
        "descending": asked.get("descending") == "1",
        "page": max(1, asked.get("page", 1, int)),
    }
    return visit.render("rows.html", slice=_take(visit, visit.state), link_to=_link_to)


def _link_to(holder: Holder) -> str:
    return f"UserProperties.aspx?Domain={quote(holder.domain)}&User={quote(holder.user_id)}"


PAGES = (
    Page("/IAdmin/UserAdmin.aspx", _users, "users", "administrator", {"txtSearch": "search"}),
    Page("/IAdmin/UserRows.ashx", _rows, "users", "administrator"),
)
