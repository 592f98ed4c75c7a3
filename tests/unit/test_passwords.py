"""The rules that the site's pages state, what a password breaks, and the generator."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.errors import InputError
from flows.passwords import LEVELS, WEBMAIL, Kind, Level, Need, Rule, faults, generate
from flows.passwords.generate import LOOK_ALIKES

MANUAL = (
    "The password you choose must be at least three characters in length and cannot exceed thirty characters."
)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", "is empty"),
        ("ab", "is 2 characters long, at least 3 are asked for"),
        ("a" * 31, "is 31 characters long, at most 30 are allowed"),
        ("two words", "contains white space"),
        ("two　words", "contains white space"),
        ("パスワード", "contains full-width"),
        ("ｐａｓｓ", "contains full-width"),
        ("bell\abell", "contains control characters"),
        ("zero​width", "contains control characters"),
        ("ast*risk", "contains an asterisk"),
        ("a<b", "contains <"),
        ("a&#b", "&#"),
    ],
)
def test_each_fault_is_said_and_never_repeats_the_password(password: str, says: str) -> None:
    found = faults(password)
    assert any(says in fault for fault in found), found
    assert not password.strip() or not any(password in fault for fault in found if len(password) > 2)


@pytest.mark.parametrize("password", ["abc", "a" * 30, "a<1", "R&D", "a>b", "p'w\"x", "100%,;"])
def test_what_the_manuals_rule_allows_has_no_fault(password: str) -> None:
    assert faults(password) == []


@pytest.mark.parametrize(
    ("level", "good", "bad"),
    [
        (Level.WEAK, "abc", "ab"),
        (Level.SIMPLE, "abcde1", "abcdef"),
        (Level.SIMPLE, "abcde!", "123456"),
        (Level.MODERATE, "abcd1!", "abcde1"),
        (Level.MODERATE, "abcd1E", "ABCD1!"),
        (Level.STRONG, "abcD1!gh", "abcD12gh"),
        (Level.EXTREME, "abCD12!@", "abcD12!@"),
    ],
)
def test_each_of_the_five_levels_draws_its_line(level: Level, good: str, bad: str) -> None:
    assert LEVELS[level].faults(good) == []
    assert LEVELS[level].faults(bad) != []


def test_a_fault_under_several_rules_is_said_once() -> None:
    assert len(faults("ab", [WEBMAIL, LEVELS[Level.WEAK], Rule(3)])) == 1


rules = st.lists(st.sampled_from([WEBMAIL, *LEVELS.values()]), max_size=3)


@settings(max_examples=3000, deadline=None)
@given(st.integers(min_value=8, max_value=30), rules)
def test_a_generated_password_meets_every_level_and_is_safe_on_paper(length: int, rules: list[Rule]) -> None:
    password = generate(length, rules).get_secret_value()
    assert len(password) == length
    assert faults(password, [WEBMAIL, *LEVELS.values(), *rules]) == []
    assert not set(password) & (LOOK_ALIKES | set("|*<>&\"',;%= "))
    assert all(Need((kind,)).counted(password) >= 2 for kind in Kind)
    assert password[0].isalnum()
    assert password[-1].isalnum()


def test_two_thousand_generated_passwords_are_all_different() -> None:
    assert len({generate().get_secret_value() for _ in range(2000)}) == 2000


def test_a_generated_password_does_not_show_itself() -> None:
    password = generate()
    assert password.get_secret_value() not in repr(password) + str(password)


def test_a_length_outside_the_rule_is_an_input_error_that_names_the_span() -> None:
    with pytest.raises(InputError, match="from 8 to 30"):
        generate(6, [WEBMAIL, LEVELS[Level.STRONG]])
    with pytest.raises(InputError, match="from 8 to 30"):
        generate(31, [WEBMAIL])


def test_a_rule_that_forbids_symbols_gets_a_password_without() -> None:
    rule = Rule(8, 30, forbidden=frozenset({Kind.SYMBOL}))
    assert generate(16, [rule]).get_secret_value().isalnum()


def test_a_rule_that_contradicts_itself_is_an_input_error() -> None:
    with pytest.raises(InputError, match="forbids"):
        generate(16, [Rule(needs=(Need((Kind.SYMBOL,)),), forbidden=frozenset({Kind.SYMBOL}))])


@settings(max_examples=3000, deadline=None)
@given(st.text(alphabet="QX", min_size=2), st.text(max_size=20))
def test_no_fault_ever_contains_the_password(marked: str, more: str) -> None:
    password = marked + more
    assert password not in " ".join(faults(password, [WEBMAIL, *LEVELS.values()]))
