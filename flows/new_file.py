"""A new file that only its owner reads: what hands passwords out is written so."""

from __future__ import annotations

import os
from pathlib import Path

from flows.errors import InputError


def write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there, mode 0600. Raises InputError where it exists already or cannot be made."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise InputError(f"{path} exists already; move it away, or name another file.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from None
    with open(descriptor, "wb") as file:
        file.write(content)
