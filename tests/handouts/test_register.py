"""Serial numbers in the journal's own file: which sheet is valid, which is delivered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows.errors import InputError
from flows.handouts import Register
from flows.rotation.journal import Journal, open_journal
from flows.rotation.seal import Passphrase

APRIL = datetime(2026, 4, 1, 9).timestamp()
MAY = datetime(2026, 5, 1, 9).timestamp()
TARO, HANAKO = "taro@example.jp", "hanako@example.jp"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with open_journal(tmp_path / "state", "example.jp", Passphrase(SecretStr("for tests"))) as opened:
        yield opened


def test_numbers_count_through_a_day_and_begin_anew_on_the_next(journal: Journal) -> None:
    register = Register(journal)
    assert register.next_serials(2, APRIL) == ["20260401-0001", "20260401-0002"]
    register.enter([("20260401-0001", TARO), ("20260401-0002", HANAKO)], APRIL)
    assert register.next_serials(1, APRIL) == ["20260401-0003"]
    assert register.next_serials(1, MAY) == ["20260501-0001"]


def test_a_day_may_have_more_than_9999_sheets(journal: Journal) -> None:
    register = Register(journal)
    register.enter([("20260401-9999", TARO)], APRIL)
    for serial in ("20260401-10000", "20260401-10001"):
        assert register.next_serials(1, APRIL) == [serial]
        register.enter([(serial, TARO)], APRIL)


def test_a_reissued_sheet_replaces_the_earlier_one(journal: Journal) -> None:
    register = Register(journal)
    register.enter([("20260401-0001", TARO)], APRIL)
    register.confirm(["20260401-0001"], APRIL)
    register.enter([("20260501-0001", TARO.upper())], MAY)
    assert register.latest()[TARO].serial == "20260501-0001"
    assert [record.serial for record in register.unconfirmed()] == ["20260501-0001"]
    with pytest.raises(InputError, match="20260401-0001"):
        register.confirm(["20260401-0001"], MAY)


def test_unconfirmed_sheets_are_listed_until_they_are_confirmed(journal: Journal) -> None:
    register = Register(journal)
    register.enter([("20260401-0001", TARO), ("20260401-0002", HANAKO)], APRIL)
    with pytest.raises(InputError, match="None was confirmed"):
        register.confirm(["20260401-0001", "20260401-9999"], MAY)
    assert len(register.unconfirmed()) == 2
    register.confirm(["20260401-0001"], MAY)
    assert [record.address for record in register.unconfirmed()] == [HANAKO]


def test_a_number_taken_by_another_printing_enters_nothing(journal: Journal) -> None:
    register = Register(journal)
    register.enter([("20260401-0001", TARO)], APRIL)
    with pytest.raises(InputError, match="taken"):
        register.enter([("20260401-0002", HANAKO), ("20260401-0001", HANAKO)], APRIL)
    assert set(register.latest()) == {TARO}


def test_the_register_is_there_when_the_journal_is_opened_again(tmp_path: Path) -> None:
    for _ in range(2):
        with open_journal(tmp_path / "state", "example.jp", Passphrase(SecretStr("for tests"))) as journal:
            register = Register(journal)
            if not register.latest():
                register.enter([("20260401-0001", TARO)], APRIL)
    assert register is not None
    with open_journal(tmp_path / "state", "example.jp", Passphrase(SecretStr("for tests"))) as journal:
        assert set(Register(journal).latest()) == {TARO}
