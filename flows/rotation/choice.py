"""Which accounts a person means: patterns, protection, shards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from flows.errors import InputError
from flows.records import Account, same_address


@dataclass(frozen=True)
class Shard:
    """The i-th of n parts; every machine splits the same way, whatever the order of its list."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read `2/5`. Raises InputError."""
        number, slash, of = text.partition("/")
        if not (slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
            raise InputError(f"--shard {text}: write it as 2/5, the second of five parts")
        return cls(int(number), int(of))

    def holds(self, address: str) -> bool:
        digest = hashlib.blake2b(address.strip().casefold().encode(), digest_size=8).digest()
        return int.from_bytes(digest) % self.of == self.number - 1


PROTECTED: tuple[tuple[str, Callable[[Account, str], bool]], ...] = (
    ("the signed-in administrator", lambda account, signed_in: same_address(account.address, signed_in)),
    ("root", lambda account, _: _local(account.address) == "root"),
    ("postmaster", lambda account, _: _local(account.address) == "postmaster"),
    ("an administrator", lambda account, _: account.administrator),
    ("a disabled account", lambda account, _: account.disabled),
)


def protection(account: Account, signed_in: str) -> str:
    """Why an account is left alone unless somebody names it, or nothing."""
    return next((says for says, holds in PROTECTED if holds(account, signed_in)), "")


def why_not(account: Account, named: Iterable[str], signed_in: str) -> str:
    """The reason that the plan shows for an account left alone; one that stands in `named` by itself is not."""
    protected = protection(account, signed_in)
    if protected and not any(same_address(pattern, account.address) for pattern in named):
        return f"protected: {protected}; name it with --include {account.address}"
    return ""


def matches(address: str, pattern: str) -> bool:
    """A shell pattern over the whole address, or over the local part where it has no @; case does not matter."""
    text = address.casefold() if "@" in pattern else _local(address)
    return fnmatchcase(text, pattern.strip().casefold())


def matches_any(address: str, patterns: Sequence[str]) -> bool:
    """No pattern at all means everybody."""
    return not patterns or any(matches(address, pattern) for pattern in patterns)


def every_pattern_matches(accounts: Sequence[Account], patterns: Sequence[str]) -> None:
    """Raises InputError for a pattern that means nobody: most often a slip of the pen."""
    idle = [
        pattern for pattern in patterns if not any(matches(account.address, pattern) for account in accounts)
    ]
    if idle:
        raise InputError(f"no account in the user list matches {', '.join(idle)}")


def _local(address: str) -> str:
    return address.partition("@")[0].strip().casefold()
