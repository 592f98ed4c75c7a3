"""A pytest plugin: what pytest-playwright keeps of a test (`--tracing`, `--screenshot`, `--video`) is safe to send.

Load it with `pytest_plugins = ["flows.secrecy.pytest_artifacts"]` in the top conftest.py. The files are
cleaned while they still lie in pytest-playwright's private folder, before they get their names below
`test-results`. Every password that a test types is known from the trace; add others with the
`known_secrets` fixture. A screenshot is taken with whatever shows a secret masked; a video stays only beside
a trace that says that nothing on its pages could be read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

from flows.errors import GuardStopped
from flows.secrecy.forms import cover_text, find
from flows.secrecy.traces import clean_trace, shows_a_secret
from flows.secrecy.windows import masks, passwords_in

_RECORDER = "_artifacts_recorder"
_SECRETS = pytest.StashKey[list[str]]()
_KEPT_IN = ("FLOWS_ADMIN_PASSWORD", "FLOWS_PASSWORD", "FLOWS_JOURNAL_KEY")


@pytest.fixture
def known_secrets(request: pytest.FixtureRequest) -> list[str]:
    """The secrets of this test; append to it what no password box sees."""
    return _secrets(request.node)


def _secrets(item: Any) -> list[str]:
    known: list[str] = item.stash.setdefault(_SECRETS, [])
    known += [os.environ[name] for name in _KEPT_IN if os.environ.get(name) and os.environ[name] not in known]
    return known


@pytest.fixture(autouse=True)
def _safe_artifacts(request: pytest.FixtureRequest) -> None:
    """Stand between pytest-playwright's recorder and the disk, in every test that has one."""
    if _RECORDER not in request.fixturenames and "context" not in request.fixturenames:
        return
    recorder = request.getfixturevalue(_RECORDER) if _wanted(request.config) else None
    if recorder is not None:
        _guard(recorder, request.node)


def _wanted(config: pytest.Config) -> bool:
    return any(config.getoption(f"--{name}", "off") != "off" for name in ("tracing", "screenshot", "video"))


def _guard(recorder: Any, item: Any) -> None:
    finish: Callable[[bool], None] = recorder.did_finish_test
    close: Callable[[Any], None] = recorder.on_will_close_browser_context

    def on_will_close_browser_context(context: Any) -> None:
        secrets = _secrets(item)
        _learn(secrets, context.pages)
        with _masked(context.pages, secrets):
            close(context)

    def did_finish_test(failed: bool) -> None:
        _clean(recorder, _secrets(item))
        finish(failed)

    recorder.on_will_close_browser_context = on_will_close_browser_context
    recorder.did_finish_test = did_finish_test


class _masked:
    """While pytest-playwright takes its screenshots: each page's `screenshot` masks what shows a secret."""

    def __init__(self, pages: Iterable[Any], secrets: list[str]) -> None:
        self.pages, self.secrets = list(pages), secrets

    def __enter__(self) -> None:
        for page in self.pages:
            page.screenshot = self._masking(page, page.screenshot)

    def __exit__(self, *_: object) -> None:
        for page in self.pages:
            del page.screenshot

    def _masking(self, page: Any, take: Callable[..., bytes]) -> Callable[..., bytes]:
        def screenshot(**how: Any) -> bytes:
            return take(**{**how, "mask": masks(page, self.secrets), "mask_color": "#484F5C"})

        return screenshot


def _clean(recorder: Any, secrets: list[str]) -> None:
    traces, doubt = [Path(trace) for trace in recorder._traces], not recorder._traces
    for trace in traces:
        doubt = doubt or shows_a_secret(trace, secrets)
        try:
            clean_trace(trace, trace, secrets)
        except GuardStopped as left:
            trace.unlink()
            recorder._traces.remove(str(trace))
            recorder._request.node.warn(pytest.PytestWarning(str(left)))
    if doubt:
        for video, _ in recorder._videos:
            Path(video).unlink(missing_ok=True)
        recorder._videos.clear()


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Star the secrets out of a failing test's report and captured output, as JUnit and HTML reports show them."""
    report = yield
    if report.failed:
        secrets = _secrets(item)
        context = getattr(item, "funcargs", {}).get("context")
        _learn(secrets, getattr(context, "pages", ()))
        if report.longrepr is not None and _holds(str(report.longrepr), secrets):
            report.longrepr = cover_text(str(report.longrepr), secrets)
        report.sections = [(title, cover_text(text, secrets)) for title, text in report.sections]
    return report


def _learn(secrets: list[str], pages: Iterable[Any]) -> None:
    secrets += {typed for page in pages for typed in passwords_in(page)} - set(secrets)


def _holds(text: str, secrets: list[str]) -> bool:
    return bool(find(text.encode("utf-8", "surrogatepass"), secrets))
