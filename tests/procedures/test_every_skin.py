"""Every procedure of the manual on every skin of the practice site, with nothing set but address and sign-in."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from _pytest.mark.structures import ParameterSet
from pydantic import SecretStr

from flows.pages import search_walk
from flows.pages.site import open_site
from flows.practice import SKINS, PracticeSite
from flows.procedures import change_own_password, enter_console, enter_webmail, list_accounts, reset_password
from flows.procedures.list_accounts import user_list
from flows.records import Credentials
from flows.steps import Nobody
from tests.conftest import settings_for

NEW = SecretStr("New-Pass.2015")
OWN = SecretStr("Own-Pass.2015")
SAMPLED = ("classic", "frameset")
"""Where the second entry and the second language are walked by default; with -m long, everywhere else too."""
DIALOGS = ("classic", "frameset", "popup", "decoys", "panel")
"""Where a user changes his own password by default: in a frame, a window, a layer; with -m long, everywhere."""
TARGETS = ("abc@example.jp", "k@example.jp", "abcd@example.jp")


@pytest.fixture
def short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """The practice site's own beginnings: all of them would take minutes on the list that must be searched."""
    monkeypatch.setattr(search_walk, "FIRST", "a")
    monkeypatch.setattr(search_walk, "SECOND", "b")


def on_every_skin(first: str, second: str, by_default: Collection[str] = SKINS) -> list[ParameterSet]:
    """Every skin with the first of two ways, and with the second too."""
    return [
        pytest.param(
            skin,
            way,
            marks=[pytest.mark.long] if skin not in (SAMPLED if way == second else by_default) else [],
            id=f"{skin}-{way}",
        )
        for skin in sorted(SKINS)
        for way in (first, second)
    ]


@pytest.mark.parametrize(("skin", "entry"), on_every_skin("direct", "menu"))
def test_an_administrator_sees_the_accounts_and_resets_a_password(
    skin: str, entry: str, short_search: None
) -> None:
    with PracticeSite(accounts=60, skin=skin) as site:
        before = site.state()["accounts"]
        with open_site(settings_for(site, admin_entry=entry)) as browser, browser.session() as session:
            console = enter_console(session, Nobody())
            found = [account.address for account in list_accounts(console, Nobody())]
            within = [t for t in TARGETS if t in before and not (skin == "search" and t.startswith("k@"))]
            targets = within[: 2 if entry == "direct" and skin in SAMPLED else 1]
            for address in targets:
                assert reset_password(user_list(console, Nobody()), address, NEW, Nobody())
        state = site.state()
    if skin != "search":
        assert sorted(found) == sorted(before)
    else:
        assert {"abc@example.jp", "abcd@example.jp", "abc-d@example.jp"} <= set(found)
    changed = {
        address for address in before if state["accounts"][address]["password"] != before[address]["password"]
    }
    assert changed == set(targets)
    assert all(state["accounts"][address]["password"] == NEW.get_secret_value() for address in changed)
    assert all(
        state["accounts"][address]["properties"] == before[address]["properties"] for address in before
    )
    assert sum(account["saves"] for account in state["accounts"].values()) == len(changed)
    assert state["domain_saves"] == 0


@pytest.mark.parametrize(("skin", "language"), on_every_skin("ja", "en", DIALOGS))
def test_a_user_changes_his_own_password_and_signs_in_with_it(skin: str, language: str) -> None:
    with PracticeSite(accounts=60, skin=skin, language=language) as site:
        with open_site(settings_for(site)) as browser:
            who = Credentials(site.user.address, SecretStr(site.user.password))
            with browser.session() as session:
                webmail = enter_webmail(session, who, Nobody())
                assert change_own_password(webmail, who.password, OWN, Nobody())
            with browser.session() as session:
                assert enter_webmail(session, Credentials(who.user, OWN), Nobody()).is_shown()
        assert site.password_of(who.user) == OWN.get_secret_value()


BUSY = """addEventListener('input', () => setTimeout(() => {
  for (const begun = performance.now(); performance.now() - begun < 1000; );
}), true)"""
"""A machine so slow that the page's own wait for the last key is over a second late."""


@pytest.mark.parametrize(
    ("late", "script"),
    [pytest.param(800, "", id="the site", marks=pytest.mark.long), pytest.param(0, BUSY, id="the page")],
)
def test_a_search_that_answers_late_is_waited_for_and_no_account_is_lost(
    short_search: None, monkeypatch: pytest.MonkeyPatch, late: int, script: str
) -> None:
    monkeypatch.setattr(search_walk, "TICKS", 5)
    with (
        PracticeSite(accounts=60, skin="search", delay_ms=late) as site,
        open_site(settings_for(site)) as browser,
        browser.session() as session,
    ):
        session.equip(lambda context: context.add_init_script(script))
        found = [account.address for account in list_accounts(enter_console(session, Nobody()), Nobody())]
    assert {"abc@example.jp", "abcd@example.jp", "abc-d@example.jp"} <= set(found)
