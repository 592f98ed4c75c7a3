"""`flows accounts`: the user list."""

from __future__ import annotations

from flows.cli.terminal import Json, Progress, busy, json_line, table
from flows.settings import read_settings, require


def accounts(json: Json = False) -> None:
    """List the domain's accounts, as ユーザー管理 shows them.

    Example: flows accounts --json
    """
    settings = read_settings()
    require(settings, "webmail_url", "admin_user", "admin_password")
    from flows.pages.site import open_site
    from flows.procedures import enter_console, list_accounts

    with busy("Reading the user list"), open_site(settings) as site, site.session() as session:
        found = list_accounts(enter_console(session, Progress()), Progress())
    if json:
        json_line([{"address": a.address, "full_name": a.full_name, "disabled": a.disabled} for a in found])
    else:
        rows = [(a.address, a.full_name, "disabled" if a.disabled else "") for a in found]
        table(f"{len(found)} accounts", ("address", "full name", ""), rows)
