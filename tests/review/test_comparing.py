"""Before and now: what counts as changed, by how much, and what a person is shown of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from PIL import Image

from flows.errors import InputError
from flows.review import Result, accept, compare, worst_first
from flows.review.images import CHANGED, difference
from flows.review.page import as_html
from tests.review.albums import album, plain


def dotted(*points: tuple[int, int], colour: tuple[int, int, int] = (0, 0, 0)) -> Image.Image:
    image = plain()
    for point in points:
        image.putpixel(point, colour)
    return image


def test_one_point_that_differs_is_a_change_and_is_shown_where_it_is() -> None:
    found = difference(plain(), dotted((150, 40)))
    assert found.share == 1 / (200 * 100)
    assert found.image is not None
    assert found.image.getpixel((150, 40)) == CHANGED
    assert found.image.getpixel((20, 90)) != CHANGED


def test_a_shade_that_nobody_can_see_is_no_change_and_one_more_is() -> None:
    red, green, blue = (176, 196, 222)
    assert difference(plain(), dotted((9, 9), colour=(red + 3, green, blue - 3))).share == 0
    assert difference(plain(), dotted((9, 9), colour=(red, green, blue + 4))).share > 0


def test_what_only_the_larger_picture_has_counts_as_changed_even_where_it_is_white() -> None:
    found = difference(plain("white", (200, 100)), plain("white", (200, 125)))
    assert found.share == pytest.approx(0.2)
    assert (found.before, found.after) == ((200, 100), (200, 125))


def test_every_picture_is_unchanged_changed_new_or_gone_and_the_worst_comes_first(tmp_path: Path) -> None:
    before = album(
        tmp_path / "was", {"sign-in": plain(), "account": plain(), "saved": plain(), "own-password": plain()}
    )
    after = album(
        tmp_path / "is",
        {"sign-in": plain(), "account": dotted((1, 1)), "action-menu": plain(), "own-password": plain("white")},
        captions={"account": {"save": "登録"}},
        failed={"saved": "saved: the Save was refused."},
    )  # fmt: skip
    found = {one.name: one for one in compare(before, after)}
    assert {name: one.result for name, one in found.items()} == {
        "sign-in": Result.UNCHANGED,
        "account": Result.CHANGED,
        "action-menu": Result.NEW,
        "own-password": Result.CHANGED,
        "saved": Result.GONE,
    }
    assert [one.name for one in worst_first(found.values())][-1] == "account"
    assert found["own-password"].share == 1
    assert found["account"].words == (("保存", "登録"),)
    assert found["saved"].reason == "saved: the Save was refused."


def test_so_much_as_a_person_tolerates_is_unchanged_but_another_size_never_is(tmp_path: Path) -> None:
    before = album(tmp_path / "was", {"sign-in": plain(), "account": plain()})
    after = album(tmp_path / "is", {"sign-in": dotted((1, 1)), "account": plain(size=(200, 101))})
    results = [one.result for one in compare(before, after, tolerated=0.05)]
    assert results == [Result.UNCHANGED, Result.CHANGED]


@pytest.mark.parametrize(("side", "remedy"), [("was", "put the accepted one back"), ("is", "shoot it again")])
def test_a_damaged_picture_is_named_on_either_side(side: str, remedy: str, tmp_path: Path) -> None:
    before, after = (album(tmp_path / name, {"sign-in": plain()}) for name in ("was", "is"))
    picture = tmp_path / side / "sign-in.png"
    picture.write_bytes(picture.read_bytes()[:60])
    with pytest.raises(InputError, match=f"{side}/sign-in.png is not the picture that was shot; {remedy}"):
        compare(before, after)
    listed = json.loads((tmp_path / side / "album.json").read_text())
    listed["pictures"][0]["sha256"] = hashlib.sha256(picture.read_bytes()).hexdigest()
    (tmp_path / side / "album.json").write_text(json.dumps(listed))
    with pytest.raises(InputError, match=f"{side}/sign-in.png is damaged, or no PNG"):
        compare(before, after)


def test_accepting_all_keeps_what_could_only_not_be_taken_and_by_its_name_takes_it_away(
    tmp_path: Path,
) -> None:
    shelf, shot = tmp_path / "accepted", tmp_path / "pictures"
    album(shelf / "ja", {"sign-in": plain(), "saved": plain(), "account": plain()})
    album(shot / "ja", {"sign-in": plain("white")}, failed={"saved": "saved: the Save was refused."})
    (shelf / "ja" / "notes.png").write_bytes(b"somebody's own")
    accept(["all"], compare(shelf / "ja", shot / "ja"), shot, shelf)
    left = compare(shelf / "ja", shot / "ja")
    assert [(one.name, one.result) for one in left] == [("sign-in", Result.UNCHANGED), ("saved", Result.GONE)]
    accept(["ja/saved"], left, shot, shelf)
    assert [one.name for one in compare(shelf / "ja", shot / "ja")] == ["sign-in"]
    assert sorted(path.name for path in (shelf / "ja").iterdir()) == [
        "album.json",
        "notes.png",
        "sign-in.png",
    ]


def test_a_name_that_is_no_pictures_accepts_nothing(tmp_path: Path) -> None:
    shelf, shot = tmp_path / "accepted", tmp_path / "pictures"
    album(shot / "ja", {"sign-in": plain()})
    with pytest.raises(InputError, match=r"There is no picture sing-in to accept\. There are: sign-in"):
        accept(["sign-in", "sing-in"], compare(shelf / "ja", shot / "ja"), shot, shelf)
    assert not shelf.exists()


def test_the_page_needs_nothing_but_itself_and_shows_before_after_and_difference(tmp_path: Path) -> None:
    before = album(tmp_path / "was", {"sign-in": plain(), "account": plain()})
    after = album(tmp_path / "is", {"sign-in": dotted((1, 1)), "account": plain()})
    found = compare(before, after)
    lists = {"ja": (None, {"site": "practice site", "shot_at": "2026-04-01T12:00:00"})}
    for language, share in (("ja", "変化した割合: &lt; 0.1 %"), ("en", "Changed: &lt; 0.1 % of the picture")):
        html = as_html(found, lists, set(), language)
        assert html.count('src="data:image/png;base64,') == html.count("src=") == 3
        assert 'href="http' not in html
        assert html.count('type="range"') == 1
        assert share in html
