"""What desks are told, in the database: only what a person agreed to, in the order it happened.

Each desk has a cursor of its own that only grows. Every function runs inside a transaction.
"""

import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.handoff.model import ASKED_FOR, BY_ASKING, ONCE, News
from bot.store.columns import seconds

EVENTS_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news in a desk's sequence. `sealed` is what the desk said when it minted."""

    seq: int
    id: str
    handoff: str
    kind: News
    code: str | None
    at: datetime
    sealed: bytes


def agreed(db: sqlite3.Connection, handoff: str) -> tuple[News, ...]:
    """Return the kinds of news that may be told, in the order of the list."""
    rows = db.execute("SELECT kind FROM consent WHERE handoff_id = ?", (handoff,)).fetchall()
    given = {kind for (kind,) in rows}
    return tuple(kind for kind in News if kind in given)


def agree(db: sqlite3.Connection, handoff: str, kinds: Iterable[str], now: datetime) -> None:
    """Let exactly these kinds be told from now on; opening is told with the first agreement to it.

    Of a hand-off that its desk took back, nothing is ever told.
    """
    wanted = {kind for kind in ASKED_FOR if kind in set(kinds)}
    before = set(agreed(db, handoff))
    (revoked,) = db.execute("SELECT revoked_at FROM handoff WHERE id = ?", (handoff,)).fetchone()
    if revoked is not None:
        return
    if before and not wanted:
        emit(db, handoff, News.WITHDRAWN, None, now)
    for kind in before - wanted:
        db.execute("DELETE FROM consent WHERE handoff_id = ? AND kind = ?", (handoff, kind))
    for kind in wanted - before:
        db.execute("INSERT INTO consent VALUES (?, ?, ?)", (handoff, kind, seconds(now)))
    emit(db, handoff, News.OPENED, None, now)


def emit(db: sqlite3.Connection, handoff: str, kind: News, code: str | None, now: datetime) -> bool:
    """Tell a hand-off's desk, in the person's own transaction, if the person agreed to that kind.

    `code` is the flow it is about, or the conversation the person asked for.

    What can happen once is told once; withdrawing, once for each time that something was agreed to.
    """
    given = agreed(db, handoff)
    allowed = kind in given if kind in ASKED_FOR else bool(given) or kind in BY_ASKING
    if not allowed or (kind in ONCE and kind is not News.WITHDRAWN and told(db, handoff, kind)):
        return False
    (desk, seq) = db.execute(
        "UPDATE desk SET last_seq = last_seq + 1"
        " WHERE id = (SELECT desk_id FROM handoff WHERE id = ?) RETURNING id, last_seq",
        (handoff,),
    ).fetchone()
    db.execute(
        "INSERT INTO desk_event (desk_id, seq, id, handoff_id, kind, code, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (desk, seq, f"ev_{secrets.token_hex(12)}", handoff, kind, code, seconds(now)),
    )
    return True


def told(db: sqlite3.Connection, handoff: str, kind: News) -> bool:
    """Tell whether a desk was told this."""
    row = db.execute(
        "SELECT 1 FROM desk_event WHERE handoff_id = ? AND kind = ?", (handoff, kind)
    ).fetchone()
    return row is not None


def knows(db: sqlite3.Connection, handoff: str) -> bool:
    """Tell whether a desk may know that its link was opened: it was told, or asked for a human."""
    return told(db, handoff, News.OPENED) or told(db, handoff, News.HUMAN_WANTED)


def after(db: sqlite3.Connection, desk: int, seq: int, most: int) -> list[Told]:
    """Return a desk's news after a place in its sequence, oldest first."""
    rows = db.execute(
        "SELECT e.seq, e.id, e.handoff_id, e.kind, e.code, e.at, h.body FROM desk_event e"
        " JOIN handoff h ON h.id = e.handoff_id WHERE e.desk_id = ? AND e.seq > ?"
        " ORDER BY e.seq LIMIT ?",
        (desk, seq, most),
    ).fetchall()
    return [
        Told(number, name, handoff, News(kind), code, datetime.fromtimestamp(at, UTC), body)
        for number, name, handoff, kind, code, at, body in rows
    ]


def prune(db: sqlite3.Connection, now: datetime) -> int:
    """Drop what was told long ago."""
    before = seconds(now - EVENTS_KEPT)
    return db.execute("DELETE FROM desk_event WHERE at < ?", (before,)).rowcount
