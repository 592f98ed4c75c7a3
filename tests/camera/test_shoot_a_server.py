"""`flows manual shoot` on a server: what it cannot picture without a Save is left out, and that is no failure."""

from __future__ import annotations

import json

import pytest

from flows.camera.shots import SHOTS
from flows.practice import PracticeSite
from tests.conftest import Flows, environment


def test_pictures_beyond_a_save_are_left_out_with_the_reason_and_all_went_well(
    flows: Flows, practice: PracticeSite
) -> None:
    user = {"FLOWS_USER": practice.user.address, "FLOWS_PASSWORD": practice.user.password}
    done = flows("manual", "shoot", "--json", settings={**environment(practice), **user}, seconds=300)
    told = json.loads(done.stdout)
    assert done.returncode == 0, told
    results = {one["name"]: one["result"] for one in told}
    assert results == {shot.name: "left out" if shot.needs_save else "taken" for shot in SHOTS}
    assert all("needs a Save" in one["reason"] for one in told if one["result"] == "left out")


@pytest.mark.long
def test_without_a_user_the_picture_of_his_menu_says_which_settings_it_needs(
    flows: Flows, practice: PracticeSite
) -> None:
    done = flows("manual", "shoot", "--json", settings=environment(practice), seconds=300)
    assert done.returncode == 1
    failed = {one["name"]: one["reason"] for one in json.loads(done.stdout) if one["result"] == "failed"}
    assert "FLOWS_USER and FLOWS_PASSWORD are not set" in failed["action-menu"]
