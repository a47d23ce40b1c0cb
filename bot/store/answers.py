"""Answers to desks, kept for a day: the same request gets the same one, and one link.

They hold the link, so they are sealed by the key file. Every function runs inside a transaction.
"""

import sqlite3
from datetime import datetime, timedelta

from bot.store.columns import seconds
from bot.store.desks import Desk
from bot.store.sealing import Keys

KEPT = timedelta(hours=24)


def remember(
    db: sqlite3.Connection,
    keys: Keys,
    desk: Desk,
    number: str,
    marks: tuple[bytes, bytes],
    answer: bytes,
    now: datetime,
) -> None:
    """Keep an answer, sealed, for a day: the same request gets the same one.

    `marks` are the SHA-256 of the desk's key for it and of its body. It stays when the link is
    opened, for a desk that asks again must not learn that; it goes when the link is taken back.
    """
    sealed = keys.own_seal().close(answer, f"idempotency|answer|{desk.id}.{marks[0].hex()}")
    db.execute(
        "INSERT INTO idempotency (desk_id, mark, body_mark, handoff_id, answer, at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (desk.id, *marks, number, sealed, seconds(now)),
    )


def recall(
    db: sqlite3.Connection, keys: Keys, desk: Desk, mark: bytes, now: datetime
) -> tuple[bytes, bytes] | None:
    """Return (SHA-256 of the body, answer) of a request made under this key in the last day."""
    prune(db, now)
    row = db.execute(
        "SELECT body_mark, answer FROM idempotency WHERE desk_id = ? AND mark = ?", (desk.id, mark)
    ).fetchone()
    if row is None:
        return None
    return row[0], keys.own_seal().open(row[1], f"idempotency|answer|{desk.id}.{mark.hex()}")


def forget(db: sqlite3.Connection, handoff: str) -> None:
    """Drop the answer that holds a link which was taken back."""
    db.execute("DELETE FROM idempotency WHERE handoff_id = ?", (handoff,))


def prune(db: sqlite3.Connection, now: datetime) -> None:
    """Drop the answers of yesterday."""
    db.execute("DELETE FROM idempotency WHERE at <= ?", (seconds(now - KEPT),))
