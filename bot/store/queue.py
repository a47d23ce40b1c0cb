"""The outbox and the inbox in the database: what is to be sent, what was already received.

Every function runs inside a transaction of the writer and takes its connection.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.engine import effect_json
from bot.engine.effects import Effect, Erase, Lane, Promise, Run
from bot.store.people import Known
from bot.store.sealing import Keys, Seal, unwrap

INBOX_KEPT = timedelta(hours=72)  # longer than Telegram redelivers, shorter than ids restart
SHOWN_KEPT = timedelta(hours=48)  # a bot cannot delete what is older
FAREWELL_KEPT = timedelta(hours=24)
REPLY_CRASHES = 2  # tries of a reply that nobody saw the end of, before it is assumed sent


@dataclass(frozen=True, slots=True)
class Row:
    """One effect on its way out."""

    id: int
    person: int
    chat: int
    effect: Effect
    promise: Promise
    target: int | None  # the living screen; for `Erase` and `Run`, the message that caused it
    tries: int
    crashed: int  # tries that nobody saw the end of


def receive(db: sqlite3.Connection, update_id: int, now: datetime) -> bool:
    """Note an update; False when it was already received."""
    cursor = db.execute(
        "INSERT INTO inbox (update_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (update_id, int(now.timestamp())),
    )
    return cursor.rowcount == 1


def enqueue(
    db: sqlite3.Connection,
    known: Known,
    effects: Iterable[Effect],
    now: datetime,
    about: int | None = None,
) -> int:
    """Put effects in the outbox, in order; `about` is the message that caused them."""
    count = 0
    for effect in effects:
        clear = json.dumps(effect_json.to_json(effect), ensure_ascii=False, separators=(",", ":"))
        db.execute(
            "INSERT INTO outbox"
            " (person_id, lane, promise, body, about, due, tries, crashed, sending)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0)",
            (
                known.id,
                int(effect_json.lane(effect)),
                str(effect_json.promise(effect)),
                known.seal.close(clear.encode(), f"outbox|body|{known.id}"),
                about,
                _milliseconds(now),
            ),
        )
        count += 1
    return count


def claim(
    db: sqlite3.Connection,
    keys: Keys,
    now: datetime,
    most: int,
    busy: Iterable[int] = (),
    *,
    aside: int = 0,
) -> list[Row]:
    """Take the next effect of each person whose turn it is, most urgent lane first.

    Actions go beside: at most `aside` of them, and what follows one does not wait for it.
    """
    left_out = ",".join(str(int(person)) for person in busy)
    rows = db.execute(
        "SELECT o.id, o.person_id, o.lane, o.promise, o.body, o.about, o.tries, o.crashed,"  # noqa: S608 - integers
        " p.lookup, p.wrapped_key, p.chat, p.screen"
        " FROM outbox o JOIN person p ON p.id = o.person_id"
        " WHERE o.due <= ? AND o.sending = 0"
        f" AND o.person_id NOT IN ({left_out}) AND (o.lane <> ? OR ?)"
        " AND NOT EXISTS (SELECT 1 FROM outbox e"
        " WHERE e.person_id = o.person_id AND e.id < o.id AND e.lane <> ?)"
        " ORDER BY o.lane, o.id LIMIT ?",
        (_milliseconds(now), Lane.ASIDE, aside > 0, Lane.ASIDE, most),
    ).fetchall()
    claimed = []
    for number, person, lane, promise, body, about, tries, crashed, *keyed, screen in rows:
        if lane == Lane.ASIDE:
            if aside == 0:
                continue
            aside -= 1
        lookup, wrapped, sealed = keyed
        seal = unwrap(keys, wrapped, lookup)
        chat = int(seal.open(sealed, f"person|chat|{person}"))
        effect = _effect(seal, body, person)
        target = about if isinstance(effect, Erase | Run) else screen
        claimed.append(
            Row(number, person, chat, effect, Promise(promise), target, tries + 1, crashed)
        )
        db.execute("UPDATE outbox SET sending = 1, tries = tries + 1 WHERE id = ?", (number,))
    return claimed


def _effect(seal: Seal, body: bytes, person: int) -> Effect:
    return effect_json.from_json(json.loads(seal.open(body, f"outbox|body|{person}")))


def next_due(db: sqlite3.Connection) -> datetime | None:
    """Return when the next waiting effect may go."""
    (due,) = db.execute("SELECT min(due) FROM outbox WHERE sending = 0").fetchone()
    return datetime.fromtimestamp(due / 1000, UTC) if due is not None else None


def done(db: sqlite3.Connection, number: int) -> bool:
    """Let go of an effect: it was sent, or never will be. False when it was already let go."""
    return db.execute("DELETE FROM outbox WHERE id = ?", (number,)).rowcount == 1


def again(db: sqlite3.Connection, number: int, at: datetime, *, crashed: bool = False) -> None:
    """Put an effect back, not before `at`; `crashed` when nobody knows how the try ended."""
    db.execute(
        "UPDATE outbox SET sending = 0, due = ?, crashed = crashed + ? WHERE id = ?",
        (_milliseconds(at), int(crashed), number),
    )


def cancel(db: sqlite3.Connection, person: int) -> None:
    """Drop everything waiting for a person who can no longer be reached."""
    db.execute("DELETE FROM outbox WHERE person_id = ?", (person,))


def recover(db: sqlite3.Connection) -> tuple[int, int]:
    """After a start: settle what was being sent when the process died, by its promise.

    Returns how many are sent again and how many are assumed sent (R:reliability 3.2, 3.3).
    """
    assumed = db.execute(
        "DELETE FROM outbox WHERE sending = 1 AND (promise = ? OR (promise = ? AND crashed >= ?))",
        (Promise.SENSITIVE, Promise.REPLY, REPLY_CRASHES - 1),
    ).rowcount
    repeated = db.execute(
        "UPDATE outbox SET sending = 0, crashed = crashed + 1 WHERE sending = 1"
    ).rowcount
    return repeated, assumed


def say_farewell(
    db: sqlite3.Connection,
    keys: Keys,
    chat: int,
    effects: Iterable[Effect],
    wipe: Iterable[int],
    now: datetime,
) -> None:
    """Keep what a forgotten person is still to see and lose: for a day at most."""
    body = {
        "chat": chat,
        "effects": [effect_json.to_json(effect) for effect in effects],
        "wipe": list(wipe),
    }
    sealed = keys.own_seal().close(json.dumps(body).encode(), "farewell|body")
    db.execute(
        "INSERT INTO farewell (body, at, tries) VALUES (?, ?, 0)", (sealed, _milliseconds(now))
    )


@dataclass(frozen=True, slots=True)
class Farewell:
    """What a forgotten person is still to see and lose."""

    id: int
    chat: int
    effects: tuple[Effect, ...]
    wipe: tuple[int, ...]


def farewells(db: sqlite3.Connection, keys: Keys, now: datetime) -> list[Farewell]:
    """Return the farewells to be said now, and put them off in case it fails."""
    rows = db.execute(
        "SELECT id, body FROM farewell WHERE at <= ? LIMIT 20", (_milliseconds(now),)
    ).fetchall()
    found = []
    for number, sealed in rows:
        body = json.loads(keys.own_seal().open(sealed, "farewell|body"))
        effects = tuple(effect_json.from_json(one) for one in body["effects"])
        found.append(Farewell(number, body["chat"], effects, tuple(body["wipe"])))
        db.execute(
            "UPDATE farewell SET tries = tries + 1, at = ? WHERE id = ?",
            (_milliseconds(now + timedelta(minutes=1)), number),
        )
    return found


def farewell_said(db: sqlite3.Connection, number: int) -> None:
    """Forget the farewell itself."""
    db.execute("DELETE FROM farewell WHERE id = ?", (number,))


def prune(db: sqlite3.Connection, now: datetime) -> int:
    """Drop what has outlived its use: received ids, old screens, stale farewells."""
    count = 0
    for table, kept in (("inbox", INBOX_KEPT), ("shown", SHOWN_KEPT)):
        before = int((now - kept).timestamp())
        count += db.execute(f"DELETE FROM {table} WHERE at < ?", (before,)).rowcount  # noqa: S608
    count += db.execute(
        "DELETE FROM farewell WHERE at < ? OR tries > 200", (_milliseconds(now - FAREWELL_KEPT),)
    ).rowcount
    return count


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
