"""Files that only their owner reads: the journal, and what hands passwords out or shows the site as it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flows.errors import InputError

SIDECARS = ("", "-wal", "-shm", "-journal")


def private_directory(path: Path) -> Path:
    """Make the directory with mode 0700.

    Raises InputError where it cannot be made, or others can read or write in it.
    """
    with _in_words(path):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_others(path, "700")
    return path


def private_file(path: Path) -> Path:
    """Make the file with mode 0600 before anything is written to it.

    Raises InputError where it cannot be made, or others can read it.
    """
    with _in_words(path), suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    for sidecar in SIDECARS:
        if (beside := path.with_name(path.name + sidecar)).exists():
            _refuse_others(beside, "600")
    return path


def _refuse_others(path: Path, mode: str) -> None:
    if os.name != "posix":
        return
    state = path.stat()
    if state.st_uid != os.geteuid():
        raise InputError(f"{path} belongs to somebody else; it must be your own")
    if state.st_mode & 0o077:
        raise InputError(f"{path} can be read by others; make it yours alone: chmod {mode} {path}")


def write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there, mode 0600, whole or not at all.

    Raises InputError where it exists already or cannot be written.
    """
    with _in_words(path):
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            raise InputError(f"{path} exists already; move it away, or name another file.") from None
        try:
            with open(descriptor, "wb") as file:
                file.write(content)
        except BaseException:
            path.unlink()
            raise


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from None
