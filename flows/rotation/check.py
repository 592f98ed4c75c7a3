"""The file against the user list and the site's rules: every fault, with its line and column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from flows.passwords import Rule, faults
from flows.records import Account
from flows.rotation.csv_file import CsvFile, Fault


def check(accounts: Sequence[Account], csv: CsvFile, rules: Sequence[Rule]) -> tuple[Fault, ...]:
    """Unknown addresses, duplicates, passwords that a rule turns away; with what the reading found already."""
    known = {account.address.casefold() for account in accounts}
    lines: defaultdict[str, list[int]] = defaultdict(list)
    found = list(csv.faults)
    for row in csv.rows:
        address = row.address.casefold()
        if address not in known:
            found.append(Fault(row.line, csv.column("address"), f"{row.address} is not in the user list"))
        if row.password is not None:
            found += [Fault(row.line, csv.column("password"), says) for says in faults(row.password, rules)]
        lines[address].append(row.line)
    for address, at in lines.items():
        found += [
            Fault(line, csv.column("address"), f"{address} stands on lines {', '.join(map(str, at))}")
            for line in at
            if len(at) > 1
        ]
    return tuple(sorted(found, key=lambda fault: fault.line))


def by_line(wrong: Iterable[Fault]) -> dict[int, str]:
    """Each bad line's faults as one reason."""
    said: defaultdict[int, list[str]] = defaultdict(list)
    for fault in wrong:
        said[fault.line].append(f"{fault.column} {fault.says}".strip())
    return {line: f"invalid, line {line}: " + "; ".join(says) for line, says in said.items()}
