"""A practice site and the command line, as users meet them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from flows.practice import PracticeSite
from flows.settings import Settings

Flows = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def practice() -> Iterator[PracticeSite]:
    """One practice site for all tests of a worker that leave no account changed in a way that others mind."""
    with PracticeSite(accounts=60) as site:
        yield site


@pytest.fixture
def fresh_site() -> Iterator[PracticeSite]:
    """A practice site of a test's own."""
    with PracticeSite(accounts=60) as site:
        yield site


def environment(site: PracticeSite) -> dict[str, str]:
    """The settings that point the suite to a practice site."""
    return {
        "FLOWS_WEBMAIL_URL": site.url,
        "FLOWS_ADMIN_USER": site.administrator.address,
        "FLOWS_ADMIN_PASSWORD": site.administrator.password,
        "FLOWS_TIMEOUT": "15",
        "FLOWS_JOURNAL_KEY": "a passphrase for tests",
    }


def settings_for(site: PracticeSite, **more: object) -> Settings:
    """The same as one object."""
    return Settings(
        webmail_url=site.url,
        admin_user=site.administrator.address,
        admin_password=site.administrator.password,  # type: ignore[arg-type]
        timeout=15,
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def flows(tmp_path: Path) -> Flows:
    """Run `flows` as a person does, in an empty directory, with these settings and nothing else set."""

    def run(
        *arguments: str, settings: Mapping[str, str] | None = None, stdin: str = "", seconds: float = 120
    ) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("FLOWS_")}
        return subprocess.run(
            [sys.executable, "-m", "flows", *arguments],
            env={**clean, "FLOWS_STATE_DIR": str(tmp_path / "state"), "COLUMNS": "200", **(settings or {})},
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    return run
