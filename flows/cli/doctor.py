"""`flows doctor`: is everything in place, and is every part of every screen where it can be found?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from flows.cli.terminal import Json, busy, json_line, messages, results, table
from flows.errors import FlowsError
from flows.settings import Settings, read_settings, require

if TYPE_CHECKING:
    from flows.doctor import Seen

PATIENCE_SECONDS = 10.0
"""The doctor waits no longer than this for a part: a missing one is a finding, not a slow page."""
GOOD = ("ok", "found", "absent")


@dataclass(frozen=True)
class Check:
    """One line of the doctor's table."""

    check: str
    result: str
    detail: str = ""


def doctor(json: Json = False) -> None:
    """Check settings, browser, fonts and reachability, and look for every part of every screen, read-only.

    Example: flows doctor
    """
    checks: list[Check] = []
    with _stopped_by("settings", checks, json):
        settings = read_settings()
        require(settings, "webmail_url", "admin_user", "admin_password")
    checks.append(Check("settings", "ok"))
    with busy("Looking at the site, read-only"):
        seen = _machine_and_site(settings, checks, json)
    lines = _mending(seen)
    if json:
        json_line([asdict(check) for check in checks])
    else:
        table("flows doctor", ("check", "result", "detail"), [(c.check, c.result, c.detail) for c in checks])
        if lines:
            results.print("\nTo mend it, put this into a file and name that file in FLOWS_WORDING:\n")
            results.print("\n".join(lines))
    report = _report(settings, checks, seen, lines)
    messages.print(f"The same with pictures: {report}")
    raise typer.Exit(0 if all(check.result in GOOD for check in checks) else 3)


@contextmanager
def _stopped_by(what: str, checks: list[Check], json: bool) -> Iterator[None]:
    """Where nothing more can be looked at, a person reads the error's sentence, a machine the checks so far."""
    try:
        yield
    except FlowsError as fault:
        if json:
            json_line([asdict(check) for check in (*checks, Check(what, "failed", str(fault)))])
        raise


def _machine_and_site(settings: Settings, checks: list[Check], json: bool) -> list[Seen]:
    from flows.doctor import examine, japanese_is_drawn, reachable
    from flows.pages.site import open_site

    patient = settings.model_copy(update={"timeout": min(settings.timeout, PATIENCE_SECONDS)})
    with ExitStack() as until_the_end:
        with _stopped_by("browser", checks, json):
            site = until_the_end.enter_context(open_site(patient))
        checks.append(Check("browser", "ok", f"{settings.browser} {site.browser.version}"))
        drawn = japanese_is_drawn(site)
        checks.append(
            Check("fonts", "ok")
            if drawn
            else Check("fonts", "failed", "Japanese is drawn as boxes: flows browser install")
        )
        for name, address in (("web mail", settings.webmail), ("admin console", settings.admin_login_url)):
            fault = reachable(site, address)
            checks.append(Check(f"{name} answers", "failed" if fault else "ok", fault or address))
            if fault:
                return []
        seen = list(examine(site))
    checks += [check for one in seen for check in _parts(one)]
    return seen


def _parts(seen: Seen) -> list[Check]:
    from flows.doctor.examine import OPTIONAL

    if seen.sight is None:
        return [Check(seen.screen, "not reached", seen.stopped)]
    checks = []
    for part, finding in seen.sight.findings.items():
        name = f"{seen.screen} / {part}"
        if finding.result == "found":
            checks.append(Check(name, "found", f"by {finding.by}"))
        elif finding.result == "missing" and (seen.screen, part) in OPTIONAL:
            checks.append(Check(name, "absent", "not needed here"))
        else:
            candidates = "; ".join(map(str, finding.candidates or finding.unclaimed))
            checks.append(Check(name, finding.result, candidates and f"candidates: {candidates}"))
    if seen.stopped and all(check.result in GOOD for check in checks):
        checks.append(Check(seen.screen, "failed", seen.stopped))
    return checks


def _mending(seen: list[Seen]) -> list[str]:
    from flows.doctor.examine import OPTIONAL
    from flows.pages.sight import mending

    lines: list[str] = []
    for one in seen:
        findings = one.sight.findings.values() if one.sight else ()
        wanting = [
            finding
            for finding in findings
            if finding.result == "ambiguous"
            or (finding.result == "missing" and (one.screen, finding.part) not in OPTIONAL)
        ]
        if wanting:
            lines += [
                f"[{one.screen}]",
                *(line for finding in wanting for line in mending(finding, one.screen)[2:]),
            ]
    return lines


def _report(settings: Settings, checks: list[Check], seen: list[Seen], lines: list[str]) -> Path:
    from flows.doctor.report import write_report

    try:
        return write_report(
            settings.output_dir / "doctor.html", [asdict(check) for check in checks], seen, lines
        )
    except OSError as full:
        raise FlowsError(f"{settings.output_dir} cannot be written to: {full.strerror}.") from None
