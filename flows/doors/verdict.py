"""The one rule: the new password opens every door that is on, and the old one opens none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import SecretStr

from flows.doors.door import Door
from flows.records import DoorAnswer, DoorState

Answers = Mapping[str, DoorAnswer]


class Against(StrEnum):
    """What can stand between an account and its proof."""

    NO_DOOR = "no door is on"
    UNREADABLE = "the password in the journal is damaged and cannot be read"
    NEW_SHUT = "the new password does not open it"
    NEW_UNCLEAR = "whether the new password opens it is unclear"
    OLD_OPEN = "the old password still opens it"
    OLD_UNCLEAR = "whether the old password still opens it is unclear"


@dataclass(frozen=True)
class Finding:
    kind: Against
    door: str = ""
    cause: str = ""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.door, self.kind.value) if part) + (
            f" ({self.cause})" if self.cause else ""
        )


@dataclass(frozen=True)
class Verdict:
    """What the doors said of one account, and everything that stands against its proof."""

    new: Answers
    old: Answers
    findings: tuple[Finding, ...]

    @property
    def proven(self) -> bool:
        return not self.findings

    @property
    def refuted(self) -> bool:
        """Something is known to be wrong, whatever else is unclear."""
        return any(finding.kind in (Against.NEW_SHUT, Against.OLD_OPEN) for finding in self.findings)


UNREADABLE = Verdict({}, {}, (Finding(Against.UNREADABLE),))

AGAINST_NEW = {DoorState.SHUT: Against.NEW_SHUT, DoorState.UNCLEAR: Against.NEW_UNCLEAR}
AGAINST_OLD = {DoorState.OPEN: Against.OLD_OPEN, DoorState.UNCLEAR: Against.OLD_UNCLEAR}


def judged(new: Answers, old: Answers | None = None) -> Verdict:
    """The account's verdict. Without `old` (nobody knows the old password) the new one alone is judged."""
    old = old or {}
    findings = [] if new else [Finding(Against.NO_DOOR)]
    for against, answers in ((AGAINST_NEW, new), (AGAINST_OLD, old)):
        findings += [
            Finding(against[answer.state], door, answer.cause)
            for door, answer in answers.items()
            if answer.state in against
        ]
    return Verdict(new, old, tuple(findings))


def try_doors(doors: Sequence[Door], address: str, password: SecretStr) -> dict[str, DoorAnswer]:
    """Knocks once on each door, in order."""
    return {door.name: door.try_password(address, password) for door in doors}


def prove(doors: Sequence[Door], address: str, new: SecretStr, old: SecretStr | None = None) -> Verdict:
    """Tries the new password at every door, then the old one where it is known and is another one."""
    opened = try_doors(doors, address, new)
    other = old is not None and old.get_secret_value() != new.get_secret_value()
    return judged(opened, try_doors(doors, address, old) if old is not None and other else None)
