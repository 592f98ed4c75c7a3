"""Measure them all in one run on one machine; only the ratios within a run mean anything.

.venv/bin/python -m tests.bench [--delay 0,200] [--workers 1,4,8] [--walks 12] [--accounts 240]
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from flows.rotation.desk import console_desks
from flows.rotation.journal import open_journal
from flows.rotation.plan import Wish, make_plan
from flows.rotation.run import Terms, rotate
from flows.rotation.seal import Passphrase
from flows.rotation.survey import Domain, survey
from flows.settings import Settings
from flows.steps import Nobody
from tests.bench import bare, scripts
from tests.bench.site import running
from tests.bench.spent import spent

OVERHEAD = 12
"""Accounts of a practice site that a plan passes over, or nearly so."""


@dataclass(frozen=True)
class Line:
    """One measured way: accounts a minute, and milliseconds of processor time for each."""

    name: str
    accounts: int = 0
    rate: float = 0
    cost: float | None = None


def main() -> None:
    asked = arguments()
    for delay in asked.delay:
        measure(delay, asked.workers, asked.walks, asked.accounts)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    numbers: Callable[[str], list[int]] = lambda text: [int(part) for part in text.split(",")]  # noqa: E731
    parser.add_argument("--delay", type=numbers, default=[0, 200], help="the site's own time, ms")
    parser.add_argument("--workers", type=numbers, default=[1, 4, 8])
    parser.add_argument("--walks", type=int, default=12, help="accounts for the scripts")
    parser.add_argument("--accounts", type=int, default=240, help="accounts for the fastest; fewer for fewer")
    return parser.parse_args()


def measure(delay: int, workers: list[int], walks: int, accounts: int) -> None:
    lines: list[Line] = []
    with running(accounts + OVERHEAD, delay) as site:
        settings = Settings(
            webmail_url=site.url, admin_user=site.user, admin_password=SecretStr(site.password), timeout=30
        )
        domain = survey(settings, Nobody())
        ordinary = [a.address for a in domain.accounts if not (a.administrator or a.disabled)]

        def take(name: str, count: int, work: Callable[[], None]) -> None:
            began = time.perf_counter()
            with spent(but=site.pid) as used:
                work()
            rate = 60 * count / (time.perf_counter() - began)
            lines.append(Line(name, count, rate, 1000 * used.seconds / count if used else None))

        take("(a) the obvious script, Playwright", walks, lambda: scripts.playwright(site, ordinary[:walks]))
        if missing := selenium_missing():
            lines.append(Line(f"(b) the obvious script, Selenium: not run, {missing}"))
        else:
            take("(b) the obvious script, Selenium", walks, lambda: scripts.selenium(site, ordinary[:walks]))
        for number in workers:
            count = max(walks, accounts * number // max(workers))
            take(
                f"(c) flows rotate, {number} worker{'s' * (number > 1)}",
                count,
                lambda c=count, n=number: flows_rotate(settings, domain, c, n),
            )  # type: ignore[misc]
        links = [domain.links[address] for address in ordinary if address in domain.links]
        for letter, way, each, begin in (
            ("d", "bare HTTP, {} connection", 3, bare.by_http),
            ("e", "bare Playwright, {} browser", 1, bare.by_browser),
        ):
            for number in workers:
                some = (links * 3 * number)[: max(walks, each * accounts * number // max(workers))]
                take(
                    f"({letter}) {way.format(number)}{'s' * (number > 1)}",
                    len(some),
                    lambda k=some, n=number, b=begin: bare.share_out(k, n, lambda: b(site)),
                )  # type: ignore[misc]
    show(delay, lines)


def flows_rotate(settings: Settings, domain: Domain, count: int, workers: int) -> None:
    """Journal on disk, properties compared, canaries; no mail door. The user list was read before."""
    plan = make_plan(domain.accounts, Wish(), signed_in=settings.administrator.user, rules=domain.rules)
    plan = type(plan)(plan.to_do[:count], plan.rules)
    with tempfile.TemporaryDirectory() as home:
        with open_journal(Path(home) / "state", "example.jp", Passphrase(SecretStr("bench"))) as journal:
            desks = console_desks(settings, links=domain.links)
            finish = rotate(journal, plan, desks, Terms(workers=workers, prove=False))
        assert finish.exit_code == 0, finish


def selenium_missing() -> str:
    import importlib.util
    import shutil

    if importlib.util.find_spec("selenium") is None:
        return "selenium is not installed (extra `bench`)"
    return "" if shutil.which("chromedriver") else "there is no chromedriver"


def show(delay: int, lines: list[Line]) -> None:
    base = lines[0].rate
    number = re.compile(r"\((?P<letter>.)\) .*?(?P<workers>\d+) ")
    measured = {found.groups(): line.rate for line in lines if (found := number.match(line.name))}
    table = Table(title=f"{delay} ms server time, {os.cpu_count()} cores", title_justify="left")
    for column in ("", "accounts", "a minute", "times (a)", "of (d)", "of (e)", "CPU ms each"):
        table.add_column(column, justify="left" if not column else "right")
    for line in lines:
        ours = number.match(line.name) if line.name.startswith("(c)") else None
        shares = [f"{line.rate / measured[letter, ours['workers']]:.2f}" if ours else "" for letter in "de"]
        cost = f"{line.cost:.0f}" if line.cost is not None else ""
        table.add_row(
            line.name, str(line.accounts or ""), f"{line.rate:.0f}", f"{line.rate / base:.1f}", *shares, cost
        )
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
