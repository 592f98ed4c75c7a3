"""The proof: on pages drawn at random the part found is the right one, or the eye says that it cannot tell."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from flows import wording
from flows.pages import sight
from tests.eye.made_up import MadeUp
from tests.eye.made_up_forms import password_forms, sign_in_forms
from tests.eye.made_up_lists import user_lists

SAMPLE, LONG = 150, 5000
ANY = st.one_of(password_forms(), password_forms(), sign_in_forms(), user_lists())
MANY = settings(
    deadline=None, suppress_health_check=list(HealthCheck), print_blob=False, derandomize=True, database=None
)


def verdict(window: Page, finding: sight.Finding, there: bool) -> str:
    if finding.result != "found":
        return "right" if not there else "missed"
    mark = f"[data-is='{finding.part}']"
    hit = finding.locator.evaluate("(e, mark) => !!(e.closest(mark) || e.querySelector(mark))", mark)
    return "right" if there and hit else "wrong"


def judge(window: Page, page: MadeUp, count: Counter[str]) -> None:
    window.set_content(page.html, wait_until="load")
    seen = sight.look(window, page.screen, wording.load(None))
    for part, there in page.parts.items():
        said = verdict(window, seen.findings[part], there)
        count[said] += 1
        assert said != "wrong", f"{part} was taken for something else on:\n{page.html}"
    if page.accounts:
        read = tuple(one.split("@")[0] for one in seen.readings["accounts"])
        count["read" if read == page.accounts else "misread"] += 1
        assert not read or read == page.accounts, f"{read} was read on:\n{page.html}"


def proof(window: Page, examples: int) -> Counter[str]:
    count: Counter[str] = Counter()

    @settings(MANY, max_examples=examples)
    @given(ANY)
    def each(page: MadeUp) -> None:
        judge(window, page, count)

    each()
    total = count["right"] + count["missed"]
    print(
        f"\n{total} parts on about {examples} made-up pages: 0 wrong, "
        f"{count['missed']} false alarms ({count['missed'] / total:.2%}); "
        f"{count['misread']} of {count['read'] + count['misread']} lists not read"
    )
    return count


def alarms(count: Counter[str]) -> float:
    return count["missed"] / (count["right"] + count["missed"])


def test_on_made_up_pages_no_part_is_taken_for_another(window: Page) -> None:
    count = proof(window, SAMPLE)
    assert alarms(count) < 0.02
    assert count["read"] > 0.95 * (count["read"] + count["misread"])


@pytest.mark.long
def test_on_thousands_of_made_up_pages_no_part_is_taken_for_another(window: Page) -> None:
    count = proof(window, LONG)
    assert alarms(count) < 0.01
    assert count["read"] > 0.98 * (count["read"] + count["misread"])
