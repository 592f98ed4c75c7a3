"""What the manual says twice and differently, found by comparing the ledger's facts.

Nothing here knows this edition: each comparison groups facts of one kind and reports the groups that
disagree. Correct the manual, and with the next ledger the contradiction is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import TypeVar

from flows.manual.facts import CHARACTERS, Address, Fact, Host, Label, PasswordRule, Promise, Telling
from flows.manual.ledger import Ledger
from flows.manual.words import Words

F = TypeVar("F", bound=Fact)
Said = tuple[str, Words]
"""Where, by the statement's id, and what."""

NEARLY = 0.9
"""From this likeness on, two host names are one name spelled twice, unless a digit tells them apart."""


@dataclass(frozen=True)
class Contradiction:
    """One disagreement of the manual with itself: what about, and what each place says."""

    kind: str
    about: Words
    said: tuple[Said, ...]

    @property
    def places(self) -> frozenset[str]:
        return frozenset(place for place, _ in self.said)


def contradictions(ledger: Ledger) -> list[Contradiction]:
    """All of them, in the order of the comparisons."""
    return [found for compare in COMPARISONS for found in compare(ledger)]


def _facts(ledger: Ledger, kind: type[F]) -> list[tuple[str, F]]:
    return [(s.id, fact) for s in ledger.statements for fact in s.facts if isinstance(fact, kind)]


def _differ(kind: str, about: Words, said: Iterable[tuple[str, str]]) -> Iterator[Contradiction]:
    """A contradiction where the places do not all say the same."""
    said = dict.fromkeys(said)
    if len({what for _, what in said}) > 1:
        yield Contradiction(kind, about, tuple((place, Words(what, what)) for place, what in said))


def _nearly(one: str, other: str) -> bool:
    """mail9.winsserver and mail9.winserver are one host; mail8 and mail9 are two."""
    digits = [[c for c in host if c.isdigit()] for host in (one, other)]
    return digits[0] == digits[1] and SequenceMatcher(None, one, other).ratio() >= NEARLY


def _servers(ledger: Ledger) -> list[list[tuple[str, Address | Host]]]:
    """Host names and addresses, together where they are meant to be one server."""
    named: list[tuple[str, Address | Host]] = [*_facts(ledger, Address), *_facts(ledger, Host)]
    groups: list[list[tuple[str, Address | Host]]] = []
    for place, fact in named:
        kin = [g for g in groups if any(_nearly(fact.host, o.host) or fact.of == o.of for _, o in g)]
        groups = [g for g in groups if g not in kin]
        groups.append([*(each for g in kin for each in g), (place, fact)])
    return groups


def _hosts(ledger: Ledger) -> Iterator[Contradiction]:
    about = Words("一つのサーバーの名前が二通りに書かれている", "One server's name is spelled in two ways")
    for group in _servers(ledger):
        yield from _differ("host", about, [(place, fact.host) for place, fact in group])


def _schemes(ledger: Ledger) -> Iterator[Contradiction]:
    about = Words(
        "同じサーバーが https と http の両方で書かれている", "One server is addressed by https and by http"
    )
    for group in _servers(ledger):
        addresses = [(place, fact) for place, fact in group if isinstance(fact, Address)]
        yield from _differ("scheme", about, [(place, fact.scheme) for place, fact in addresses])


def _paths(ledger: Ledger) -> Iterator[Contradiction]:
    about = Words("同じページのパスが二通りに書かれている", "One page is given two paths")
    for group in _grouped(_facts(ledger, Address), lambda fact: fact.of):
        yield from _differ("path", about, [(place, fact.path) for place, fact in group])


def _names(ledger: Ledger) -> Iterator[Contradiction]:
    about = Words("一つの呼び名が別々のものを指している", "One name is given to two things")
    for group in _grouped([f for f in _facts(ledger, Address) if f[1].called], lambda fact: fact.called):
        if len({fact.of for _, fact in group}) > 1:
            yield from _differ(
                "name", about, [(place, f"{fact.called}: {fact.path}") for place, fact in group]
            )


def _rules(ledger: Ledger) -> Iterator[Contradiction]:
    about = Words("パスワードの決まりが二通りに書かれている", "Two rules for one password")
    said: dict[str, Words] = {}
    for (one, a), (other, b) in combinations(_facts(ledger, PasswordRule), 2):
        if _quarrel(a, b) or _quarrel(b, a) or (_lengths(a) != _lengths(b) and _lengths(a) and _lengths(b)):
            said |= {one: _rule(a), other: _rule(b)}
    if said:
        yield Contradiction("password-rule", about, tuple(said.items()))


def _quarrel(one: PasswordRule, other: PasswordRule) -> bool:
    return bool(other.allows) and not set(one.wants) <= set(other.allows)


def _lengths(rule: PasswordRule) -> tuple[int | None, int | None] | None:
    return None if rule.least is None and rule.most is None else (rule.least, rule.most)


def _rule(rule: PasswordRule) -> Words:
    lengths = f"{rule.least}-{rule.most}" if _lengths(rule) else ""
    wants, allows = (Words("、".join(k.ja for k in kinds), ", ".join(k.en for k in kinds)) for kinds in (
        [CHARACTERS[kind] for kind in rule.wants], [CHARACTERS[kind] for kind in rule.allows]
    ))  # fmt: skip
    ja = [f"{wants.ja}を組み合わせる" if wants.ja else "", f"{allows.ja}だけ" if allows.ja else "", lengths]
    en = [f"mix {wants.en}" if wants.en else "", f"only {allows.en}" if allows.en else "", lengths]
    return Words("、".join(filter(None, ja)), "; ".join(filter(None, en)))


def _languages(ledger: Ledger) -> Iterator[Contradiction]:
    about = Words("一つの画面に日本語と英語の表示が混じっている", "One screen speaks Japanese and English")
    for group in _grouped(_facts(ledger, Label), lambda fact: fact.screen):
        if len({fact.language for _, fact in group}) > 1:
            said = tuple((place, Words(*[f"{fact.language}: {fact.label}"] * 2)) for place, fact in group)
            yield Contradiction("language", about, said)


def _promises(ledger: Ledger) -> Iterator[Contradiction]:
    about = Words("見出しにあることが、どの手順にも書かれていない", "A heading promises what no step tells")
    tellings = _facts(ledger, Telling)
    for place, promise in _facts(ledger, Promise):
        section = ledger[place].section
        told = {fact.of for where, fact in tellings if section == "0" or where.startswith(section)}
        if promise.of not in told:
            yield Contradiction("promise", about, ((place, ledger.matters[promise.of]),))


def _grouped(facts: list[tuple[str, F]], by: Callable[[F], str]) -> list[list[tuple[str, F]]]:
    groups: dict[str, list[tuple[str, F]]] = defaultdict(list)
    for place, fact in facts:
        groups[by(fact)].append((place, fact))
    return list(groups.values())


COMPARISONS: tuple[Callable[[Ledger], Iterator[Contradiction]], ...] = (
    _hosts, _schemes, _paths, _names, _rules, _languages, _promises,
)  # fmt: skip
