"""`flows manual review` as a person or a CI meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Flows
from tests.review.albums import album, plain


def test_nothing_is_accepted_yet_then_all_is_then_one_picture_changes(flows: Flows, tmp_path: Path) -> None:
    shot = tmp_path / "out" / "manual" / "pictures"
    album(shot / "ja", {"sign-in": plain(), "account": plain()})
    first = flows("manual", "review")
    assert first.returncode == 1
    assert "flows manual review --accept all" in first.stderr
    assert flows("manual", "review", "--accept", "all").returncode == 0

    album(shot / "ja", {"sign-in": plain("white"), "account": plain()})
    changed = flows("manual", "review", "--json")
    assert changed.returncode == 1
    assert [(one["name"], one["result"], one["share"]) for one in json.loads(changed.stdout)] == [
        ("sign-in", "changed", 1.0),
        ("account", "unchanged", 0.0),
    ]
    assert (tmp_path / "out" / "manual" / "review.ja.html").exists()


def test_a_missing_folder_is_one_sentence_and_exit_code_2(flows: Flows, tmp_path: Path) -> None:
    nothing = flows("manual", "review")
    assert (nothing.returncode, nothing.stderr.count("\n")) == (2, 1)
    assert "Take them: flows manual shoot" in nothing.stderr
    album(tmp_path / "out" / "manual" / "pictures" / "ja", {"sign-in": plain()})
    mistyped = flows("manual", "review", "--accepted", "acepted")
    assert (mistyped.returncode, mistyped.stderr.count("\n")) == (2, 1)
    assert "There is no folder acepted" in mistyped.stderr


@pytest.mark.long
def test_two_shootings_of_one_site_give_the_same_pictures_to_the_last_point(flows: Flows) -> None:
    for accepting in (("--accept", "all"), ()):
        assert flows("manual", "shoot", "--practice", seconds=900).returncode == 0
        found = flows("manual", "review", "--json", *accepting)
        assert found.returncode == 0, found.stdout
    assert {(one["result"], one["share"]) for one in json.loads(found.stdout)} == {("unchanged", 0.0)}
    assert len(json.loads(found.stdout)) == 20
