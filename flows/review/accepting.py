"""Accept pictures: they become what the next ones are compared with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from flows.camera.album import LIST, read_album
from flows.camera.shots import SHOTS
from flows.errors import InputError
from flows.review.comparing import Compared, Result, read_accepted

ALL = "all"


def accept(
    names: Sequence[str], compared: Sequence[Compared], pictures: Path, accepted: Path
) -> list[Compared]:
    """Accept by name (`ja/saved`, or `saved` in every language), or `all`; returns what was accepted.

    `all` keeps an accepted picture that only could not be taken this time; by its name it is taken away.
    Raises InputError for a name that is no picture's, before anything is written.
    """
    chosen = chosen_of(names, compared)
    for language in dict.fromkeys(one.language for one in chosen):
        _write([one for one in chosen if one.language == language], pictures / language, accepted / language)
    return chosen


def chosen_of(names: Sequence[str], compared: Sequence[Compared]) -> list[Compared]:
    """Those that the names mean and that are not as accepted. Raises InputError for a name that means none."""
    chosen = []
    for name in names:
        meant = [one for one in compared if name in (ALL, one.id, one.name)]
        if not meant and name != ALL:
            known = ", ".join(sorted({one.name for one in compared}))
            raise InputError(f"There is no picture {name} to accept. There are: {known}; or say: all")
        chosen += [one for one in meant if name != ALL or not one.reason]
    return [one for one in dict.fromkeys(chosen) if one.result is not Result.UNCHANGED]


def _write(chosen: Iterable[Compared], pictures: Path, accepted: Path) -> None:
    now = read_album(pictures)
    then = read_accepted(accepted) or {**now, "pictures": []}
    kept = {line["name"]: line for line in then["pictures"]}
    lines = {line["name"]: line for line in now["pictures"]}
    accepted.mkdir(parents=True, exist_ok=True)
    for one in chosen:
        if one.after is None:
            kept.pop(one.name)
            continue
        kept[one.name] = lines[one.name]
        _replaced(accepted / one.after.name, one.after.read_bytes())
    order = {shot.name: number for number, shot in enumerate(SHOTS)}
    told: dict[str, Any] = {
        **{key: now[key] for key in now if key not in ("failed", "left_out")},
        "pictures": sorted(kept.values(), key=lambda line: order.get(line["name"], len(order))),
    }
    _replaced(accepted / LIST, json.dumps(told, ensure_ascii=False, indent=1).encode())
    for one in chosen:
        if one.after is None and one.before is not None:
            one.before.unlink(missing_ok=True)


def _replaced(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(data)
    fresh.replace(path)
