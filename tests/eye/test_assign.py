"""The heart by itself: which words belong to which field, over boxes and texts alone, without a page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from flows.pages import eye

SCRIPT = eye.source("boxes.js", "assign.js")


def field(x: int, y: int, kind: str = "text", w: int = 200, h: int = 24) -> dict[str, Any]:
    return {"box": {"x": x, "y": y, "w": w, "h": h}, "kind": kind, "group": "form"}


def text(
    x: int, y: int, w: int = 100, h: int = 18, *, secret: bool = False, speaks: bool = True, weight: float = 1
) -> dict[str, Any]:
    return {"box": {"x": x, "y": y, "w": w, "h": h}, "weight": weight, "speaks": speaks, "secret": secret}


def assigned(
    window: Page,
    fields: list[dict[str, Any]],
    texts: list[dict[str, Any]],
    ties: list[list[int]] | None = None,
) -> list[int | None]:
    pairs = window.evaluate(
        f"([f, t, k]) => {{ {SCRIPT}; return assign(f, t, k); }}", [fields, texts, ties or []]
    )
    return [pair and pair["text"] for pair in pairs]


ROWS = (10, 44, 78)
BOXES = [field(200, y) for y in ROWS]


@pytest.mark.parametrize(
    ("side", "texts"),
    [
        ("left", [text(60, y + 3) for y in ROWS]),
        ("right", [text(410, y + 3) for y in ROWS]),
        ("over", [text(206, y + 3) for y in ROWS]),
    ],
)
def test_words_at_one_side_belong_row_by_row(window: Page, side: str, texts: list[dict[str, Any]]) -> None:
    assert assigned(window, BOXES, texts) == [0, 1, 2]


def test_words_half_way_between_two_boxes_belong_to_the_box_below_when_none_stands_above_the_first(
    window: Page,
) -> None:
    boxes, below = [field(20, 10 + 60 * n) for n in range(3)], [text(20, 43 + 60 * n) for n in range(3)]
    assert assigned(window, boxes, below) == [0, 1, 2]


def test_words_half_way_between_two_boxes_belong_to_the_box_above_when_none_stands_below_the_last(
    window: Page,
) -> None:
    boxes, over = [field(20, 40 + 60 * n) for n in range(3)], [text(20, 13 + 60 * n) for n in range(3)]
    assert assigned(window, boxes, over) == [0, 1, 2]


def test_a_tick_box_keeps_the_words_beside_it(window: Page) -> None:
    fields = [field(200, 10), field(20, 40, "toggle", 13, 13), field(200, 64)]
    texts = [text(20, 13), text(38, 38, 160), text(20, 67)]
    assert assigned(window, fields, texts)[::2] == [0, 2]


def test_words_of_a_password_go_to_a_password_box(window: Page) -> None:
    fields = [field(200, 10), field(500, 10, "secret")]
    texts = [text(405, 13, 90, secret=True)]
    assert assigned(window, fields, texts) == [None, 0]


def test_a_mark_between_words_and_box_is_passed_over(window: Page) -> None:
    assert assigned(window, [field(200, 10)], [text(180, 13, 12, weight=0), text(60, 13)]) == [1]


def test_what_the_markup_ties_wins_where_places_say_the_same(window: Page) -> None:
    fields = [field(200, 10), field(200, 90)]
    texts = [text(200, 53)]
    assert assigned(window, fields, texts, [[0, 0]])[0] == 0


def test_each_text_names_one_field(window: Page) -> None:
    found = assigned(window, [field(200, 10), field(420, 10), field(640, 10)], [text(60, 13)])
    assert found == [0, None, None]
