"""The outbox and the inbox in the database: what is to be sent, what was already received.

Every function runs inside a transaction of the writer and takes its connection.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.engine import effect_json
from bot.engine.effects import Erase, Lane, Manner, Outgoing, Promise, Run, Show
from bot.store.people import Known
from bot.store.sealing import Keys, Seal, unwrap

INBOX_KEPT = timedelta(hours=72)  # longer than Telegram redelivers, shorter than ids restart
SHOWN_KEPT = timedelta(hours=48)  # a bot cannot delete what is older
FAREWELL_KEPT = timedelta(hours=24)
TOMBSTONE_KEPT = timedelta(days=37)  # longer than any backup
# Tries of a reply that nobody saw the end of, before it is assumed sent. With two, a thousand kills
# left two replies unsent, with three none, and no more doubles (R:reliability 3.6).
REPLY_CRASHES = 3

_PAINTED_OVER = {Manner.EDIT: (Manner.EDIT, Manner.KEYS), Manner.KEYS: (Manner.KEYS,)}


@dataclass(frozen=True, slots=True)
class Row:
    """One effect on its way out."""

    id: int
    person: int
    chat: int
    effect: Outgoing
    promise: Promise
    target: int | None  # the living screen; for `Erase` and `Run`, the message that caused it
    tries: int
    crashed: int  # tries that nobody saw the end of
    lane: Lane = Lane.PERSON


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
    effects: Iterable[Outgoing],
    now: datetime,
    about: int | None = None,
) -> int:
    """Put effects in the outbox, in order; `about` is the message that caused them."""
    count = 0
    for effect in effects:
        if isinstance(effect, Show):
            _supersede(db, known, effect.manner)
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


def _supersede(db: sqlite3.Connection, known: Known, manner: Manner) -> None:
    """Drop edits of the screen that were not sent yet and would be painted over at once.

    Whoever taps ten times in a row waits for one screen, not for ten at one a second. New buttons
    paint over buttons only.
    """
    painted = _PAINTED_OVER.get(manner)
    if painted is None:
        return
    rows = db.execute(
        "SELECT id, body FROM outbox WHERE person_id = ? AND sending = 0 ORDER BY id DESC",
        (known.id,),
    ).fetchall()
    for number, body in rows:
        effect = _effect(known.seal, body, known.id)
        if not isinstance(effect, Show) or effect.manner not in painted:
            return
        db.execute("DELETE FROM outbox WHERE id = ?", (number,))


def claim(
    db: sqlite3.Connection,
    keys: Keys,
    now: datetime,
    most: int,
    apart: Iterable[int] = (),
    *,
    bulk: Callable[[int], int] | None = None,
    aside: int = 0,
) -> list[Row]:
    """Take the next effect of each person whose turn it is, most urgent lane first.

    `most` answers to people who wait; of the rest as many as `bulk` says beside them. `apart` are
    people who are being served or have just been. Actions go beside: at most `aside` of them, and
    what follows one does not wait for it. Whoever claims sends at once: a claimed row that
    waited would hold a place, and count as sent when the process dies.
    """
    left_out = ",".join(str(int(person)) for person in apart)
    claimed = _claim(db, keys, now, Lane.PERSON, most, left_out)
    room = most - len(claimed)
    if bulk is not None:
        room = min(room, bulk(len(claimed)))
    for lane in (Lane.DEADLINE, Lane.REST):
        if room > 0:
            found = _claim(db, keys, now, lane, room, left_out)
            room -= len(found)
            claimed += found
    if aside > 0:
        claimed += _claim(db, keys, now, Lane.ASIDE, aside, left_out)
    return claimed


def _claim(
    db: sqlite3.Connection, keys: Keys, now: datetime, lane: Lane, most: int, left_out: str
) -> list[Row]:
    # Walks the lane in order and stops when it has enough, however long the queue is.
    rows = db.execute(
        "SELECT o.id, o.person_id, o.promise, o.body, o.about, o.tries, o.crashed,"  # noqa: S608 - integers
        " p.lookup, p.wrapped_key, p.chat, p.screen"
        " FROM outbox o INDEXED BY idx_outbox_lane_id JOIN person p ON p.id = o.person_id"
        " WHERE o.lane = ? AND o.due <= ? AND o.sending = 0"
        f" AND o.person_id NOT IN ({left_out})"
        " AND NOT EXISTS (SELECT 1 FROM outbox e"
        " WHERE e.person_id = o.person_id AND e.id < o.id AND e.lane <> ?)"
        " ORDER BY o.id LIMIT ?",
        (int(lane), _milliseconds(now), int(Lane.ASIDE), most),
    ).fetchall()
    claimed = []
    for number, person, promise, body, about, tries, crashed, *keyed, screen in rows:
        lookup, wrapped, sealed = keyed
        seal = unwrap(keys, wrapped, lookup)
        chat = int(seal.open(sealed, f"person|chat|{person}"))
        effect = _effect(seal, body, person)
        target = about if isinstance(effect, Erase | Run) else screen
        claimed.append(
            Row(number, person, chat, effect, Promise(promise), target, tries + 1, crashed, lane)
        )
        db.execute("UPDATE outbox SET sending = 1, tries = tries + 1 WHERE id = ?", (number,))
    return claimed


def _effect(seal: Seal, body: bytes, person: int) -> Outgoing:
    return effect_json.from_json(json.loads(seal.open(body, f"outbox|body|{person}")))


def next_due(
    db: sqlite3.Connection, apart: Iterable[int] = (), *, aside: bool = True
) -> datetime | None:
    """Return when the next effect or farewell may go, of people other than `apart`.

    Only what is first in its person's row counts: what waits behind it waits with it. Actions count
    when there is room for them `aside`.
    """
    left_out = ",".join(str(int(person)) for person in apart)
    row = db.execute(
        "SELECT o.due FROM outbox o"  # noqa: S608 - integers
        f" WHERE o.sending = 0 AND o.person_id NOT IN ({left_out}) AND (o.lane <> ? OR ?)"
        " AND NOT EXISTS (SELECT 1 FROM outbox e"
        " WHERE e.person_id = o.person_id AND e.id < o.id AND e.lane <> ?)"
        " ORDER BY o.due LIMIT 1",
        (int(Lane.ASIDE), aside, int(Lane.ASIDE)),
    ).fetchone()
    (farewell,) = db.execute("SELECT min(at) FROM farewell").fetchone()
    found = [due for due in (row[0] if row else None, farewell) if due is not None]
    return datetime.fromtimestamp(min(found) / 1000, UTC) if found else None


def done(db: sqlite3.Connection, row: Row) -> bool:
    """Let go of an effect: it was sent, or never will be. False when it was already let go.

    It may be gone (`/forget`), and its number be somebody else's since.
    """
    gone = db.execute(
        "DELETE FROM outbox WHERE id = ? AND person_id = ? AND sending = 1", (row.id, row.person)
    )
    return gone.rowcount == 1


def again(db: sqlite3.Connection, row: Row, at: datetime, *, crashed: bool = False) -> None:
    """Put an effect back, not before `at`; `crashed` when nobody knows how the try ended."""
    db.execute(
        "UPDATE outbox SET sending = 0, due = ?, crashed = crashed + ?"
        " WHERE id = ? AND person_id = ? AND sending = 1",
        (_milliseconds(at), int(crashed), row.id, row.person),
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
    db.execute("UPDATE farewell SET at = 0 WHERE tries > 0")
    return repeated, assumed


def say_farewell(
    db: sqlite3.Connection,
    keys: Keys,
    chat: int,
    effects: Iterable[Outgoing],
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
    effects: tuple[Outgoing, ...]
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
    """Drop what has outlived its use: received ids, old screens, stale farewells, tombstones."""
    count = 0
    kinds = (("inbox", INBOX_KEPT), ("shown", SHOWN_KEPT), ("tombstone", TOMBSTONE_KEPT))
    for table, kept in kinds:
        before = int((now - kept).timestamp())
        count += db.execute(f"DELETE FROM {table} WHERE at < ?", (before,)).rowcount  # noqa: S608
    count += db.execute(
        "DELETE FROM farewell WHERE at < ? OR tries > 200", (_milliseconds(now - FAREWELL_KEPT),)
    ).rowcount
    return count


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
