"""Reads a postback: restores the view state, and finds out which control it was that posted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.practice.sealing import Seal, Tampered

_ALTERED = (
    "Validation of viewstate MAC failed. If this application is hosted by a Web Farm or cluster, ensure that "
    "&lt;machineKey&gt; configuration specifies the same validationKey and validation algorithm. AutoGenerate "
    "cannot be used in a cluster."
)
_ELSEWHERE = "Validation of viewstate MAC failed. The view state belongs to another session."
_STALE = "The viewstate is invalid for this page and might be corrupted or out of date."
_NOT_OFFERED = (
    "Invalid postback or callback argument. Event validation is enabled using &lt;pages "
    'enableEventValidation="true"/&gt; in configuration.'
)


@dataclass(frozen=True)
class Postback:
    """`broken` holds the error page's words (HTML) when ASP.NET would not take it."""

    event: str = ""
    argument: str = ""
    state: dict[str, Any] = field(default_factory=dict)
    broken: str = ""


def read_postback(
    form: Mapping[str, str],
    seal: Seal,
    page: str,
    session: str,
    recent: Collection[int],
    wire: Callable[[str], str],
) -> Postback:
    """What came back: signed, of this session and page, among the latest few, by a control that was offered."""
    try:
        said = seal.open(form.get("__VIEWSTATE", ""))
        offered = {tuple(each) for each in seal.open(form.get("__EVENTVALIDATION", ""))}
    except (Tampered, ValueError):
        return Postback(broken=_ALTERED)
    names = {wire(control): control for control, _, _ in offered}
    buttons = {wire(control) for control, _, button in offered if button}
    pressed = (name.removesuffix(".x") for name in form)  # an image posts where it was hit: name.x, name.y
    target = form.get("__EVENTTARGET", "") or next((name for name in pressed if name in buttons), "")
    event, argument = names.get(target, ""), form.get("__EVENTARGUMENT", "")
    if said["page"] != page or said["session"] != session:
        return Postback(event, argument, broken=_ELSEWHERE)
    if said["serial"] not in recent:
        return Postback(event, argument, broken=_STALE)
    if target and not {(event, argument, kind) for kind in (False, True)} & offered:
        return Postback(event, argument, said["state"], _NOT_OFFERED)
    return Postback(event, argument, said["state"])
