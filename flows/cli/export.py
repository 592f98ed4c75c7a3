"""`flows export`: the proven passwords, in a file that only its owner reads."""

from __future__ import annotations

import csv as csv_format
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from flows.cli.handing_out import left_out, show_left_out, something_is_unknown, warn_of_another_site
from flows.cli.journal import known_journal
from flows.cli.terminal import messages
from flows.errors import InputError
from flows.private import write_new
from flows.rotation.csv_file import harmless, starts_a_formula

COLUMNS = ("address", "name", "password")


def export(
    csv: Annotated[Path, typer.Option(help="The file to write; it must not exist yet.")],
) -> None:
    """Write the proven passwords out of the journal, and name the accounts that are left out.

    Example: flows export --csv passwords.csv
    """
    _, journal = known_journal()
    with (
        journal,
        journal.transaction(),
    ):  # one look: an account that a run has in hand is in the file or named
        handed = list(journal.proven_candidates())
        others = left_out(journal, handed)
        unknown = something_is_unknown(journal, others)
        warn_of_another_site(journal, handed)
    proven = [(one.address, name, one.password) for name, one in handed if one.password is not None]
    show_left_out("Left out", others)
    if not proven:
        raise InputError("The journal has no proven password; nothing was written.")
    write(csv, proven)
    messages.print(f"{len(proven)} passwords in {csv}. Whoever reads it reads your users' mail.")
    if odd := [address for address, _, password in proven if starts_a_formula(password.get_secret_value())]:
        messages.print(
            f"A spreadsheet would calculate the password of {', '.join(odd)}: open the file as text."
        )
    if unknown:
        raise typer.Exit(4)


def write(path: Path, rows: Iterable[tuple[str, str, SecretStr]]) -> None:
    """A new CSV, UTF-8 with BOM as Excel likes it, mode 0600. Raises InputError where the file exists already.

    A name that a spreadsheet would calculate is written with an apostrophe before it. A password is written as
    it is, or it would be another one; the generator makes none that begins so.
    """
    paper = io.StringIO(newline="")
    sheet = csv_format.writer(paper)
    sheet.writerow(COLUMNS)
    for address, name, password in rows:
        sheet.writerow((harmless(address), harmless(name), password.get_secret_value()))
    write_new(path, paper.getvalue().encode("utf-8-sig"))
