"""A whole rotation, recorded: the cleaned trace holds none of its passwords and opens in Playwright's own viewer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pydantic import SecretStr

import flows.rotation.desk
from flows.pages.session import Session
from flows.pages.site import open_site
from flows.practice import PracticeSite
from flows.rotation.desk import ConsoleDesk
from flows.rotation.journal import open_journal
from flows.rotation.plan import Entry, Plan
from flows.rotation.run import Terms, rotate
from flows.rotation.seal import Passphrase
from flows.secrecy.traces import traced
from flows.settings import Settings
from flows.wording import Wording
from tests.conftest import settings_for
from tests.secrecy.spellings import ACCEPTED
from tests.secrecy.test_traces import leaks
from tests.secrecy.viewer import steps_in_the_viewer

WANTED = {
    "abc@example.jp": ACCEPTED[0],
    "abcd@example.jp": ACCEPTED[1],
    "abc-d@example.jp": "Plain-enough-3",
}


class Recording(ConsoleDesk):
    """An administrator's desk that ends its recording before its browser is closed."""

    def close(self) -> None:
        if self._session:
            self._session.close()
        super().close()


@pytest.mark.long
def test_a_cleaned_trace_of_a_whole_rotation_opens_in_the_viewer_and_shows_its_steps(
    fresh_site: PracticeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, trace = settings_for(fresh_site), tmp_path / "rotation.zip"
    secrets = [*WANTED.values(), fresh_site.administrator.password]

    class Recorded(Session):
        def __init__(
            self,
            browser: Browser,
            settings: Settings,
            wording: Wording,
            profile: Mapping[str, Any] | None = None,
        ) -> None:
            super().__init__(browser, settings, wording, profile)
            self.recording = ExitStack()
            self.recording.enter_context(traced(self.context, trace, secrets))

        def close(self) -> None:
            self.recording.close()
            super().close()

    monkeypatch.setattr(flows.rotation.desk, "Session", Recorded)
    plan = Plan(tuple(Entry(address, wanted=SecretStr(new)) for address, new in WANTED.items()))
    with open_journal(tmp_path / "state", "example.jp", Passphrase(SecretStr("key"), cost=2**4)) as journal:
        finish = rotate(journal, plan, lambda _: Recording(settings), Terms(workers=1, canaries=()))
    assert finish.exit_code == 0
    assert {address: fresh_site.password_of(address) for address in WANTED} == WANTED
    assert leaks(trace, *secrets) == []
    with open_site(settings) as site:
        titles = steps_in_the_viewer(site.browser, trace, tmp_path / "viewer.png")
    assert sum(title.startswith("Fill") for title in titles) == 2 + 2 * len(WANTED)
    assert sum("save" in title for title in titles) >= len(WANTED)
