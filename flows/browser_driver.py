"""Starts Playwright's driver with nothing in its environment that it need not know.

Whoever may look at the processes of a user sees their environment, and the browser and its children inherit the
driver's. The driver's own log (DEBUG=pw:…) would print every password that is typed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Playwright, sync_playwright

from flows.settings import environment_for_others

_starting = threading.Lock()

DEAF_TO_STOPS = "--import=data:text/javascript,for(const%20s%20of['SIGTERM','SIGHUP'])process.on(s,()=>{})"
"""A closed terminal and a service manager tell every process of ours. The driver must not end before the run has
finished what it has in hand; it ends when we do. Playwright itself makes it deaf to Ctrl-C alone."""


@contextmanager
def driver() -> Iterator[Playwright]:
    """Playwright for the thread that asks; stopped at the end."""
    with _without_secrets():
        playwright = sync_playwright().start()
    try:
        yield playwright
    finally:
        playwright.stop()


@contextmanager
def _without_secrets() -> Iterator[None]:
    """The driver takes the environment of the moment in which it starts; there is no argument for it."""
    with _starting:
        told = environment_for_others()
        options = told.pop("NODE_OPTIONS", "")
        kept = {name: os.environ.pop(name) for name in set(os.environ) - set(told)}
        os.environ["NODE_OPTIONS"] = f"{options} {DEAF_TO_STOPS}"
        try:
            yield
        finally:
            del os.environ["NODE_OPTIONS"]
            os.environ.update(kept)
