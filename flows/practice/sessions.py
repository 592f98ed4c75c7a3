"""ASP.NET's two cookies: a session that handles one request at a time, and a forms-authentication ticket."""

from __future__ import annotations

import secrets
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

from flows.practice.sealing import Seal, Tampered

SESSION_COOKIE = "ASP.NET_SessionId"
TICKET_COOKIE = ".ASPXAUTH"
HISTORY = 9
"""View states of one page that a session remembers, as `<sessionPageState historySize>` has it."""

_ALPHABET = "abcdefghijklmnopqrstuvwxyz012345"


@dataclass
class Session:
    """What the server knows of one browser. The lock is held from the first to the last byte of an answer."""

    id: str
    lock: threading.Lock = field(default_factory=threading.Lock)
    user: str = ""
    console: bool = False
    language: str = ""
    leftover: str = ""
    used: float = field(default_factory=time.monotonic)
    serials: dict[str, deque[int]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=HISTORY)))
    remembered: dict[str, Any] = field(default_factory=dict)


class Sessions:
    """Every session that lives, and the tickets that go with them."""

    def __init__(self, seal: Seal, minutes: float) -> None:
        self._seal = seal
        self._seconds = minutes * 60
        self._lock = threading.Lock()
        self._living: dict[str, Session] = {}

    def of(self, session_id: str | None) -> Session:
        """The session of this cookie, or a new one: ASP.NET takes an unknown id and starts over."""
        with self._lock:
            session = self._living.get(session_id or "")
            if session is None or time.monotonic() - session.used > self._seconds:
                session = Session("".join(secrets.choice(_ALPHABET) for _ in range(24)))
                self._living[session.id] = session
            session.used = time.monotonic()
            return session

    def end(self, session: Session) -> None:
        with self._lock:
            self._living.pop(session.id, None)
        session.user = ""

    def ticket(self, session: Session) -> str:
        return self._seal.close({"user": session.user, "session": session.id}).replace("=", "")

    def holds(self, session: Session, ticket: str | None) -> bool:
        """Whether this ticket says that this session's user has signed in."""
        if not session.user or not ticket:
            return False
        try:
            said = self._seal.open(ticket + "=" * (-len(ticket) % 4))
        except Tampered:
            return False
        return bool(said == {"user": session.user, "session": session.id})
