"""One practice mail server: its accounts, its rules, and the memory of all that was asked of it."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from flows.practice.accounts import Accounts
from flows.practice.faults import Fault, Faults
from flows.practice.sealing import Seal
from flows.practice.sessions import Sessions
from flows.practice.skin import Skin
from flows.practice.strength import Strength
from flows.practice.words import captions


@dataclass
class Request:
    """One line of the log. Never a value that was sent. Status 0: the connection was dropped."""

    number: int
    method: str
    path: str
    occasion: str
    event: str = ""
    account: str = ""
    session: str = ""
    partial: bool = False
    faults: tuple[str, ...] = ()
    status: int = 0
    began: float = 0.0
    ended: float = 0.0


@dataclass
class Installation:
    """What the pages share. Times in the log are seconds since the site came up."""

    accounts: Accounts
    domain: str
    skin: Skin
    strength: Strength
    language: str
    page_size: int | None
    delay_ms: int
    session_minutes: float
    test_token: str | None
    faults: Faults = field(default_factory=Faults)
    domain_saves: int = 0
    requests: list[Request] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    seal: Seal = field(default_factory=Seal)

    def __post_init__(self) -> None:
        self.sessions = Sessions(self.seal, self.session_minutes)
        self._lock = threading.Lock()
        self._serials = itertools.count(1)
        self._began = time.monotonic()
        self._captions = {lang: captions(lang, self.skin, self.strength) for lang in ("ja", "en")}

    @cached_property
    def templates(self) -> Environment:
        folders = dict.fromkeys((self.skin.name, "classic"))
        loaders = [PackageLoader("flows.practice", f"skins/{folder}") for folder in folders]
        loaders.append(PackageLoader("flows.practice", "skins"))  # "classic/pieces.html", to build upon
        return Environment(
            loader=ChoiceLoader(loaders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.do"],
            auto_reload=False,
        )

    def words(self, language: str) -> dict[str, str]:
        return self._captions["ja" if language == "ja" else "en"]

    def clock(self) -> float:
        return round(time.monotonic() - self._began, 4)

    def serial(self) -> int:
        return next(self._serials)

    def log(self, method: str, path: str) -> Request:
        with self._lock:
            request = Request(len(self.requests) + 1, method, path, "", began=self.clock())
            self.requests.append(request)
            return request

    def count_domain_save(self) -> None:
        with self._lock:
            self.domain_saves += 1

    def delete(self, address: str) -> None:
        """Another administrator has deleted the account meanwhile."""
        if holder := self.accounts.find(address):
            self.accounts.delete(holder.address)
            self.deleted.append(holder.address)

    def set_faults(self, faults: Iterable[Fault]) -> None:
        self.faults.set(faults)

    def state(self) -> dict[str, Any]:
        """What each account holds, how many Saves it had, and which requests were made."""
        accounts = {
            each.address: {
                "password": each.password,
                "saves": each.saves,
                "own_saves": each.own_saves,
                "properties": each.properties,
            }
            for each in self.accounts.everyone()
        }
        return {
            "accounts": accounts,
            "deleted": list(self.deleted),
            "domain_saves": self.domain_saves,
            "requests": [asdict(request) for request in list(self.requests)],
        }

    @property
    def database(self) -> Path:
        return self.accounts.path
