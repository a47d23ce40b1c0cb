"""Desks in the database: who they are, what opens the door to them, where they are called.

Of a key only its SHA-256 is kept. Every function runs inside a transaction.
"""

import json
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from bot.handoff.hours import Hours, from_json, to_json
from bot.handoff.model import Scope
from bot.store import desk_events
from bot.store.columns import seconds
from bot.store.desk_events import Told
from bot.store.sealing import Keys

KEY_PREFIX = "riposte_desk_"  # so that scanners of secrets recognise one that leaked
KEY_BYTES = 32
OVERLAP = timedelta(days=7)  # the former key goes on opening while the new one is brought in
MOST_LIVE = 2
FAILING_KEPT = timedelta(days=3)  # then calling stops, visibly

_DESK = "d.id, d.name, d.title, d.callback, d.failing_since, d.stopped_at"


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk, and how calling it goes."""

    id: int
    name: str
    title: str
    callback: str | None = None
    failing_since: datetime | None = None
    stopped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A key that opens now. `signing` is the secret its requests must be signed with, if any."""

    id: str
    desk: Desk
    scopes: frozenset[Scope]
    signing: bytes | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A key as its owner sees it in a list."""

    id: str
    scopes: tuple[Scope, ...]
    signed: bool
    made_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Call:
    """A piece of news on its way to a desk's receiver."""

    desk: int
    address: str
    secret: bytes
    news: Told
    tries: int


class Taken(Exception):  # noqa: N818 - there is a desk of that name
    """There is one already."""


class TooMany(Exception):  # noqa: N818 - two keys live already
    """One has to end before another is made."""


def add(db: sqlite3.Connection, name: str, title: str, now: datetime) -> Desk:
    """Add a desk. Raises Taken."""
    if by_name(db, name) is not None:
        raise Taken(name)
    db.execute(
        "INSERT INTO desk (name, title, made_at, last_seq, told_seq, tries, due)"
        " VALUES (?, ?, ?, 0, 0, 0, 0)",
        (name, title, seconds(now)),
    )
    found = by_name(db, name)
    assert found is not None
    return found


def by_name(db: sqlite3.Connection, name: str) -> Desk | None:
    """Return a desk by the short word it is called."""
    row = db.execute(f"SELECT {_DESK} FROM desk d WHERE d.name = ?", (name,)).fetchone()  # noqa: S608
    return _desk(row) if row is not None else None


def every(db: sqlite3.Connection) -> list[Desk]:
    """Return all desks, by name."""
    rows = db.execute(f"SELECT {_DESK} FROM desk d ORDER BY d.name").fetchall()  # noqa: S608 - ours
    return [_desk(row) for row in rows]


def make_key(
    db: sqlite3.Connection,
    keys: Keys,
    desk: Desk,
    scopes: frozenset[Scope],
    now: datetime,
    *,
    signed: bool = False,
    clear: str | None = None,
) -> tuple[str, bytes | None]:
    """Return a new key of a desk, and its signing secret; neither can be shown again.

    The key that lived so far ends after `OVERLAP`. `clear` is one made elsewhere, for the demo.
    Raises TooMany when two live already.
    """
    live = [one for one in keys_of(db, desk) if one.ends_at is None or one.ends_at > now]
    if len(live) >= MOST_LIVE:
        raise TooMany(desk.name)
    clear = clear or KEY_PREFIX + secrets.token_urlsafe(KEY_BYTES)
    number = secrets.token_hex(4)
    signing = secrets.token_bytes(KEY_BYTES) if signed else None
    sealed = keys.own_seal().close(signing, f"desk_key|signing|{number}") if signing else None
    db.execute(
        "UPDATE desk_key SET ends_at = ? WHERE desk_id = ? AND ends_at IS NULL",
        (seconds(now + OVERLAP), desk.id),
    )
    db.execute(
        "INSERT INTO desk_key (id, desk_id, mark, scopes, signing, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (number, desk.id, _mark(clear), " ".join(sorted(scopes)), sealed, seconds(now)),
    )
    return clear, signing


def keys_of(db: sqlite3.Connection, desk: Desk) -> list[Listed]:
    """Return the keys of a desk, the newest first."""
    rows = db.execute(
        "SELECT id, scopes, signing IS NOT NULL, made_at, ends_at FROM desk_key"
        " WHERE desk_id = ? ORDER BY made_at DESC, rowid DESC",
        (desk.id,),
    ).fetchall()
    return [
        Listed(number, tuple(map(Scope, scopes.split())), bool(signed), _at(made), _when(ends))
        for number, scopes, signed, made, ends in rows
    ]


def revoke_key(db: sqlite3.Connection, desk: Desk, number: str, now: datetime) -> bool:
    """End a key now; False when the desk has none of that id that lives."""
    cursor = db.execute(
        "UPDATE desk_key SET ends_at = ?1 WHERE desk_id = ?2 AND id = ?3"
        " AND (ends_at IS NULL OR ends_at > ?1)",
        (seconds(now), desk.id, number),
    )
    return cursor.rowcount == 1


def find_key(db: sqlite3.Connection, keys: Keys, clear: str, now: datetime) -> Key | None:
    """Return the key that opens now; None for one unknown, ended or revoked alike."""
    mark = _mark(clear)
    row = db.execute(
        f"SELECT k.id, k.mark, k.scopes, k.signing, {_DESK} FROM desk_key k"  # noqa: S608 - ours
        " JOIN desk d ON d.id = k.desk_id"
        " WHERE k.mark = ? AND (k.ends_at IS NULL OR k.ends_at > ?)",
        (mark, seconds(now)),
    ).fetchone()
    if row is None or not compare_digest(row[1], mark):
        return None
    number, _, scopes, sealed, *desk = row
    signing = keys.own_seal().open(sealed, f"desk_key|signing|{number}") if sealed else None
    return Key(number, _desk(tuple(desk)), frozenset(map(Scope, scopes.split())), signing)


def set_hours(db: sqlite3.Connection, desk: Desk, hours: Hours | None) -> None:
    """Say when a desk's people answer in conversations; None: they take none."""
    written = json.dumps(to_json(hours)) if hours is not None else None
    db.execute("UPDATE desk SET hours = ? WHERE id = ?", (written, desk.id))


def hours_of(db: sqlite3.Connection, desk: int) -> Hours | None:
    """Return when a desk's people answer in conversations; None when they take none."""
    (written,) = db.execute("SELECT hours FROM desk WHERE id = ?", (desk,)).fetchone()
    return from_json(json.loads(written)) if written is not None else None


def untold(db: sqlite3.Connection, desk: Desk) -> int:
    """Count the news that a desk's receiver has not accepted yet."""
    (count,) = db.execute(
        "SELECT count(*) FROM desk_event e JOIN desk d ON d.id = e.desk_id"
        " WHERE d.id = ? AND e.seq > d.told_seq AND d.callback IS NOT NULL",
        (desk.id,),
    ).fetchone()
    return int(count)


def call_at(
    db: sqlite3.Connection, keys: Keys, desk: Desk, address: str | None, *, fresh: bool = True
) -> bytes | None:
    """Set where a desk is called, and return the secret that signs; None when it no longer is.

    What happened before is not sent to a new address: it is read at the cursor. With `fresh` false
    the address stays, and what waits is sent from now on.
    """
    if address is None:
        db.execute("UPDATE desk SET callback = NULL, secret = NULL WHERE id = ?", (desk.id,))
        return None
    again = "tries = 0, due = 0, failing_since = NULL, stopped_at = NULL"
    if not fresh:
        db.execute(f"UPDATE desk SET {again} WHERE id = ?", (desk.id,))  # noqa: S608 - ours
        return None
    secret = secrets.token_bytes(KEY_BYTES)
    db.execute(
        f"UPDATE desk SET callback = ?, secret = ?, told_seq = last_seq, {again} WHERE id = ?",  # noqa: S608
        (address, keys.own_seal().close(secret, f"desk|secret|{desk.id}"), desk.id),
    )
    return secret


def to_call(db: sqlite3.Connection, keys: Keys, now: datetime) -> list[Call]:
    """Return for each desk whose time has come the oldest news its receiver has not accepted."""
    rows = db.execute(
        "SELECT id, callback, secret, told_seq, tries FROM desk WHERE callback IS NOT NULL"
        " AND stopped_at IS NULL AND due <= ? AND last_seq > told_seq",
        (seconds(now),),
    ).fetchall()
    found = []
    for number, address, sealed, told_seq, tries in rows:
        news = desk_events.after(db, number, told_seq, 1)
        if news:
            secret = keys.own_seal().open(sealed, f"desk|secret|{number}")
            found.append(Call(number, address, secret, news[0], tries))
    return found


def accepted(db: sqlite3.Connection, call: Call) -> None:
    """A receiver took a piece of news: the next one may go."""
    db.execute(
        "UPDATE desk SET told_seq = max(told_seq, ?), tries = 0, due = 0, failing_since = NULL"
        " WHERE id = ? AND callback = ?",
        (call.news.seq, call.desk, call.address),
    )


def failed(db: sqlite3.Connection, call: Call, due: datetime, now: datetime, *, gone: bool) -> None:
    """A receiver did not take it: again at `due`, or never when it has failed for too long.

    `gone` is its own word that nobody is there any more.
    """
    since = now - FAILING_KEPT
    db.execute(
        "UPDATE desk SET tries = tries + 1, due = ?1, failing_since = coalesce(failing_since, ?2),"
        " stopped_at = CASE WHEN ?3 OR failing_since <= ?4 THEN ?2 END"
        " WHERE id = ?5 AND callback = ?6",
        (seconds(due), seconds(now), gone, seconds(since), call.desk, call.address),
    )


def _desk(row: tuple[object, ...]) -> Desk:
    number, name, title, callback, failing, stopped = row
    assert isinstance(number, int)
    return Desk(
        number,
        str(name),
        str(title),
        str(callback) if callback is not None else None,
        _when(failing),
        _when(stopped),
    )


def _mark(clear: str) -> bytes:
    return sha256(clear.encode()).digest()


def _when(seconds: object) -> datetime | None:
    return _at(seconds) if isinstance(seconds, int) else None


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
