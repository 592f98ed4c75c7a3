"""Marks, numbers and covers on an image, without a browser."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from flows.camera.badges import Ground, badges
from flows.camera.boxes import Box, meet
from flows.camera.drawing import COVER, covered, edges, marked
from flows.camera.privacy import ADDRESS, Privacy, is_sample
from flows.camera.reading import Field, Pane
from tests.camera.measure import line_around

FRAME: Box = (0, 0, 400, 300)


@pytest.mark.parametrize("scale", [1, 2, 3])
@pytest.mark.parametrize("part", [(80, 60, 120, 24), (0.0, 100.0, 90.0, 30.0), (300.5, 250.25, 80.0, 22.0)])
def test_a_mark_lies_on_the_thing_itself_at_every_scale(part: Box, scale: float) -> None:
    paper = Image.new("RGB", (round(400 * scale), round(300 * scale)), "white")
    picture = marked(paper, [part], [], FRAME, scale)
    left, top, right, bottom = edges(part, scale)
    x, y, width, height = line_around(picture, ((left + right) // 2, (top + bottom) // 2))
    assert abs(x - left) <= 2 * scale
    assert (y, width + x, height + y) == (top, right, bottom)


def test_numbers_keep_off_content_and_off_each_other() -> None:
    paper = Image.new("RGB", (400, 300), "white")
    pen = ImageDraw.Draw(paper)
    for row in range(8):
        pen.text((40, 20 + 30 * row), "a line of words that nobody may cover " * 2, fill="black")
    marks: list[Box] = [(40, 50, 120, 14), (40, 80, 120, 14), (40, 110, 120, 14)]
    ground = Ground(paper, 1)
    found = badges(marks, FRAME, ground)
    assert found is not None
    assert [badge.number for badge in found] == [1, 2, 3]
    for badge in found:
        assert ground.bare(badge.box)
        assert not any(meet(badge.box, mark) for mark in marks)
        assert not any(meet(badge.box, other.box) for other in found if other is not badge)


def test_where_everything_is_content_there_is_no_number_rather_than_a_covering_one() -> None:
    noise = Image.effect_noise((400, 300), 200).convert("RGB")
    assert badges([(40, 64, 120, 14), (40, 120, 120, 14)], FRAME, Ground(noise, 1)) is None


def test_one_mark_alone_needs_no_number() -> None:
    assert badges([(40, 64, 120, 14)], FRAME, Ground(Image.new("RGB", (400, 300)), 1)) == []


def test_covers_are_solid_and_a_passwords_length_does_not_show() -> None:
    short, long = (Image.new("RGB", (400, 300), "white") for _ in range(2))
    ImageDraw.Draw(short).text((60, 62), "••", fill="black")
    ImageDraw.Draw(long).text((60, 62), "••••••••••••••••", fill="black")
    box: Box = (50, 60, 200, 24)
    assert covered(short, [], [box], 1).tobytes() == covered(long, [], [box], 1).tobytes()
    plain = covered(long, [box], [], 1).crop((50, 60, 250, 84))
    assert plain.getcolors() == [(200 * 24, COVER)]


class Page:
    """A frame whose pieces of text stand one below the other, ten pixels high."""

    def evaluate(self, script: str, pieces: list[list[int]]) -> list[list[list[float]]]:
        return [[[a * 8, number * 20, (b - a) * 8, 10]] for number, a, b in pieces]


def pane(*texts: str, told: str = "", fields: tuple[Field, ...] = ()) -> Pane:
    return Pane(Page(), (0, 0, 1280, 800), texts, fields, told or "\n".join(texts))


def test_real_addresses_are_covered_and_sample_ones_are_not() -> None:
    privacy = Privacy(real=True)
    plain, secret = privacy.covers((pane("taro@example.jp", "To: hana@midori-shoji.co.jp"),), [], mail=False)
    assert plain == [(32, 20, 23 * 8, 10)]
    assert secret == []


def test_a_name_that_became_known_is_covered_wherever_it_stands() -> None:
    privacy = Privacy(real=True)
    privacy.learn("翠川 花")
    plain, _ = privacy.covers((pane("利用者 翠川 花 さん"),), [], mail=False)
    assert len(plain) == 1


def test_an_address_broken_into_pieces_fails_the_picture() -> None:
    privacy = Privacy(real=True)
    assert privacy.still_readable((pane("hana", "@midori-shoji.co.jp", told="hana@midori-shoji.co.jp"),))
    assert not privacy.still_readable((pane("hana@midori-shoji.co.jp"),))


def test_words_of_the_setting_that_no_picture_shows_are_told() -> None:
    privacy = Privacy(named=("みどり商事", "nobody"))
    privacy.covers((pane("株式会社みどり商事"),), [], mail=False)
    assert privacy.unmatched() == ["nobody"]


def test_password_fields_are_always_covered() -> None:
    typed = Field("anything", "password", (10, 10, 100, 20))
    assert Privacy().covers((pane(fields=(typed,)),), [], mail=False) == ([], [typed.box])


@pytest.mark.parametrize(
    ("address", "sample"),
    [
        ("a@example.jp", True),
        ("a@mail.example.com", True),
        ("a@myexample.jp", False),
        ("a@corp.co.jp", False),
    ],
)
def test_what_counts_as_sample(address: str, sample: bool) -> None:
    assert ADDRESS.fullmatch(address)
    assert is_sample(address) is sample
