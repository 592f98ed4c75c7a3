"""An observer that takes one picture of each step of a walk: as the step begins, and when it came true."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from flows.browser import Window
from flows.steps import Step


@dataclass
class Pictures:
    """Writes `2-1-3-admin-STEP2.png` and `…-done.png` into a folder, once each; safe from several threads."""

    folder: Path
    taken: list[Path] = field(default_factory=list)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def before(self, step: Step, page: Window | None) -> None:
        self._take(step, "", page)

    def after(self, step: Step, page: Window | None) -> None:
        self._take(step, "-done", page)

    def _take(self, step: Step, moment: str, page: Window | None) -> None:
        path = self.folder / f"{step.id.replace('/', '-')}{moment}.png"
        with self._turn:
            if path in self.taken or page is None or page.is_closed():
                return
            self.taken.append(path)
        self.folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, animations="disabled", caret="hide")
