"""The plan: who is changed, who is not and why, before anything is tried."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from flows.errors import InputError
from flows.passwords import LEVELS, WEBMAIL, Level, faults, read_rule
from flows.records import Account
from flows.rotation.choice import Shard, matches
from flows.rotation.csv_file import CsvFaults, read_csv
from flows.rotation.plan import Plan, Wish, make_plan

ROOT = "root@example.jp"
ACCOUNTS = [
    Account(ROOT, "管理者", administrator=True),
    Account("postmaster@example.jp"),
    Account("Aoi@example.jp", "青井 葵"),
    Account("abc@example.jp"),
    Account("abcd@example.jp"),
    Account("chief@example.jp", administrator=True),
    Account("gone@example.jp", disabled=True),
]


def plan(wish: Wish) -> Plan:
    return make_plan(ACCOUNTS, wish, signed_in=ROOT, rules=[WEBMAIL, LEVELS[Level.STRONG]])


def csv(text: str) -> Wish:
    return Wish(csv=read_csv(text.encode()))


def to_do(made: Plan) -> list[str]:
    return [entry.address for entry in made.to_do]


def test_all_means_everybody_but_the_protected_each_with_a_reason() -> None:
    made = plan(Wish())
    assert to_do(made) == ["Aoi@example.jp", "abc@example.jp", "abcd@example.jp"]
    assert {entry.address: entry.skipped.split(";")[0] for entry in made.entries if entry.skipped} == {
        ROOT: "protected: the signed-in administrator",
        "postmaster@example.jp": "protected: postmaster",
        "chief@example.jp": "protected: an administrator",
        "gone@example.jp": "protected: a disabled account",
    }


def test_the_protected_are_changed_when_named_one_by_one_and_the_signed_in_goes_last() -> None:
    made = plan(Wish(include=(ROOT, "gone@example.jp")))
    assert to_do(made) == ["Aoi@example.jp", "abc@example.jp", "abcd@example.jp", "gone@example.jp", ROOT]
    assert made.to_do[-1].last


def test_a_pattern_alone_never_lifts_the_protection() -> None:
    assert to_do(plan(Wish(only=("*",)))) == to_do(plan(Wish()))
    assert to_do(plan(Wish(only=("root", "r*t")))) == []
    assert to_do(plan(Wish(only=(ROOT,)))) == [ROOT]


def test_a_csv_row_alone_does_not_lift_the_protection_either() -> None:
    made = plan(csv(f"address,password\n{ROOT},Abcd-123\nabc@example.jp,Abcd-124\n"))
    assert to_do(made) == ["abc@example.jp"]
    assert all(entry.wanted is None for entry in made.entries if entry.skipped)


@pytest.mark.parametrize(
    ("pattern", "hits"),
    [
        ("abc", ["abc@example.jp"]),
        ("abc*", ["abc@example.jp", "abcd@example.jp"]),
        ("AOI", ["Aoi@example.jp"]),
        ("*@EXAMPLE.jp", [account.address for account in ACCOUNTS]),
        ("ab?@example.jp", ["abc@example.jp"]),
        ("[ag]*", ["Aoi@example.jp", "abc@example.jp", "abcd@example.jp", "gone@example.jp"]),
    ],
)
def test_patterns_look_at_the_local_part_or_the_whole_address(pattern: str, hits: list[str]) -> None:
    assert [account.address for account in ACCOUNTS if matches(account.address, pattern)] == hits


def test_a_pattern_that_means_nobody_is_an_error() -> None:
    with pytest.raises(InputError, match="nobody\\*"):
        plan(Wish(only=("abc", "nobody*")))


def test_given_passwords_are_kept_and_missing_ones_are_generated_to_the_rule() -> None:
    made = plan(csv("address,password,name\nabc@example.jp,Abcd-123,\naoi@example.jp,,葵さん\n"))
    given, generated = made.to_do
    assert (given.wanted, given.generated, given.name) == (SecretStr("Abcd-123"), False, "")
    assert generated.address == "Aoi@example.jp"
    assert generated.name == "葵さん"
    assert generated.wanted is not None
    assert faults(generated.wanted, made.rules) == []


def test_every_fault_of_the_file_is_named_at_once_and_no_password_is() -> None:
    with pytest.raises(CsvFaults) as raised:
        plan(
            csv(
                "address,password\n"
                "abc@example.jp,Tooshort\n"
                "nobody@example.jp,Abcd-123\n"
                "aoi@example.jp,Has space-1\n"
                "AOI@example.jp,Abcd-123\n"
                ",Abcd-123\n"
            )
        )
    said = str(raised.value)
    assert said.splitlines() == [
        "line 2, column password: has 0 of at least 1 digit",
        "line 2, column password: has 0 of at least 1 symbol",
        "line 3, column address: nobody@example.jp is not in the user list",
        "line 4, column password: contains white space",
        "line 4, column address: aoi@example.jp stands on lines 4, 5",
        "line 5, column address: aoi@example.jp stands on lines 4, 5",
        "line 6, column address: is empty",
    ]
    assert not any(secret in said for secret in ("Tooshort", "Abcd-123", "Has space"))


def test_skip_invalid_passes_over_the_bad_rows_and_says_so() -> None:
    text = "address,password\nabc@example.jp,short\nnobody@example.jp,Abcd-123\naoi@example.jp,Abcd-123\n,x\n"
    made = plan(Wish(csv=read_csv(text.encode()), skip_invalid=True))
    assert to_do(made) == ["Aoi@example.jp"]
    reasons = {entry.address: entry.skipped for entry in made.entries}
    assert reasons["abc@example.jp"].startswith("invalid, line 2: password is 5 characters long")
    assert reasons["nobody@example.jp"].startswith("invalid, line 3: ")
    assert "passed over: line 5, column address: is empty" in made.notes


def test_a_shared_password_and_an_unread_clause_are_noted_without_the_password() -> None:
    rules = [read_rule("Must be at least 3 characters. Not your last five passwords.")]
    wish = csv("address,password\nabc@example.jp,Abcd-123\naoi@example.jp,Abcd-123\n")
    notes = make_plan(ACCOUNTS, wish, signed_in=ROOT, rules=rules).notes
    assert notes == (
        "the site's rule also says, and nobody here checks: Not your last five passwords",
        "share one password: abc@example.jp, Aoi@example.jp",
    )


def test_a_generated_password_never_equals_another_in_the_plan() -> None:
    supply = iter(["Abcd-123", "Same-123", "Same-123", "Other-12"])
    made = make_plan(
        ACCOUNTS,
        csv("address,password\nabc@example.jp,Abcd-123\naoi@example.jp,\nabcd@example.jp,\n"),
        signed_in=ROOT,
        make=lambda length, rules: SecretStr(next(supply)),
    )
    assert [entry.wanted for entry in made.to_do] == [
        SecretStr(s) for s in ("Abcd-123", "Same-123", "Other-12")
    ]


many = [Account(f"user{n:04}@example.jp") for n in range(2000)]


def test_shards_hold_every_account_exactly_once_and_about_as_many_each() -> None:
    parts = [
        [entry.address for entry in make_plan(many, Wish(shard=Shard(i, 4)), signed_in=ROOT).entries]
        for i in range(1, 5)
    ]
    assert Counter(address for part in parts for address in part) == Counter(
        account.address for account in many
    )
    assert all(400 < len(part) < 600 for part in parts)


def test_a_shard_is_the_same_on_every_machine() -> None:
    held = [account.address for account in many[:12] if Shard(1, 3).holds(account.address)]
    assert held == [account.address for account in many[:12] if Shard(1, 3).holds(account.address.upper())]
    assert held == HELD_BY_THE_FIRST_OF_THREE


HELD_BY_THE_FIRST_OF_THREE = ["user0004@example.jp", "user0005@example.jp", "user0007@example.jp"]


@pytest.mark.parametrize("text", ["", "1", "0/3", "4/3", "a/b", "1/0", "-1/3", "1/3/5"])
def test_a_shard_that_does_not_exist_is_an_error(text: str) -> None:
    with pytest.raises(InputError, match="--shard"):
        Shard.parse(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(ACCOUNTS), unique=True), st.lists(st.sampled_from(ACCOUNTS), max_size=3))
def test_nobody_protected_is_ever_changed_unless_named(listed: list[Account], named: list[Account]) -> None:
    wish = Wish(include=tuple(account.address for account in named if account in listed))
    made = make_plan(listed, wish, signed_in=ROOT)
    protected = {ROOT, "postmaster@example.jp", "chief@example.jp", "gone@example.jp"}
    assert {entry.address for entry in made.to_do} & protected <= set(wish.include)
    assert len(made.entries) == len(listed)
