"""The words QA uses for a statement on one server on one day, and what stands behind each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from flows.manual.words import Words


class Verdict(StrEnum):
    HOLDS = "holds"
    NOTED = "holds with a note"
    FAILS = "does not hold"
    UNTRIED = "could not be tried"
    UNCHECKABLE = "not checkable"
    CONTRADICTS = "contradicts"

    @property
    def words(self) -> Words:
        return SAID[self]

    @property
    def held(self) -> bool:
        return self in (Verdict.HOLDS, Verdict.NOTED)

    @property
    def tried(self) -> bool:
        """Whether something was compared or walked: what counts into the share of statements tried."""
        return self not in (Verdict.UNTRIED, Verdict.UNCHECKABLE)


SAID = {
    Verdict.HOLDS: Words("一致", "holds"),
    Verdict.NOTED: Words("一致（補足あり）", "holds with a note"),
    Verdict.FAILS: Words("不一致", "does not hold"),
    Verdict.UNTRIED: Words("未検証", "could not be tried"),
    Verdict.UNCHECKABLE: Words("検証対象外", "not checkable"),
    Verdict.CONTRADICTS: Words("手順書内で矛盾", "contradicts"),
}


@dataclass(frozen=True)
class Evidence:
    """What was seen. `picture` is a PNG with the thing marked; `time` is ISO 8601 with its zone."""

    text: str = ""
    address: str = ""
    time: str = ""
    picture: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Judgement:
    """A statement's verdict, why, and the evidence. `second_try` says what died before the first one ended."""

    verdict: Verdict
    note: Words = Words("", "")  # noqa: RUF009
    evidence: tuple[Evidence, ...] = ()
    second_try: str = ""


def holds(*evidence: Evidence) -> Judgement:
    return Judgement(Verdict.HOLDS, evidence=evidence)


def noted(ja: str, en: str, *evidence: Evidence) -> Judgement:
    return Judgement(Verdict.NOTED, Words(ja, en), evidence)


def fails(ja: str, en: str, *evidence: Evidence) -> Judgement:
    return Judgement(Verdict.FAILS, Words(ja, en), evidence)


def untried(ja: str, en: str, *evidence: Evidence) -> Judgement:
    return Judgement(Verdict.UNTRIED, Words(ja, en), evidence)
