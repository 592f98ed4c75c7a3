"""What can go wrong, as data: which requests are hit, how often, and by what.

On the command line a fault is written `KIND[:key=value,…]`, for example

    dropped-after:on=save,after=3          the fourth Save takes effect, and its answer never comes
    expired:after=20,per=session           each session ends at its twenty-first request
    error-after:rate=0.05,seed=7           one Save in twenty, always the same ones for one seed
    deleted:on=save,account=abc@example.jp the account is gone when its Save arrives
"""

from __future__ import annotations

import threading
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from typing import Any, Literal

KINDS: Mapping[str, str] = {
    "slow": "the answer waits `delay_ms` before anything is done",
    "expired": "the session has ended: the sign-in page comes instead",
    "error-page": "ASP.NET's yellow error page, nothing done",
    "error-after": "the yellow error page, although it was done",
    "http-500": "the web server's bare 500 page, nothing done",
    "dropped-before": "the connection closes without a byte, nothing done",
    "dropped-after": "the connection closes without a byte, although it was done",
    "deleted": "the account in question is deleted just before",
    "refused": "the site says no, in the words of `text`",
    "silent": "the site says that it is done, and it is not",
    "mute": "it is done, and the site says nothing",
    "confirm": "the page asks with a native confirm before it posts anything",
    "alert": "it is done, and a native alert with `text` opens over the answer",
}
_SAVES = "save|own-save"
_ELSEWHERE = {"slow": "*", "expired": "*", "confirm": "properties|dialog"}

Scope = Literal["site", "session", "account"]


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong.

    `on` names occasions, or paths, separated by | and with * as in file names: sign-in-page, sign-in, mailbox,
    dialog, own-save, admin-sign-in-page, admin-sign-in, console, domain, domain-save, users, search,
    properties, save. Without it, the two Saves (`slow` and `expired`: every request; `confirm`: the pages
    that hold them). `account` is the one concerned, with * likewise. Of the requests that fit, the first
    `after` go well and the next `times` (None: all) are hit, counted per `per`; with `rate` a share of them
    is hit, the same ones for the same `seed` whatever the order they come in.
    """

    kind: str
    on: str = ""
    account: str = "*"
    after: int = 0
    times: int | None = 1
    per: Scope = "site"
    rate: float | None = None
    seed: int = 0
    delay_ms: int = 2000
    text: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no fault is called {self.kind!r}; there are {', '.join(KINDS)}")
        if self.per not in ("site", "session", "account"):
            raise ValueError(f"a fault is counted per site, session or account, not per {self.per!r}")

    def concerns(self, occasion: str, path: str, account: str) -> bool:
        places = (self.on or _ELSEWHERE.get(self.kind, _SAVES)).split("|")
        here = any(fnmatchcase(occasion, place) or fnmatchcase(path, place) for place in places)
        return here and fnmatchcase(account.casefold(), self.account.casefold())

    @classmethod
    def parse(cls, text: str) -> Fault:
        """Read the command line's spelling; ValueError says what does not fit."""
        kind, _, rest = text.partition(":")
        pairs = (piece.partition("=") for piece in rest.split(",") if piece)
        return cls.from_data({"kind": kind.strip(), **{key.strip(): value for key, _, value in pairs}})

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Fault:
        """Make a fault of JSON-like data; numbers may be text."""
        known = {each.name for each in fields(cls)}
        if unknown := set(data) - known:
            raise ValueError(
                f"a fault has no {', '.join(sorted(unknown))}; it has {', '.join(sorted(known))}"
            )
        values = {key: _NUMBERS[key](value) if key in _NUMBERS else value for key, value in data.items()}
        return cls(**values)


def _times(value: Any) -> int | None:
    return None if value in (None, "", "always", "all") else int(value)


_NUMBERS: Mapping[str, Any] = {
    "after": int,
    "times": _times,
    "rate": lambda value: None if value in (None, "") else float(value),
    "seed": int,
    "delay_ms": int,
}


class Faults:
    """The faults of a running site, and how often each had its chance."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._lock = threading.Lock()
        self.set(faults)

    def set(self, faults: Iterable[Fault]) -> None:
        """Put these in place of all others, and count from nothing again."""
        with self._lock:
            self._faults = tuple(faults)
            self._seen: Counter[tuple[int, str]] = Counter()

    def due(self, occasion: str, path: str, account: str, session: str) -> list[Fault]:
        """Which faults hit this request."""
        scopes = {"site": "", "session": session, "account": account}
        with self._lock:
            hits = []
            for index, fault in enumerate(self._faults):
                if not fault.concerns(occasion, path, account):
                    continue
                scope = account if fault.rate is not None else scopes[fault.per]
                self._seen[index, scope] += 1
                if _hit(fault, self._seen[index, scope], account):
                    hits.append(fault)
            return hits


def _hit(fault: Fault, nth: int, account: str) -> bool:
    if fault.rate is not None:
        ticket = zlib.crc32(f"{fault.seed}/{fault.kind}/{account.casefold()}/{nth}".encode())
        return ticket / 0x1_0000_0000 < fault.rate
    return nth > fault.after and (fault.times is None or nth <= fault.after + fault.times)
