"""Where there is no browser they get one, and where its libraries are missing they are told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from flows.browser import PlaywrightError, launched
from flows.browser_install import install_browser
from flows.errors import BrowserMissing
from flows.settings import Settings

LACKING = """
╔══════════════════════════════════════════════════════╗
║ Host system is missing dependencies to run browsers. ║
║ Please install them with the following command:      ║
║     sudo playwright install-deps                     ║
║ Alternatively, use apt:                              ║
║     sudo apt-get install libnspr4\\                   ║
║         libnss3                                      ║
╚══════════════════════════════════════════════════════╝"""
NOWHERE = "Executable doesn't exist at /nowhere/chrome"


def only(*present: str) -> Callable[..., str | None]:
    return lambda name, *_, **__: f"/usr/bin/{name}" if name in present else None


class Machine:
    """Notes what is run; whatever holds one of `fails` ends with 1."""

    def __init__(self, *fails: str) -> None:
        self.fails, self.ran = fails, list[str]()

    def __call__(self, command: list[str]) -> int:
        self.ran.append(
            " ".join(command[command.index("playwright") :] if "playwright" in command else command)
        )
        return int(any(word in self.ran[-1] for word in self.fails))


class Engine:
    """Starts the browsers that are not among `complaints`."""

    name = "chromium"

    def __init__(self, complaints: dict[str, str], otherwise: str = "") -> None:
        self.complaints, self.otherwise = complaints, otherwise

    def launch(self, executable_path: str = "", channel: str = "", **_: Any) -> Any:
        which = executable_path or channel
        if said := self.complaints.get(which, self.otherwise):
            raise PlaywrightError(f"BrowserType.launch: {said}")
        return SimpleNamespace(started=which, is_connected=lambda: False)


def start(engine: Engine) -> str:
    with launched(SimpleNamespace(chromium=engine), Settings()) as browser:  # type: ignore[arg-type]
        return str(browser.started)  # type: ignore[attr-defined]


def test_after_the_download_an_apt_machine_gets_the_libraries_and_japanese_fonts_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", only("apt-get"))
    machine = Machine()
    assert "fonts-noto-cjk" in install_browser("firefox", run=machine)
    assert machine.ran[:2] == ["playwright install firefox", "playwright install-deps firefox"]
    assert machine.ran[-1].endswith("apt-get install -y --no-install-recommends fonts-noto-cjk")


@pytest.mark.parametrize("fails", ["install-deps", "apt-get"])
def test_a_downloaded_browser_whose_libraries_or_fonts_did_not_come_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    monkeypatch.setattr(shutil, "which", only("apt-get"))
    said = install_browser(run=Machine(fails))
    assert "install-deps chromium && apt-get install fonts-noto-cjk" in said


def test_a_machine_without_apt_is_told_of_the_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", only())
    machine = Machine()
    assert "Japanese font" in install_browser(run=machine)
    assert machine.ran == ["playwright install chromium"]


def test_without_the_download_debian_s_chromium_comes_and_no_other_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", only("apt-get"))
    machine = Machine("playwright")
    assert "Debian's chromium-headless-shell" in install_browser(run=machine)
    with pytest.raises(BrowserMissing, match="FLOWS_BROWSER=chromium"):
        install_browser("webkit", run=Machine("playwright"))


def test_a_browser_that_lacks_libraries_is_passed_over_for_one_that_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", only("chromium"))
    assert start(Engine({"": LACKING})) == "/usr/bin/chromium"


def test_where_nothing_else_starts_the_missing_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", only())
    with pytest.raises(BrowserMissing, match=r"lacks libraries of the system \(libnspr4, libnss3\)"):
        start(Engine({"": LACKING}, NOWHERE))


def test_where_no_browser_is_there_at_all_the_way_to_get_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", only())
    with pytest.raises(BrowserMissing, match=r"No browser of the kind chromium.*flows browser install"):
        start(Engine({}, NOWHERE))
