"""Pieces of a secret: an error page quotes twenty characters of a password, a log line is cut, a column too narrow."""

from __future__ import annotations

from collections.abc import Iterable

from flows.secrecy.escapes import unescaped

SHORTEST_PIECE = 8
"""Characters in a row of a longer secret that give it away; fewer are left to the eye."""


def fragments(data: bytes, secrets: Iterable[str]) -> list[str]:
    """The longest pieces of secrets that stand in the data, plain or escaped, where the whole secret does not.

    Pieces of letters only are passed over: they are words, as the one in `Password1`.
    """
    windows = {
        window: secret
        for secret in secrets
        if len(secret) > SHORTEST_PIECE
        for window in _pieces(secret, SHORTEST_PIECE)
    }
    if not windows:
        return []
    whole = [secret.encode("utf-8", "surrogatepass") for secret in set(windows.values())]
    found: set[str] = set()
    level = data
    for _ in range(3):
        text = level
        for spelled in whole:
            text = text.replace(spelled, b"\n")
        for secret in {windows[window] for window in _standing(text, windows)}:
            found.update(_longest(text, secret))
        if (plainer := unescaped(level)) == level:
            break
        level = plainer
    return sorted(found, key=len, reverse=True)


def _pieces(secret: str, length: int) -> list[str]:
    pieces = (secret[at : at + length] for at in range(len(secret) - length + 1))
    return [piece for piece in pieces if not (piece.isascii() and piece.isalpha())]


def _standing(text: bytes, windows: Iterable[str]) -> list[str]:
    """Which windows stand in the text. All at once: the text's own windows of that many bytes, as a set."""
    wanted = {window: window.encode("utf-8", "surrogatepass") for window in windows}
    seen = {text[at : at + SHORTEST_PIECE] for at in range(len(text) - SHORTEST_PIECE + 1)}
    return [
        window for window, spelled in wanted.items() if spelled[:SHORTEST_PIECE] in seen and spelled in text
    ]


def _longest(text: bytes, secret: str) -> list[str]:
    chosen: list[str] = []
    for length in range(len(secret) - 1, SHORTEST_PIECE - 1, -1):
        for piece in _pieces(secret, length):
            if piece.encode("utf-8", "surrogatepass") in text and not any(
                piece in longer for longer in chosen
            ):
                chosen.append(piece)
    return chosen
