"""What all doors have in common, whatever they are made of."""

from __future__ import annotations

from typing import Protocol

from pydantic import SecretStr

from flows.records import DoorAnswer


class Door(Protocol):
    """Something a password opens: `imap`, `pop3`, `smtp` or `webmail`."""

    @property
    def name(self) -> str: ...

    @property
    def where(self) -> str:
        """The server: its host and port, or its origin."""
        ...

    def try_password(self, address: str, password: SecretStr) -> DoorAnswer:
        """Knocks once. What the network or the server does is an answer and never raised."""
        ...
