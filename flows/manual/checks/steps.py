"""Statements about what a step does: where it leads, what the site answers, what is different afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from flows.errors import PropertyChanged, SaveInDoubt, SaveRefused
from flows.manual.checks.screens import not_reached
from flows.manual.looking import folded
from flows.manual.notes import ANSWERED, REOPENED, Notes, parts_of
from flows.manual.tour import Tour
from flows.manual.verdicts import Evidence, Judgement, fails, holds, noted, untried


def step(tour: Tour, walk: str, leads: Sequence[str], step_id: str) -> Judgement:
    """The step of the procedure came true: it led to one of these screens."""
    notes = tour.notes(walk)
    if step_id not in notes.begun:
        return not_reached(notes)
    look = next((notes.looks[name] for name in leads if name in notes.looks), None)
    evidence = [look.evidence(look.texts[-1].text, *look.boxes())] if look else []
    if step_id in notes.done:
        return holds(*evidence)
    if notes.led_away:
        return noted(
            "画面は開いたが、そろっていない", "It led there, but the screen is not complete", *evidence
        )
    return fails(f"そうならない: {notes.error}", f"It does not: {notes.error}", *evidence)


def new_window(tour: Tour, walk: str, step_id: str) -> Judgement:
    """The step opens a window of its own."""
    notes = tour.notes(walk)
    if step_id not in notes.begun:
        return not_reached(notes)
    look = notes.looks.get("admin-console")
    if step_id not in notes.done and not notes.led_away:
        return fails(f"開かない: {notes.error}", f"It does not open: {notes.error}")
    evidence = look.evidence(look.texts[-1].text, *look.boxes()) if look else None
    found = [evidence] if evidence else []
    if notes.opened.get(step_id, 0) > 0:
        return holds(*found)
    return noted("同じ画面の中で開く", "It opens in the same window", *found)


def refused(tour: Tour, trial: str) -> Judgement:
    """The site does not take what this trial offers."""
    if tour.account is None:
        return untried("読み取りだけの実行では試さない", "A read-only run does not try this")
    made = tour.trial(trial)
    evidence = [made.look.evidence(made.words, made.look.where(made.words))] if made.look else []
    if made.refused is None:
        return untried(f"試せなかった: {made.words}", f"It could not be offered: {made.words}", *evidence)
    if made.refused and made.in_doubt:
        return noted(
            "受け付けられなかったが、返事は読み取れない",
            "It was not taken, without an answer that can be read",
        )
    if made.refused:
        return holds(*evidence)
    return fails(f"受け付けられた: 「{made.words}」", f"It was taken: “{made.words}”", *evidence)


def taken(tour: Tour, walk: str) -> Judgement:
    """The site takes a password of all four kinds of characters."""
    notes = tour.notes(walk)
    if tour.account is None:
        return untried("読み取りだけの実行では試さない", "A read-only run does not try this")
    look = notes.looks.get(ANSWERED)
    evidence = [look.evidence(notes.words, look.where(notes.words))] if look and notes.words else []
    if _refused(notes):
        return fails(f"拒まれた: {notes.error}", f"It was refused: {notes.error}", *evidence)
    if notes.new_opens or (notes.pressed and notes.error is None):
        return holds(*evidence)
    if "2-1-3/admin/STEP1" in notes.done and not notes.pressed:
        return fails(f"入力できない: {notes.error}", f"It cannot be typed: {notes.error}", *evidence)
    return not_reached(notes)


def answer(tour: Tour, walk: str, words: str = "", side: str = "") -> Judgement:
    """The site says that it has saved, in these words and this place where the manual names them."""
    notes = tour.notes(walk)
    if tour.account is None:
        return untried("読み取りだけの実行では試さない", "A read-only run does not try this")
    if not notes.pressed:
        return not_reached(notes)
    look = notes.looks.get(ANSWERED)
    said = notes.words or str(look.sight.readings.get("message") or "") if look else notes.words
    box = look.where(said) if look and said else None
    evidence = [look.evidence(said, box)] if look else []
    if _refused(notes):
        if words:
            return not_reached(notes)
        return fails(f"拒まれた: {notes.error}", f"It was refused: {notes.error}", *evidence)
    if isinstance(notes.error, SaveInDoubt | SaveRefused):
        return fails(f"何も表示されない: {notes.error}", f"Nothing says so: {notes.error}", *evidence)
    if words and folded(words) != folded(said):
        return noted(f"表示は「{said}」", f"it reads “{said}”", *evidence)
    if side == "top" and look and box and box[1] > max((b[1] for b in look.inputs), default=0):
        return noted("画面の上ではない", "It does not stand at the top", *evidence)
    return holds(*evidence)


def changed(tour: Tour, walk: str) -> Judgement:
    """The new password opens the account, the old one does not, and nothing else of it was changed."""
    notes = tour.notes(walk)
    if tour.account is None:
        return untried("読み取りだけの実行では試さない", "A read-only run does not try this")
    if not notes.pressed or _refused(notes):
        return not_reached(notes)
    if isinstance(notes.error, PropertyChanged):
        return fails(f"ほかの項目も変わった: {notes.error}", f"Something else was changed: {notes.error}")
    if isinstance(notes.error, SaveInDoubt) and notes.old_opens and not notes.new_opens:
        return not_reached(notes)
    if others := _other_changes(notes):
        return fails(f"ほかの項目も変わった: {others}", f"Something else was changed: {others}")
    if notes.new_opens is None or notes.old_opens is None:
        return untried("ログインできるか分からなかった", "Whether it opens could not be found out")
    signs = [
        f"{name}: {'○' if opens else '✕'}"
        for name, opens in (("new", notes.new_opens), ("old", notes.old_opens))
    ]
    evidence = Evidence(", ".join(signs), tour.target.settings.webmail, notes.proved)
    if not notes.new_opens:
        return fails(
            "新しいパスワードでログインできない", "The new password does not open the account", evidence
        )
    if notes.old_opens:
        return fails("古いパスワードでもログインできる", "The old password still opens the account", evidence)
    return holds(evidence)


def _refused(notes: Notes) -> bool:
    """The site said no, and the door agrees: words that sound like a refusal may be a heading.

    Where its words could not be read, the form that stands there again and the old password say so.
    """
    if notes.new_opens:
        return False
    look = notes.looks.get(ANSWERED)
    stands_again = look is not None and parts_of(look) == len(look.sight.findings)
    unread = isinstance(notes.error, SaveInDoubt) and notes.new_opens is False and bool(notes.old_opens)
    return isinstance(notes.error, SaveRefused) or (unread and stands_again)


def _other_changes(notes: Notes) -> str:
    """The properties that differ when the account is opened again after the Save."""
    looks = [notes.looks.get("user-properties"), notes.looks.get(REOPENED)]
    before, after = (dict(look.sight.readings.get("properties") or {}) if look else {} for look in looks)
    if not before or not after:
        return ""
    return ", ".join(sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key)))
