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

PACKAGES = ("chromium-headless-shell", "fonts-noto-cjk")
HEADED_PACKAGE = "chromium"
DOWNLOAD_SECONDS = 900


def install_browser(headed: bool = False, run: Run | None = None) -> str:
    """Install a browser and say how. Raises BrowserMissing with what to do by hand."""
    run = run or _run
    if run([sys.executable, "-m", "playwright", "install", "chromium"]) == 0:
        return "Installed Playwright's own Chromium."
    if not shutil.which("apt-get"):
        raise BrowserMissing(
            "Playwright's download could not be reached, and this machine has no apt-get. Install Chrome, Edge or "
            "Chromium by hand, or name an executable in FLOWS_BROWSER_PATH."
        )
    packages = [*PACKAGES, *([HEADED_PACKAGE] if headed else [])]
    sudo = ["sudo"] if hasattr(os, "geteuid") and os.geteuid() != 0 else []
    run([*sudo, "apt-get", "update"])
    if run([*sudo, "apt-get", "install", "-y", "--no-install-recommends", *packages]) != 0:
        raise BrowserMissing(
            "Neither Playwright's download nor Debian's packages could be installed. By hand: "
            f"apt-get install {' '.join(packages)}"
        )
    return f"Playwright's download could not be reached; installed Debian's {', '.join(packages)}."


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
