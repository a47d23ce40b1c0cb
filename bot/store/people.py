"""People in the database: found by pseudonym, read and written with their own key.

Every function runs inside a transaction of the writer and takes its connection.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from bot.engine import person_json
from bot.engine.person import Person
from bot.store import counted, handoffs, owed, talks
from bot.store.columns import opened, sealed, seconds
from bot.store.sealing import Keys, Seal, new_key, unwrap

SILENT_KEPT = timedelta(days=30)
_NONE: Mapping[str, Any] = MappingProxyType({})
OWN_TABLES = frozenset({"sessions", "tasks", "reminders", "log"})


@dataclass(frozen=True, slots=True)
class Known:
    """One person as stored, with what is needed to write them back."""

    id: int
    chat: int
    person: Person
    screen: int | None  # message id of the living screen
    seal: Seal


def find(db: sqlite3.Connection, keys: Keys, chat: int) -> Known | None:
    """Return the person of a chat, if they are known."""
    lookup = keys.pseudonym(chat)
    row = db.execute(
        "SELECT id, wrapped_key, state, screen FROM person WHERE lookup = ?", (lookup,)
    ).fetchone()
    if row is None:
        return None
    number, wrapped, state, screen = row
    seal = unwrap(keys, wrapped, lookup)
    return Known(number, chat, _person(db, number, seal, state), screen, seal)


def by_id(db: sqlite3.Connection, keys: Keys, number: int) -> Known | None:
    """Return a person by their number, if they are still known."""
    row = db.execute(
        "SELECT lookup, wrapped_key, chat, state, screen FROM person WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        return None
    lookup, wrapped, hidden, state, screen = row
    seal = unwrap(keys, wrapped, lookup)
    chat = int(seal.open(hidden, f"person|chat|{number}"))
    return Known(number, chat, _person(db, number, seal, state), screen, seal)


def create(db: sqlite3.Connection, keys: Keys, chat: int, person: Person, now: datetime) -> Known:
    """Add a person."""
    lookup = keys.pseudonym(chat)
    wrapped, seal = new_key(keys, lookup)
    cursor = db.execute(
        "INSERT INTO person (lookup, wrapped_key, chat, state, seen_at) VALUES (?, ?, ?, ?, ?)",
        (lookup, wrapped, b"", b"", seconds(now)),
    )
    number = cursor.lastrowid
    assert number is not None
    db.execute(
        "UPDATE person SET chat = ? WHERE id = ?",
        (seal.close(str(chat).encode(), f"person|chat|{number}"), number),
    )
    known = Known(number, chat, Person(zone=""), None, seal)  # differs, so that it is written
    return save(db, known, person, now)


def save(db: sqlite3.Connection, known: Known, person: Person, now: datetime) -> Known:
    """Write what changed about a person, and that there was a sign of life."""
    number, seal, before = known.id, known.seal, known.person
    state = _state(person)
    if state != _state(before):
        db.execute(
            "UPDATE person SET state = ?, seen_at = ? WHERE id = ?",
            (sealed(seal, state, f"person|state|{number}"), seconds(now), number),
        )
    else:
        db.execute("UPDATE person SET seen_at = ? WHERE id = ?", (seconds(now), number))
    _save_sessions(db, known, person)
    _save_tasks(db, known, person)
    owed.save(db, number, seal, before.reminders, person.reminders)
    _save_log(db, known, person)
    return replace(known, person=person)


def _save_sessions(db: sqlite3.Connection, known: Known, person: Person) -> None:
    old = {s.number: s for s in known.person.sessions}
    new = {s.number: s for s in person.sessions}
    for gone in old.keys() - new.keys():
        db.execute("DELETE FROM session WHERE person_id = ? AND number = ?", (known.id, gone))
    for number, session in new.items():
        if old.get(number) != session:
            body = person_json.session_to_json(session)
            kept = sealed(known.seal, body, f"session|body|{known.id}.{number}")
            db.execute(
                "INSERT INTO session (person_id, number, flow, release, body)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                " flow = excluded.flow, release = excluded.release, body = excluded.body",
                (known.id, number, session.flow, session.release, kept),
            )


def _save_tasks(db: sqlite3.Connection, known: Known, person: Person) -> None:
    old, new = known.person.tasks, person.tasks
    for gone in old.keys() - new.keys():
        db.execute("DELETE FROM task WHERE person_id = ? AND flow = ?", (known.id, gone))
    for flow, state in new.items():
        if old.get(flow) != state:
            body = person_json.task_to_json(state)
            kept = sealed(known.seal, body, f"task|body|{known.id}.{flow}")
            until = state.until.isoformat() if state.until else None
            db.execute(
                "INSERT INTO task (person_id, flow, status, until, body) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET status = excluded.status, until = excluded.until,"
                " body = excluded.body",
                (known.id, flow, str(state.status), until, kept),
            )


def _save_log(db: sqlite3.Connection, known: Known, person: Person) -> None:
    """Write the end of the log that is new; what stands before it is never written again."""
    old, new = known.person.log, person.log
    if old == new:
        return
    # Each entry holds the hash of the one before: where two are the same, so is all before them.
    same = sum(1 for before, after in zip(old, new, strict=False) if before == after)
    db.execute("DELETE FROM log WHERE person_id = ? AND number > ?", (known.id, same))
    for entry in new[same:]:
        place = f"log|body|{known.id}.{entry.number}"
        db.execute(
            "INSERT INTO log (person_id, number, body) VALUES (?, ?, ?)",
            (known.id, entry.number, sealed(known.seal, person_json.entry_to_json(entry), place)),
        )


def forget(db: sqlite3.Connection, keys: Keys, known: Known, now: datetime) -> tuple[int, ...]:
    """Destroy everything about a person; return the messages that can still be wiped."""
    shown = db.execute(
        "SELECT message FROM shown WHERE person_id = ? ORDER BY message", (known.id,)
    ).fetchall()
    counted.let_go(db, known.seal, known.id)
    destroy(db, known.id, keys.pseudonym(known.chat), now)
    return tuple(message for (message,) in shown)


def forget_the_silent(db: sqlite3.Connection, now: datetime, most: int) -> int:
    """Erase people who gave no sign of life for thirty days and whom nothing is owed.

    A reminder that fired is a sign of life, so it is thirty days after the last of them. Returns
    how many were erased; the log still holds them until it is folded.
    """
    rows = db.execute(
        "SELECT id, lookup FROM person p WHERE seen_at < ?"
        " AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.person_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.person_id = p.id) LIMIT ?",
        (seconds(now - SILENT_KEPT), most),
    ).fetchall()
    for number, lookup in rows:
        destroy(db, number, lookup, now)
    return len(rows)


def destroy(db: sqlite3.Connection, number: int, lookup: bytes, now: datetime) -> None:
    """Drop every row of a person, their key among them; only the tombstone says there was one.

    Their marks in what is counted must be gone: they are found with their key alone. Of somebody
    silent for thirty days there are none any more, once `counted.prune` has run.
    """
    # An old copy that is being restored may know no desks, or no conversations.
    if talks.there(db):
        talks.let_go(db, number, now)
    if handoffs.there(db):
        handoffs.let_go(db, number, now)
    for table in ("session", "task", "reminder", "log", "outbox", "shown"):
        db.execute(f"DELETE FROM {table} WHERE person_id = ?", (number,))  # noqa: S608 - ours
    db.execute("DELETE FROM person WHERE id = ?", (number,))
    db.execute(
        "INSERT INTO tombstone (lookup, at) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET at = excluded.at",
        (lookup, seconds(now)),
    )


def set_screen(db: sqlite3.Connection, number: int, message: int, now: datetime) -> None:
    """Remember the living screen."""
    db.execute("UPDATE person SET screen = ? WHERE id = ?", (message, number))
    note_shown(db, number, message, now)


def note_shown(db: sqlite3.Connection, number: int, message: int, now: datetime) -> None:
    """Remember a message of ours, so that /forget can wipe it."""
    db.execute(
        "INSERT INTO shown (person_id, message, at) SELECT id, ?, ? FROM person WHERE id = ?"
        " ON CONFLICT DO UPDATE SET at = excluded.at",
        (message, seconds(now), number),
    )


def _person(db: sqlite3.Connection, number: int, seal: Seal, state: bytes) -> Person:
    data = opened(seal, state, f"person|state|{number}")
    sessions = [
        person_json.session_from_json(opened(seal, body, f"session|body|{number}.{one}"))
        for one, body in db.execute(
            "SELECT number, body FROM session WHERE person_id = ?", (number,)
        )
    ]
    order = {one: place for place, one in enumerate(data.pop("order"))}
    sessions.sort(key=lambda s: order.get(s.number, len(order)))
    tasks = {
        flow: person_json.task_from_json(opened(seal, body, f"task|body|{number}.{flow}"))
        for flow, body in db.execute("SELECT flow, body FROM task WHERE person_id = ?", (number,))
    }
    log = [
        person_json.entry_from_json(opened(seal, body, f"log|body|{number}.{one}"))
        for one, body in db.execute(
            "SELECT number, body FROM log WHERE person_id = ? ORDER BY number", (number,)
        )
    ]
    bare = person_json.from_json({**data, "sessions": [], "tasks": {}, "reminders": [], "log": []})
    return replace(
        bare,
        sessions=tuple(sessions),
        tasks=MappingProxyType(tasks),
        reminders=owed.of(db, number, seal),
        log=tuple(log),
    )


def _state(person: Person) -> dict[str, Any]:
    whole = person_json.to_json(replace(person, sessions=(), tasks=_NONE, reminders=(), log=()))
    kept = {key: value for key, value in whole.items() if key not in OWN_TABLES}
    return {**kept, "order": [s.number for s in person.sessions]}
