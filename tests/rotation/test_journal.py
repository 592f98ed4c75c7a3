"""The journal: sealed, private, whole; no password overwritten, none sent again after a refusal."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows.errors import FlowsError, InputError
from flows.private import private_file
from flows.records import Outcome
from flows.rotation.journal import Journal, open_journal
from flows.rotation.life import OPEN, Standing, State
from flows.rotation.lock import RunInProgress
from flows.rotation.plan import Entry, Plan
from flows.rotation.seal import JournalDamaged, KeyringKey, Passphrase, WrongPassphrase, new_seal
from flows.rotation.store import SCHEMA, header, journal_path
from flows.rotation.upkeep import forget, merge, rekey

DOMAIN = "example.jp"
AOI = "aoi@example.jp"
KEY = Passphrase(SecretStr("正しい馬 battery"), cost=2**4)
OTHER_KEY = Passphrase(SecretStr("other"), cost=2**4)
NEW, OLD, NEWER = (SecretStr(f"Marked-{word}-secret") for word in ("new", "old", "newer"))


def plan(*entries: Entry) -> Plan:
    return Plan(entries or (Entry(AOI, "青井 葵", NEW, current=OLD),))


@pytest.fixture
def state_dir(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def journal(state_dir: Path) -> Iterator[Journal]:
    with open_journal(state_dir, DOMAIN, KEY) as opened:
        yield opened


def standings(journal: Journal, address: str = AOI) -> dict[str, str]:
    return {
        one.password.get_secret_value(): one.standing for one in journal.candidates(address) if one.password
    }


def test_a_plan_is_written_down_before_anything_is_tried(journal: Journal) -> None:
    run = journal.start_run(plan(Entry(AOI, wanted=NEW), Entry("root@example.jp", skipped="protected: root")))
    assert run.counts == {State.PLANNED: 1, State.SKIPPED: 1}
    assert [item.reason for item in journal.items(run.id, [State.SKIPPED])] == ["protected: root"]
    assert journal.unfinished_run() == run


def test_a_stopped_run_is_found_behind_a_later_one_and_has_not_what_the_later_one_took(
    journal: Journal,
) -> None:
    stopped = journal.start_run(plan(Entry(AOI, wanted=NEW), Entry("mei@example.jp", wanted=NEW)))
    later = journal.start_run(plan(Entry(AOI, wanted=NEWER)))
    assert journal.unfinished_run() == later
    journal.begin_try(later.id, AOI)
    journal.settle(later.id, AOI, Outcome.CHANGED, proof="site")
    found = journal.unfinished_run()
    assert found is not None
    assert found.id == stopped.id
    left = [item.address for item in journal.items(stopped.id, OPEN)]
    assert left == ["mei@example.jp"]
    assert journal.item(stopped.id, AOI).reason == "a later run has it"


def test_of_a_plan_of_one_only_a_doubt_is_taken_up_by_a_later_run(journal: Journal) -> None:
    entry = Entry(AOI, wanted=NEW)
    stopped = journal.start_run(plan(Entry("mei@example.jp", wanted=NEW)))
    single = journal.start_run(Plan((entry,), of_one=True))
    assert journal.unfinished_run() == stopped
    journal.begin_try(single.id, AOI)
    assert journal.unfinished_run() == journal.run(single.id)
    journal.settle(single.id, AOI, Outcome.FAILED, "the console is away")
    assert journal.unfinished_run() == stopped


def test_a_forgotten_run_hides_no_run_that_was_stopped(journal: Journal) -> None:
    stopped = journal.start_run(plan(Entry("mei@example.jp", wanted=NEW)))
    failed = journal.start_run(plan())
    journal.settle(failed.id, AOI, Outcome.FAILED, "the console is away")
    forget(journal, failed.id)
    assert journal.unfinished_run() == stopped


def test_before_the_save_the_new_and_the_current_password_are_on_disk(
    journal: Journal, state_dir: Path
) -> None:
    run = journal.start_run(plan())
    journal.begin_try(run.id, AOI)
    with open_journal(state_dir, DOMAIN, KEY) as another_process:
        assert [one.password for one in another_process.doubts(AOI)] == [NEW]
        assert [one.password for one in another_process.current(AOI)] == [OLD]
        assert another_process.in_doubt() == [AOI]
        assert another_process.item(run.id, AOI).attempts == 1


def test_a_changed_password_is_known_and_the_one_before_is_kept(journal: Journal) -> None:
    run = journal.start_run(plan())
    journal.begin_try(run.id, AOI)
    journal.settle(run.id, AOI, Outcome.CHANGED, "Your changes have been saved.", proof="webmail")
    assert journal.known_password(AOI) == NEW
    assert standings(journal) == {NEW.get_secret_value(): "proven", OLD.get_secret_value(): "replaced"}
    assert list(journal.proven()) == [(AOI, "青井 葵", NEW)]
    assert journal.unfinished_run() is None


def test_a_doubt_never_overwrites_the_last_known_password(journal: Journal) -> None:
    first = journal.start_run(plan())
    journal.settle(first.id, AOI, Outcome.UNCHANGED, proof="webmail")
    second = journal.start_run(plan(Entry(AOI, wanted=NEWER)))
    journal.begin_try(second.id, AOI)
    journal.settle(second.id, AOI, Outcome.UNKNOWN, "no answer")
    assert journal.known_password(AOI) == NEW
    assert [one.password for one in journal.doubts(AOI)] == [NEWER]
    assert list(journal.proven()) == []


def test_a_refused_password_is_kept_and_can_never_be_sent_again(journal: Journal) -> None:
    run = journal.start_run(plan())
    journal.begin_try(run.id, AOI)
    journal.settle(run.id, AOI, Outcome.REFUSED, "too weak")
    assert standings(journal)[NEW.get_secret_value()] == Standing.REFUSED
    with pytest.raises(InputError, match="not sent again"):
        journal.begin_try(run.id, AOI)
    assert journal.item(run.id, AOI).attempts == 1


def test_a_refusal_for_its_form_puts_another_in_its_place(journal: Journal) -> None:
    run = journal.start_run(plan(Entry(AOI, wanted=NEW, generated=True)))
    journal.begin_try(run.id, AOI)
    journal.refused_for_its_form(run.id, AOI, "too weak", NEWER)
    assert journal.wanted(run.id, AOI).password == NEWER
    assert standings(journal) == {NEWER.get_secret_value(): "wanted", NEW.get_secret_value(): "refused"}


def test_a_look_that_finds_the_old_password_proves_it_and_lifts_the_doubt(journal: Journal) -> None:
    run = journal.start_run(plan())
    journal.begin_try(run.id, AOI)
    old = journal.current(AOI)[0]
    journal.not_written(run.id, AOI, "the old one opens", proven=old, proof="webmail")
    assert (journal.known_password(AOI), journal.doubts(AOI)) == (OLD, [])
    assert journal.item(run.id, AOI).state is State.PLANNED


def test_the_history_keeps_every_state_in_order(journal: Journal) -> None:
    run = journal.start_run(plan())
    journal.begin_try(run.id, AOI)
    journal.settle(run.id, AOI, Outcome.CHANGED, "saved")
    history = journal.read("SELECT state, reason FROM history WHERE address = ? ORDER BY rowid", (AOI,))
    assert [tuple(row) for row in history] == [(State.TRYING, ""), (State.CHANGED, "saved")]


def test_addresses_are_the_same_in_any_case(journal: Journal) -> None:
    run = journal.start_run(plan())
    journal.begin_try(run.id, AOI.upper())
    assert journal.doubts("Aoi@Example.JP")


def test_no_password_stands_in_the_files_in_the_clear(journal: Journal, state_dir: Path) -> None:
    run = journal.start_run(plan())
    journal.begin_try(run.id, AOI)
    files = list(state_dir.iterdir())
    assert any(file.name.endswith("-wal") for file in files)
    for secret in (NEW, OLD):
        for form in ("utf-8", "utf-16-le"):
            assert not any(secret.get_secret_value().encode(form) in file.read_bytes() for file in files)
    assert "secret" not in repr(journal.candidates(AOI)) + repr(journal.items(run.id))


def test_everything_is_for_the_owner_alone(journal: Journal, state_dir: Path) -> None:
    journal.start_run(plan())
    with journal.run_lock():
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in state_dir.iterdir()}
    assert set(modes.values()) == {0o600}
    assert {"example.jp.journal", "example.jp.journal-wal", "example.jp.lock"} <= set(modes)
    assert stat.S_IMODE(state_dir.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["example.jp.journal", ".", "example.jp.journal-wal"])
def test_a_journal_that_others_can_read_is_refused_with_the_remedy(state_dir: Path, name: str) -> None:
    open_journal(state_dir, DOMAIN, KEY).close()
    path = state_dir / name
    path.touch()
    path.chmod(0o750 if path.is_dir() else 0o644)
    with pytest.raises(InputError, match=r"chmod [67]00"):
        open_journal(state_dir, DOMAIN, KEY)


@pytest.mark.parametrize("domain", ["", "../etc", "a/b", "a\\b", ".", "a..b", "é..jp", "x\ny", "-"])
def test_a_domain_never_leads_to_a_file_elsewhere(state_dir: Path, domain: str) -> None:
    with pytest.raises(InputError, match="no domain name"):
        open_journal(state_dir, domain, KEY)


def test_a_wrong_passphrase_is_told_apart_from_damage(state_dir: Path) -> None:
    with open_journal(state_dir, DOMAIN, KEY) as journal:
        journal.start_run(plan())
    with pytest.raises(WrongPassphrase, match="does not open it") as wrong:
        open_journal(state_dir, DOMAIN, OTHER_KEY)
    assert "other" not in str(wrong.value)
    with pytest.raises(WrongPassphrase, match="protected by a passphrase"):
        open_journal(state_dir, DOMAIN, KeyringKey(SecretStr("A" * 44)))


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE journal SET seal = replace(seal, '\"n\": 16', '\"n\": 32')",
        "UPDATE journal SET seal = '{}'",
        "UPDATE journal SET seal = 'x'",
    ],
)
def test_a_changed_header_is_damage_and_no_wrong_passphrase(state_dir: Path, harm: str) -> None:
    open_journal(state_dir, DOMAIN, KEY).close()
    with sqlite3.connect(journal_path(state_dir, DOMAIN)) as database:
        database.execute(harm)
    with pytest.raises(JournalDamaged, match="header"):
        open_journal(state_dir, DOMAIN, KEY)


def test_an_overwritten_file_is_damage(state_dir: Path) -> None:
    with open_journal(state_dir, DOMAIN, KEY) as journal:
        journal.start_run(plan(*(Entry(f"user{n}@example.jp", wanted=NEW) for n in range(200))))
    path = journal_path(state_dir, DOMAIN)
    whole = path.read_bytes()
    for broken in (b"x" * len(whole), whole[:8192] + b"\xff" * 8192 + whole[16384:]):
        path.write_bytes(broken)
        with pytest.raises(JournalDamaged, match="damaged"):
            open_journal(state_dir, DOMAIN, KEY)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE candidates SET password = cast(substr(password, 1, length(password) - 1) || x'00' AS BLOB)",
        "UPDATE candidates SET address = 'beru@example.jp'",
        "UPDATE candidates SET password = (SELECT password FROM candidates o WHERE o.id <> candidates.id)",
        "UPDATE candidates SET password = x''",
    ],
)
def test_a_password_that_was_touched_or_moved_does_not_open(state_dir: Path, harm: str) -> None:
    with open_journal(state_dir, DOMAIN, KEY) as journal:
        run = journal.start_run(plan())
    with sqlite3.connect(journal_path(state_dir, DOMAIN)) as database:
        database.execute(harm)
    with open_journal(state_dir, DOMAIN, KEY) as journal:
        touched = journal.candidates(AOI) or journal.candidates("beru@example.jp")
        assert None in [one.password for one in touched]
        with pytest.raises(JournalDamaged, match=r"password of \w+@"):
            journal.wanted(run.id, AOI)


def test_a_random_key_from_the_keyring_serves_too(state_dir: Path) -> None:
    key = KeyringKey(SecretStr("q" * 43 + "="))
    with open_journal(state_dir, DOMAIN, key) as journal:
        journal.start_run(plan())
    with open_journal(state_dir, DOMAIN, key) as journal:
        assert standings(journal)[NEW.get_secret_value()] == "wanted"
    with pytest.raises(WrongPassphrase):
        open_journal(state_dir, DOMAIN, KeyringKey(SecretStr("r" * 43 + "=")))


def test_the_header_names_its_parameters_and_can_be_read_without_the_key(state_dir: Path) -> None:
    assert header(journal_path(state_dir, DOMAIN)) is None
    open_journal(state_dir, DOMAIN, KEY).close()
    said = header(journal_path(state_dir, DOMAIN)) or ""
    assert all(word in said for word in ('"kdf": "scrypt"', '"n": 16', '"r": 8', '"p": 1', '"salt"'))


def test_a_new_key_seals_everything_anew(state_dir: Path) -> None:
    with open_journal(state_dir, DOMAIN, KEY) as journal:
        journal.start_run(plan())
        assert rekey(journal, OTHER_KEY) == 2
        assert standings(journal)[NEW.get_secret_value()] == "wanted"
    with pytest.raises(WrongPassphrase):
        open_journal(state_dir, DOMAIN, KEY)
    with open_journal(state_dir, DOMAIN, OTHER_KEY) as journal:
        assert standings(journal)[OLD.get_secret_value()] == "claimed"


def test_forgetting_a_finished_run_removes_its_secrets_and_keeps_its_outcomes(journal: Journal) -> None:
    run = journal.start_run(plan())
    journal.begin_try(run.id, AOI)
    with pytest.raises(InputError, match="--resume"):
        forget(journal, run.id)
    journal.settle(run.id, AOI, Outcome.CHANGED, "saved", proof="webmail")
    sealed = [row["password"] for row in journal.read("SELECT password FROM candidates", ())]
    assert forget(journal, run.id[:8]) == 2
    assert (journal.known_password(AOI), list(journal.proven())) == (None, [])
    assert journal.run(run.id).counts == {State.CHANGED: 1}
    assert journal.run(run.id).forgotten_at
    for path in journal.path.parent.iterdir():
        assert not any(text in path.read_bytes() for text in sealed), path


def test_a_journal_that_cannot_be_wiped_is_one_sentence(journal: Journal) -> None:
    journal.read("PRAGMA query_only = ON", ())
    with pytest.raises(FlowsError, match="The journal was changed, but"):
        journal.wipe()


def test_a_run_in_doubt_is_not_forgotten(journal: Journal) -> None:
    run = journal.start_run(plan())
    journal.begin_try(run.id, AOI)
    journal.settle(run.id, AOI, Outcome.UNKNOWN, "no answer")
    with pytest.raises(InputError, match="not finished"):
        forget(journal, run.id)


def test_journals_of_shards_merge_under_their_own_keys_and_again_without_harm(tmp_path: Path) -> None:
    beru = "beru@example.jp"
    with (
        open_journal(tmp_path / "one", DOMAIN, KEY) as one,
        open_journal(tmp_path / "two", DOMAIN, OTHER_KEY) as two,
    ):
        for journal, address, password in ((one, AOI, NEW), (two, beru, NEWER)):
            run = journal.start_run(plan(Entry(address, wanted=password)))
            journal.begin_try(run.id, address)
            journal.settle(run.id, address, Outcome.CHANGED, "saved", proof="webmail")
        assert merge(one, two) == 1
        before = one.read("SELECT (SELECT count(*) FROM history), (SELECT count(*) FROM candidates)", ())
        merge(one, two)
        after = one.read("SELECT (SELECT count(*) FROM history), (SELECT count(*) FROM candidates)", ())
        assert [tuple(row) for row in before] == [tuple(row) for row in after]
        assert [(address, password) for address, _, password in one.proven()] == [(AOI, NEW), (beru, NEWER)]
        assert len(one.runs()) == 2


def test_where_two_journals_know_an_account_the_later_proof_stands(tmp_path: Path) -> None:
    with (
        open_journal(tmp_path / "one", DOMAIN, KEY) as one,
        open_journal(tmp_path / "two", DOMAIN, KEY) as two,
    ):
        for journal, password in ((two, NEW), (one, NEWER)):
            run = journal.start_run(plan(Entry(AOI, wanted=password)))
            journal.settle(run.id, AOI, Outcome.CHANGED, proof="webmail")
        merge(one, two)
        merge(two, one)
        assert (one.known_password(AOI), two.known_password(AOI)) == (NEWER, NEWER)
        assert standings(one) == {NEWER.get_secret_value(): "proven", NEW.get_secret_value(): "replaced"}


@pytest.mark.parametrize("ending", [Outcome.UNKNOWN, Outcome.FAILED, None])
@pytest.mark.parametrize("again", [1, 2], ids=["merged once", "merged twice"])
def test_what_was_settled_since_on_another_machine_is_not_taken_up_again(
    tmp_path: Path, ending: Outcome | None, again: int
) -> None:
    mei = "mei@example.jp"
    with (
        open_journal(tmp_path / "one", DOMAIN, KEY) as one,
        open_journal(tmp_path / "two", DOMAIN, KEY) as two,
    ):
        shard = two.start_run(plan(Entry(AOI, wanted=NEW), Entry(mei, wanted=NEW)))
        if ending:
            two.begin_try(shard.id, AOI)
            two.settle(shard.id, AOI, ending, "no answer")
        settled = one.start_run(plan(Entry(AOI, wanted=NEWER)))
        one.settle(settled.id, AOI, Outcome.CHANGED, proof="webmail")
        for _ in range(again):
            merge(one, two)
        assert (one.in_doubt(), one.known_password(AOI)) == ([], NEWER)
        item = one.item(shard.id, AOI)
        assert (item.state, item.reason) == (State.SKIPPED, "a later run has it")
        assert [item.address for item in one.items(shard.id, OPEN)] == [mei]
        history = one.read("SELECT state FROM history WHERE run = ? ORDER BY rowid", (shard.id,))
        assert [row["state"] for row in history][-1] == State.SKIPPED
        assert [row["state"] for row in history].count(State.SKIPPED) == 1


def test_what_was_planned_or_tried_after_another_machine_s_proof_stays_open(tmp_path: Path) -> None:
    with (
        open_journal(tmp_path / "one", DOMAIN, KEY) as one,
        open_journal(tmp_path / "two", DOMAIN, KEY) as two,
    ):
        settled = one.start_run(plan(Entry(AOI, wanted=NEW), Entry("mei@example.jp", wanted=NEW)))
        for address in (AOI, "mei@example.jp"):
            one.settle(settled.id, address, Outcome.CHANGED, proof="webmail")
        later = two.start_run(plan(Entry(AOI, wanted=NEWER), Entry("mei@example.jp", wanted=NEWER)))
        two.begin_try(later.id, AOI)
        merge(one, two)
        assert one.run(later.id).counts == {State.TRYING: 1, State.PLANNED: 1}
        assert (one.in_doubt(), one.known_password(AOI)) == ([AOI], NEW)


def test_a_doubt_that_outlasts_another_machine_s_proof_stays_a_doubt(tmp_path: Path) -> None:
    with (
        open_journal(tmp_path / "one", DOMAIN, KEY) as one,
        open_journal(tmp_path / "two", DOMAIN, KEY) as two,
    ):
        settled, doubted = one.start_run(plan()), two.start_run(plan(Entry(AOI, wanted=NEWER)))
        two.begin_try(doubted.id, AOI)
        one.settle(settled.id, AOI, Outcome.CHANGED, proof="webmail")
        two.settle(doubted.id, AOI, Outcome.UNKNOWN, "no answer")
        merge(one, two)
        assert (one.in_doubt(), one.item(doubted.id, AOI).state) == ([AOI], State.UNKNOWN)


def test_an_older_copy_does_not_set_an_account_back(tmp_path: Path) -> None:
    with (
        open_journal(tmp_path / "one", DOMAIN, KEY) as one,
        open_journal(tmp_path / "two", DOMAIN, KEY) as two,
    ):
        run = one.start_run(plan())
        one.begin_try(run.id, AOI)
        merge(two, one)
        one.settle(run.id, AOI, Outcome.CHANGED, proof="webmail")
        merge(one, two)
        assert one.item(run.id, AOI).state is State.CHANGED
        assert (one.known_password(AOI), one.in_doubt()) == (NEW, [])


def test_two_runs_on_one_domain_exclude_each_other(journal: Journal, state_dir: Path) -> None:
    with open_journal(state_dir, DOMAIN, KEY) as another:
        with (
            journal.run_lock(),
            pytest.raises(RunInProgress, match=f"process {os.getpid()}"),
            another.run_lock(),
        ):
            pass
        with another.run_lock():
            pass
    with (
        journal.run_lock(),
        open_journal(state_dir, "example.com", KEY) as other_domain,
        other_domain.run_lock(),
    ):
        pass


def test_the_lock_of_a_process_that_died_is_free(journal: Journal, state_dir: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from flows.rotation.lock import run_lock\n"
        "with run_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(state_dir / "example.jp.lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(RunInProgress, match=str(holder.pid)), journal.run_lock():
        pass
    holder.kill()
    holder.communicate()
    with journal.run_lock():
        pass


def test_threads_may_write_at_once_and_nothing_is_lost(journal: Journal) -> None:
    run = journal.start_run(plan(*(Entry(f"user{n}@example.jp", wanted=NEW) for n in range(40))))

    def work(mine: int) -> None:
        for n in range(mine, 40, 8):
            journal.begin_try(run.id, f"user{n}@example.jp")
            journal.settle(run.id, f"user{n}@example.jp", Outcome.CHANGED, proof="site")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.run(run.id).counts == {State.CHANGED: 40}


def test_a_journal_of_before_is_brought_up_with_all_that_it_knows(state_dir: Path) -> None:
    state_dir.mkdir(mode=0o700)
    path = private_file(journal_path(state_dir, DOMAIN))
    with closing(sqlite3.connect(path)) as old, old:
        old.executescript(SCHEMA[0].read_text("utf-8"))
        old.execute("PRAGMA user_version = 1")
        old.execute("INSERT INTO journal VALUES (1, ?, ?)", (DOMAIN, new_seal(KEY)[1]))
        old.execute("INSERT INTO runs (id, started_at) VALUES ('before', 0)")
        old.execute("INSERT INTO probes VALUES ('before', ?, 'desk', 'imap', 'open', '', 0)", (AOI,))
    with open_journal(state_dir, DOMAIN, KEY, "https://mail.example.jp:443") as journal:
        assert [run.site for run in journal.runs()] == [""]
        assert [tuple(row) for row in journal.read("SELECT door, server, candidate FROM probes", ())] == [
            ("imap", "", "")
        ]
        assert journal.read("SELECT client FROM journal", ())[0][0]
        assert journal.start_run(plan()).site == "https://mail.example.jp:443"


def test_a_journal_of_a_newer_version_is_left_alone(state_dir: Path) -> None:
    open_journal(state_dir, DOMAIN, KEY).close()
    with sqlite3.connect(journal_path(state_dir, DOMAIN)) as database:
        database.execute(f"PRAGMA user_version = {len(SCHEMA) + 1}")
    with pytest.raises(InputError, match="newer version"):
        open_journal(state_dir, DOMAIN, KEY)


def test_writes_are_synchronised_to_disk(journal: Journal) -> None:
    assert [tuple(row) for row in journal.read("PRAGMA journal_mode", ())] == [("wal",)]
    assert [tuple(row) for row in journal.read("PRAGMA synchronous", ())] == [(2,)]
