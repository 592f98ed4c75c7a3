"""What `flows export` and `flows handouts` both say: who gets no password, and what the administrator does about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.cli.terminal import messages, table
from flows.rotation.journal import Journal

WHAT_TO_DO = {
    "unknown": "nobody knows which password it has: flows rotate --resume",
    "trying": "a run has it in hand, or was stopped in the middle of it: flows rotate --resume",
    "planned": "not changed yet: flows rotate --resume",
    "refused": "the site refused it; change it again: flows rotate --only {address}",
    "failed": "it could not be changed; try again: flows rotate --only {address}",
    "damaged": "its password in the journal is damaged; set another: flows rotate --only {address}",
    "skipped": "left out of the plan; its password was not changed",
    "changed": "its password was forgotten; set another: flows rotate --only {address}",
    "unchanged": "its password was forgotten; set another: flows rotate --only {address}",
}


@dataclass(frozen=True)
class LeftOut:
    """An account without a proven password, and what the administrator does about it."""

    address: str
    state: str

    @property
    def why(self) -> str:
        return WHAT_TO_DO[self.state].format(address=self.address)


def left_out(journal: Journal) -> list[LeftOut]:
    """Every account that the journal knows and has no proven password for."""
    proven = {address.casefold() for address, _, _ in journal.proven()}
    damaged = dict.fromkeys((address.casefold() for address in journal.damaged()), "damaged")
    doubtful = dict.fromkeys((address.casefold() for address in journal.in_doubt()), "unknown")
    known = damaged | doubtful
    rows = journal.read(
        "SELECT address, state FROM entries e WHERE rowid ="
        " (SELECT max(rowid) FROM entries x WHERE x.address = e.address) ORDER BY address",
        (),
    )
    return [
        LeftOut(
            row["address"], row["state"] if row["state"] == "trying" else known.get(address, row["state"])
        )
        for row in rows
        if (address := row["address"].casefold()) not in proven
    ]


def something_is_unknown(journal: Journal, others: Sequence[LeftOut]) -> bool:
    """Whether the exit code has to say so: an account's password is in doubt, or cannot be read."""
    return bool(journal.in_doubt()) or any(one.state == "damaged" for one in others)


def warn_of_another_site(journal: Journal) -> None:
    """Say whose proven passwords were set at another site than the one that the settings name now."""
    rows = journal.read(
        "SELECT r.site, count(*) AS many, min(c.address) AS first FROM candidates c JOIN runs r ON r.id = c.run"
        " WHERE c.standing = 'proven' AND c.password IS NOT NULL AND r.site NOT IN ('', ?) GROUP BY r.site",
        (journal.site,),
    )
    for row in rows if journal.site else ():
        messages.print(
            f"Set at {row['site']}, not at {journal.site} as the settings name now: {row['many']} passwords "
            f"({row['first']}{' and others' if row['many'] > 1 else ''}). They may not open anything here."
        )


def show_left_out(title: str, others: Sequence[LeftOut]) -> None:
    if others:
        rows = [(one.address, one.why) for one in others]
        table(f"{title}: {len(others)}", ("address", "what to do"), rows, console=messages)
