"""`flows journal`: what an administrator does with the journal between runs."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from flows.cli.journal_key import domain_journal
from flows.cli.terminal import Json, agreed, json_line, messages, new_secret, results, stdin_line
from flows.errors import InputError
from flows.rotation import upkeep
from flows.rotation.journal import Journal, open_journal
from flows.rotation.keys import find_secret
from flows.rotation.seal import Passphrase, WrongPassphrase
from flows.rotation.store import journal_path
from flows.settings import Settings, read_settings

journal = typer.Typer()


@journal.callback()
def _group() -> None:
    """The journal between runs: forget its passwords, change its passphrase, join the journals of shards.

    Example: flows journal forget 3f2a81c0
    """


@journal.command()
def forget(
    run: Annotated[str, typer.Argument(help="The run's id, or its beginning: see `flows rotate status`.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask: the passwords are gone afterwards.")
    ] = False,
    json: Json = False,
) -> None:
    """Remove the passwords of a finished run for good; its outcomes stay.

    Example: flows journal forget 3f2a81c0
    """
    _, opened = known_journal()
    with opened, opened.run_lock():
        known = opened.run(run)
        if not yes and not _agreed(f"Remove the passwords of run {known.id[:8]} for good?"):
            raise InputError("Not confirmed; nothing was removed. In scripts, say --yes.")
        gone = upkeep.forget(opened, known.id)
    if json:
        json_line({"run": known.id, "removed": gone})
    else:
        results.print(f"{gone} passwords of run {known.id[:8]} were removed.")


@journal.command()
def rekey(
    passphrase_stdin: Annotated[
        bool, typer.Option("--passphrase-stdin", help="Read the new passphrase from standard input.")
    ] = False,
) -> None:
    """Protect every password anew with another passphrase; the old one no longer opens the journal.

    Example: flows journal rekey
    """
    _, opened = known_journal()
    with opened, opened.run_lock():
        sealed = upkeep.rekey(opened, Passphrase(_new_passphrase(passphrase_stdin)))
    results.print(f"{sealed} passwords are sealed with the new passphrase. Set FLOWS_JOURNAL_KEY to it.")


@journal.command()
def merge(
    directories: Annotated[
        list[Path], typer.Argument(help="The other machines' FLOWS_STATE_DIR, brought here.")
    ],
    passphrase_stdin: Annotated[
        bool, typer.Option("--passphrase-stdin", help="Their passphrase, where it is not ours, from stdin.")
    ] = False,
    json: Json = False,
) -> None:
    """Take in the journals of a run's other shards; again and again does no harm.

    Example: flows journal merge ./from-machine-2 ./from-machine-3
    """
    settings, opened = known_journal()
    theirs = SecretStr(stdin_line()) if passphrase_stdin else settings.journal_key
    with opened, opened.run_lock(), ExitStack() as others:
        shards = [others.enter_context(_shard(place, settings, theirs)) for place in directories]
        for shard in shards:
            others.enter_context(shard.run_lock())
        came = {
            str(place): upkeep.merge(opened, shard) for place, shard in zip(directories, shards, strict=True)
        }
    if json:
        json_line([{"from": place, "accounts": accounts} for place, accounts in came.items()])
    else:
        for place, accounts in came.items():
            results.print(f"{accounts} accounts from {place}")


def known_journal() -> tuple[Settings, Journal]:
    """The settings, and the domain's journal. Raises InputError where there is none yet."""
    settings = read_settings()
    if not journal_path(settings.state_dir, settings.domain.casefold()).exists():
        raise InputError(
            f"There is no journal of {settings.domain} in {settings.state_dir} (FLOWS_STATE_DIR)."
        )
    return settings, domain_journal(settings, settings.domain)


def _shard(place: Path, settings: Settings, passphrase: SecretStr | None) -> Journal:
    domain = settings.domain.casefold()
    if not journal_path(place, domain).exists():
        raise InputError(f"There is no journal of {domain} in {place}; nothing was merged.")
    try:
        return open_journal(place, domain, find_secret(place, domain, passphrase))
    except WrongPassphrase as wrong:
        raise InputError(f"{place}: {wrong}. Give its passphrase with --passphrase-stdin.") from None


def _new_passphrase(from_stdin: bool) -> SecretStr:
    nobody = "No passphrase was given. Use --passphrase-stdin, or run it at a terminal."
    text = new_secret("New passphrase", from_stdin, nobody)
    if not text:
        raise InputError("The new passphrase is empty; nothing was changed.")
    return SecretStr(text)


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        return False
    messages.print("A password that nobody else has written down is lost with this.")
    return agreed(question)
