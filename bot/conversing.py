"""Where a conversation with a human meets the store: what the engine is told, and wants.

The service calls these inside the transaction that keeps what the event did; the doors of the desk
use `Service.desk_does`, so that both sides of a conversation change together.
"""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from bot.engine.effects import Agree, AskHuman, Deskward, Effect, LeaveDesk, Outgoing, Relay, Run
from bot.engine.events import (
    DeskEnded,
    DeskUnanswered,
    Event,
    Exporting,
    Finished,
    HumanAsked,
    Left,
    Offered,
    Ordered,
    Sharing,
)
from bot.engine.person import Person
from bot.engine.talking import NO_DESK
from bot.store import handoffs, talks
from bot.store.sealing import Keys


def told(db: sqlite3.Connection, keys: Keys, person: int, event: Event, now: datetime) -> Event:
    """Give an order what it needs to know of desks; any other event stays as it is."""
    match event:
        case Ordered(name="ask_human", argument=argument, session=session, seq=seq):
            card = talks.card(db, keys, person, now)
            return HumanAsked(card, session, seq, hard=argument == "hard")
        case Ordered(name="sharing", argument=argument, tapped=tapped):
            return Sharing(handoffs.shares(db, keys, person), argument, tapped)
        case Ordered(name="export"):
            said = talks.kept_of(db, keys, person)
            return Exporting({"conversations": said} if said else {})
        case _:
            return event


def lost(db: sqlite3.Connection, number: int, person: Person, event: Event) -> bool:
    """Tell whether somebody believes to talk with a desk that knows nothing of it.

    So it is after a copy was put back: what they write must not go nowhere.
    """
    if person.talk is None or isinstance(event, DeskEnded | DeskUnanswered | Left):
        return False
    return talks.going_on(db, number) is None


def offer(db: sqlite3.Connection, keys: Keys, person: int, run: Run, now: datetime) -> Event:
    """Answer the action that asks for a human: whose humans there are, or that there are none."""
    card = talks.card(db, keys, person, now)
    return Offered(run.key, card) if card is not None else Finished(run.key, NO_DESK)


def carry(
    db: sqlite3.Connection, keys: Keys, person: int, effects: Iterable[Effect], now: datetime
) -> list[Outgoing]:
    """Do what concerns a desk; return the other effects, which wait in the outbox."""
    others: list[Outgoing] = []
    for effect in effects:
        if isinstance(effect, Deskward):
            _carry(db, keys, person, effect, now)
        else:
            others.append(effect)
    return others


def _carry(
    db: sqlite3.Connection, keys: Keys, person: int, effect: Deskward, now: datetime
) -> None:
    match effect:
        case AskHuman(handoff, answer_by, summary):
            talks.ask(db, keys, person, handoff, answer_by, summary, now)
        case Relay(text, codes):
            body = {"codes": dict(codes)} if codes else {"text": text}
            talks.relay(db, keys, person, body, now)
        case LeaveDesk():
            talks.leave(db, person, now)
        case Agree(handoff, kinds):
            handoffs.share(db, keys, handoff, person, kinds, now)
