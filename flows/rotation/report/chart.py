"""Throughput over time: how many accounts were settled in each slice of a run, as a small SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from flows.records import Outcome
from flows.rotation.report.account import AccountReport

WIDTH, HEIGHT = 960, 210
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 14, 30
SLICES = 60
GOOD = (Outcome.CHANGED, Outcome.UNCHANGED)
STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)
"""Widths of a slice and of the time axis in seconds, such as a person would choose."""


@dataclass(frozen=True)
class Slice:
    good: int = 0
    bad: int = 0


def chart(reports: Sequence[AccountReport]) -> Markup:
    """Bars of accounts a minute, the ones that did not go well on top. Empty where nothing was settled."""
    ends = [
        (report.ended_at, report.outcome in GOOD)
        for report in reports
        if report.started_at and report.ended_at
    ]
    starts = [report.started_at for report in reports if report.started_at]
    if not ends or not starts:
        return Markup()
    begin = min(starts)
    length = max(max(at for at, _ in ends) - begin, 1.0)
    width = next((step for step in STEPS if length / step <= SLICES), math.ceil(length / SLICES))
    slices = _slices([(at - begin, good) for at, good in ends], width, math.floor(length / width) + 1)
    most = max(piece.good + piece.bad for piece in slices) * 60 / width
    top = _round_up(most)
    return Markup("").join(
        [
            Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
                WIDTH, HEIGHT, f"Throughput over time, at most {most:.0f} accounts a minute"
            ),
            _grid(top),
            _bars(slices, top, 60 / width),
            _clock(len(slices) * width),
            Markup("</svg>"),
        ]
    )


def _slices(ends: list[tuple[float, bool]], width: float, count: int) -> list[Slice]:
    good, bad = [0] * count, [0] * count
    for at, went_well in ends:
        (good if went_well else bad)[min(count - 1, max(0, int(at / width)))] += 1
    return [Slice(*pair) for pair in zip(good, bad, strict=True)]


def _bars(slices: list[Slice], top: float, a_minute: float) -> Markup:
    pitch = (WIDTH - LEFT - RIGHT) / len(slices)
    wide = min(max(pitch - 2, 1), 28)
    drawn = []
    for number, piece in enumerate(slices):
        x = LEFT + number * pitch + (pitch - wide) / 2
        foot = float(HEIGHT - BOTTOM)
        for kind, count in (("good", piece.good), ("bad", piece.bad)):
            if count:
                tall = count * a_minute / top * (HEIGHT - TOP - BOTTOM)
                foot -= tall
                drawn.append(
                    Markup(
                        '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="1.5"/>'
                    ).format(kind, x, foot, wide, tall)
                )
    return Markup("").join(drawn)


def _grid(top: float) -> Markup:
    drawn = []
    for part in range(5):
        y = HEIGHT - BOTTOM - part / 4 * (HEIGHT - TOP - BOTTOM)
        drawn.append(
            Markup(
                '<line class="grid" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/><text class="tick" x="{}" y="{:.1f}"'
                ' text-anchor="end">{:g}</text>'
            ).format(LEFT, WIDTH - RIGHT, y, y, LEFT - 8, y + 4, top * part / 4)
        )
    return Markup("").join(drawn)


def _clock(length: float) -> Markup:
    step = next((step for step in STEPS if length / step <= 8), STEPS[-1])
    drawn = []
    for number in range(int(length / step) + 1):
        x = LEFT + number * step / length * (WIDTH - LEFT - RIGHT)
        anchor = "end" if x > WIDTH - 40 else "start" if number == 0 else "middle"
        drawn.append(
            Markup('<text class="tick" x="{:.1f}" y="{}" text-anchor="{}">{}</text>').format(
                x, HEIGHT - 10, anchor, span(number * step)
            )
        )
    return Markup("").join(drawn)


def _round_up(most: float) -> float:
    """The next number that divides into four quiet lines."""
    size = 10.0 ** math.floor(math.log10(most))
    return next(size * factor for factor in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10) if size * factor >= most)


def span(seconds: float) -> str:
    """A length of time as people say it: 8 s, 4 min 05 s, 2 h 10 min."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    if hours:
        return f"{hours} h {minutes:02} min" if minutes else f"{hours} h"
    if minutes:
        return f"{minutes} min {rest:02} s" if rest else f"{minutes} min"
    return f"{rest} s"
