"""FLOWS_CA_FILE, the private authority of web and mail alike: read in one place, for both complain alike."""

from __future__ import annotations

import ssl
from pathlib import Path

from flows.errors import InputError


def trust(context: ssl.SSLContext, ca_file: Path) -> None:
    """Let a context trust the certificates of the file too. Raises InputError when they cannot be read as PEM."""
    try:
        context.load_verify_locations(cafile=ca_file)
    except FileNotFoundError:
        raise InputError(f"FLOWS_CA_FILE names {ca_file}, which does not exist.") from None
    except OSError as fault:  # ssl.SSLError is one
        raise InputError(f"FLOWS_CA_FILE {ca_file} is not a file of PEM certificates ({fault}).") from None
