"""Statements about what stands on a screen: parts, captions, places, sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flows.manual.looking import Look, folded, says
from flows.manual.notes import Notes
from flows.manual.picture import Box
from flows.manual.tour import Tour
from flows.manual.verdicts import Judgement, fails, holds, noted, untried
from flows.manual.words import Words
from flows.pages.sight import Finding
from flows.passwords import read_rule
from flows.procedures.list_accounts import USERS
from flows.procedures.reset_password import OPEN as OPEN_ACCOUNT

SPACES = re.compile("空白|スペース|space|blank", re.IGNORECASE)


def not_reached(notes: Notes) -> Judgement:
    """The walk ended before the screen in question."""
    why = str(notes.error) if notes.error else "the walk did not come by"
    return untried(f"そこまで進めなかった: {why}", f"The walk ended earlier: {why}")


def part(tour: Tour, walk: str, screen: str, shows: Sequence[Mapping[str, str]]) -> Judgement:
    """The screen shows these parts, under these captions and in these places."""
    notes = tour.notes(walk)
    look = notes.looks.get(screen)
    if look is None:
        return not_reached(notes)
    findings = [look.sight.findings[each["part"]] for each in shows]
    boxes = [finding.box for finding in findings]
    captions = [look.caption(each["part"]) for each in shows]
    evidence = look.evidence(" / ".join(filter(None, captions)), *boxes)
    open_boxes = [look.open_box(each["caption"]) for each in shows]
    gone = [f.result == "missing" and not box for f, box in zip(findings, open_boxes, strict=True)]
    missing = [each for each, absent in zip(shows, gone, strict=True) if absent]
    if missing:
        names = "、".join(f"「{each['caption']}」" for each in missing)
        return fails(f"{names}が見当たらない", f"{names} is not in sight", evidence)
    if any(finding.result == "missing" for finding in findings):
        return noted("欄はあるが、入力した文字が見える", "It is there, but shows what is typed", evidence)
    if several := [each["caption"] for each, f in zip(shows, findings, strict=True) if f.result != "found"]:
        names = ", ".join(several)
        return untried(f"{names} の候補がいくつもある", f"Several things could be {names}", evidence)
    remarks = [r for each, f in zip(shows, findings, strict=True) for r in _remarks(each, f, look)]
    if any(wrong for wrong, _ in remarks):
        said = next(words for wrong, words in remarks if wrong)
        return fails(said.ja, said.en, evidence)
    if remarks:
        ja, en = ("; ".join(words[lang] for _, words in remarks) for lang in ("ja", "en"))
        return noted(ja, en, evidence)
    return holds(evidence)


def _remarks(wanted: Mapping[str, str], finding: Finding, look: Look) -> list[tuple[bool, Words]]:
    """What differs, and whether it makes the statement wrong."""
    found: list[tuple[bool, Words]] = []
    box, caption = finding.box, look.caption(wanted["part"])
    assert box is not None
    if caption and _letters(caption) != _letters(wanted["caption"]):
        found.append((False, Words(f"表示は「{caption}」", f"it reads “{caption}”")))
    if wanted.get("side") == "left" and box[0] + box[2] / 2 > look.width / 2:
        found.append((True, Words("左側にはない", "it does not stand at the left")))
    for word, sign, ja in (("below", 1, "下"), ("above", -1, "上")):
        other = look.sight.findings[wanted[word]].box if word in wanted else None
        if other and (box[1] - other[1]) * sign < 0:
            found.append((False, Words(f"位置は{ja}ではない", f"it does not stand {word}")))
    return found


def _letters(caption: str) -> str:
    """A caption without its arrows, colons and brackets."""
    return "".join(character for character in folded(caption) if character.isalnum())


def absent(tour: Tour, walk: str, screen: str, part: str) -> Judgement:
    """Whoever walks here does not see this part."""
    notes = tour.notes(walk)
    look = notes.looks.get(screen)
    if look is None:
        return not_reached(notes)
    finding = look.sight.findings[part]
    if finding.result == "missing":
        landmark = look.sight.findings.get("action-menu")
        return holds(look.evidence("", landmark.box if landmark else None))
    shown = look.caption(part)
    evidence = look.evidence(shown, finding.box)
    return fails(f"「{shown}」が見える", f"“{shown}” is in sight", evidence)


def text(tour: Tour, walk: str, screen: str, words: Sequence[str]) -> Judgement:
    """These words stand on the screen, as a title or a heading; the first are the manual's own."""
    notes = tour.notes(walk)
    look = notes.looks.get(screen)
    if look is None:
        return not_reached(notes)
    for number, wanted in enumerate(words):
        if found := look.find(wanted):
            evidence = look.evidence(found.text, found.box)
            return (
                noted(f"表示は「{found.text}」", f"it reads “{found.text}”", evidence)
                if number
                else holds(evidence)
            )
    if near := next((t for t in look.texts if says(_loose(t.text), _loose(words[0]))), None):
        return noted(f"表示は「{near.text}」", f"it reads “{near.text}”", look.evidence(near.text, near.box))
    return fails(f"「{words[0]}」が見当たらない", f"“{words[0]}” is nowhere on the screen", look.evidence(""))


def _loose(words: str) -> str:
    """Long vowel marks and spaces come and go between versions of the site."""
    return folded(words).replace("ー", "").replace("(", "").replace(")", "")


def last(tour: Tour, walk: str, screen: str, part: str) -> Judgement:
    """Nothing else to fill in stands below this part."""
    notes = tour.notes(walk)
    look = notes.looks.get(screen)
    finding = look.sight.findings[part] if look else None
    if look is None or finding is None or finding.box is None:
        return not_reached(notes)
    top = finding.box[1]
    below = sum(box[1] > top for box in look.inputs)
    evidence = look.evidence(look.caption(part), finding.box)
    if not below:
        return holds(evidence)
    if below < len(look.inputs) / 2:
        return noted(f"その下にまだ {below} 個の欄がある", f"{below} more boxes stand below it", evidence)
    return fails("画面の下にはない", "It does not stand at the bottom", evidence)


def hidden(tour: Tour, walk: str, screen: str, parts: Sequence[str], captions: Sequence[str]) -> Judgement:
    """What is typed into these boxes cannot be read."""
    notes = tour.notes(walk)
    look = notes.looks.get(screen)
    if look is None:
        return not_reached(notes)
    findings = [look.sight.findings[name] for name in parts]
    in_the_open = [look.open_box(words) for f, words in zip(findings, captions, strict=True) if not f.box]
    evidence = look.evidence("", *(finding.box for finding in findings), *in_the_open)
    if notes.clear or any(in_the_open):
        return fails("入力した文字がそのまま見える", "What is typed can be read", evidence)
    if notes.pressed or all(f.candidates and "password" in f.candidates[0].tag for f in findings):
        return holds(evidence)
    return untried("入力してみないと分からない", "Nothing was typed, so it was not seen", evidence)


def rule(
    tour: Tour, walk: str, screen: str, least: int = 0, most: int = 0, spaces: bool | None = None
) -> Judgement:
    """The sentence beside the password boxes says so: lengths in characters, and whether spaces may be."""
    notes = tour.notes(walk)
    look = notes.looks.get(screen)
    if look is None:
        return not_reached(notes)
    sentence = str(look.sight.readings.get("rule") or "")
    box = next(
        (t.box for t in look.texts if t.box and len(t.text) > 8 and folded(t.text) in folded(sentence)), None
    )
    evidence = look.evidence(sentence, box)
    if not sentence:
        return fails(
            "パスワードの決まりが書かれていない", "No sentence says what a password must look like", evidence
        )
    if spaces is False and not SPACES.search(sentence):
        return fails("空白については何も書かれていない", "It does not speak of spaces", evidence)
    read = read_rule(sentence)
    if (least and read.shortest != least) or (most and read.longest != most):
        said = f"{read.shortest}-{read.longest}"
        return fails(f"書かれているのは {said} 文字", f"It says {said} characters", evidence)
    return holds(evidence)


def accounts(tour: Tour, walk: str) -> Judgement:
    """The list shows the domain's mail addresses."""
    notes = tour.notes(walk)
    look = notes.looks.get("user-list")
    if look is None or USERS.id not in notes.done:
        return not_reached(notes)
    shown = _accounts(look)
    first = _place(look, shown[0]) if shown else None
    evidence = look.evidence(", ".join(shown[:5]) + (f" … ({len(shown)})" if shown else ""), first)
    search = look.sight.findings["search"]
    if not shown and search.result == "found" and OPEN_ACCOUNT.id in notes.done:
        note = ("検索して初めて表示される", "It shows accounts only when they are searched for")
        return noted(*note, look.evidence("", search.box))
    if not shown and OPEN_ACCOUNT.id not in notes.begun:
        return not_reached(notes)
    if not shown:
        return fails("一覧にアカウントがない", "The list shows no account", evidence)
    return holds(evidence)


def named(tour: Tour, walk: str) -> Judgement:
    """The list calls an account by its mail address."""
    notes = tour.notes(walk)
    look = notes.looks.get("user-list")
    if look is None or USERS.id not in notes.done:
        return not_reached(notes)
    shown = _accounts(look)
    where = look.evidence(shown[0], _place(look, shown[0])) if shown else look.evidence("")
    if shown and all("@" in name for name in shown):
        return holds(where)
    if not tour.notes("user").signed_in:
        return (
            fails("メールアドレスではない", "It is not the mail address", where)
            if shown
            else not_reached(notes)
        )
    if shown:
        return noted("一覧は @ の前だけを表示する", "The list leaves the domain out", where)
    return noted(
        "一覧は空だが、メールアドレスでログインできる",
        "The list shows nothing yet; one signs in with the address",
    )


def _place(look: Look, words: str) -> Box | None:
    return next((text.box for text in look.texts if text.text == words), None)


def _accounts(look: Look) -> list[str]:
    shown = look.sight.readings.get("accounts")
    return [str(name) for name in shown] if isinstance(shown, list) else []
