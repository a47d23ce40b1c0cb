"""The only meeting point of engine and store: one event, one durable transaction.

Inside it: the update's id, the person as stored, the pure step, what changed, and what is to be
sent. Actions that are answered in memory run here too, between two steps, so that what a person
typed is used and gone before anything is written.
"""

import logging
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot import conversing, handing
from bot.clock import Clock
from bot.engine import conversation, letters
from bot.engine.effects import Document, Effect, Forget, Hold, Outgoing, Run
from bot.engine.events import (
    Chose,
    DeskUnanswered,
    Due,
    Event,
    Exporting,
    Finished,
    Left,
    Lost,
    Sign,
    Typed,
)
from bot.engine.person import Person, owned_by_desk
from bot.engine.talking import ACTION as ASK_HUMAN
from bot.engine.talking import GIVEN_UP
from bot.flow.actions import ACTIONS, Place
from bot.flow.release import Release, assemble
from bot.memory import Memory
from bot.store import counted, owed, people, queue, talks, waves
from bot.store.people import Known
from bot.store.store import Store

MOST_ACTIONS = 20  # in one event: more is a flow that goes round
DUE_AT_ONCE = 200
CHECK = "check_message"
CALENDAR = "calendar"
LETTER = "letter"

_log = logging.getLogger(__name__)
Action = Callable[[Run, Person, Release], Finished]


@dataclass(slots=True)
class Service:
    """Handles events. `wake` is called after each commit that left something to send."""

    store: Store
    release: Release
    actions: Mapping[str, Action]
    clock: Clock
    wake: Callable[[], None] = lambda: None
    counts: Counter[str] = field(default_factory=Counter)
    _older: dict[str, Release] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    _guesses: handing.Guesses = field(default_factory=handing.Guesses)

    async def handle(
        self,
        update_id: int | None,
        chat: int,
        event: Event,
        message: int | None = None,
        *,
        language: str | None = None,
    ) -> bool:
        """Handle one event; return after its COMMIT. False when the update was already handled.

        `language` is what the app announces: somebody unknown is spoken to in it from their first
        word, also when that is no /start but a return after everything was erased.
        """
        now = self.clock.now()
        spoken = language if language in self.release.languages else Person().language

        def work(db: sqlite3.Connection) -> tuple[bool, bool]:
            if update_id is not None and not queue.receive(db, update_id, now):
                return False, False
            known = people.find(db, self.store.keys, chat)
            if known is None:
                if isinstance(event, Left):
                    return True, False
                stranger = Person(language=spoken)
                known = people.create(db, self.store.keys, chat, stranger, now)
            return True, self._step(db, known, event, now, message)

        fresh, forgotten = await self.store.transact(work)
        self.counts["handled" if fresh else "repeated"] += 1
        await self._after(forgotten=forgotten)
        return fresh

    async def fire(self) -> int:
        """Let the reminders that are due come back as events; return how many there were."""
        now = self.clock.now()

        def work(db: sqlite3.Connection) -> int:
            due = owed.due(db, now, DUE_AT_ONCE)
            for number, (key, *more) in due:
                known = people.by_id(db, self.store.keys, number)
                if known is not None:
                    # All of it at once: after an outage a person gets one message, not a burst.
                    self._step(db, known, Due(key, tuple(more)), now, None)
                # Whatever the engine made of it, it is no longer due: nothing fires twice.
                for fired in (key, *more):
                    owed.drop_stale(db, number, fired, now)
            return sum(len(keys) for _, keys in due)

        fired = await self.store.transact(work)
        if fired:
            self.counts["reminders"] += fired
            self.wake()
        return fired

    async def settle(self, row: queue.Row, event: Event) -> bool:
        """Let an action outside answer: its row goes in the transaction of its answer.

        So it answers once, however often it ran. False when nobody waits for it any more.
        """
        now = self.clock.now()

        def work(db: sqlite3.Connection) -> tuple[bool, bool]:
            here = queue.done(db, row)
            known = people.by_id(db, self.store.keys, row.person) if here else None
            if known is None:
                return False, False
            return True, self._step(db, known, event, now, row.target)

        waited, forgotten = await self.store.transact(work)
        await self._after(forgotten=forgotten)
        return waited

    def desk_does(self, db: sqlite3.Connection, person: int, event: Event, now: datetime) -> None:
        """Let the person see what their desk did, in the transaction that did it; then `wake`."""
        known = people.by_id(db, self.store.keys, person)
        if known is not None:
            self._step(db, known, event, now, None)

    async def look_after(self) -> int:
        """Tell people whom no desk answers, and take their conversations back; return how many."""
        now = self.clock.now()

        def work(db: sqlite3.Connection) -> int:
            overdue = talks.overdue(db, now)
            for number, person, why in overdue:
                talks.given_up(db, number, why, now)
                self.desk_does(db, person, DeskUnanswered(why), now)
            return len(overdue)

        told = await self.store.transact(work)
        if told:
            self.counts["unanswered"] += told
            self.wake()
        return told

    async def unreachable(self, person: int) -> None:
        """A person blocked the bot, or their account is gone: nothing more is owed."""
        now = self.clock.now()

        def work(db: sqlite3.Connection) -> None:
            queue.cancel(db, person)
            self.memory.forget(person)
            known = people.by_id(db, self.store.keys, person)
            if known is not None:
                self._step(db, known, Left(), now, None)

        await self.store.transact(work)

    def _step(
        self, db: sqlite3.Connection, known: Known, event: Event, now: datetime, message: int | None
    ) -> bool:
        """Play one event and write what came of it; tell whether the person was forgotten."""
        older = self._releases(known.person)
        event = self._or_lost(known, event, now)
        keys = self.store.keys
        event = handing.hand_in(db, keys, known.id, event, self._guesses, now)
        event = conversing.told(db, keys, known.id, event, now)
        person, sent = known.person, list[Effect]()
        if conversing.lost(db, known.id, person, event):
            person, said = conversation.step(
                self.release, person, DeskUnanswered(GIVEN_UP), now, older
            )
            sent.extend(said)
        person, effects = conversation.step(self.release, person, event, now, older)
        for _ in range(MOST_ACTIONS):
            run = next((e for e in effects if isinstance(e, Run) and _instant(e)), None)
            for one in effects:
                if isinstance(one, Hold):
                    self.memory.hold(known.id, one, now)
                elif one is not run:
                    sent.append(one)
            if run is None:
                break
            answered = self._answered(db, known, run, person, now)
            older = self._releases(person)
            person, effects = conversation.step(self.release, person, answered, now, older)
        forget = next((e for e in sent if isinstance(e, Forget)), None)
        if forget is not None:
            wipe = people.forget(db, self.store.keys, known, now)
            receipt: tuple[Outgoing, ...] = (forget.receipt,)
            queue.say_farewell(db, self.store.keys, known.chat, receipt, wipe, now)
            self.memory.forget(known.id)
            return True
        if isinstance(event, Exporting):
            sent = list(handing.export(db, keys, known.id, known.seal, sent))
        states = known.person, person
        if handing.tell(db, self.release, known.id, states, event, now):
            self.counts["told"] += 1
        known = people.save(db, known, person, now)
        outgoing = conversing.carry(db, keys, known.id, sent, now)
        queue.enqueue(db, known, outgoing, now, message)
        for effect in sent:
            match effect:
                case Run():
                    self.memory.carry(known.id, effect)
                case Document():
                    self.memory.keep(known.id, effect)
        self.memory.tidy(known.id, person)
        return False

    def _or_lost(self, known: Known, event: Event, now: datetime) -> Event:
        """Return `Lost` in place of an answer to a letter whose other answers are gone.

        What is written while a human of the desk is there is for them.
        """
        if owned_by_desk(known.person):
            return event
        match event:
            case Typed(secrets=found, distress=hurt, forwarded=other) if found or hurt or other:
                return event
            case Typed() | Chose() if known.person.sessions:
                session = known.person.sessions[-1].number
                held = self.memory.written(known.id, session, now)
                return Lost() if letters.missing(known.person, held) else event
            case _:
                return event

    def _answered(
        self, db: sqlite3.Connection, known: Known, run: Run, person: Person, now: datetime
    ) -> Event:
        """Answer an action in the transaction: by a desk's tables, or in memory."""
        if run.action == handing.SHARE:
            return handing.share(db, self.store.keys, known.id, run, now)
        if run.action == ASK_HUMAN:
            return conversing.offer(db, self.store.keys, known.id, run, now)
        if run.action == CALENDAR:
            run = replace(run, beside={**run.beside, "tag": known.seal.tag(CALENDAR)})
        if run.action == LETTER:
            run = self.memory.with_words(known.id, person.sessions[-1].number, run, now)
        return self._settled(db, known, run, self._act(run, person), now)

    def _settled(
        self, db: sqlite3.Connection, known: Known, run: Run, finished: Finished, now: datetime
    ) -> Finished:
        """Give near-copies of one message one verdict, and count what was found."""
        if run.action != CHECK:
            return finished
        verdict = waves.settle(db, self.store.keys, finished.wave, finished.outcome, now)
        signs = [sign.id for sign in finished.signs]
        waves.count(db, (verdict, *signs), now)
        counted.count(db, known.seal, known.id, signs, now)
        if verdict == finished.outcome:
            return finished
        before = Sign("wave.before")
        return replace(finished, outcome=verdict, signs=(before, *finished.signs))

    def _act(self, run: Run, person: Person) -> Finished:
        """Run an action in memory; whatever goes wrong in it is its outcome `failed`."""
        try:
            return self.actions[run.action](run, person, self.release)
        except Exception as error:  # noqa: BLE001 - the person goes on, the operator is told
            self.counts["actions failed"] += 1
            _log.error("action failed: %s, %s", run.action, type(error).__name__)
            return Finished(run.key, "failed")

    def _releases(self, person: Person) -> Mapping[str, Release]:
        """Return the older releases that a person's sessions still stand on."""
        for session in person.sessions:
            name = session.release
            if name != self.release.hash and name not in self._older:
                files = self.store.release(name)
                if files is not None:
                    self._older[name] = assemble(files)[0]
        return self._older

    async def _after(self, *, forgotten: bool) -> None:
        self.wake()
        if forgotten:
            self.counts["forgotten"] += 1
            await self.store.scrub()


def _instant(run: Run) -> bool:
    row = ACTIONS.get(run.action)
    return row is not None and row.place in (Place.INSTANT, Place.ASKED)
