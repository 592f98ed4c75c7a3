"""The lock file pins what pyproject.toml asks for, each file by its hash, and says nothing of whoever made it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements" / "development.txt").read_text(encoding="utf-8")
PINNED = re.compile(r"^(\S+)==(\S+)(?: ;[^\\\n]*)?((?: \\\n {4}--hash=sha256:[0-9a-f]{64})+)$", re.M)


def test_every_dependency_is_pinned_within_its_bounds_and_has_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        Requirement(one) for one in (*project["dependencies"], *project["optional-dependencies"]["test"])
    ]
    pinned = {name: version for name, version, _ in PINNED.findall(LOCK)}
    assert [one.name for one in wanted if canonicalize_name(one.name) not in pinned] == []
    assert [str(one) for one in wanted if pinned[canonicalize_name(one.name)] not in one.specifier] == []
    assert len(pinned) == len(re.findall(r"^\S.*==", LOCK, re.M)), "one has no hash"


def test_the_lock_names_no_host_and_no_place_on_a_machine() -> None:
    assert re.findall(r"https?:|file:|--index|--find|^.*(?:/home|/tmp|/opt|/root).*$", LOCK, re.M) == []
