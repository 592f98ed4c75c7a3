"""Serves the application with waitress, on loopback, in a thread of its own."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

_THREADS = 32
"""More than any run has sessions: a request that waits for its session's lock must not block the others."""


class Server:
    """Starts on entry, stops on exit. `port` 0 takes a free one."""

    def __init__(self, app: Flask, port: int) -> None:
        waitress: Any = create_server(
            app, host="127.0.0.1", port=port, threads=_THREADS, ident="Microsoft-IIS/7.5", channel_timeout=300
        )
        self._waitress, self.port = waitress, int(waitress.effective_port)
        self._thread = threading.Thread(target=self._waitress.run, name="practice-site", daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        waitress = self._waitress
        waitress.trigger.pull_trigger(lambda: wasyncore.close_all(waitress._map, ignore_all=True))
        self._thread.join(timeout=10)
        waitress.task_dispatcher.shutdown(timeout=1)
