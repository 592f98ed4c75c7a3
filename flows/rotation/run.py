"""The engine: workers as threads, one account at a time each; canaries, a brake, an orderly stop.

Everything that matters is in the journal before it happens; the engine may be killed at any point.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from typing import TypeVar

from flows.doors.door import Door
from flows.errors import BrakePulled, FlowsError, GuardStopped, InputError, SiteError
from flows.records import Outcome
from flows.rotation.account import AccountTurn, Settled
from flows.rotation.budget import Budget, CountedDoor
from flows.rotation.hand import Hand, Pace
from flows.rotation.journal import Journal
from flows.rotation.life import IN_DOUBT, OPEN, Item, Run, State
from flows.rotation.listen import Began, Ended, Listener, Stopping, WorkerLost, nobody, undisturbed
from flows.rotation.plan import Plan
from flows.rotation.signals import Asked, heard
from flows.rotation.stages import Stage, stages
from flows.rotation.worker import NoWorker, WorkerFactory


@dataclass(frozen=True)
class Terms:
    """How a run behaves. `rate` is accounts a minute over all workers, None for as fast as they go.

    `canaries` are the sizes of the first stages; a stage in which nothing succeeded stops the run, and so do more
    than `max_failures` accounts refused or failed, or the first result that nobody can explain. `grace` is how many
    seconds the site is given to finish a Save without an answer before somebody looks.
    """

    workers: int = 4
    max_failures: int = 10
    canaries: tuple[int, ...] = (1, 5)
    rate: float | None = None
    tries: int = 3
    prove: bool = True
    grace: float = 5.0
    budget: Budget = field(default_factory=Budget)


@dataclass(frozen=True)
class Finish:
    """How a run ended, and the exit code that scripts rely on. `tried` is whether anything was, this time."""

    run: Run
    error: FlowsError | None = None
    interrupted: bool = False
    tried: bool = True

    @property
    def stopped_by(self) -> str:
        """What kept the run from its end, in words; empty where it came to it."""
        return str(self.error) if self.error else "interrupted" if self.interrupted else ""

    @property
    def exit_code(self) -> int:
        counts = self.run.counts
        if self.interrupted:
            return 130
        if self.error and not self._told_by_the_accounts(self.error):
            return self.error.exit_code
        if counts.get(State.UNKNOWN) or counts.get(State.TRYING):
            return 4
        return 1 if self.error or counts.get(State.REFUSED) or counts.get(State.FAILED) else 0

    def _told_by_the_accounts(self, error: FlowsError) -> bool:
        """Our own brake where it came too late to spare an account; bad input, whose code says “nothing was tried”; a
        site that went away while something was in doubt there, for of the two that is the graver.
        """
        if isinstance(error, SiteError):
            return any(self.run.counts.get(state) for state in IN_DOUBT)
        if isinstance(error, BrakePulled):
            return not any(self.run.counts.get(state) for state in (State.PLANNED, State.TRYING))
        return isinstance(error, InputError) and self.tried


def rotate(
    journal: Journal, plan: Plan, factory: WorkerFactory, terms: Terms = Terms(), tell: Listener = nobody
) -> Finish:
    """Write the plan down and carry it out. Raises RunInProgress where another run holds the domain."""
    with journal.run_lock(), heard() as asked:
        run = journal.start_run(plan)
        return _Engine(journal, run, factory, terms, undisturbed(tell), asked).go(OPEN)


def resume(
    journal: Journal, run: Run, factory: WorkerFactory, terms: Terms = Terms(), tell: Listener = nobody
) -> Finish:
    """Take up a stopped run: what is finished is not touched, what is in doubt is looked at first.

    Raises InputError for a run whose secrets were forgotten, RunInProgress.
    """
    if run.forgotten_at:
        raise InputError(f"the secrets of run {run.id[:8]} were forgotten; plan a new run")
    with journal.run_lock(), heard() as asked:
        run = journal.run(run.id)
        return _Engine(journal, run, factory, terms, undisturbed(tell), asked).go(run.taken_up)


T = TypeVar("T")


class _Engine:
    def __init__(
        self,
        journal: Journal,
        run: Run,
        factory: WorkerFactory,
        terms: Terms,
        tell: Listener,
        asked: Asked,
    ) -> None:
        self.journal = journal
        self.run = run
        self.factory = factory
        self.terms = terms
        self.tell = tell
        self.asked = asked
        self.work: queue.SimpleQueue[Item | None] = queue.SimpleQueue()
        self.done: queue.SimpleQueue[tuple[Item, Settled | NoWorker | None]] = queue.SimpleQueue()
        self.stopping = threading.Event()
        self.pace = Pace(terms.rate, self.stopping)
        self.error: FlowsError | None = None
        self.interrupted = False
        self.failures = 0
        self.bench = threading.RLock()
        self.alive = 0

    def go(self, states: Container[State]) -> Finish:
        before = self.journal.items(self.run.id)
        items = [item for item in before if item.state in states]
        succeeded = sum(self.run.counts.get(state, 0) for state in (State.CHANGED, State.UNCHANGED))
        self.tell(Began(len(items)))
        threads = self._threads(len(items))
        for stage in stages(items, succeeded, self.terms.canaries):
            if not self.stopping.is_set():
                self._carry_out(stage)
        for _ in threads:
            self.work.put(None)
        for thread in threads:
            while thread.is_alive():
                self._waiting(thread.join)
        try:
            self.journal.end_run(self.run.id, self._ending())
        except InputError as unwritten:
            self.error = self.error or unwritten
        run = self.journal.run(self.run.id)
        self.tell(Ended(run.counts))
        return Finish(run, self.error, self.interrupted, tried=self.journal.items(run.id) != before)

    def _threads(self, most: int) -> list[threading.Thread]:
        threads = [
            threading.Thread(target=self._serve, args=(number,), name=f"worker {number}", daemon=True)
            for number in range(1, min(self.terms.workers, most) + 1)
        ]
        self.alive = len(threads)
        for thread in threads:
            thread.start()
        return threads

    # -- the main thread -------------------------------------------------------------------------------------

    def _carry_out(self, stage: Stage) -> None:
        """Hand out a stage and wait for it; what is not yet in hand is taken back when the run stops."""
        for item in stage.items:
            self.work.put(item)
        left, good = len(stage.items), 0
        while left:
            if self.stopping.is_set():
                left -= self._taken_back()
                if not left:
                    break
            answer = self._waiting(self.done.get)
            if answer is None:
                continue
            item, settled = answer
            left -= 1
            if isinstance(settled, NoWorker):
                left += self._lost_worker(item, settled)
            elif settled is not None:
                good += settled.outcome in (Outcome.CHANGED, Outcome.UNCHANGED)
        if stage.canary and not good and not self.stopping.is_set():
            self._stop(BrakePulled("none of the first accounts could be changed; see why, then --resume"))

    def _judge(self, settled: Settled) -> None:
        """In the worker's own thread, so that the brake holds before it takes another account."""
        with self.bench:
            self._judged(settled)

    def _judged(self, settled: Settled) -> None:
        if settled.outcome in (Outcome.REFUSED, Outcome.FAILED):
            self.failures += 1
        if settled.stop:
            self._stop(settled.stop)
        elif self.failures > self.terms.max_failures:
            self._stop(BrakePulled(f"{self.failures} accounts were refused or failed (--max-failures)"))

    def _lost_worker(self, item: Item, lost: NoWorker) -> int:
        """Give its account to another worker; without one, or turned away at sign-in, the run ends."""
        self.alive -= 1
        error = (
            lost.error
            if isinstance(lost.error, FlowsError)
            else FlowsError(f"unexpected {type(lost.error).__name__}")
        )
        if isinstance(error, InputError | GuardStopped) or not self.alive:
            self._stop(error)
            return 0
        self.work.put(self.journal.item(item.run, item.address))
        return 1

    def _stop(self, error: FlowsError) -> None:
        """The first reason stands, unless a graver one follows than our own brake."""
        with self.bench:
            if self.error is None or (
                isinstance(self.error, BrakePulled) and not isinstance(error, BrakePulled)
            ):
                self.error = error
            if not self.stopping.is_set():
                self.stopping.set()
                self.tell(Stopping(str(error)))

    def _taken_back(self) -> int:
        taken = 0
        while True:
            try:
                taken += self.work.get_nowait() is not None
            except queue.Empty:
                return taken

    def _waiting(self, wait: Callable[..., T]) -> T | None:
        """Wait in short turns, so that the wish to stop is heard soon."""
        if self.asked.to_stop and not self.interrupted:
            self.interrupted = True
            self.stopping.set()
            self.tell(Stopping("interrupted; the accounts in hand are finished first"))
        try:
            return wait(timeout=0.5)
        except queue.Empty:
            return None

    def _ending(self) -> str:
        if self.interrupted:
            return "interrupted"
        return f"stopped: {self.error}" if self.error else "done"

    # -- a worker's thread -----------------------------------------------------------------------------------

    def _serve(self, number: int) -> None:
        hand = Hand(number, self.factory)
        turn = AccountTurn(
            self.journal, self.run, hand, self._counted, self.tell,
            tries=self.terms.tries, prove=self.terms.prove, grace=self.terms.grace,
        )  # fmt: skip
        try:
            lost = hand.get_ready()
            while (item := self.work.get()) is not None:
                answer = lost or self._one(turn, item)
                self.done.put((item, answer))
                if isinstance(answer, NoWorker):
                    self.tell(WorkerLost(number, str(answer)))
                    return
        finally:
            hand.close()

    def _one(self, turn: AccountTurn, item: Item) -> Settled | NoWorker | None:
        if not self.pace.wait():
            return None
        try:
            settled = turn.take(item)
        except NoWorker as lost:
            if isinstance(lost.error, InputError):
                self._stop(lost.error)  # at once: a sign-in that was refused is not repeated by every worker
            return lost
        except Exception as error:
            return NoWorker(error)
        self._judge(settled)
        return settled

    def _counted(self, door: Door) -> CountedDoor:
        return CountedDoor(door, self.journal, self.terms.budget, run=self.run.id)
