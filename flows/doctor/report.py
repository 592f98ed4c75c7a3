"""The doctor's page: one file that an administrator can send to whoever maintains the wording.

It pictures the site as it is, mail and names included, so only its owner reads it until it is sent.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape

from flows.doctor.examine import Seen
from flows.private import private_file

TEMPLATES = Environment(
    loader=PackageLoader("flows.doctor", "."),
    autoescape=select_autoescape(),
    trim_blocks=True,
    lstrip_blocks=True,
)


def write_report(
    path: Path, checks: Sequence[Mapping[str, str]], seen: Sequence[Seen], lines: Sequence[str]
) -> Path:
    """Write the page anew, mode 0600, and return its path. Raises OSError where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pictures = [(one, base64.b64encode(one.picture).decode()) for one in seen if one.picture]
    page = TEMPLATES.get_template("report.html").render(
        checks=checks,
        pictures=pictures,
        lines=lines,
        made=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %Z"),
    )
    path.unlink(missing_ok=True)
    private_file(path).write_text(page, encoding="utf-8")
    return path
