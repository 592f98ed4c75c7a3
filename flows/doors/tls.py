"""Whom the doors trust: the system's authorities, and the private one of FLOWS_CA_FILE."""

from __future__ import annotations

import ssl
from pathlib import Path

from flows.errors import InputError


def trusting(ca_file: Path | None = None) -> ssl.SSLContext:
    """A context that checks certificate and name, always.

    Raises InputError when FLOWS_CA_FILE cannot be read as PEM certificates.
    """
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=ca_file)
        except FileNotFoundError:
            raise InputError(f"FLOWS_CA_FILE names {ca_file}, which does not exist.") from None
        except OSError as fault:  # ssl.SSLError is one
            raise InputError(
                f"FLOWS_CA_FILE {ca_file} is not a file of PEM certificates ({fault})."
            ) from None
    return context
