"""Signs what the browser carries for the server: view state, event validation, the ticket."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import secrets
from typing import Any

_MARK = b"\xff\x01\x0f"  # every ASP.NET view state begins with these, hence its /wEP
_SIZE = 32


class Tampered(Exception):
    """The signature does not fit: altered, cut short, or another server's."""


class Seal:
    """Closes data into signed Base64 and opens it again."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def close(self, data: Any) -> str:
        body = _MARK + json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode()
        return base64.b64encode(body + self._sign(body)).decode()

    def open(self, text: str) -> Any:
        try:
            raw = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Tampered from error
        body, signature = raw[:-_SIZE], raw[-_SIZE:]
        if not hmac.compare_digest(signature, self._sign(body)):
            raise Tampered
        return json.loads(body[len(_MARK) :])

    def _sign(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, "sha256")
