"""Somebody without access to the code overrules the words; what he mistypes is refused with the nearest right name."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from flows import wording
from flows.errors import InputError
from flows.pages import sight

FORM = """<p>符牒 <input type=password id=a></p><p>符牒をもう一度 <input type=password id=b></p>
<button id=btnGo>記録</button><button>取消</button>"""


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "wording.toml"
    path.write_text(text, "utf-8")
    return path


def test_words_and_selectors_of_a_file_find_what_the_eye_cannot_know(window: Page, tmp_path: Path) -> None:
    window.set_content(FORM)
    before = sight.look(window, "user-properties", wording.load(None)).findings
    assert {one.result for one in before.values()} == {"missing"}
    words = wording.load(
        file(
            tmp_path,
            '[user-properties]\nnew-password.words = ["符牒"]\n'
            'confirm-password.words = ["符牒をもう一度"]\nsave.selector = "#btnGo"\n',
        )
    )
    found = sight.look(window, "user-properties", words).findings
    assert [
        found[part].locator.get_attribute("id") for part in ("new-password", "confirm-password", "save")
    ] == ["a", "b", "btnGo"]
    assert found["save"].by == "selector"


def test_a_selector_that_fits_several_is_ambiguous(window: Page, tmp_path: Path) -> None:
    window.set_content(FORM)
    words = wording.load(file(tmp_path, '[user-properties]\nsave.selector = "button"\n'))
    assert sight.look(window, "user-properties", words).findings["save"].result == "ambiguous"


def test_a_hidden_twin_in_another_frame_takes_no_selector_from_the_one_that_shows(
    window: Page, tmp_path: Path
) -> None:
    window.set_content(f"<div hidden>{FORM}</div><iframe srcdoc='{FORM}'></iframe>")
    words = wording.load(file(tmp_path, '[user-properties]\nsave.selector = "#btnGo"\n'))
    save = sight.look(window, "user-properties", words).findings["save"]
    assert save.result == "found"
    assert save.locator.inner_text(timeout=2000) == "記録"


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("[user-propertys]\nsave.words = ['x']", "user-properties"),
        ("[user-properties]\nnew-pasword.words = ['x']", "new-password"),
        ("[user-properties]\nsave.word = ['x']", "words"),
        ("[user-properties]\nsave.selektor = 'x'", "selector"),
    ],
)
def test_a_wrong_key_is_refused_with_the_nearest_right_one(tmp_path: Path, text: str, near: str) -> None:
    with pytest.raises(InputError, match=f"did you mean “{near}”"):
        wording.load(file(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        "[user-properties",
        "user-properties = 3",
        "[user-properties]\nsave = 'x'",
        "[user-properties]\nsave.words = 'x'",
    ],
)
def test_what_is_no_wording_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="FLOWS_WORDING"):
        wording.load(file(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        wording.load(tmp_path / "none.toml")


def test_the_lines_that_an_ambiguous_part_proposes_settle_it(window: Page, tmp_path: Path) -> None:
    window.set_content(
        "<p>新しいパスワード <input type=password></p><p>パスワード(確認) <input type=password></p>"
        "<div><button id=one>保存</button></div><div><button id=two>保存</button></div>"
    )
    unsure = sight.look(window, "user-properties", wording.load(None)).findings["save"]
    assert unsure.result == "ambiguous"
    told = sight.explain(unsure, "user-properties")
    assert "“保存”" in told
    assert "one" in told
    assert "two" in told
    words = wording.load(file(tmp_path, "\n".join(sight.mending(unsure, "user-properties")[1:3])))
    assert sight.look(window, "user-properties", words).findings["save"].locator.get_attribute("id") == "one"
