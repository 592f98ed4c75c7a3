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
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="practice-site", daemon=True)

    def _serve(self) -> None:
        while not self._ending.is_set():
            wasyncore.loop(timeout=1, map=self._waitress._map, use_poll=True, count=1)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        self._waitress.pull_trigger()
        self._thread.join()
        self._waitress.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._waitress._map, ignore_all=True)
