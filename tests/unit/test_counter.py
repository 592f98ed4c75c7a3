"""A list that says of itself that it goes on is not whole."""

from __future__ import annotations

import pytest

from flows.pages.counter import says_there_is_more


@pytest.mark.parametrize(
    "line",
    [
        "46 件中 21～40 件",
        "46件中 1件から20件を表示",
        "1 - 20 of 64",
        "1–50 / 1,204",
        "Showing 1 to 25 of 50 entries",
        "1～20件 (全64件)",
        "ページ 3 / 7",
        "Page 1 of 3 (19 items)",
        "1 of 3 pages (19 items)",
        "ページ: 1 / 6",
        "Page: 1 of 6",
        "全120件 (1〜20件)",
        "全 120 件中 1 - 20 件目",
        "120件中20件を表示",
        "Showing first 100 of 350",
        "最初の100件のみ表示",
        "Loading…",
        "読み込み中...",
    ],
)
def test_there_is_more_behind(line: str) -> None:
    assert says_there_is_more(["ユーザー管理", line]) == line


@pytest.mark.parametrize(
    "line",
    [
        "46 件中 41～46 件",
        "1 - 20 of 20",
        "Showing 26 to 50 of 50 entries",
        "ページ 7 / 7",
        "60 ユーザー",
        "全20件 (1〜20件)",
        "20件中20件を表示",
        "Page: 6 of 6",
        "Showing 20 of 20 users",
        "最初の100件",
        "2015/05/28 19:44",
        "使用量 12 / 500 MB",
        "最大 100 件まで表示します。",
    ],
)
def test_this_is_all(line: str) -> None:
    assert says_there_is_more([line]) is None
