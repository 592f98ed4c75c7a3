"""The Japanese of password rules; the text is NFKC already, so digits and brackets are half-width."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.passwords.reading import KINDS, TAKEN, Reading, bound, needing
from flows.passwords.rule import Kind, Need, Rule

DIGITS = {kanji: n for n, kanji in enumerate("〇一二三四五六七八九")}
KANJI = re.compile(r"[一二三四五六七八九十]+(?=\s*(?:文字|字|桁|つ|個|種類))")

LENGTHS: tuple[Reading, ...] = (
    bound(r"(?P<low>\d+)(?:文字|字|桁)?以上、?(?P<high>\d+)(?:文字|字|桁)?(?:以下|以内|まで|未満)"),
    bound(r"(?P<low>\d+)(?:文字|字|桁)?(?:から|[~〜\-ー–—])(?P<high>\d+)(?:文字|字|桁)(?:以内|以下|まで)?"),
    bound(r"(?:最低(?:でも)?|最短|少なくとも)(?P<low>\d+)(?:文字|字|桁)(?:以上)?"),
    bound(r"(?:最大(?:で|でも)?|最長)(?P<high>\d+)(?:文字|字|桁)(?:以内|以下|まで)?"),
    bound(r"(?P<low>\d+)(?:文字|字|桁)以上"),
    bound(r"(?P<high>\d+)(?:文字|字|桁)(?:以下|以内|まで)"),
    bound(r"(?P<high>\d+)(?:文字|字|桁)未満", longest=-1),
    bound(r"(?P<high>\d+)(?:文字|字|桁)を(?:超え|越え|こえ)\w*?(?:できません|いけません|ません|不可)"),
)

NAMES = {
    "upper": r"(?:英語?の?)?大文字(?:の?(?:英字|アルファベット))?|アルファベット大文字",
    "lower": r"(?:英語?の?)?小文字(?:の?(?:英字|アルファベット))?|アルファベット小文字",
    "symbol": r"(?:半角)?(?:特殊文字|記号|特殊記号)",
    "digit": r"(?:半角)?数字",
    "letter": r"(?:半角)?(?:英文字|英字|アルファベット)",
}
KIND = "(?:" + "|".join(f"(?:{name})" for name in NAMES.values()) + ")"
JOINT = r"(?:、?および|、?及び|、?または|、?又は|、?もしくは|、?か|、|,|・|/|と|や)"
LIST = rf"{KIND}(?:{JOINT}{KIND})*"
ITEM = re.compile(rf"(?P<joint>{JOINT})?(?P<kind>{KIND})")
OR = ("または", "又は", "もしくは", "か")

UNITS = r"(?:文字|字|つ|個)"
EACH = r"(?:それぞれ|各々|各|少なくとも|最低(?:でも)?|必ず|ともに|いずれも|すべて|全て|の|中から|うち|から)*"
BEHIND = rf"(?P<list>{LIST})(?:を|は|が)?{EACH}(?P<count>\d+){UNITS}(?:ずつ)?(?:以上)?"
BEFORE = rf"(?:少なくとも|最低)?(?P<count>\d+){UNITS}(?:以上)?の(?P<list>{LIST})"
UNCOUNTED = rf"(?P<list>{LIST})(?:を|の)?(?:すべて|全て|両方|必ず|それぞれ|組み合わせ|混在|含)"
ONLY = rf"(?P<list>{LIST})(?:のみ|だけ)"
OF_KINDS = (
    rf"{LIST}(?:の)?(?:\d+種類)?(?:の)?(?:うち|中から|内)?、?(?:少なくとも|最低)?(?P<count>\d+)種類(?:以上)?"
)

BANNED = r"(?:半角|全角)*(?:空白(?:文字)?|スペース|アスタリスク(?:\(\*\))?|\(?\*\)?|全角(?:文字|英数字)?)"
NOT = (
    r"(?:は|を|も)?(?:ご?(?:使用|利用|入力|指定)|含め|含む|使|用い)?"
    r"\w{0,6}?(?:できません|いけません|ません|ないで(?:ください)?|不可|禁止)"
)
BARRED = rf"(?:{BANNED}|{KIND})"
NO = rf"(?P<list>{BARRED}(?:{JOINT}{BARRED})*){NOT}"

FILLER = re.compile(
    "パスワード|長さ|文字数|文字列|文字|半角英数字|英数字|半角|必須|必要|設定|使用|利用|入力|指定|変更|組み合わせ(?:て|た)?"
    "|混在|含め(?:て|る)?|含む|含ん(?:で|だ)|して|する|した|しなければ|なければ|なりません|ください|下さい|できる"
    "|あります|ある|です|ます|であること|こと|もの|以上|それぞれ|必ず|新しい|両方|すべて|全て|種類|少なくとも|最低|うち|中"
    "|から|ご|お|[のをはがでにもとか、,・:()「」\\s]|" + TAKEN.strip()
)


def plain(clause: str) -> str:
    """No spaces, numbers as digits; 英数字および記号で says what may be used, not what must occur."""
    text = re.sub(rf"(英数字){JOINT}?(?:半角)?記号(?=で)", r"\1", re.sub(r"\s+", "", clause))
    return KANJI.sub(lambda found: str(_number(found[0])), text)


def _number(kanji: str) -> int:
    """三十 is 30, 十六 is 16, 八 is 8."""
    tens, ten, ones = kanji.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


def _forbidden(rule: Rule, text: str) -> tuple[Rule, str]:
    for found in re.finditer(NO, text):
        named = {kind for item in ITEM.finditer(found["list"]) for kind in _kinds(item["kind"])}
        rule = replace(rule, forbidden=rule.forbidden | named)
    return rule, re.sub(NO, TAKEN, text)


def _only(rule: Rule, text: str) -> tuple[Rule, str]:
    for found in re.finditer(ONLY, text):
        allowed = {kind for item in ITEM.finditer(found["list"]) for kind in _kinds(item["kind"])}
        rule = replace(rule, forbidden=rule.forbidden | (set(Kind) - allowed))
    return rule, re.sub(ONLY, TAKEN, text)


def _different(rule: Rule, text: str) -> tuple[Rule, str]:
    for found in re.finditer(OF_KINDS, text):
        rule = replace(rule, different_kinds=max(rule.different_kinds, int(found["count"])))
    return rule, re.sub(OF_KINDS, TAKEN, text)


def _needing(pattern: str) -> Reading:
    def read(rule: Rule, text: str) -> tuple[Rule, str]:
        for found in re.finditer(pattern, text):
            count = int(found.groupdict().get("count") or 1)
            rule = needing(rule, *(Need(kinds, count) for kinds in _alternatives(found["list"])))
        return rule, re.sub(pattern, TAKEN, text)

    return read


def _alternatives(words: str) -> list[tuple[Kind, ...]]:
    together: list[tuple[Kind, ...]] = []
    for item in ITEM.finditer(words):
        kinds = _kinds(item["kind"])
        if together and (item["joint"] or "").lstrip("、") in OR:
            kinds = together.pop() + kinds
        together.append(tuple(dict.fromkeys(kinds)))
    return together


def _kinds(words: str) -> tuple[Kind, ...]:
    return KINDS[next(name for name, pattern in NAMES.items() if re.fullmatch(pattern, words))]


def words_left(text: str) -> bool:
    return bool(FILLER.sub("", text))


READINGS: tuple[Reading, ...] = (
    _forbidden,
    _only,
    _different,
    *map(_needing, (BEHIND, BEFORE, UNCOUNTED)),
    *LENGTHS,
)
