"""Ports with something wrong behind them, on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


@contextmanager
def nobody() -> Iterator[int]:
    """A port where nothing listens, and nothing will as long as this lasts."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        yield unused.getsockname()[1]


@contextmanager
def silent() -> Iterator[int]:
    """A port that the system answers and no program does."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@contextmanager
def answering(*lines: bytes) -> Iterator[int]:
    """A server that says these lines, one at the call and one after each thing it hears, and hangs up.

    What it hears it can repeat: {all} of it, or as in IMAP the {tag} and the {rest}.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            caller, _ = listener.accept()
            with caller:
                heard = b""
                for position, line in enumerate(lines):
                    if position and not (heard := caller.recv(1000)):
                        return
                    caller.sendall(_repeating(line, heard.strip()))

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(5)


def _repeating(line: bytes, heard: bytes) -> bytes:
    tag, _, rest = heard.partition(b" ")
    for name, said in ((b"{all}", heard), (b"{tag}", tag), (b"{rest}", rest)):
        line = line.replace(name, said)
    return line
