"""The ledger is data that holds together: ids, places, checks that exist and take what they are given."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from flows.errors import InputError
from flows.manual.check import COMPARED
from flows.manual.checks import CHECKS
from flows.manual.ledger import Statement, editions, load_ledger
from flows.manual.report.wording import MEANWHILE
from flows.manual.trials import TRIALS
from flows.manual.walks import STEPS, WALKS
from flows.wording import SCREENS

LEDGERS = {name: load_ledger(name) for name in editions()}
STATEMENTS = [
    pytest.param(statement, id=f"{name}:{statement.id}")
    for name, ledger in LEDGERS.items()
    for statement in ledger.statements
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_every_statement_can_be_tried_as_it_says(statement: Statement) -> None:
    check = statement.check
    if check is None or check.kind == COMPARED:
        return
    given = dict(check.given)
    if check.kind in ("step", "new-window"):
        assert statement.step in STEPS
        given["step_id"] = statement.step
    inspect.signature(CHECKS[check.kind]).bind(None, **{k.replace("-", "_"): v for k, v in given.items()})
    assert check.walk in ("", *WALKS)
    assert given.get("trial", "own-short") in TRIALS
    screen = {"action-menu": "webmail"}.get(given.get("screen", ""), given.get("screen", ""))
    parts = [each["part"] for each in given.get("shows", []) if isinstance(each, dict)]
    for part in [*parts, *given.get("parts", []), *([given["part"]] if "part" in given else [])]:
        assert part in SCREENS[screen]


@pytest.mark.parametrize("name", LEDGERS)
def test_every_section_of_the_manual_has_statements_in_both_languages(name: str) -> None:
    ledger = LEDGERS[name]
    assert len(ledger.statements) >= 40
    for section in ledger.sections:
        assert ledger.of(section), section.id
    for statement in ledger.statements:
        assert statement.says.ja != statement.says.en


def test_every_step_of_a_procedure_is_a_statement_of_the_manual() -> None:
    told = {statement.step for statement in load_ledger().statements}
    with_saves = {"2-1-3/admin/STEP2"}  # told in pieces: the boxes, the button, what is typed
    assert set(STEPS) - told <= with_saves


def test_what_was_sent_to_the_server_is_told_in_both_languages() -> None:
    assert {f"walk: {walk}" for walk in WALKS} | {f"trial: {trial}" for trial in TRIALS} <= set(MEANWHILE)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('id = "9/x"', "belongs to none of the sections"),
        (
            'id = "0/x"\nreason = {ja = "a", en = "b"}\ncheck = {kind = "compare"}',
            "either a check or a reason",
        ),
        ('id = "0/x"\nreason = {ja = "a", en = "b"}\nfacts = [{colour = "red"}]', "no fact has colour"),
        ('id = "0/x"\nreason = {ja = "a", en = "b"}\nmood = "glad"', "knows no mood"),
    ],
)
def test_a_faulty_ledger_is_refused_with_the_entry_named(entry: str, says: str, tmp_path: Path) -> None:
    ledger = tmp_path / "other.toml"
    ledger.write_text(
        '[edition]\ntitle = "a"\nenglish = "b"\nnumber = "1"\n[[section]]\nid = "0"\nja = "a"\nen = "b"\n'
        f'[[statement]]\nplace = "text"\nja = "あ"\nen = "a"\n{entry}\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError, match=says):
        load_ledger(ledger)
