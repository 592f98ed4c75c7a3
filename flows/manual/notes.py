"""An observer that takes notes: which steps of a walk came true, and what stood on the screens they led to."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from pydantic import SecretStr

from flows.browser import Window
from flows.errors import FlowsError, PartAmbiguous, PartMissing
from flows.manual.account import left_sign_in
from flows.manual.looking import Look, Looking, reads_clearly, shown_address, take_look
from flows.manual.requests import RequestLog
from flows.pages.admin_console import AdminConsole
from flows.pages.session import Session
from flows.procedures.change_own_password import OPEN as OPEN_DIALOG
from flows.procedures.change_own_password import SAVE as SAVE_OWN
from flows.procedures.enter import DIRECT, MENU, WEBMAIL
from flows.procedures.list_accounts import USERS, user_list
from flows.procedures.reset_password import OPEN as OPEN_ACCOUNT
from flows.procedures.reset_password import SAVE
from flows.steps import Nobody, Step

LEADS_TO = {
    WEBMAIL.id: "webmail",
    MENU.id: "admin-console",
    DIRECT.id: "admin-console",
    USERS.id: "user-list",
    OPEN_ACCOUNT.id: "user-properties",
    SAVE.id: "user-properties",
    OPEN_DIALOG.id: "change-password-dialog",
    SAVE_OWN.id: "change-password-dialog",
}
"""The screen that each step of a procedure leads to."""
STEPS = {step.id: step for step in (WEBMAIL, MENU, DIRECT, USERS, OPEN_ACCOUNT, OPEN_DIALOG)}
"""By their ids."""
SAVES = (SAVE.id, SAVE_OWN.id)
ANSWERED = "answer"
"""The look that is taken when a Save has been answered."""

REOPENED = "reopened"
"""The look at an account that was opened again after a Save."""


@dataclass
class Notes:
    """What one walk saw. `error` ended it early; `words` is what the site said to its Save."""

    walk: str
    session: Session
    log: RequestLog
    looking: Looking
    secrets: tuple[SecretStr, ...] = ()
    saves: str = ""
    looks: dict[str, Look] = field(default_factory=dict)
    begun: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    opened: dict[str, int] = field(default_factory=dict)
    began_at: dict[str, str] = field(default_factory=dict)
    left_sign_in: bool = False
    led_away: bool = False
    words: str = ""
    clear: bool = False
    new_opens: bool | None = None
    old_opens: bool | None = None
    proved: str = ""
    error: FlowsError | None = None
    died: bool = False
    second_try: str = ""

    @property
    def signed_in(self) -> bool:
        """Whether the web mail let the walker in, complete or not."""
        return WEBMAIL.id in self.done or (
            self.left_sign_in and isinstance(self.error, PartMissing | PartAmbiguous)
        )

    @property
    def pressed(self) -> bool:
        """Whether a Save was reached: such a walk is never repeated."""
        return any(step in SAVES for step in self.begun)

    def expect(self, old: SecretStr, new: SecretStr) -> None:
        """These two may be typed from here on, and must be in no picture."""
        self.secrets = (old, new)

    def before(self, step: Step, page: Window | None) -> None:
        self.begun.append(step.id)
        self.opened[step.id] = -len(self.session.windows)
        self.began_at[step.id] = shown_address(page.url) if page else ""
        if step.id == OPEN_DIALOG.id and page:
            self.looks["action-menu"] = self._look(page, "webmail")
        if step.id in SAVES:
            self.clear = any(reads_clearly(window, self.secrets) for window in self.session.windows)
            self.log.saving(self.saves)

    def after(self, step: Step, page: Window | None) -> None:
        self.done.append(step.id)
        self.opened[step.id] += len(self.session.windows)
        self.log.saving("")
        screen = LEADS_TO.get(step.id)
        if screen:
            self.see(ANSWERED if step.id in SAVES else screen, screen)

    def see(self, name: str, screen: str) -> None:
        """Look for a screen in every window, the newest first, and keep the look that shows most of it."""
        looks = [self._look(window, screen) for window in reversed(self.session.windows)]
        if looks:
            self.looks[name] = max(looks, key=_tells if name == ANSWERED else parts_of)

    def reopen(self, address: str) -> None:
        """Look at the account once more: what a Save has really kept stands there."""
        console = AdminConsole(self.session, self.session.windows[0])
        user_list(console, Nobody()).open(address)
        self.see(REOPENED, "user-properties")

    def ended(self, error: FlowsError) -> None:
        """The walk broke off: look at what is there instead."""
        self.error = error
        self.log.saving("")
        open_step = next((step for step in reversed(self.begun) if step not in self.done), "")
        with suppress(FlowsError):
            if open_step in self.opened:
                self.opened[open_step] += len(self.session.windows)
            if open_step == WEBMAIL.id:
                self.left_sign_in = left_sign_in(self.session, self.began_at[open_step])
            if self.walk == "user" and WEBMAIL.id in self.done and OPEN_DIALOG.id not in self.begun:
                self.see("action-menu", "webmail")
            self.led_away = self._led_away(open_step)
            if open_step in SAVES:
                self.see(ANSWERED, LEADS_TO[open_step])
            elif self.led_away:
                self.see(LEADS_TO[open_step], LEADS_TO[open_step])

    def _led_away(self, step: str) -> bool:
        """The step led to its screen, which lacks a part: then another statement is wrong, not this one."""
        if not isinstance(self.error, PartMissing | PartAmbiguous) or step not in STEPS:
            return False
        newest = self._look(self.session.windows[-1], LEADS_TO[step])
        if parts_of(newest) * 2 >= len(newest.sight.findings):
            return True
        before = self.looks.get("action-menu" if step == OPEN_DIALOG.id else STEPS[step].screen)
        if before and len(newest.inputs) > len(before.inputs):
            return True
        written = any(text.box for text in newest.texts)
        moved = newest.address != self.began_at[step] and not self._shows(STEPS[step])
        return written and (self.opened[step] > 0 or moved)

    def _shows(self, step: Step) -> bool:
        """Whether what the step is taken with is still in sight; a step without marks leaves nothing behind."""
        sights = [self._look(window, step.screen).sight for window in self.session.windows]
        return not step.marks or any(
            s.findings[mark].result == "found" for s in sights for mark in step.marks
        )

    def _look(self, window: Window, screen: str) -> Look:
        return take_look(window, screen, self.looking, self.secrets)


def _tells(look: Look) -> tuple[bool, int]:
    return bool(look.sight.readings.get("message_is_new")), parts_of(look)


def parts_of(look: Look) -> int:
    """How many of the screen's parts are in sight."""
    return sum(finding.result == "found" for finding in look.sight.findings.values())
