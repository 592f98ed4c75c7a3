"""Playwright traces that can be sent to somebody: every secret is out before the file gets its name.

    with traced(context, Path("out/rotation.zip"), passwords):
        ...

A trace holds a typed password in its list of actions, in the requests, in the stored bodies and in the
snapshots of the page, and it holds the cookies of the session. All of these are starred out, in every form
that `flows.secrecy.forms` knows; pictures on which a password could be read are replaced. What is left is
read once more before it is kept. It opens in Playwright's viewer as before.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.errors import GuardStopped
from flows.secrecy.events import cover_event, joined_keys, learned, readable, session_tokens
from flows.secrecy.forms import SHORTEST, cover, find, longest_first
from flows.secrecy.fragments import fragments
from flows.secrecy.pictures import covered_picture, doubtful

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

Members = dict[str, bytes]
Events = dict[str, list[dict[str, Any]]]
_LINES = (".trace", ".network")


@contextmanager
def traced(context: BrowserContext, path: Path, secrets: Iterable[str]) -> Iterator[None]:
    """Record what happens in this browser profile, and leave a trace at `path` that holds none of the secrets.

    `secrets` is read at the end, so a list may grow while the trace runs. Passwords that were typed into
    password boxes are taken for secrets too. Raises GuardStopped where one could not be taken out.
    """
    context.tracing.start(screenshots=True, snapshots=True)
    try:
        yield
    finally:
        with tempfile.TemporaryDirectory(prefix="trace-") as private:
            raw = Path(private) / "raw.zip"
            context.tracing.stop(path=raw)
            clean_trace(raw, path, secrets)


def clean_trace(raw: Path, path: Path, secrets: Iterable[str] = ()) -> None:
    """Write the trace `raw` without its secrets to `path`, which appears whole or not at all.

    Raises GuardStopped, and leaves nothing at `path`, where a secret could not be taken out.
    """
    cleaned = _cleaned(_members(raw), list(secrets))
    path.parent.mkdir(parents=True, exist_ok=True)
    unnamed = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(unnamed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in cleaned.items():
                archive.writestr(name, data)
        unnamed.chmod(0o600)
        os.replace(unnamed, path)
    finally:
        unnamed.unlink(missing_ok=True)


def shows_a_secret(raw: Path, secrets: Iterable[str] = ()) -> bool:
    """Whether a picture that was taken while this trace was recorded may show one of its secrets."""
    members = _members(raw)
    events = [event for its_events in _lines(members).values() for event in its_events]
    passwords = longest_first([*secrets, *learned(events)])
    frames = [event for event in events if event["type"] == "screencast-frame"]
    return not frames or bool(doubtful(events, _echoes(events, members, passwords), passwords))


def _members(raw: Path) -> Members:
    with zipfile.ZipFile(raw) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _lines(members: Members) -> Events:
    return {
        name: [json.loads(line) for line in data.splitlines() if line.strip()]
        for name, data in members.items()
        if name.endswith(_LINES)
    }


def _cleaned(members: Members, secrets: list[str]) -> Members:
    lines = _lines(members)
    events = [event for name in lines for event in lines[name]]
    passwords = longest_first([*secrets, *learned(events)])
    tokens = session_tokens(events)
    pieces = fragments(b"\n".join(data for name, data in members.items() if not _is_frame(name)), passwords)
    hidden = _present(members, longest_first([*passwords, *tokens, *pieces]))
    echoes = _echoes(events, members, [*passwords, *pieces])
    for frame in doubtful(events, echoes, [*passwords, *pieces]):
        if frame.get("file") in members:
            members[frame["file"]] = covered_picture(frame["width"], frame["height"])
    joined_keys(events, passwords)
    for event in events:
        cover_event(event, _present({"": json.dumps(event).encode()}, hidden), passwords)
    stored = {name: data for name, data in members.items() if name not in lines}
    renamed = _cover_stored(stored, hidden)
    result = {renamed.get(name, name): data for name, data in stored.items()}
    for name, its_events in lines.items():
        _must_be_clean(name, "\n".join(readable(its_events)).encode("utf-8", "surrogatepass"), hidden)
        result[name] = "".join(
            json.dumps(_with_new_names(event, renamed), ensure_ascii=False) + "\n" for event in its_events
        ).encode("utf-8", "surrogatepass")
    return result


def _present(members: Members, secrets: list[str]) -> list[str]:
    """Those that are there at all; looking is cheaper than covering."""
    numbers = {
        hit.number for name, data in members.items() if not _is_frame(name) for hit in find(data, secrets)
    }
    return [secrets[number] for number in sorted(numbers)]


def _is_frame(name: str) -> bool:
    return name.startswith("screencast/")


def _echoes(
    events: list[dict[str, Any]], members: Members, passwords: list[str]
) -> Iterator[tuple[str, float]]:
    """Answers of the server that hold a password in plain: it may show on the page from then on."""
    for event in events:
        if event["type"] != "resource-snapshot":
            continue
        snapshot = event["snapshot"]
        name = snapshot["response"]["content"].get("_file", "")
        hits = find(members.get(name, b""), passwords)
        if any(hit.form in ("plain", "escaped") for hit in hits):
            yield snapshot.get("pageref", ""), snapshot.get("_monotonicTime", 0.0)


def _cover_stored(stored: Members, hidden: list[str]) -> dict[str, str]:
    """Cover the stored bodies; a changed one gets the name of its new content.

    Its old name is the fingerprint of what was in it: with it a short password could be found by trying.
    """
    renamed: dict[str, str] = {}
    for name, data in stored.items():
        if _is_frame(name) or not find(data, hidden):
            continue
        covered = cover(data, hidden)
        if find(covered, hidden):
            covered = b""
        stored[name] = covered
        if re.fullmatch(r"(resources|src)/[0-9a-f]{40}(\.\w+)?", name):
            folder, _, file = name.partition("/")
            renamed[name] = f"{folder}/{hashlib.sha1(covered).hexdigest()}{file[40:]}"
    return renamed


def _with_new_names(value: Any, renamed: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _with_new_names(inner, renamed) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_new_names(inner, renamed) for inner in value]
    return renamed.get(value, value) if isinstance(value, str) else value


def _must_be_clean(name: str, text: bytes, hidden: list[str]) -> None:
    if hits := [hit for hit in find(text, hidden) if len(hidden[hit.number]) >= SHORTEST]:
        raise GuardStopped(
            f"A trace still held a secret in its {name} ({', '.join(sorted({hit.form for hit in hits}))}) "
            "after cleaning, so it was not kept."
        )
