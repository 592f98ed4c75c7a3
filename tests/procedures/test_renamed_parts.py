"""A site that calls things otherwise: the procedure says which part it misses, the doctor writes what mends it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from pydantic import SecretStr

from flows.errors import FlowsError
from flows.pages.site import open_site
from flows.practice import PracticeSite, words
from flows.procedures import change_own_password, enter_console, enter_webmail, reset_password
from flows.procedures.list_accounts import user_list
from flows.records import Credentials
from flows.steps import Nobody
from tests.conftest import Flows, environment, settings_for

NEW = SecretStr("New-Pass.2015")
STRANGE = "符牒"


@contextmanager
def site_that_calls(**named: str) -> Iterator[PracticeSite]:
    """A practice site on which these captions read otherwise."""
    with (
        patch.dict(words.WORDS, {key: (text, text) for key, text in named.items()}),
        PracticeSite(13) as site,
    ):
        yield site


@pytest.mark.parametrize(
    ("caption", "part"),
    [
        ("new_password", "new-password"),
        pytest.param("confirm_password", "confirm-password", marks=pytest.mark.long),
        pytest.param("save", "save", marks=pytest.mark.long),
        ("user_management", "user-management"),
    ],
)
def test_an_administrators_part_with_a_strange_name_is_named_in_the_error(caption: str, part: str) -> None:
    with site_that_calls(**{caption: STRANGE}) as site:
        before = site.state()["accounts"]
        settings = settings_for(site).model_copy(update={"timeout": 1.5})
        with (
            pytest.raises(FlowsError, match=part),
            open_site(settings) as browser,
            browser.session() as session,
        ):
            reset_password(
                user_list(enter_console(session, Nobody()), Nobody()), "abc@example.jp", NEW, Nobody()
            )
        assert site.state()["accounts"] == before


@pytest.mark.parametrize(
    ("caption", "part"),
    [
        ("actions", "action-menu"),
        pytest.param("existing_password", "existing-password", marks=pytest.mark.long),
        pytest.param("dialog_new", "new-password", marks=pytest.mark.long),
        pytest.param("dialog_again", "confirm-password", marks=pytest.mark.long),
        ("dialog_save", "save"),
    ],
)
def test_a_users_part_with_a_strange_name_is_named_in_the_error(caption: str, part: str) -> None:
    with site_that_calls(**{caption: STRANGE}) as site:
        before = site.state()["accounts"]
        settings = settings_for(site).model_copy(update={"timeout": 1.5})
        who = Credentials(site.user.address, SecretStr(site.user.password))
        with (
            pytest.raises(FlowsError, match=part),
            open_site(settings) as browser,
            browser.session() as session,
        ):
            change_own_password(enter_webmail(session, who, Nobody()), who.password, NEW, Nobody())
        assert site.state()["accounts"] == before


def test_the_doctor_names_exactly_the_two_renamed_parts_and_its_lines_mend_them(
    flows: Flows, tmp_path: Path
) -> None:
    with site_that_calls(existing_password=STRANGE, new_password=STRANGE) as site:
        patient = {**environment(site), "FLOWS_TIMEOUT": "4"}
        sick = flows("doctor", settings=patient)
        missing = [line.split("│")[1].strip() for line in sick.stdout.splitlines() if "│ missing" in line]
        lines = sick.stdout[sick.stdout.index("[change-password-dialog]") :]
        (tmp_path / "wording.toml").write_text(lines, "utf-8")
        assert set(tomllib.loads(lines)) == {"change-password-dialog", "user-properties"}
        mended = flows("doctor", settings={**patient, "FLOWS_WORDING": "wording.toml"})
    assert sick.returncode == 3
    assert missing == ["change-password-dialog / existing-password", "user-properties / new-password"]
    assert mended.returncode == 0, mended.stdout + mended.stderr
