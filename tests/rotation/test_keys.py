"""The journal's key: from the setting, the system keyring, or a person; never made up where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked
from pydantic import SecretStr

from flows.errors import InputError
from flows.rotation.journal import open_journal
from flows.rotation.keys import find_secret
from flows.rotation.lock import RunInProgress
from flows.rotation.seal import KeyringKey, Passphrase

DOMAIN = "example.jp"


class InMemory(KeyringBackend):
    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Locked(InMemory):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked


class Forgetful(InMemory):
    def set_password(self, service: str, username: str, password: str) -> None:
        return


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


def test_the_setting_comes_first(tmp_path: Path) -> None:
    keyring.set_keyring(InMemory())
    assert find_secret(tmp_path, DOMAIN, SecretStr("words")) == Passphrase(SecretStr("words"))


def test_a_new_journal_gets_a_random_key_that_the_keyring_keeps(tmp_path: Path) -> None:
    keyring.set_keyring(InMemory())
    key = find_secret(tmp_path / "state", DOMAIN)
    assert isinstance(key, KeyringKey)
    open_journal(tmp_path / "state", DOMAIN, key).close()
    assert find_secret(tmp_path / "state", DOMAIN.upper()) == key
    assert key.secret.get_secret_value() not in repr(key)


@pytest.mark.parametrize("backend", [NoKeyring, Locked, Forgetful])
def test_without_a_keyring_that_works_a_person_is_asked_once_for_a_new_one(
    tmp_path: Path, backend: type[KeyringBackend]
) -> None:
    keyring.set_keyring(backend())
    asked: list[bool] = []

    def ask(new: bool) -> SecretStr:
        asked.append(new)
        return SecretStr("words")

    assert find_secret(tmp_path, DOMAIN, ask=ask) == Passphrase(SecretStr("words"))
    assert asked == [True]


def test_two_first_commands_at_once_never_make_two_keys(tmp_path: Path) -> None:
    class Slow(InMemory):
        """A keyring in which another first command finds its moment: after the look, before the key is there."""

        def set_password(self, service: str, username: str, password: str) -> None:
            with pytest.raises(RunInProgress):
                find_secret(tmp_path / "state", DOMAIN)
            super().set_password(service, username, password)

    keyring.set_keyring(Slow())
    assert find_secret(tmp_path / "state", DOMAIN) == find_secret(tmp_path / "state", DOMAIN)


def test_the_key_that_stands_in_the_keyring_is_taken(tmp_path: Path) -> None:
    class OverwrittenByAnother(InMemory):
        def set_password(self, service: str, username: str, password: str) -> None:
            super().set_password(service, username, "q" * 43 + "=")

    keyring.set_keyring(OverwrittenByAnother())
    assert find_secret(tmp_path / "state", DOMAIN) == KeyringKey(SecretStr("q" * 43 + "="))


def test_nobody_to_ask_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="FLOWS_JOURNAL_KEY"):
        find_secret(tmp_path, DOMAIN)


def test_a_journal_with_a_passphrase_asks_for_the_known_one(tmp_path: Path) -> None:
    open_journal(tmp_path / "state", DOMAIN, Passphrase(SecretStr("words"), cost=2**4)).close()
    keyring.set_keyring(InMemory())
    asked: list[bool] = []
    find_secret(tmp_path / "state", DOMAIN, ask=lambda new: asked.append(new) or SecretStr("words"))
    assert asked == [False]


def test_a_key_that_the_keyring_lost_is_never_made_anew(tmp_path: Path) -> None:
    keyring.set_keyring(InMemory())
    open_journal(tmp_path / "state", DOMAIN, find_secret(tmp_path / "state", DOMAIN)).close()
    keyring.set_keyring(InMemory())
    with pytest.raises(InputError, match="does not have it here"):
        find_secret(tmp_path / "state", DOMAIN)
