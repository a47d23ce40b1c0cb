"""Where a desk's one-time link meets a person: opened, agreed to, told, in one transaction.

The service calls these; each runs inside the transaction that keeps what the event did.
"""

import json
import sqlite3
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.engine.effects import Document, Effect, Run
from bot.engine.events import Event, Finished, Handed, Started
from bot.engine.person import Person
from bot.engine.talk import ASKED
from bot.flow.model import Value
from bot.flow.release import Release
from bot.handoff.facts_json import to_json
from bot.handoff.model import ASKED_FOR, PREFIX, token_in
from bot.handoff.news import found
from bot.store import counted, desk_events, handoffs
from bot.store.handoffs import Opened
from bot.store.sealing import Keys, Seal

SHARE = "share"
# In one word: all there is to agree to; and all news, which is what a flow could say before.
EVERYTHING, ALL = "everything", "all"
MOST_GUESSES, GUESSING = 5, 3600.0  # links that open nothing, of one person in so many seconds
MOST_REMEMBERED = 1000  # people


@dataclass(frozen=True, slots=True)
class Guesses:
    """Who opened links that open nothing of late: after a few, theirs are not looked at."""

    recent: dict[int, deque[float]] = field(default_factory=dict)

    def too_many(self, person: int, now: float) -> bool:
        """Tell whether a person has guessed enough for an hour."""
        times = self.recent.get(person)
        return times is not None and len(times) == MOST_GUESSES and now - times[0] < GUESSING

    def note(self, person: int, now: float) -> None:
        """Note one more."""
        times = self.recent.pop(person, None) or deque(maxlen=MOST_GUESSES)
        times.append(now)
        self.recent[person] = times
        if len(self.recent) > MOST_REMEMBERED:
            del self.recent[next(iter(self.recent))]


def hand_in(
    db: sqlite3.Connection,
    keys: Keys,
    person: int,
    event: Event,
    guesses: Guesses,
    now: datetime,
) -> Event:
    """Turn the start by a one-time link into what the desk said; any other event stays as it is.

    Whatever is wrong with a link, what comes of it is the same.
    """
    if not isinstance(event, Started) or not (event.payload or "").startswith(PREFIX):
        return event
    token, seconds = token_in(event.payload), now.timestamp()
    opened = None
    if token is not None and not guesses.too_many(person, seconds):
        opened = handoffs.redeem(db, keys, token, person, now)
    if opened is None:
        guesses.note(person, seconds)
        return Handed(None)
    return Handed(inputs_of(opened), opened.facts.language, opened.facts.zone)


def inputs_of(opened: Opened) -> Mapping[str, Value]:
    """Return what the flow of a hand-off is given."""
    facts = opened.facts
    return {
        "handoff": opened.id,
        "desk": opened.title,
        "case": facts.case,
        "code": opened.spoken,
        "breaches": facts.breach,
        "leaked": facts.leaked,
        "topic": facts.topic,
    }


def share(db: sqlite3.Connection, keys: Keys, person: int, run: Run, now: datetime) -> Finished:
    """Let a desk hear what the person just agreed to, and nothing else from now on.

    What was agreed to is a list, or one word.
    """
    number, kinds = run.inputs.get("handoff"), run.inputs.get("kinds")
    wanted = [kind for kind in kinds if isinstance(kind, str)] if isinstance(kinds, tuple) else []
    if kinds == EVERYTHING:
        wanted = list(ASKED)
    if kinds == ALL:
        wanted = list(ASKED_FOR)
    done = isinstance(number, str) and handoffs.share(db, keys, number, person, wanted, now)
    return Finished(run.key, "done" if done else "failed")


def tell(
    db: sqlite3.Connection,
    release: Release,
    number: int,
    states: tuple[Person, Person],
    event: Event,
    now: datetime,
) -> bool:
    """Tell the desks of a person what an event was worth telling; True when there was something.

    `states` are the person before and after it. Whom no desk may hear of costs one look-up.
    """
    mine = handoffs.of_person(db, number)
    if not mine:
        return False
    told = False
    for item in found(release, *states, event, now):
        for handoff in mine:
            told |= desk_events.emit(db, handoff, item.kind, item.code, now)
    return told


def export(
    db: sqlite3.Connection, keys: Keys, person: int, seal: Seal, effects: Iterable[Effect]
) -> tuple[Effect, ...]:
    """Add what desks said of a person, and what was agreed to, to the file of all there is."""
    kept = [
        {
            "desk": one.title,
            "code": one.spoken,
            **to_json(one.facts),
            "agreed": list(handoffs.agreed(db, one.id)),
            "counted": [
                {"day": day, "sign": sign} for day, sign in counted.of_person(db, seal, one.id)
            ],
        }
        for one in handoffs.opened_by(db, keys, person)
    ]

    def whole(effect: Effect) -> Effect:
        if not kept or not isinstance(effect, Document):
            return effect
        said = {**json.loads(effect.content), "handoffs": kept}
        text = json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True)
        return replace(effect, content=text.encode())

    return tuple(whole(effect) for effect in effects)
