"""The sentence beside the fields, read as a rule: what is understood, and what is said not to be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.passwords import LEVELS, Kind, Level, Need, Rule, about_form, read_rule

EACH_ONE = LEVELS[Level.STRONG].needs
EACH_TWO = LEVELS[Level.EXTREME].needs

SENTENCES = [
    (
        "パスワードの長さは半角英数字および記号で6文字以上30文字以下が必須です。"
        "小文字を1文字以上、数字を1文字以上、記号または大文字を1文字以上を含めてください。空白文字は使用できません。",
        LEVELS[Level.MODERATE],
    ),
    (
        "パスワードの長さは半角英数字および記号で8文字以上30文字以下が必須です。"
        "小文字、大文字、数字、記号をそれぞれ2文字以上を含めてください。空白文字は使用できません。",
        LEVELS[Level.EXTREME],
    ),
    (
        "The password you choose must be at least three characters in length and cannot exceed thirty characters.",
        Rule(3, 30),
    ),
    ("パスワードの長さは半角英数字で3文字以上30文字以下が必須です。空白文字は使用できません。", Rule(3, 30)),
    (
        "minimum of three alphanumeric characters, cannot include spaces, and cannot exceed thirty characters",
        Rule(3, 30),
    ),
    (
        "The password you choose must be at least six characters in length, cannot exceed thirty characters, and "
        "must contain at least one letter and at least one number or special character.",
        LEVELS[Level.SIMPLE],
    ),
    (
        "The password must be at least 6 characters long and must contain at least one lower-case letter, one digit, "
        "and one special character or capital letter.",
        replace(LEVELS[Level.MODERATE], longest=30),
    ),
    (
        "Must be at least eight characters and contain at least one lower case letter, one upper case letter, "
        "one number and one special character",
        LEVELS[Level.STRONG],
    ),
    (
        "Passwords must be between 8 and 30 characters long and contain at least two of each of the following: "
        "lowercase letters, uppercase letters, numbers, symbols.",
        LEVELS[Level.EXTREME],
    ),
    ("at least 3 and at most 30 characters", Rule(3, 30)),
    ("no fewer than 10 characters, no more than 20 characters", Rule(10, 20)),
    ("more than 7 characters, fewer than 31 characters", Rule(8, 30)),
    ("Your password must be eight (8) to twenty-four (24) characters.", Rule(8, 24)),
    (
        "It must have both letters and numbers.",
        Rule(1, 30, (Need((Kind.LOWER, Kind.UPPER)), Need((Kind.DIGIT,)))),
    ),
    (
        "contain characters from three of the following categories: capitals, lower case, digits, symbols",
        Rule(1, 30, different_kinds=3),
    ),
    (
        "Passwords cannot contain special characters or spaces.",
        Rule(1, 30, forbidden=frozenset({Kind.SYMBOL})),
    ),
    ("Spaces and symbols are not allowed.", Rule(1, 30, forbidden=frozenset({Kind.SYMBOL}))),
    ("空白文字、記号は使用できません。", Rule(1, 30, forbidden=frozenset({Kind.SYMBOL}))),
    ("Passwords may only contain letters and numbers.", Rule(1, 30, forbidden=frozenset({Kind.SYMBOL}))),
    (
        "パスワードは８文字以上３０文字以内で、英小文字、英大文字、数字、記号をそれぞれ１文字以上含む必要があります。",
        Rule(8, 30, EACH_ONE),
    ),
    ("英小文字・英大文字・数字・記号を各2文字以上含めてください。", Rule(1, 30, EACH_TWO)),
    (
        "パスワードは八文字以上三十文字以下で、数字または記号を1文字以上含めてください。",
        Rule(8, 30, (Need((Kind.DIGIT, Kind.SYMBOL)),)),
    ),
    ("3〜30文字", Rule(3, 30)),
    ("最低6文字、最大20文字", Rule(6, 20)),
    ("31文字未満", Rule(1, 30)),
    (
        "英大文字、英小文字、数字、記号のうち3種類以上を含む8文字以上のパスワードを設定してください。",
        Rule(8, 30, different_kinds=3),
    ),
    ("記号は使用できません。スペースも使えません。", Rule(1, 30, forbidden=frozenset({Kind.SYMBOL}))),
]


@pytest.mark.parametrize(("sentence", "rule"), SENTENCES)
def test_a_sentence_is_read_as_its_rule_with_nothing_left_over(sentence: str, rule: Rule) -> None:
    read = read_rule(sentence)
    assert read.unread == ()
    assert replace(read, needs=()) == replace(rule, needs=())
    assert {(frozenset(need.kinds), need.at_least) for need in read.needs} == {
        (frozenset(need.kinds), need.at_least) for need in rule.needs
    }


@pytest.mark.parametrize(
    "clause",
    [
        "It must not be the same as your last five passwords",
        "Passwords expire every 90 days",
        "The password may not contain your user name",
        "過去に使用したパスワードは使用できません",
        "ユーザー名と同じものは設定できません",
    ],
)
def test_a_clause_that_nobody_understands_is_kept_and_changes_nothing_else(clause: str) -> None:
    read = read_rule("Must be at least 4 characters. " + clause + ".")
    assert read == Rule(4, 30, unread=(clause,))


def test_alphanumeric_is_not_taken_to_the_letter() -> None:
    assert read_rule("半角英数字で3文字以上").faults("ab!") == []


def test_a_number_inside_a_clause_about_history_is_no_length() -> None:
    assert read_rule("You cannot reuse any of the last 24 passwords.").longest == 30


@settings(max_examples=1000, deadline=None)
@given(
    st.integers(1, 15),
    st.integers(16, 64),
    st.sampled_from(
        [
            "at least {} characters in length and cannot exceed {} characters.",
            "between {} and {} characters",
            "{}-{} characters long",
            "minimum length of {}, maximum length of {}",
            "{}文字以上{}文字以下",
            "{}文字から{}文字まで",
            "{}文字以上、{}文字以内で設定してください。",
        ]
    ),
    st.booleans(),
)
def test_lengths_are_read_in_any_digits(low: int, high: int, wording: str, wide: bool) -> None:
    digits = str.maketrans("0123456789", "０１２３４５６７８９") if wide else {}
    read = read_rule(wording.format(str(low).translate(digits), str(high).translate(digits)))
    assert (read.shortest, read.longest, read.unread) == (low, high, ())


@settings(max_examples=2000, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_can_be_read(text: str) -> None:
    assert isinstance(read_rule(text), Rule)


@pytest.mark.parametrize(
    "words",
    [
        "The password must contain at least two numbers.",
        "The password is too short.",
        "Password does not meet the strength requirements.",
        "パスワードは8文字以上で入力してください。",
        "パスワードの強度が足りません。",
    ],
)
def test_a_refusal_for_its_form_is_known_by_its_words(words: str) -> None:
    assert about_form(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "The passwords you entered do not match.",
        "You do not have permission to change this user.",
        "既存のパスワードが正しくありません。",
        "The user no longer exists.",
        "Your changes could not be saved.",
    ],
)
def test_no_other_refusal_is_taken_for_one_about_form(words: str) -> None:
    assert not about_form(words)


def test_every_sentence_of_the_practice_site_is_read_whole() -> None:
    from flows.practice.strength import STRENGTHS

    for level, strength in zip(Level, STRENGTHS.values(), strict=True):
        for sentence in (strength.english, strength.japanese):
            read = read_rule(sentence)
            expected = {(frozenset(need.kinds), need.at_least) for need in LEVELS[level].needs}
            assert {(frozenset(need.kinds), need.at_least) for need in read.needs} == expected
            assert (read.shortest, read.longest, read.unread) == (LEVELS[level].shortest, 30, ())
