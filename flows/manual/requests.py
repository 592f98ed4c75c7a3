"""What was sent to the server during a check, so that the report can show that nothing else was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flows.manual.looking import now, shown_address
from flows.pages.session import Session

READS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Sent:
    """One request, without its query and its body. `saves` names the account while a Save is being pressed."""

    time: str
    method: str
    address: str
    during: str
    saves: str = ""


@dataclass
class RequestLog:
    """Every request of every session, in order."""

    sent: list[Sent] = field(default_factory=list)
    _during: list[str] = field(default_factory=list)
    _saving: str = ""

    def listen_to(self, session: Session) -> None:
        session.equip(
            lambda context: context.on("request", lambda request: self._note(request.method, request.url))
        )

    @contextmanager
    def during(self, doing: str) -> Iterator[None]:
        """Name what is being done meanwhile."""
        self._during.append(doing)
        try:
            yield
        finally:
            self._during.pop()

    def saving(self, address: str) -> None:
        """From here on posts save this account; an empty address ends it."""
        self._saving = address

    @property
    def posts(self) -> list[Sent]:
        return [sent for sent in self.sent if sent.method not in READS]

    @property
    def reads(self) -> int:
        return len(self.sent) - len(self.posts)

    def _note(self, method: str, address: str) -> None:
        if not address.startswith(("http://", "https://")):
            return
        doing = self._during[-1] if self._during else ""
        saves = self._saving if method not in READS else ""
        self.sent.append(Sent(now(), method, shown_address(address), doing, saves))
