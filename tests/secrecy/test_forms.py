"""A secret is found in every form that programs give it, covered in it, and what is around it stays."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.secrecy.forms import cover, cover_text, find
from tests.secrecy.spellings import COMPRESSED, FORMS, SECRETS

NOTHING = b'<p class="x">Nothing & nobody</p> {"a": "b\\u3042%20+/="} dmlld3N0YXRlIG9mIG5vYm9keSBhdCBhbGw='


@pytest.mark.parametrize("form", [*FORMS, *COMPRESSED])
def test_every_form_of_every_secret_is_found(form: str) -> None:
    for secret in SECRETS:
        written = {**FORMS, **COMPRESSED}[form](secret)
        assert find(b"name=taro&p=" + written + b"&x=1", [secret]), (
            f"{form} hides secret {SECRETS.index(secret)}"
        )


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_every_secret_is_covered(form: str) -> None:
    for secret in SECRETS:
        text = b"name=taro;p=" + FORMS[form](secret) + b";x=1"
        covered = cover(text, [secret])
        assert not find(covered, [secret]), f"{form} still shows secret {SECRETS.index(secret)}"
        assert covered.startswith(b"name=taro;p=")
        assert covered.endswith(b";x=1")


def test_nothing_is_found_and_nothing_changes_where_there_is_no_secret() -> None:
    assert find(NOTHING, SECRETS) == []
    assert cover(NOTHING, SECRETS) == NOTHING


def test_a_covered_view_state_is_still_a_view_state() -> None:
    state = base64.b64encode(b'\xff\x01\x0f{"typed": "Tr1ck-y/pass"}' + bytes(range(32)))
    covered = cover(b'<input name="__VIEWSTATE" value="' + state + b'" />', ["Tr1ck-y/pass"])
    inside = base64.b64decode(covered.partition(b'value="')[2].partition(b'"')[0], validate=True)
    assert inside == b'\xff\x01\x0f{"typed": "************"}' + bytes(range(32))


def test_a_hit_names_the_form_and_never_the_secret() -> None:
    hits = find(base64.b64encode(b"so here it stands: Tr1ck-y/pass"), ["other-one", "Tr1ck-y/pass"])
    assert [(hit.number, hit.form) for hit in hits] == [(1, "base64")]
    assert "Tr1ck" not in repr(hits)


typed = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=4, max_size=30
)


@settings(max_examples=400, deadline=None)
@given(typed, st.sampled_from(sorted(FORMS)))
def test_any_secret_in_any_form_is_found_and_covered(secret: str, form: str) -> None:
    text = b"{" + FORMS[form](secret) + b"}"
    assert find(text, [secret])
    assert not find(cover(text, [secret]), [secret])


@settings(deadline=None)
@given(typed, typed)
def test_what_holds_no_secret_is_not_touched(secret: str, text: str) -> None:
    plain = json.dumps([text, "around it"], ensure_ascii=False)
    if not find(plain.encode(), [secret]):
        assert cover_text(plain, [secret]) == plain
