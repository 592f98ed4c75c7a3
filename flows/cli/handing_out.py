"""What `flows export` and `flows handouts` both say: who gets no password, and what the administrator does about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.cli.terminal import messages, table
from flows.rotation.journal import Journal
from flows.rotation.life import Candidate

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


def left_out(journal: Journal, handed: Iterable[tuple[str, Candidate]]) -> list[LeftOut]:
    """Every account that the journal knows and that none of the proven passwords in hand belongs to."""
    served = {one.address.casefold() for _, one in handed}
    known = {address.casefold(): "damaged" for address in journal.damaged()}
    known |= {address.casefold(): "unknown" for address in journal.in_doubt()}
    rows = journal.read(
        "SELECT address, state FROM entries e WHERE rowid ="
        " (SELECT max(rowid) FROM entries x WHERE x.address = e.address) ORDER BY address",
        (),
    )
    return [
        LeftOut(address, state if state == "trying" else known.get(address.casefold(), state))
        for address, state in rows
        if address.casefold() not in served
    ]


def something_is_unknown(journal: Journal, others: Sequence[LeftOut]) -> bool:
    """Whether the exit code has to say so: an account's password is in doubt, or cannot be read."""
    return bool(journal.in_doubt()) or any(one.state == "damaged" for one in others)


def warn_of_another_site(journal: Journal, handed: Iterable[tuple[str, Candidate]]) -> None:
    """Say which of these passwords were set at another site than the one that the settings name now."""
    elsewhere: defaultdict[str, list[str]] = defaultdict(list)
    for _, one in handed:
        if not journal.is_here(one.site):
            elsewhere[one.site].append(one.address)
    for site, addresses in sorted(elsewhere.items()):
        messages.print(
            f"Set at {site}, not at {journal.site} as the settings name now: {len(addresses)} passwords "
            f"({addresses[0]}{' and others' if len(addresses) > 1 else ''}). They may not open anything here."
        )


def show_left_out(title: str, others: Sequence[LeftOut]) -> None:
    if others:
        rows = [(one.address, one.why) for one in others]
        table(f"{title}: {len(others)}", ("address", "what to do"), rows, console=messages)
