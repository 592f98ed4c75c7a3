"""Who gets which password, and why somebody does not: decided before anything is tried.

Pure functions over the user list (ユーザー管理), the CSV's rows, patterns and the rules that the site states.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pydantic import SecretStr

from flows.passwords import WEBMAIL, Rule, generate
from flows.records import Account, same_address
from flows.rotation.check import by_line, check
from flows.rotation.choice import Shard, every_pattern_matches, matches_any, why_not
from flows.rotation.csv_file import CsvFaults, CsvFile, Row


@dataclass(frozen=True)
class Entry:
    """One account in a plan. Where `skipped` says why, nothing is done for it."""

    address: str
    name: str = ""
    wanted: SecretStr | None = None
    generated: bool = False
    current: SecretStr | None = None
    skipped: str = ""
    last: bool = False


@dataclass(frozen=True)
class Wish:
    """What the person asked for.

    `only` are patterns over the address or its local part. `include` adds accounts by address and lifts the
    protection from them; an address without wildcards in `only` does so too. `csv` brings passwords; without it,
    or where a cell is empty, they are generated.
    """

    csv: CsvFile | None = None
    only: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    length: int = 16
    skip_invalid: bool = False
    shard: Shard | None = None


@dataclass(frozen=True)
class Plan:
    """What would be done, in order, with what was noticed on the way.

    A plan `of_one` belongs to the command that made it: what it has not written is not taken up later.
    """

    entries: tuple[Entry, ...]
    rules: tuple[Rule, ...] = (WEBMAIL,)
    length: int = 16
    notes: tuple[str, ...] = ()
    of_one: bool = False

    @property
    def to_do(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if not entry.skipped)


Maker = Callable[[int, Sequence[Rule]], SecretStr]


def make_plan(
    accounts: Sequence[Account],
    wish: Wish,
    *,
    signed_in: str,
    rules: Sequence[Rule] = (WEBMAIL,),
    make: Maker = generate,
) -> Plan:
    """Check the whole wish against the user list and the site's rules, and lay the plan.

    Raises CsvFaults naming every fault at once (unless `skip_invalid`), InputError for a pattern that no
    account matches. `signed_in` is the administrator's own address: protected, and last if it is named.
    """
    rows = {row.address.casefold(): row for row in wish.csv.rows} if wish.csv else {}
    wrong = check(accounts, wish.csv, rules) if wish.csv else ()
    if wrong and not wish.skip_invalid:
        raise CsvFaults(wrong)
    every_pattern_matches(accounts, (*wish.only, *wish.include))
    bad = by_line(wrong)
    used = {row.password.get_secret_value() for row in rows.values() if row.password}
    entries: list[Entry] = []
    for account in _asked_for(accounts, wish):
        if wish.shard and not wish.shard.holds(account.address):
            continue
        row = rows.get(account.address.casefold())
        reason = bad.get(row.line, "") if row else ""
        reason = reason or why_not(account, (*wish.only, *wish.include), signed_in)
        entry = _entry(account, row, skipped=reason, last=same_address(account.address, signed_in))
        if not reason and entry.wanted is None:
            entry = replace(entry, wanted=_unused(used, lambda: make(wish.length, rules)), generated=True)
        entries.append(entry)
    entries += _rows_without_account(accounts, wish, bad)
    entries.sort(key=lambda entry: entry.last)
    return Plan(tuple(entries), tuple(rules), wish.length, _notes(wish, entries, rules))


def _entry(account: Account, row: Row | None, *, skipped: str, last: bool) -> Entry:
    return Entry(
        address=account.address,
        name=(row.name if row else "") or account.full_name,
        wanted=row.password if row and not skipped else None,
        current=row.current_password if row and not skipped else None,
        skipped=skipped,
        last=last,
    )


def _unused(used: set[str], make: Callable[[], SecretStr]) -> SecretStr:
    while (password := make()).get_secret_value() in used:
        pass
    used.add(password.get_secret_value())
    return password


def _asked_for(accounts: Sequence[Account], wish: Wish) -> list[Account]:
    known = {account.address.casefold(): account for account in accounts}
    listed = list(known) if wish.csv is None else [row.address.casefold() for row in wish.csv.rows]
    patterns = (*wish.only, *wish.include) if wish.only else ()
    once = dict.fromkeys(address for address in listed if matches_any(address, patterns))
    return [known[address] for address in once if address in known]


def _rows_without_account(accounts: Sequence[Account], wish: Wish, bad: dict[int, str]) -> list[Entry]:
    """Rows that --skip-invalid passes over still stand in the plan, so that nobody misses them."""
    known = {account.address.casefold() for account in accounts}
    return [
        Entry(row.address, row.name, skipped=bad[row.line])
        for row in (wish.csv.rows if wish.csv else ())
        if row.address.casefold() not in known
        and matches_any(row.address, wish.only)
        and (wish.shard is None or wish.shard.holds(row.address))
    ]


def _notes(wish: Wish, entries: Sequence[Entry], rules: Sequence[Rule]) -> tuple[str, ...]:
    notes = [
        f"the site's rule also says, and nobody here checks: {clause}"
        for rule in rules
        for clause in rule.unread
    ]
    if wish.csv and wish.csv.ignored:
        notes.append(f"columns that are not used: {', '.join(wish.csv.ignored)}")
    if wish.csv and wish.skip_invalid and wish.csv.faults:
        notes += [f"passed over: {fault}" for fault in wish.csv.faults]
    given: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.wanted and not entry.generated:
            given[entry.wanted.get_secret_value()].append(entry.address)
    notes += [f"share one password: {', '.join(shared)}" for shared in given.values() if len(shared) > 1]
    return tuple(notes)
