"""Files for their owner alone: made whole or not at all, and what cannot be made is one sentence."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.errors import InputError
from flows.private import private_directory, private_file, write_new
from flows.rotation.lock import run_lock


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process can grow."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_cannot_be_written_whole_is_not_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "passwords.csv"
    with full_disk(), pytest.raises(InputError, match=r"passwords\.csv cannot be written: "):
        write_new(path, b"taro@example.jp,secret")
    assert list(tmp_path.iterdir()) == []
    write_new(path, b"taro@example.jp,secret")
    assert path.read_bytes() == b"taro@example.jp,secret"


def test_what_stands_in_the_way_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for make in (private_directory, private_file):
        with pytest.raises(InputError, match="cannot be written: Not a directory"):
            make(tmp_path / "file" / "state")
    with pytest.raises(InputError, match="cannot be written: File exists"):
        private_directory(tmp_path / "file")


def test_a_lock_holds_on_a_full_disk(tmp_path: Path) -> None:
    with full_disk(), run_lock(tmp_path / "lock"):
        assert (tmp_path / "lock").exists()
