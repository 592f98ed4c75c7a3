"""One run a domain: a lock on a file beside the journal, which the system drops when its holder dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flows.errors import GuardStopped
from flows.private import private_file


class RunInProgress(GuardStopped):
    """Another process is changing passwords of this domain."""


@contextmanager
def run_lock(path: Path) -> Iterator[None]:
    """Hold the domain for one run. Raises RunInProgress naming the process that holds it.

    The file is left behind on purpose: removing it would let two runs lock two files of one name.
    """
    import fcntl  # not on Windows, where all but what changes passwords runs

    handle = os.open(private_file(path), os.O_RDWR)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.pread(handle, 32, 1).decode(errors="replace").strip() or "another process"
            raise RunInProgress(
                f"a run on this domain is going on (process {holder}); wait for it to end"
            ) from None
        with suppress(OSError):  # the lock holds on a full disk too; it only does not say whose it is
            os.ftruncate(handle, 1)
            os.pwrite(handle, f" {os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
