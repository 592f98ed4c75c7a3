"""The doctor's page: one file that an administrator can send to whoever maintains the wording.

It pictures the site as it is, mail and names included, so only its owner reads it until it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from flows.doctor.examine import Seen
from flows.paper import data_uri, templates
from flows.private import private_file


def write_report(
    path: Path, checks: Sequence[Mapping[str, str]], seen: Sequence[Seen], lines: Sequence[str]
) -> Path:
    """Write the page anew, mode 0600, and return its path. Raises OSError or InputError where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pictures = [(one, data_uri("image/png", one.picture)) for one in seen if one.picture]
    page = (
        templates("flows.doctor")
        .get_template("report.html")
        .render(
            checks=checks,
            pictures=pictures,
            lines=lines,
            made=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %Z"),
        )
    )
    path.unlink(missing_ok=True)
    private_file(path).write_text(page, encoding="utf-8")
    return path
