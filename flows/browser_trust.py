"""FLOWS_CA_FILE for the web: the browser gets a home of its own in which the private authority is on record.

The browser itself then checks chain, name and dates as for any other site; no check is switched off, and the user's
own store is neither read nor written. Only Chromium on Linux can be given an authority this way. Any other keeps
those of its system, and `flows.pages.unreachable` says so where a certificate is refused for it.

`--ignore-certificate-errors-spki-list` looks like the shorter way and is none: it takes any chain that merely
contains the named certificate, which is public.
"""

from __future__ import annotations

import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.ca_file import trust
from flows.errors import InputError
from flows.settings import Settings, environment_for_others

STORE = ".pki/nssdb"
FONTS = (".fonts", ".fonts.conf", ".local/share/fonts", ".config/fontconfig", ".cache/fontconfig")
"""What a browser looks for at home besides, and should still find."""


@contextmanager
def trusting_home(settings: Settings) -> Iterator[dict[str, str] | None]:
    """The environment for a browser on this machine, or None for the one at hand.

    Raises InputError where FLOWS_CA_FILE cannot be read or holds no authority.
    """
    pem = authorities(settings.ca_file) if settings.ca_file else ""
    if not pem or not _keeps_a_record(settings):
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="browser-home-", ignore_cleanup_errors=True) as home:
        _lend_fonts(Path(home))
        _record(Path(home), pem)
        yield {**environment_for_others(), "HOME": home}


def can_be_told(settings: Settings) -> bool:
    """Whether the browser of these settings can be given an authority of one's own."""
    return _keeps_a_record(settings) and not settings.browser_endpoints


def _keeps_a_record(settings: Settings) -> bool:
    return sys.platform == "linux" and settings.browser == "chromium"


def authorities(ca_file: Path) -> str:
    """The text of FLOWS_CA_FILE. Raises InputError where it cannot be read or holds no authority's certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust(context, ca_file)
    if not context.get_ca_certs():
        raise InputError(
            f"FLOWS_CA_FILE {ca_file} holds no certificate of an authority, only a server's own. "
            "Put the certificate there that has signed it."
        )
    return ca_file.read_text(encoding="utf-8", errors="replace")


def _lend_fonts(home: Path) -> None:
    for name in FONTS:
        if (theirs := Path.home() / name).exists():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).symlink_to(theirs)


def _record(home: Path, pem: str) -> None:
    store = home / STORE
    store.mkdir(mode=0o700, parents=True)
    program = [sys.executable, "-I", str(Path(__file__).with_name("nss.py")), str(store)]
    done = subprocess.run(
        program, input=pem, text=True, capture_output=True, check=False, env=environment_for_others()
    )
    if done.returncode != 0:
        raise InputError(
            f"The authority in FLOWS_CA_FILE could not be put on record for the browser ({_last_line(done.stderr)}). "
            "Chromium's own library libnss3 does that; install it (Debian: apt-get install libnss3)."
        )


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["without a word"])[-1]
