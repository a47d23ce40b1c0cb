"""The desk's side of conversations: who waits, taking one by compare-and-set, reading, saying.

An agent is a number of the desk's own. Every function runs inside a transaction; what the person
sees of it is the engine's: the caller plays the event in the same transaction.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.store import handoffs, talks
from bot.store.desks import Desk
from bot.store.sealing import Keys, seal_of
from bot.store.talks import moment, seconds


class State(StrEnum):
    """Who owns a conversation."""

    WAITING = "waiting"  # nobody of the desk came yet
    TAKEN = "taken"
    ENDED = "ended"


class Why(StrEnum):
    """How a conversation ended. A person who was erased left."""

    LEFT = "left"
    ENDED = "ended"  # by the agent
    RETURNED = "returned"  # by the agent, to a task
    UNANSWERED = "unanswered"  # the desk did not answer


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as its desk sees it. `summary` is codes, while there is something to say."""

    id: str
    handoff: str
    case: str
    queue: int
    state: State
    agent: int | None
    why: Why | None
    asked_at: datetime
    answer_by: datetime
    taken_at: datetime | None
    ended_at: datetime | None
    unread: int  # messages of the person
    summary: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message: words, or the codes a person chose to send."""

    seq: int
    side: str  # person or desk
    text: str | None
    codes: dict[str, Any] | None
    at: datetime


class Owned(Exception):  # noqa: N818 - somebody else was faster
    """It is another's, or nobody's any more."""


_COLUMNS = (
    "t.id, t.handoff_id, h.body, t.person_id, t.state, t.agent, t.why, t.asked_at, t.answer_by,"
    " t.taken_at, t.ended_at, t.summary, (SELECT count(*) FROM talk_message m WHERE m.talk_id ="
    " t.id AND m.side = 'person' AND m.seq > t.read_seq) AS unread"
)
_FROM = "FROM talk t JOIN handoff h ON h.id = t.handoff_id"


def of_desk(db: sqlite3.Connection, keys: Keys, desk: Desk, most: int = 100) -> list[Conversation]:
    """Return what waits, what goes on and what ended unread, the longest waiting first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE t.desk_id = ?"
        " AND (t.state <> 'ended' OR unread > 0) ORDER BY t.asked_at, t.id LIMIT ?",
        (desk.id, most),
    ).fetchall()
    return [_conversation(db, keys, row) for row in rows]


def one(db: sqlite3.Connection, keys: Keys, desk: Desk, number: str) -> Conversation | None:
    """Return one conversation; None when the desk has none of that id."""
    row = db.execute(
        f"SELECT {_COLUMNS} {_FROM} WHERE t.id = ? AND t.desk_id = ?",
        (number, desk.id),
    ).fetchone()
    return _conversation(db, keys, row) if row is not None else None


def by_id(db: sqlite3.Connection, keys: Keys, number: str) -> Conversation:
    """Return a conversation that there is, as it is now."""
    row = db.execute(f"SELECT {_COLUMNS} {_FROM} WHERE t.id = ?", (number,)).fetchone()
    return _conversation(db, keys, row)


def take(
    db: sqlite3.Connection, number: str, agent: int, expected: int | None, now: datetime
) -> int | None:
    """Make an agent the owner if it is still `expected`'s, None: nobody's. Raises Owned.

    Returns the person when the bot owned it until now; None when it passed between agents, or was
    this agent's already.
    """
    before = _state(db, number)
    if before.state == State.TAKEN and before.agent == agent:
        return None
    owner = before.agent if before.state == State.TAKEN else None
    if before.state == State.ENDED or owner != expected:
        raise Owned(number)
    db.execute(
        "UPDATE talk SET state = 'taken', agent = ?1, said_at = ?2, told = 0,"
        " taken_at = coalesce(taken_at, ?2) WHERE id = ?3",
        (agent, seconds(now), number),
    )
    return before.person if owner is None else None


def say(
    db: sqlite3.Connection, keys: Keys, number: str, agent: int, text: str, now: datetime
) -> tuple[int, int]:
    """Keep what an agent says; return (its place, the person it is for). Raises Owned."""
    person = _mine(db, number, agent)
    seal = seal_of(db, keys, person)
    return talks.add(db, seal, number, "desk", {"text": text}, now), person


def read(db: sqlite3.Connection, keys: Keys, number: str, after: int, most: int) -> list[Message]:
    """Return what was said after a place. All up to it is delivered: gone once it is over."""
    db.execute(
        "UPDATE talk SET read_seq = max(read_seq, min(?, last_seq)) WHERE id = ?", (after, number)
    )
    found = said(db, keys, number, after, most)
    talks.tidy(db, number)
    return found


def last(db: sqlite3.Connection, number: str) -> int:
    """Return the place of what was said last."""
    (seq,) = db.execute("SELECT last_seq FROM talk WHERE id = ?", (number,)).fetchone()
    return int(seq)


def said(db: sqlite3.Connection, keys: Keys, number: str, after: int, most: int) -> list[Message]:
    """Return what was said after a place, without counting anything as delivered."""
    person = _state(db, number).person
    if person is None:
        return []
    seal = seal_of(db, keys, person)
    return [
        Message(seq, side, body.get("text"), body.get("codes"), at)
        for seq, side, body, at in talks.opened(db, seal, number, after, most)
    ]


def finish(db: sqlite3.Connection, number: str, agent: int, why: Why, now: datetime) -> int:
    """End what an agent owns; return the person. Raises Owned."""
    person = _mine(db, number, agent)
    talks.end(db, number, why, now)
    return person


@dataclass(frozen=True, slots=True)
class _State:
    state: str
    agent: int | None
    person: int | None


def _state(db: sqlite3.Connection, number: str) -> _State:
    row = db.execute("SELECT state, agent, person_id FROM talk WHERE id = ?", (number,)).fetchone()
    return _State(*row)


def _mine(db: sqlite3.Connection, number: str, agent: int) -> int:
    """Return the person an agent talks with. Raises Owned."""
    now = _state(db, number)
    if now.state != State.TAKEN or now.agent != agent or now.person is None:
        raise Owned(number)
    return now.person


def _conversation(db: sqlite3.Connection, keys: Keys, row: tuple[Any, ...]) -> Conversation:
    number, handoff, body, person, state, agent, why, asked, by, taken, ended, sealed, unread = row
    case, queue = handoffs.case_of(keys, handoff, body)
    summary = None
    if sealed is not None and person is not None:
        seal = seal_of(db, keys, person)
        summary = json.loads(seal.open(sealed, f"talk|summary|{number}"))
    return Conversation(
        id=number,
        handoff=handoff,
        case=case,
        queue=queue,
        state=State(state),
        agent=agent,
        why=Why(why) if why is not None else None,
        asked_at=moment(asked),
        answer_by=moment(by),
        taken_at=moment(taken) if taken is not None else None,
        ended_at=moment(ended) if ended is not None else None,
        unread=unread,
        summary=summary,
    )
