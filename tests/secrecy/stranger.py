"""A server that somebody else holds: it answers as told and keeps every byte that it is sent."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

Answer = str | bytes | Callable[["Asked"], "Told"]


class Asked:
    """One request, as it came."""

    def __init__(self, method: str, path: str, headers: str, body: bytes) -> None:
        self.method, self.path, self.headers, self.body = method, path, headers, body

    @property
    def everything(self) -> bytes:
        return f"{self.method} {self.path}\n{self.headers}".encode() + self.body


class Told:
    """What the server answers."""

    def __init__(
        self, body: str | bytes = b"", status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        self.body = body.encode() if isinstance(body, str) else body
        self.status, self.headers = status, {"Content-Type": "text/html; charset=utf-8", **(headers or {})}


class Stranger:
    """`pages` maps a path to HTML or to a function of the request; `asked` is all that came.

    `host` is where it listens; the same server is another origin as 127.0.0.1, localhost and 127.0.0.2.
    """

    def __init__(
        self, pages: Mapping[str, Answer], host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> None:
        self.pages, self.host, self._tls = dict(pages), host, tls
        self.asked: list[Asked] = []

    @property
    def port(self) -> int:
        return int(self._server.server_port)

    def url(self, path: str = "/", host: str | None = None) -> str:
        return f"http{'s' if self._tls else ''}://{host or self.host}:{self.port}{path}"

    @property
    def log(self) -> bytes:
        """Every byte of every request."""
        return b"\n".join(asked.everything for asked in self.asked)

    def __enter__(self) -> Stranger:
        stranger = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                asked = Asked(self.command, self.path, str(self.headers), self.rfile.read(length))
                stranger.asked.append(asked)
                page = stranger.pages.get(self.path.partition("?")[0], Told("nothing here", 404))
                told = page(asked) if callable(page) else page if isinstance(page, Told) else Told(page)
                self.send_response(told.status)
                for name, value in {**told.headers, "Content-Length": str(len(told.body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                with suppress(BrokenPipeError, ConnectionError):
                    self.wfile.write(told.body)

            do_GET = do_POST = do_PUT = do_OPTIONS = _answer

            def log_message(self, *_: object) -> None: ...

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None: ...

        self._server = Server((self.host, 0), Handler)
        if self._tls:
            self._server.socket = self._tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
