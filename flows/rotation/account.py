"""One account in a worker's hand, from taken to settled. Nothing here knows of threads, or of a browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from flows.doors.door import Door
from flows.errors import BrakePulled, FlowsError, GuardStopped, InputError, SaveNotSent, SaveRefused
from flows.passwords import WEBMAIL, about_form, generate, read_rule
from flows.records import DoorState, Outcome
from flows.rotation.budget import CountedDoor
from flows.rotation.hand import Hand
from flows.rotation.journal import Journal
from flows.rotation.life import IN_DOUBT, Candidate, Item, Run, Standing, State
from flows.rotation.listen import Doing, Listener, Moved, Point
from flows.rotation.reconcile import Finding, Look, ask, look
from flows.rotation.worker import NoWorker, Task
from flows.secrecy.forms import cover_text, find


@dataclass(frozen=True)
class Settled:
    """How an account ended. `stop` is what must stop the run: a guard, or a result that nobody can explain."""

    outcome: Outcome
    stop: GuardStopped | None = None


class NotWritten(Exception):
    """Nothing was written, or a look has shown so: the account may be tried again."""

    def __init__(self, why: str, *, explained: bool = True) -> None:
        self.explained = explained
        super().__init__(why)


@dataclass
class AccountTurn:
    """Takes one account of a run to its end, through the journal, looking after every doubt."""

    journal: Journal
    run: Run
    hand: Hand
    counted: Callable[[Door], CountedDoor]
    tell: Listener
    tries: int = 3
    new_passwords: int = 2
    prove: bool = True
    grace: float = 0
    since: float = field(default=0.0, init=False)

    def take(self, item: Item) -> Settled:
        """Raises NoWorker."""
        self.since = time.time()
        self._at(item, Point.TAKEN)
        if self.run.of_one and item.state in IN_DOUBT:
            settled = self._failed(item, "")  # whoever wanted it decides whether it is tried again
        else:
            settled = self._resolve(item) or self._already_has_it(item) or self._change(item)
        self._at(item, Point.SETTLED)
        return settled

    # -- looking ---------------------------------------------------------------------------------------------

    def _resolve(self, item: Item) -> Settled | None:
        """Look at whatever an earlier try left in doubt; None where the account may be written."""
        if not self.journal.doubts(item.address):
            return None
        found = self._look(item)
        if found.finding is Finding.UNKNOWN and item.state is State.PLANNED:
            return None  # a new run is a new decision, and an administrator's reset needs no old password
        return self._after(item, found, "")

    def _after(self, item: Item, found: Look, why: str) -> Settled | None:
        """What a look means for an account in doubt; None where it may be tried again.

        Only an older password that opens lifts the doubt: a Save whose answer was lost may still be on its way.
        """
        reason = found.told(why)
        if found.opened and found.opened.password == self.journal.wanted(self.run.id, item.address).password:
            written = found.finding is Finding.CHANGED
            outcome = Outcome.CHANGED if written else Outcome.UNCHANGED
            return self._settle(item, outcome, reason, proof=self._door_name())
        if found.opened:
            self._not_written(item, reason, found.opened)
        if found.opened or found.finding is Finding.NOT_SEEN:
            return None
        # Of an account that was unknown already, somebody has heard, and he has taken the run up all the same.
        tried = self.journal.item(self.run.id, item.address).attempts > item.attempts
        news = tried or item.state is not State.UNKNOWN
        stop = BrakePulled(f"{item.address}: {reason}") if news else None
        return self._settle(item, Outcome.UNKNOWN, reason, stop=stop)

    def _not_written(self, item: Item, reason: str, opened: Candidate) -> None:
        self.journal.not_written(self.run.id, item.address, reason, proven=opened, proof=self._door_name())
        self._moved(item, State.PLANNED, reason)

    def _look(self, item: Item) -> Look:
        self._at(item, Point.LOOKING)
        doubts, known = self.journal.doubts(item.address), self.journal.current(item.address)
        found = look(item.address, doubts, known, self._door())
        self._at(item, Point.LOOKED)
        return found

    def _door(self) -> CountedDoor | None:
        door = self.hand.worker().door
        return self.counted(door) if door else None

    def _proving_door(self) -> CountedDoor | None:
        return self._door() if self.prove else None

    def _door_name(self) -> str:
        door = self._door()
        return door.name if door else "site"

    def _already_has_it(self, item: Item) -> Settled | None:
        """A given password may be the account's already; then there is nothing to write."""
        wanted, door = self.journal.wanted(self.run.id, item.address), self._door()
        if door is None or wanted.password is None or wanted.origin != "given":
            return None
        known = any(one.password == wanted.password for one in self.journal.current(item.address))
        if not known and not door.may_look_ahead(item.address):
            return None
        if door.try_password(item.address, wanted.password).state is not DoorState.OPEN:
            return None
        return self._settle(item, Outcome.UNCHANGED, "the account has this password already", proof=door.name)

    # -- writing ---------------------------------------------------------------------------------------------

    def _change(self, item: Item) -> Settled:
        tries, new_passwords = self.tries, self.new_passwords
        while True:
            wanted = self.journal.wanted(self.run.id, item.address)
            try:
                return self._attempt(item, wanted)
            except NotWritten as error:
                tries -= 1
                if not tries:
                    stop = None if error.explained else BrakePulled(f"{item.address}: {error}")
                    return self._failed(item, str(error), stop)
            except SaveRefused as refusal:
                words = self._discreet(item, refusal)
                if wanted.standing is Standing.SENT:
                    return self._failed(item, words)  # what is refused now, the earlier Save may still write
                if not new_passwords or not self._made_anew(item, words):
                    return self._settle(item, Outcome.REFUSED, words)
                new_passwords -= 1

    def _attempt(self, item: Item, wanted: Candidate) -> Settled:
        """One Save at most, and none that could not be proven.

        Raises NotWritten where it may be tried again, SaveRefused for a definite no, NoWorker.
        """
        assert wanted.password is not None
        if door := self._proving_door():
            if spent := door.spent_here():
                raise NoWorker(BrakePulled(f"no sign-in could prove the new password: {spent}"))
            if spent := door.spent_of(item.address):
                raise NotWritten(f"no sign-in could prove the new password: {spent}")
        pressed = False

        def before_save() -> None:
            nonlocal pressed
            self._at(item, Point.WRITING_DOWN)
            self.journal.begin_try(self.run.id, item.address, since=self.since)
            pressed = True
            self._at(item, Point.WRITTEN_DOWN)

        worker = self.hand.worker()
        self._at(item, Point.OPENING)
        try:
            words = worker.change(Task(item.address, wanted.password), before_save)
        except SaveRefused as refusal:
            if isinstance(refusal, SaveNotSent):
                self.hand.replace()  # the page is closed, so it will not send it any more
            self._at(item, Point.ANSWERED)
            words = self._discreet(item, refusal)
            if pressed and (settled := self._written_all_the_same(item, wanted, words)):
                return settled
            raise
        except GuardStopped as guard:
            # What became of the password is found out all the same.
            return replace(self._failed(item, self._discreet(item, guard)), stop=guard)
        except Exception as error:
            if pressed:
                return self._doubted(item, self._discreet(item, error))
            raise self._before_the_save(item, error) from None
        self._at(item, Point.ANSWERED)
        if not pressed:
            raise NotWritten("the worker reports a Save that it never announced", explained=False)
        return self._proved(item, wanted, words)

    def _before_the_save(self, item: Item, error: Exception) -> Exception:
        if isinstance(error, InputError):
            return NoWorker(error)
        self.hand.replace()
        return NotWritten(self._discreet(item, error), explained=isinstance(error, FlowsError))

    def _doubted(self, item: Item, why: str) -> Settled:
        self.hand.replace()
        self.hand.wait(self.grace)  # the site may still be at work on what was sent
        found = self._look(item)
        if settled := self._after(item, found, why):
            return settled
        raise NotWritten(found.told(why))

    def _failed(self, item: Item, why: str, stop: GuardStopped | None = None) -> Settled:
        """No try is left: failed, unless a last look leaves it open whether an earlier Save takes effect."""
        if self.journal.doubts(item.address):
            found = self._look(item)
            if found.finding is Finding.NOT_SEEN:
                found = replace(found, finding=Finding.UNKNOWN)
            if settled := self._after(item, found, why):
                return settled
            why = found.told(why)
        return self._settle(item, Outcome.FAILED, why, stop=stop)

    def _proved(self, item: Item, wanted: Candidate, words: str) -> Settled:
        """The site says that it has saved; a door, where one is set, must agree."""
        door, words = self._proving_door(), self._covered(item, words)
        if door is None or wanted.password is None:
            return self._settle(item, Outcome.CHANGED, words, proof="site")
        self._at(item, Point.PROVING)
        answer = ask(door, item.address, wanted.password)
        self._at(item, Point.PROVED)
        if answer.state is DoorState.OPEN:
            return self._settle(item, Outcome.CHANGED, words, proof=door.name)
        seen = "does not open" if answer.state is DoorState.SHUT else "found no clear answer at"
        reason = f"the site said “{words}”, but the new password {seen} {door.name}"
        reason += f": {answer.cause}" if answer.cause else ""
        return self._settle(item, Outcome.UNKNOWN, reason, stop=BrakePulled(f"{item.address}: {reason}"))

    def _written_all_the_same(self, item: Item, wanted: Candidate, words: str) -> Settled | None:
        """A browser may repeat a POST by itself: the first took effect, the second was refused. So look."""
        door = self._door()
        if door is None or wanted.password is None:
            return None
        answer = ask(door, item.address, wanted.password)
        if answer.state is DoorState.SHUT:
            return None
        if answer.state is DoorState.OPEN:
            reason = f"the site refused the Save (“{words}”), and yet the new password opens {door.name}"
            return self._settle(item, Outcome.CHANGED, reason, proof=door.name)
        reason = (
            f"the site refused the Save (“{words}”), and {door.name} gave no clear answer: {answer.cause}"
        )
        return self._settle(item, Outcome.UNKNOWN, reason, stop=BrakePulled(f"{item.address}: {reason}"))

    def _made_anew(self, item: Item, words: str) -> bool:
        """After a definite refusal for its form, and only where it was generated: another password."""
        if self.journal.wanted(self.run.id, item.address).origin != "generated" or not about_form(words):
            return False
        try:
            rule = read_rule(words)
            length = max(rule.shortest, min(self.run.length, rule.longest))
            replacement = generate(length, (WEBMAIL, rule))
        except InputError:
            return False
        self.journal.refused_for_its_form(self.run.id, item.address, words, replacement)
        self._moved(item, State.PLANNED, words)
        return True

    # -- telling ---------------------------------------------------------------------------------------------

    def _settle(
        self, item: Item, outcome: Outcome, reason: str, *, proof: str = "", stop: GuardStopped | None = None
    ) -> Settled:
        self.journal.settle(self.run.id, item.address, outcome, reason, proof=proof, since=self.since)
        self._moved(item, State(outcome.value), reason)
        return Settled(outcome, stop)

    def _at(self, item: Item, point: Point) -> None:
        self.tell(Doing(self.hand.number, item.address, point))

    def _moved(self, item: Item, state: State, reason: str) -> None:
        self.tell(Moved(self.hand.number, item.address, state, reason))

    def _discreet(self, item: Item, error: Exception) -> str:
        """An error in words. Those of other libraries may quote what was typed, so only their kind is named."""
        return self._covered(
            item, str(error) if isinstance(error, FlowsError) else f"unexpected {type(error).__name__}"
        )

    def _covered(self, item: Item, said: str) -> str:
        """Words in which no password of the account stands, in whatever form a page repeats it."""
        known = [one.password for one in self.journal.candidates(item.address)]
        words = [password.get_secret_value() for password in known if password is not None]
        for word in words:
            said = said.replace(word, "•••")
        # A look is cheap, a pattern of each password is not, and almost every text is clean.
        return cover_text(said, words) if find(said.encode("utf-8", "surrogatepass"), words) else said
