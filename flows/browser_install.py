"""Get a browser: Playwright's download; where that cannot be reached and the machine is Debian-like, its packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

from flows.errors import BrowserMissing
from flows.settings import environment_for_others

Run = Callable[[list[str]], int]

PLAYWRIGHT = (sys.executable, "-m", "playwright")
FONTS = "fonts-noto-cjk"
PACKAGES = ("chromium-headless-shell", FONTS)
HEADED_PACKAGE = "chromium"
DOWNLOAD_SECONDS = 900


def install_browser(engine: str = "chromium", headed: bool = False, run: Run | None = None) -> str:
    """Install a browser, with its libraries and Japanese fonts on apt machines, and say how.

    Raises BrowserMissing with what to do by hand.
    """
    run = run or _run
    if run([*PLAYWRIGHT, "install", engine]) == 0:
        return f"Installed Playwright's own {engine}. {_what_it_needs(engine, run)}"
    if engine != "chromium":
        raise BrowserMissing(
            f"Playwright's download could not be reached, and no {engine} but Playwright's own can be driven. "
            "Set FLOWS_BROWSER=chromium, or name Playwright's own in FLOWS_BROWSER_PATH."
        )
    if not shutil.which("apt-get"):
        raise BrowserMissing(
            "Playwright's download could not be reached, and this machine has no apt-get. Install Chrome, Edge or "
            "Chromium by hand, or name an executable in FLOWS_BROWSER_PATH."
        )
    packages = [*PACKAGES, *([HEADED_PACKAGE] if headed else [])]
    if not _packages_came(packages, run):
        raise BrowserMissing(
            "Neither Playwright's download nor Debian's packages could be installed. By hand: "
            f"apt-get install {' '.join(packages)}"
        )
    return f"Playwright's download could not be reached; installed Debian's {', '.join(packages)}."


def _what_it_needs(engine: str, run: Run) -> str:
    """A downloaded browser brings neither the system's libraries nor fonts."""
    if not shutil.which("apt-get"):
        return (
            "If it does not start, or Japanese is drawn as boxes, install its libraries and a Japanese font."
        )
    libraries = run([*PLAYWRIGHT, "install-deps", engine]) == 0
    if _packages_came([FONTS], run) and libraries:
        return f"Its libraries and {FONTS} are installed too."
    return (
        "Its libraries or Japanese fonts could not be installed; where they are missing, as root: "
        f"{' '.join(PLAYWRIGHT)} install-deps {engine} && apt-get install {FONTS}"
    )


def _packages_came(packages: list[str], run: Run) -> bool:
    sudo = ["sudo"] if hasattr(os, "geteuid") and os.geteuid() != 0 else []
    run([*sudo, "apt-get", "update"])
    return run([*sudo, "apt-get", "install", "-y", "--no-install-recommends", *packages]) == 0


def _run(command: list[str]) -> int:
    """Run a package client, its chatter on our standard error."""
    environment = environment_for_others() | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            env=environment,
            timeout=DOWNLOAD_SECONDS,
            check=False,
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return 1
