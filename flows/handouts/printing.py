"""From HTML to paper: printed by the browser itself, read back, and only then written, for its owner alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr
from pypdf import PdfReader, PdfWriter

from flows.errors import FlowsError, InputError
from flows.handouts.characters import name_characters_rightly
from flows.handouts.document import document
from flows.handouts.readback import read_back
from flows.handouts.sheet import HandoutAccount, Layout, Letterhead
from flows.private import write_new

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PRINTED_WITHIN = 300_000.0  # milliseconds; 500 sheets take some seconds

# What is cut off at the edge of a page or slip would be missed by nobody until a user stands without it.
OVERFLOWING = """() => [...document.querySelectorAll(".sheet, .slip")]
    .filter(one => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
    .map(one => one.querySelector(".address").textContent)"""


class SheetDiffers(FlowsError):
    """What stands on the paper is not what is in the journal. Nothing was written."""

    exit_code = 3


@dataclass(frozen=True)
class Made:
    """The files of one printing; `html` is None for an encrypted one."""

    sheets: int
    pdf: Path
    html: Path | None


def write_sheets(
    browser: Browser,
    accounts: Sequence[HandoutAccount],
    letterhead: Letterhead,
    target: Path,
    *,
    layout: Layout = Layout.PAGE,
    passphrase: SecretStr | None = None,
) -> Made:
    """Makes `target`.pdf and `target`.html with mode 0600, both or none; with a passphrase, an AES-256 PDF alone.

    Every user name and password is read back out of the PDF and compared byte for byte before anything is
    written. Raises SheetDiffers when one is not exact, InputError when a file exists already or cannot be made.
    """
    if not accounts:
        raise InputError("There is no account to make a sheet for.")
    html = document(accounts, letterhead, layout)
    pdf = printed(browser, html)
    _compare(accounts, pdf)
    made = Made(
        len(accounts),
        target.with_name(f"{target.name}.pdf"),
        None if passphrase else target.with_name(f"{target.name}.html"),
    )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{target.parent} cannot be made: {error.strerror}.") from None
    write_new(made.pdf, encrypted(pdf, passphrase) if passphrase else pdf)
    if made.html:
        try:
            write_new(made.html, html.encode())
        except BaseException:
            made.pdf.unlink()
            raise
    return made


def printed(browser: Browser, html: str) -> bytes:
    """The document as PDF. The page runs no script and reaches no network."""
    context = browser.new_context(java_script_enabled=False, offline=True)
    try:
        page = context.new_page()
        page.set_default_timeout(PRINTED_WITHIN)
        page.set_content(html, wait_until="load", timeout=PRINTED_WITHIN)
        page.emulate_media(media="print")
        if crowded := page.evaluate(OVERFLOWING):
            raise SheetDiffers(
                f"{len(crowded)} sheets do not fit on their paper ({', '.join(crowded[:5])}). "
                "Shorten the note, or print a page for each user."
            )
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    finally:
        context.close()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    name_characters_rightly(writer)
    writer.metadata = None  # Chromium writes its own name and version
    return _bytes(writer)


def encrypted(pdf: bytes, passphrase: SecretStr) -> bytes:
    """The same PDF under AES-256; the passphrase both opens and owns it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt(passphrase.get_secret_value(), algorithm="AES-256")
    return _bytes(writer)


def _bytes(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _compare(accounts: Sequence[HandoutAccount], pdf: bytes) -> None:
    wanted = [(account.address, account.password.get_secret_value()) for account in accounts]
    found = read_back(pdf)
    if len(found) != len(wanted):
        raise SheetDiffers(f"{len(wanted)} sheets were made, but {len(found)} can be read on the paper.")
    wrong = [
        account.address for account, one, other in zip(accounts, wanted, found, strict=True) if one != other
    ]
    if wrong:
        raise SheetDiffers(f"The printed sheets do not read as they should for {', '.join(wrong[:5])}.")
