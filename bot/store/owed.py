"""What is owed to people and when: their reminders, found by the moment they are due.

Every function runs inside a transaction of the writer and takes its connection.
"""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from bot.engine import person_json, reminders
from bot.engine.person import Reminder
from bot.store.columns import opened, sealed, seconds
from bot.store.sealing import Keys, Seal, unwrap


def of(db: sqlite3.Connection, number: int, seal: Seal) -> tuple[Reminder, ...]:
    """Return the reminders of a person, soonest first."""
    owed = [
        person_json.reminder_from_json(opened(seal, body, _place(number, key)))
        for key, body in db.execute(
            "SELECT key, body FROM reminder WHERE person_id = ? ORDER BY due, key", (number,)
        )
    ]
    return tuple(sorted(owed, key=lambda r: (r.due, r.key)))


def save(
    db: sqlite3.Connection,
    number: int,
    seal: Seal,
    before: Iterable[Reminder],
    after: Iterable[Reminder],
) -> None:
    """Write what changed between two lists of a person's reminders."""
    old = {r.key: r for r in before}
    new = {r.key: r for r in after}
    for gone in old.keys() - new.keys():
        db.execute("DELETE FROM reminder WHERE person_id = ? AND key = ?", (number, gone))
    for key, reminder in new.items():
        if old.get(key) != reminder:
            body = sealed(seal, person_json.reminder_to_json(reminder), _place(number, key))
            db.execute(
                "INSERT INTO reminder (person_id, key, due, body) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET due = excluded.due, body = excluded.body",
                (number, key, seconds(reminder.due), body),
            )


def drop_stale(db: sqlite3.Connection, number: int, key: str, now: datetime) -> None:
    """Remove a reminder that is still due after it was handled."""
    db.execute(
        "DELETE FROM reminder WHERE person_id = ? AND key = ? AND due <= ?",
        (number, key, seconds(now)),
    )


def due(db: sqlite3.Connection, now: datetime, most: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return the people something is due to, the longest overdue first, each with all of it."""
    rows = db.execute(
        "SELECT person_id FROM reminder WHERE due <= ? ORDER BY due LIMIT ?",
        (seconds(now), most),
    ).fetchall()
    return [
        (number, tuple(key for (key,) in _due_to(db, number, now)))
        for number in dict.fromkeys(number for (number,) in rows)
    ]


def _due_to(db: sqlite3.Connection, number: int, now: datetime) -> list[tuple[str]]:
    return db.execute(
        "SELECT key FROM reminder WHERE person_id = ? AND due <= ? ORDER BY due, key",
        (number, seconds(now)),
    ).fetchall()


def retime(db: sqlite3.Connection, keys: Keys, after: int, most: int) -> tuple[int | None, int]:
    """Derive the instants of the reminders of the next `most` people anew.

    Returns the last person looked at, None when there was none left, and how many reminders moved.
    Nothing else about a person is opened, and it is no sign of life.
    """
    rows = db.execute(
        "SELECT p.id, p.lookup, p.wrapped_key FROM person p WHERE p.id > ?"
        " AND EXISTS (SELECT 1 FROM reminder r WHERE r.person_id = p.id) ORDER BY p.id LIMIT ?",
        (after, most),
    ).fetchall()
    moved = 0
    for number, lookup, wrapped in rows:
        seal = unwrap(keys, wrapped, lookup)
        for key, body in db.execute(
            "SELECT key, body FROM reminder WHERE person_id = ?", (number,)
        ).fetchall():
            before = person_json.reminder_from_json(opened(seal, body, _place(number, key)))
            derived = reminders.retimed(before)
            if derived != before:
                moved += 1
                anew = sealed(seal, person_json.reminder_to_json(derived), _place(number, key))
                db.execute(
                    "UPDATE reminder SET due = ?, body = ? WHERE person_id = ? AND key = ?",
                    (seconds(derived.due), anew, number, key),
                )
    return rows[-1][0] if rows else None, moved


def next_due(db: sqlite3.Connection) -> datetime | None:
    """Return when the next reminder is due."""
    (first,) = db.execute("SELECT min(due) FROM reminder").fetchone()
    return datetime.fromtimestamp(first, UTC) if first is not None else None


def _place(number: int, key: str) -> str:
    return f"reminder|body|{number}.{key}"
