"""The house holds: imports run one way, types and style are clean, settings and commands are documented."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from flows.cli import app
from flows.settings import Settings

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"]],
    ids=["style", "format", "types", "imports"],
)
def test_the_house_rules_hold(command: list[str]) -> None:
    done = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_setting_stands_in_the_example_and_no_other() -> None:
    example = set(
        re.findall(r"^#?(FLOWS_[A-Z0-9_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.M)
    )
    assert example == {f"FLOWS_{name.upper()}" for name in Settings.model_fields} | {"FLOWS_SECRETS_DIR"}


def test_the_help_imports_no_playwright() -> None:
    script = "import sys; sys.argv = ['flows', '--help']\n"
    script += "from flows.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    script += "assert not [name for name in sys.modules if name.startswith('playwright')]"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def commands() -> list[str]:
    group = get_command(app)
    assert hasattr(group, "commands")
    return sorted(group.commands)


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_readme_and_its_help_begins_with_a_sentence_and_an_example(name: str) -> None:
    assert f"flows {name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    for each, path in [(command, name), *_parts_of(command, name)]:
        assert (each.help or "").split("\n\n")[1].startswith(f"Example: flows {path}"), path


def test_both_readmes_tell_of_the_same_commands_in_the_same_order() -> None:
    english, japanese = (
        re.findall(
            r"^(#+) |^\| (`.+?`) |^(\.venv/bin/[^#\n]*[^#\s])",
            (ROOT / name).read_text(encoding="utf-8"),
            re.M,
        )
        for name in ("README.md", "README.ja.md")
    )
    assert english == japanese


def _parts_of(group: Any, name: str) -> list[tuple[Any, str]]:
    return [(command, f"{name} {part}") for part, command in getattr(group, "commands", {}).items()]
