"""Passwords at rest: sealed with AES-256-GCM, bound to their account and column.

The key comes from a passphrase by scrypt or is a random one that the system keyring keeps. Everything needed to
derive it again, but the secret, stands in the header that the journal stores.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from pydantic import SecretStr

from flows.errors import InputError

NONCE = 12
MOST_MEMORY = 2**30
"""A header that asks scrypt for more than a gibibyte is no header of ours."""


class WrongPassphrase(InputError):
    """The journal is whole, and this passphrase does not open it."""


class JournalDamaged(InputError):
    """The journal's file, or a password in it, is not what was written."""


@dataclass(frozen=True)
class Passphrase:
    """A person's passphrase (FLOWS_JOURNAL_KEY). `cost` is scrypt's n, for a new journal only."""

    secret: SecretStr
    cost: int = 2**17

    def header(self) -> dict[str, Any]:
        return {"kdf": "scrypt", "n": self.cost, "r": 8, "p": 1, "salt": secrets.token_hex(16)}


@dataclass(frozen=True)
class KeyringKey:
    """A random key of 32 bytes, in base64, that the system keyring keeps."""

    secret: SecretStr

    def header(self) -> dict[str, Any]:
        return {"kdf": "hkdf", "salt": secrets.token_hex(16)}


Secret = Passphrase | KeyringKey


class Seal:
    """Closes and opens passwords. A sealed text taken to another row or column no longer opens."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def __repr__(self) -> str:
        return "Seal()"

    def close(self, password: SecretStr, *bound_to: str) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        return nonce + self._cipher.encrypt(nonce, password.get_secret_value().encode(), _bound(bound_to))

    def open(self, sealed: bytes, *bound_to: str) -> SecretStr:
        """Raises JournalDamaged naming what the text is bound to."""
        try:
            plain = self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], _bound(bound_to))
        except (InvalidTag, ValueError):
            raise JournalDamaged(
                f"the journal is damaged: the password of {bound_to[0]} does not open"
            ) from None
        return SecretStr(plain.decode())


def _bound(words: tuple[str, ...]) -> bytes:
    return json.dumps([word.casefold() for word in words]).encode()


def new_seal(secret: Secret) -> tuple[Seal, str]:
    """A fresh seal and the header that leads back to it."""
    header = secret.header()
    key, proof = _derive(secret, header)
    header["proof"] = proof
    return Seal(key), _signed(header)


def seal_from(secret: Secret, header_text: str) -> Seal:
    """Raises WrongPassphrase or JournalDamaged: never one for the other, the header has a checksum of its own."""
    header = _header(header_text)
    wants = (
        "a passphrase (FLOWS_JOURNAL_KEY)" if header["kdf"] == "scrypt" else "the key in the system keyring"
    )
    if isinstance(secret, Passphrase) != (header["kdf"] == "scrypt"):
        raise WrongPassphrase(f"this journal is protected by {wants}")
    key, proof = _derive(secret, header)
    if not hmac.compare_digest(proof, header["proof"]):
        raise WrongPassphrase(f"the journal is whole, but {wants} that was given does not open it")
    return Seal(key)


def asks_for_passphrase(header_text: str) -> bool:
    """Whether a journal is protected by a passphrase, or by the keyring."""
    return bool(_header(header_text)["kdf"] == "scrypt")


def _derive(secret: Secret, header: dict[str, Any]) -> tuple[bytes, str]:
    salt = bytes.fromhex(header["salt"])
    raw = unicodedata.normalize("NFC", secret.secret.get_secret_value())
    if isinstance(secret, Passphrase):
        if 128 * header["n"] * header["r"] > MOST_MEMORY:
            raise JournalDamaged("the journal is damaged: its header asks for more memory than any of ours")
        material = Scrypt(salt=salt, length=64, n=header["n"], r=header["r"], p=header["p"]).derive(
            raw.encode()
        )
    else:
        key = base64.b64decode(raw)
        material = HKDF(algorithm=SHA256(), length=64, salt=salt, info=b"imail-flows journal").derive(key)
    return material[:32], hashlib.sha256(material[32:]).hexdigest()


def _signed(header: dict[str, Any]) -> str:
    return json.dumps({**header, "checksum": _checksum(header)}, sort_keys=True)


def _header(text: str) -> dict[str, Any]:
    try:
        header: dict[str, Any] = json.loads(text)
        checksum = header.pop("checksum")
    except (ValueError, KeyError, AttributeError):
        checksum, header = "", {}
    if not header or checksum != _checksum(header):
        raise JournalDamaged("the journal is damaged: its header is not what was written")
    return header


def _checksum(header: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(header, sort_keys=True).encode()).hexdigest()
