"""The practice site behind TLS, as a server has it: `asked` is every byte that came in, after decryption."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from flows.mailroom.certificates import Certificate


@dataclass
class Front:
    """Where the front listens, and what it was sent."""

    url: str
    asked: bytearray = field(default_factory=bytearray)


@contextmanager
def tls_front(behind: int, shown: Certificate) -> Iterator[Front]:
    """Pass everything on to the port `behind` on loopback, showing this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown.certificate, shown.key)
    listening = socket.create_server(("127.0.0.1", 0))
    front = Front(f"https://localhost:{listening.getsockname()[1]}")
    threading.Thread(target=_accept, args=(listening, context, behind, front), daemon=True).start()
    try:
        yield front
    finally:
        listening.close()


def _accept(listening: socket.socket, context: ssl.SSLContext, behind: int, front: Front) -> None:
    with suppress(OSError):
        while True:
            raw, _ = listening.accept()
            threading.Thread(target=_serve, args=(raw, context, behind, front), daemon=True).start()


def _serve(raw: socket.socket, context: ssl.SSLContext, behind: int, front: Front) -> None:
    with (
        suppress(OSError),
        context.wrap_socket(raw, server_side=True) as browser,
        socket.create_connection(("127.0.0.1", behind)) as site,
    ):
        back = threading.Thread(target=_pass_on, args=(site, browser, bytearray()), daemon=True)
        back.start()
        _pass_on(browser, site, front.asked)
        back.join()


def _pass_on(source: socket.socket, sink: socket.socket, kept: bytearray) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            kept += data
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
