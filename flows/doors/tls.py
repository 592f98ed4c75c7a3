"""Whom the doors trust: the system's authorities, and the private one of FLOWS_CA_FILE."""

from __future__ import annotations

import ssl
from pathlib import Path

from flows.ca_file import trust


def trusting(ca_file: Path | None = None) -> ssl.SSLContext:
    """A context that checks certificate and name, always.

    Raises InputError when FLOWS_CA_FILE cannot be read as PEM certificates.
    """
    context = ssl.create_default_context()
    if ca_file is not None:
        trust(context, ca_file)
    return context
