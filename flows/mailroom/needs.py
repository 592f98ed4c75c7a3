"""What this machine must have before Dovecot and Postfix can be started."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

PACKAGES = ("dovecot-imapd", "dovecot-pop3d", "dovecot-sqlite", "postfix")
INSTALL_LINE = f"apt-get install -y --no-install-recommends {' '.join(PACKAGES)}"
SBIN = "/usr/sbin:/usr/local/sbin"
PIECES = {
    "dovecot-imapd": "/usr/lib/dovecot/imap-login",
    "dovecot-pop3d": "/usr/lib/dovecot/pop3-login",
    "dovecot-sqlite": "/usr/lib/dovecot/modules/auth/libdriver_sqlite.so",
    "postfix": "/usr/lib/postfix/sbin/smtpd",
}


def missing() -> str:
    """Why the mail server cannot be started here, with the line that installs it; empty when it can."""
    lacking = [package for package, piece in PIECES.items() if not Path(piece).exists()]
    if lacking:
        return f"{', '.join(lacking)} not installed; on Debian: {INSTALL_LINE}"
    if os.geteuid() != 0:
        return "Postfix and Dovecot start only as root (they hand their work to users of their own)"
    return ""


def program(name: str) -> str:
    """The path of dovecot or postfix, also where a user's PATH leaves out sbin."""
    return shutil.which(name) or shutil.which(name, path=SBIN) or name
