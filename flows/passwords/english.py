"""The English of password rules."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.passwords.reading import KINDS, TAKEN, Reading, bound, needing
from flows.passwords.rule import Kind, Need, Rule

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
TEENS = "seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = {word: str(n) for n, word in enumerate((ONES + " " + TEENS).split())}
TENFOLD = {word: 10 * n for n, word in enumerate(TENS.split(), start=2)}

C = r"(?: alphanumeric)? (?:characters?|letters long)(?: long| in length)?"
LENGTHS: tuple[Reading, ...] = (
    bound(rf"(?:between |from )?(?P<low>\d+)(?: ?- ?| to | and ){{1}}(?P<high>\d+){C}"),
    bound(rf"(?:cannot|must not|may not|should not|not) exceed (?P<high>\d+)(?:{C})?"),
    bound(
        r"(?:at most|up to|not? (?:more|longer|greater) than|(?:a )?maximum(?: length)?(?: of| is)?:?) "
        rf"(?P<high>\d+)(?:{C})?"
    ),
    bound(rf"(?P<high>\d+){C} or (?:less|fewer|shorter)"),
    bound(rf"(?:not? (?:fewer|less|shorter) than|(?:a )?minimum length(?: of| is)?:?) (?P<low>\d+)(?:{C})?"),
    bound(rf"(?:at least|(?:a )?minimum(?: of)?) (?P<low>\d+)(?:{C}|(?=,? (?:and|but)\s+{TAKEN.strip()}))"),
    bound(rf"(?P<low>\d+)(?:{C} or (?:more|longer)| or more{C})"),
    bound(rf"(?:less|fewer|shorter) than (?P<high>\d+){C}", longest=-1),
    bound(rf"(?:more|longer|greater) than (?P<low>\d+){C}", shortest=1),
)

CASED = r"(?: alphabetic)?(?: (?:letters?|characters?))?"
NAMES = {
    "upper": rf"(?:upper[- ]?case|capital){CASED}|capitals",
    "lower": rf"(?:lower[- ]?case|small){CASED}",
    "symbol": r"special(?: (?:characters?|symbols?))?|symbols?|punctuation(?: (?:marks?|characters?))?"
    r"|non-?alpha(?:numeric|betic)(?: characters?)?",
    "digit": r"numbers?|digits?|numerals?|numeric(?: (?:characters?|digits?))?",
    "letter": r"letters?|alphabetic(?:al)?(?: (?:letters?|characters?))?",
}
KIND = "(?:" + "|".join(f"(?:{name})" for name in NAMES.values()) + r")\b(?! (?:long|in length))"
COUNT = r"(?:at least )?(?:a minimum of )?(?:(?:\d+|an?)(?: or more)? )?(?:of )?(?:each of )?(?:the following:? )?"
JOINT = r"(?:,? and/or |,? and at least |,? and |,? or |, ?| / ?| & )"
LIST = rf"(?:both )?{COUNT}{KIND}(?:{JOINT}{COUNT}{KIND})*"
ITEM = re.compile(rf"(?P<joint>{JOINT})?(?P<count>{COUNT})(?P<kind>{KIND})")

BANNED = r"(?:white ?-?spaces?|spaces?|blanks?|asterisks?|\*)(?: characters?)?"
FORBID = r"(?:cannot|must not|may not|should not|do not|not) (?:contain|include|use|have)(?: any| an?)? "
BARRED = rf"(?:{BANNED}|{KIND})"
NO = rf"(?:{FORBID}|no |without (?:any )?)(?P<list>{BARRED}(?:{JOINT}{BARRED})*)"
NOT_ALLOWED = rf"(?P<list>{BARRED}(?: (?:and|or) {BARRED})*) (?:is|are) not (?:allowed|permitted)"

FILLER = re.compile(
    r"an?|the|your|this|that|new|passwords?|you|choose|must|should|shall|may|be|is|are|ha(?:ve|s)|contain(?:s|ing)?"
    r"|includ(?:es?|ing)|consist(?:s|ing)?|us(?:es?|ing)|and|or|also|both|its?|in|of|with|as|well|at|to|for|long|length"
    r"|characters?|alphanumeric|please|enter|requires?|required|strength|which|can|only|needs?|following"
)
"""Words that say nothing by themselves."""


def plain(clause: str) -> str:
    """Lower case, single spaces, numbers as digits."""
    text = re.sub(r"\bcan ?not\b|\bcan't\b", "cannot", " ".join(clause.casefold().split()))
    tens, ones = "|".join(TENFOLD), "|".join(list(NUMBERS)[1:10])
    text = re.sub(rf"\b({tens})[- ]({ones})\b", lambda m: str(TENFOLD[m[1]] + int(NUMBERS[m[2]])), text)
    text = re.sub(rf"\b({tens})\b", lambda m: str(TENFOLD[m[1]]), text)
    text = re.sub(rf"\b({'|'.join(NUMBERS)})\b", lambda m: NUMBERS[m[1]], text)
    return re.sub(r"\((\d+)\)", r"\1", re.sub(r"\b(\d+) \(\1\)", r"\1", text))


def _forbidding(pattern: str) -> Reading:
    def read(rule: Rule, text: str) -> tuple[Rule, str]:
        for found in re.finditer(pattern, text):
            named = {kind for item in ITEM.finditer(found["list"]) for kind in _kinds(item["kind"])}
            rule = replace(rule, forbidden=rule.forbidden | named)
        return rule, re.sub(pattern, TAKEN, text)

    return read


OF_KINDS = re.compile(
    r"(?:characters from )?(?:at least )?(?P<count>\d+) (?:out )?of (?!each)(?:the |these )?(?:following )?(?:\d+ )?"
    r"(?:following )?(?:(?:character )?(?:categories|kinds|types|classes|groups)(?: of characters)?)?:? ?"
    rf"(?P<list>{KIND}(?:{JOINT}{KIND})+)"
)


def _different(rule: Rule, text: str) -> tuple[Rule, str]:
    for found in re.finditer(OF_KINDS, text):
        rule = replace(rule, different_kinds=max(rule.different_kinds, int(found["count"])))
    return rule, re.sub(OF_KINDS, TAKEN, text)


ONLY = rf"only (?:contain |include |use |consist of |be )?{LIST}|(?:contain |include |use |consist of |be )?{LIST} only"


def _only(rule: Rule, text: str) -> tuple[Rule, str]:
    for found in re.finditer(ONLY, text):
        allowed = {kind for need in _needs(found[0]) for kind in need.kinds}
        rule = replace(rule, forbidden=rule.forbidden | (set(Kind) - allowed))
    return rule, re.sub(ONLY, TAKEN, text)


def _needed(rule: Rule, text: str) -> tuple[Rule, str]:
    for found in re.finditer(LIST, text):
        rule = needing(rule, *_needs(found[0]))
    return rule, re.sub(LIST, TAKEN, text)


def _needs(words: str) -> list[Need]:
    """ "or" joins what it stands between; a count is good for the kinds behind it until the next count."""
    needs: list[Need] = []
    counted: list[bool] = []
    count = 1
    for item in ITEM.finditer(words):
        number = re.search(r"\d+|\ban?\b", item["count"])
        if number:
            count = int(number[0]) if number[0].isdigit() else 1
        kinds = _kinds(item["kind"])
        if needs and "or" in re.findall(r"[a-z]+", item["joint"] or ""):
            while len(needs) > 1 and not counted[-1] and not number:
                kinds = needs.pop().kinds + kinds
                counted.pop()
            kinds = needs.pop().kinds + kinds
            counted.pop()
        needs.append(Need(tuple(dict.fromkeys(kinds)), count))
        counted.append(number is not None)
    return needs


def _kinds(words: str) -> tuple[Kind, ...]:
    name = next(name for name, pattern in NAMES.items() if re.fullmatch(pattern, words))
    return KINDS[name]


def words_left(text: str) -> bool:
    return not all(FILLER.fullmatch(word) for word in re.findall(r"[^\W_]+", text))


READINGS: tuple[Reading, ...] = (*map(_forbidding, (NO, NOT_ALLOWED)), *LENGTHS, _only, _different, _needed)
