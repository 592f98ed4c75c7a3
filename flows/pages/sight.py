"""One glance at a window: where each part of a screen is, found by what, and what the screen says.

The decision is the eye's (flows/pages/eye); this module asks it in every frame that shows, and merges the
answers. Nothing here waits: a page class looks again, or lets Playwright wait on a finding's locator.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from secrets import token_hex
from typing import Any, Literal
from weakref import WeakKeyDictionary

from playwright.sync_api import Error, Frame, Locator, Page, Playwright, TimeoutError

from flows import wording as words
from flows.errors import SiteError
from flows.pages import eye
from flows.pages.counter import says_there_is_more, says_there_is_more_before
from flows.wording import Wording

Box = tuple[float, float, float, float]
Result = Literal["found", "missing", "ambiguous"]


@dataclass(frozen=True)
class Candidate:
    """One thing on the screen that could be the part, and what tells it from the others."""

    tag: str
    caption: str
    section: str
    hint: str
    box: Box
    by: str
    score: float

    def __str__(self) -> str:
        section = f", under “{self.section}”" if self.section else ""
        hint = f", called {self.hint} in the markup" if self.hint else ""
        x, y, _, _ = self.box
        return f"<{self.tag}> “{self.caption}”{section}{hint}, at {x:.0f}, {y:.0f}"


@dataclass(frozen=True)
class Finding:
    """Where a part is, by what it was found, or why not. `box` is in CSS pixels of the window.

    `unclaimed` is what a missing part might be: controls of its kind that no other part has claimed.
    """

    part: str
    result: Result
    by: str = ""
    box: Box | None = None
    candidates: tuple[Candidate, ...] = ()
    unclaimed: tuple[Candidate, ...] = ()
    found_at: Locator | None = field(default=None, repr=False, compare=False)
    frame: Frame | None = field(default=None, repr=False, compare=False)

    @property
    def locator(self) -> Locator:
        """A strict locator for the found part in its frame; LookupError when it was not found."""
        if self.found_at is None:
            raise LookupError(f"{self.part} was not found")
        return self.found_at

    def moved_to(self, selector: str) -> Finding:
        """The same part, where this selector finds it in its frame."""
        return replace(self, found_at=self.frame.locator(selector) if self.frame else None)


@dataclass(frozen=True)
class Sight:
    """What one look saw: a finding for each part, and the readings of the screen."""

    screen: str
    findings: dict[str, Finding]
    readings: dict[str, Any]


@dataclass(frozen=True)
class _View:
    """One frame that shows: its report, and where it stands in the window."""

    frame: Frame
    report: dict[str, Any]
    x: float
    y: float

    def candidates(self, found: list[dict[str, Any]]) -> list[Candidate]:
        return [
            Candidate(
                one["tag"],
                one["caption"],
                one["section"],
                one["hint"],
                self.placed(one["box"]),
                one["by"],
                one["score"],
            )
            for one in found
        ]

    def placed(self, box: list[float]) -> Box:
        return (box[0] + self.x, box[1] + self.y, box[2], box[3])


READ_MS = 20_000
"""How long a frame may be too busy to be read before that is an error: to pass over it could cut a list short."""
STANDS_OUT = 0.05
"""By how much the nearest button must belong to the form more than the next to be proposed."""

_armed: WeakKeyDictionary[Page, set[str]] = WeakKeyDictionary()
_registered: list[Playwright] = []


def register(playwright: Playwright) -> None:
    """Teach this Playwright the eye's selector engine. Once is enough; again does nothing."""
    if any(known is playwright for known in _registered):
        return
    playwright.selectors.register("eye", script=eye.engine(), content_script=True)
    _registered.append(playwright)


def look(page: Page, screen: str, wording: Wording) -> Sight:
    """Look once at every frame of a window that shows, and say where the parts of `screen` are."""
    query = _query(screen, wording)
    views = list(_views(page.main_frame, query))
    findings = {name: _merged(name, views, query, wording) for name in _parts(screen)}
    return Sight(screen, findings, _readings(screen, page, views))


def account_link(page: Page, address: str, wording: Wording) -> Finding:
    """What opens exactly this account in the user list: abc is not abcd; the domain may be left out there."""
    query = {**_query("user-list", wording), "account": address}
    views = list(_views(page.main_frame, query))
    found = [(view, one) for view in views for one in view.report["account"]]
    return _finding(address, found, query)


def form_of(box: Locator) -> dict[str, Any]:
    """The type of a box, and the places that its form can be sent to: `base` and `targets`, as they are written."""
    report: dict[str, Any] = json.loads(box.locator(_eye({"form": True})).text_content() or "{}")
    if "targets" not in report:
        raise Error(f"the form of a box could not be read: {report.get('error')}")
    return report


def pinned(found: Finding) -> Finding:
    """The same, held to the very element that was found: once the page is another one, nothing is found in its place.

    An element handle would do as well, but lives among the page's own scripts, where Playwright's code and the eye's
    would have to be read once more for each page.
    """
    name = token_hex(8)
    found.locator.locator(_eye({"pin": name})).text_content()
    return found.moved_to(_eye({"pinned": name}))


def arm(page: Page, screen: str, wording: Wording) -> None:
    """Call before pressing Save: what the window says now is remembered, and is no answer to this Save."""
    views = _views(page.main_frame, {**_query(screen, wording), "arm": True})
    _armed[page] = {line["text"] for view in views for line in view.report["lines"]}


def explain(finding: Finding, screen: str) -> str:
    """Why a part was not taken, what could be it, and the settings lines that would choose."""
    if finding.result == "missing":
        head = f"{finding.part} is not to be seen on {screen}."
        head += " What stands there and is nothing else:" if finding.unclaimed else ""
    else:
        head = f"{finding.part} on {screen} could be any of {len(finding.candidates)}; none was taken."
    listed = [f"  {number}. {one}" for number, one in enumerate(finding.candidates or finding.unclaimed, 1)]
    return "\n".join([head, *listed, *mending(finding, screen)])


def mending(finding: Finding, screen: str) -> list[str]:
    """The lines of a `FLOWS_WORDING` file that would settle this finding.

    Of several that could be a missing part, one is proposed only where it stands out; else all are comments.
    """
    if finding.part not in words.SCREENS.get(screen, ()):
        return []
    lines = ["To settle it, put into the file that FLOWS_WORDING names:", f"[{screen}]"]
    if finding.result == "ambiguous":
        chosen = [_by_markup(finding.part, one) for one in finding.candidates if one.hint]
        certain = True
    else:
        left = finding.unclaimed
        chosen = [
            _by_caption(finding.part, one) if one.caption else _by_markup(finding.part, one)
            for one in left
            if one.caption or one.hint
        ]
        certain = len(left) == 1 or (len(left) > 1 and left[0].score - left[1].score > STANDS_OUT)
    if not chosen:
        return [*lines, f'{finding.part}.words = ["the words that stand at it"]']
    first, *others = chosen
    return [*lines, first if certain else f"# perhaps: {first}", *(f"# or: {line}" for line in others)]


def _by_caption(part: str, candidate: Candidate) -> str:
    return f"{part}.words = [{json.dumps(candidate.caption, ensure_ascii=False)}]"


def _by_markup(part: str, candidate: Candidate) -> str:
    return f'{part}.selector = \'[id="{candidate.hint}"], [name="{candidate.hint}"]\''


def _parts(screen: str) -> dict[str, dict[str, Any]]:
    return words.SCREENS.get(screen) or words.ON_THE_WAY[screen]


def _query(screen: str, wording: Wording) -> dict[str, Any]:
    changed = wording.changed_parts(screen)
    return {"screen": screen, "parts": changed} if changed else {"screen": screen}


def _eye(query: dict[str, Any]) -> str:
    return f"eye={json.dumps(query, ensure_ascii=False)}"


def _views(frame: Frame, query: dict[str, Any], x: float = 0, y: float = 0) -> Iterator[_View]:
    """This frame and those that show in it. A frame that goes away meanwhile is none."""
    try:
        text = frame.locator(_eye({**query, "report": True})).text_content(timeout=READ_MS)
        report = json.loads(text or "{}")
        if "error" in report:
            raise SiteError(
                f"The page at {frame.url} is made so that it cannot be read ({report['error'].splitlines()[0]}). "
                "Nothing was done with it. See it with `flows inspect`."
            )
        yield _View(frame, report, x, y)
        inner = frame.locator(_eye({"frames": True})).element_handles() if report["frames"] else []
        children = [handle.content_frame() for handle in inner]
    except TimeoutError:
        raise SiteError(
            f"The page at {frame.url} did not let itself be read within {READ_MS // 1000} s. Nothing was done with it."
        ) from None
    except Error:
        if frame.parent_frame is None:
            raise
        return
    for child, (left, top) in zip(children, report["frames"], strict=False):
        if child is not None:
            yield from _views(child, query, x + left, y + top)


def _merged(name: str, views: list[_View], query: dict[str, Any], wording: Wording) -> Finding:
    selector = wording.selector(query["screen"], name)
    if selector:
        return _by_selector(name, selector, views)
    found = [(view, one) for view in views for one in view.report["parts"][name]]
    best = max((one["score"] for _, one in found), default=0)
    near = [
        (view, one)
        for view, one in found
        if best - one["score"] < 0.15 or (_fully(view, query) and one["score"] > 0.5)
    ]
    whole = [(view, one) for view, one in near if _fully(view, query)]
    if not found:
        left = [one for view in views for one in view.candidates(view.report["unclaimed"].get(name, []))]
        return Finding(name, "missing", unclaimed=tuple(left))
    return _finding(name, whole or near, {**query, "part": name})


def _fully(view: _View, query: dict[str, Any]) -> bool:
    """A form that shows all its parts in one frame outdoes a frame that shows one of them."""
    parts = [name for name, part in _parts(query["screen"]).items() if part["kind"] in ("field", "button")]
    return bool(parts) and all(len(view.report["parts"][name]) == 1 for name in parts)


def _finding(name: str, found: list[tuple[_View, dict[str, Any]]], query: dict[str, Any]) -> Finding:
    candidates = tuple(candidate for view, one in found for candidate in view.candidates([one]))
    if not found:
        return Finding(name, "missing")
    if len(found) > 1:
        return Finding(name, "ambiguous", candidates=candidates)
    view = found[0][0]
    locator = view.frame.locator(_eye(query))
    return Finding(
        name, "found", candidates[0].by, candidates[0].box, candidates, found_at=locator, frame=view.frame
    )


def _by_selector(name: str, selector: str, views: list[_View]) -> Finding:
    """What somebody chose by a selector, where it shows."""
    hits: list[tuple[Frame, Candidate]] = []
    for view in views:
        for one in view.frame.locator(selector).all():
            box = one.bounding_box() if one.is_visible() else None
            if box:
                place = (box["x"], box["y"], box["width"], box["height"])
                hits.append((view.frame, Candidate("?", selector, "", "", place, "selector", 1.0)))
    candidates = tuple(candidate for _, candidate in hits)
    if len(hits) != 1:
        return Finding(name, "ambiguous" if hits else "missing", candidates=candidates)
    frame, chosen = hits[0]
    visible = frame.locator(f"{selector} >> visible=true")
    return Finding(name, "found", "selector", chosen.box, candidates, found_at=visible, frame=frame)


def _readings(screen: str, page: Page, views: list[_View]) -> dict[str, Any]:
    readings: dict[str, Any] = {}
    if screen in ("change-password-dialog", "user-properties"):
        readings["rule"] = _rule(views)
    if screen not in ("webmail", "admin-console", "user-list"):
        readings.update(_message(page, views))
    if screen == "question":
        readings["question"] = _question(page, views)
    if screen == "user-list":
        longest = max(views, key=lambda view: len(view.report["rows"]))
        readings["rows"] = longest.report["rows"]
        readings["accounts"] = [row["id"] for row in readings["rows"]]
        readings["left_out"] = longest.report["left_out"]
        said = [line["text"] for view in views for line in view.report["lines"]]
        said += [line for view in views for line in view.report["page_chosen"]]
        readings["goes_on"] = says_there_is_more(said) or next(iter(readings["left_out"]), None)
        readings["begins_later"] = says_there_is_more_before(said)
    if screen == "user-properties":
        best = max(views, key=lambda view: len(view.report["properties"]))
        readings["properties"] = {one["key"]: one["value"] for one in best.report["properties"]}
        readings["fixed"] = {one["key"] for one in best.report["properties"] if one["fixed"]}
        readings["account"] = next(
            (view.report["account_shown"] for view in views if view.report["account_shown"]), None
        )
    return readings


def _rule(views: list[_View]) -> str | None:
    rules = [view.report["rule"] for view in views if view.report["rule"]]
    return rules[-1] if rules else None


def _question(page: Page, views: list[_View]) -> str | None:
    """What the page has begun to ask since it was armed."""
    before = _armed.get(page, set())
    new = (line["text"] for view in views for line in view.report["lines"] if line["text"] not in before)
    asked = (text for text in new if re.search(words.QUESTION, words.flat(text)))
    return next(asked, None)


def _message(page: Page, views: list[_View]) -> dict[str, Any]:
    """The site's answer: a sentence known as one, else, after a Save, a new text that calls for attention."""
    before = _armed.get(page)
    known = [
        (one["text"], one["kind"], _news(one, view, before))
        for view in views
        for one in view.report["messages"]
    ]
    known.sort(key=lambda one: -one[2])
    if (known and known[0][2]) or (known and before is None):
        return _said(*_agreed(known))
    if before is not None:
        unknown = [
            (line["text"], "unclear", 1 + line["tone"])
            for view in views
            for line in view.report["lines"]
            if _news(line, view, before) == NEVER_SEEN
            and (line["tone"] == 1 or SENTENCE.search(line["text"]))
            and not re.search(words.MESSAGE["under_way"], words.flat(line["text"]))
        ]
        unknown.sort(key=lambda one: -one[2])
        if unknown:
            return _said(*unknown[0])
    return _said(*known[0]) if known else _said(None, None, 0)


def _agreed(known: list[tuple[str, str, int]]) -> tuple[str, str, int]:
    """The likeliest answer; where others just as new say something else, all of them, and nobody knows."""
    text, kind, news = known[0]
    fresh = [one for one in known if one[2] == news]
    if news == 0 or all(one[1] == kind for one in fresh):
        return text, kind, news
    return " ".join(dict.fromkeys(one[0] for one in fresh)), "unclear", news


NEVER_SEEN = 2
SENTENCE = re.compile(r"[。．！!？?]$|[a-z)]\.$|(ました|ません|です|ます|ください)$")


def _said(text: str | None, kind: str | None, news: float) -> dict[str, Any]:
    return {"message": text, "message_is_new": news > 0, "message_kind": kind}


def _news(one: dict[str, Any], view: _View, before: set[str] | None) -> int:
    """NEVER_SEEN before the Save; 1: the same words, written again; 0: they stood there."""
    if before is None:
        return 0
    if view.report["armed"] and not one["is_new"]:
        return 0
    return 1 if one["text"] in before else NEVER_SEEN
