"""What people see: progress and messages on standard error, results on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.errors import InputError
from flows.records import is_legible
from flows.steps import Step


class Literal(Console):
    """Prints every text as it is, with its control characters shown: a site's words must not steer a terminal."""

    def print(self, *objects: Any, **how: Any) -> None:
        super().print(*(_lines(one) if isinstance(one, str) else one for one in objects), **how)


messages = Literal(stderr=True, highlight=False, markup=False)
results = Literal(highlight=False, markup=False)

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def plain(text: object) -> Text:
    """Text of the site, with its control characters shown and none obeyed."""
    return Text("".join(c if is_legible(c) else repr(c)[1:-1] for c in str(text)))


def _lines(text: str) -> Text:
    return Text("\n").join(plain(line) for line in text.split("\n"))


def table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], console: Console = results
) -> None:
    """Print a table of results; values are taken literally."""
    drawn = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*(plain(value) for value in row))
    console.print(drawn)


def json_line(document: Any) -> None:
    """Print one JSON document on a line of its own."""
    typer.echo(machine_text(json.dumps(document, ensure_ascii=False)))


def machine_text(line: str) -> str:
    """A line of JSON in which what could steer a terminal is escaped; it means the same."""
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)


def secret(prompt: str, from_stdin: bool, *, twice: bool = False) -> str:
    """A line of standard input, or what is typed unseen."""
    return stdin_line() if from_stdin else unseen(prompt, twice=twice)


def new_secret(prompt: str, from_stdin: bool, nobody: str) -> str:
    """The same, typed twice. Raises InputError with the words of `nobody` where nobody sits at a terminal."""
    if not from_stdin and not sys.stdin.isatty():
        raise InputError(nobody)
    return secret(prompt, from_stdin, twice=True)


def unseen(prompt: str, *, twice: bool = False) -> str:
    """What somebody types without its being shown."""
    with _left_by_ctrl_c():
        typed: str = typer.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True)
        return typed


def agreed(question: str) -> bool:
    """Whether somebody says yes."""
    with _left_by_ctrl_c():
        return typer.confirm(question, err=True)


@contextmanager
def _left_by_ctrl_c() -> Iterator[None]:
    """Ctrl-C at a question ends the command as it does anywhere else: 130. Typer would say 1."""
    try:
        yield
    except typer.Abort:
        raise KeyboardInterrupt from None


def stdin_line() -> str:
    return sys.stdin.readline().rstrip("\r\n")


class Progress:
    """An observer that says which of the manual's steps is being walked."""

    def before(self, step: Step, page: object) -> None:
        messages.print(f"  {step.id}  {step.says}", style="dim")

    def after(self, step: Step, page: object) -> None: ...


@contextmanager
def busy(doing: str) -> Iterator[None]:
    """A line that turns while something takes its time; a plain line where nobody watches."""
    if messages.is_terminal:
        with messages.status(doing):
            yield
    else:
        messages.print(doing)
        yield
