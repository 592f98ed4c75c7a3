"""Reads the sentence beside the password fields into a Rule.

The site builds it from the domain's password strength, in English even on Japanese pages, or in Japanese in
the web mail's dialog; the exact wording of the stronger levels is not public. So clauses are read by their
meaning, taken out as they are understood, and a clause that leaves words over is kept as `unread`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from flows.passwords import english, japanese
from flows.passwords.rule import Rule

LIMITS = Rule(shortest=1, longest=30)
"""Where the sentence says nothing: the server stores no more than thirty characters."""


def read_rule(sentence: str) -> Rule:
    """What the site's own sentence asks for, in Japanese or English.

    Numbers may be digits, full-width digits or words. "Alphanumeric" (半角英数字) is not enforced to the
    letter by the site and so not read as a ban on symbols.
    """
    rule = LIMITS
    for clause in _clauses(sentence):
        tongue = japanese if re.search(r"[ぁ-んァ-ヶ一-龠]", clause) else english
        plain = tongue.plain(clause)
        for reading in tongue.READINGS:
            rule, plain = reading(rule, plain)
        if tongue.words_left(plain):
            rule = replace(rule, unread=(*rule.unread, clause))
    return rule


FORM = re.compile(
    r"(?:too|not) (?:short|long|weak|simple|strong|complex)|strength|complexity|requirements?|invalid character"
    r"|短す|長す|強度|複雑|単純|簡単|要件|使用できない文字|無効な文字",
    re.IGNORECASE,
)


def about_form(words: str) -> bool:
    """Whether a refusal is about what the password looks like, so that another may be taken."""
    rule = read_rule(words)
    return replace(rule, unread=()) != LIMITS or FORM.search(words) is not None


def _clauses(sentence: str) -> list[str]:
    narrow = unicodedata.normalize("NFKC", sentence)
    return [clause.strip() for clause in re.split(r"[。;\n]|[.!](?=\s|$)", narrow) if clause.strip()]
