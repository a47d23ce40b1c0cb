"""The journal of a desk's pages: who signed in, minted, opened, read, exported. It only grows.

The tables refuse that a line be changed, or dropped before its time. No line says anything of a
person that their desk may not know. Every function runs inside a transaction.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.store.accounts import Account
from bot.store.columns import seconds

KEPT = timedelta(days=180)


class What(StrEnum):
    """What somebody did."""

    SIGNED_IN = "signed_in"
    REFUSED = "refused"  # somebody tried to sign in with this name
    SIGNED_OUT = "signed_out"
    ENROLLED = "enrolled"  # set a password and a second factor
    PASSWORD = "password"  # noqa: S105 - the name of what happened
    MADE = "made"  # by the administrator, as is what follows
    RENEWED = "renewed"
    ROLE = "role"
    ENDED = "ended"
    MINTED = "minted"
    REVOKED = "revoked"
    OPENED = "opened"  # looked at a hand-off
    READ = "read"  # a conversation
    TOOK = "took"
    SAID = "said"
    RETURNED = "returned"
    CLOSED = "closed"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Line:
    """One line."""

    id: int
    who: str
    what: What
    about: str | None
    at: datetime


def note(
    db: sqlite3.Connection, account: Account, what: What, now: datetime, about: str | None = None
) -> None:
    """Add a line."""
    db.execute(
        "INSERT INTO desk_journal (desk_id, who, what, about, at) VALUES (?, ?, ?, ?, ?)",
        (account.desk.id, account.name, what, about, seconds(now)),
    )


def lines(db: sqlite3.Connection, desk: int, before: int | None, most: int) -> list[Line]:
    """Return the lines of a desk before a line, the newest first; `most` of -1 returns all."""
    rows = db.execute(
        "SELECT id, who, what, about, at FROM desk_journal WHERE desk_id = ?1"
        " AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3",
        (desk, before, most),
    ).fetchall()
    return [
        Line(number, who, What(what), about, datetime.fromtimestamp(at, UTC))
        for number, who, what, about, at in rows
    ]


def prune(db: sqlite3.Connection, now: datetime) -> int:
    """Drop the lines whose time is over."""
    before = seconds(now - KEPT)
    real = "at < CAST(strftime('%s', 'now') AS INTEGER) - 15552000"  # whatever the clock says
    return db.execute(f"DELETE FROM desk_journal WHERE at < ? AND {real}", (before,)).rowcount  # noqa: S608


def carry_over(target: sqlite3.Connection, present: sqlite3.Connection) -> None:
    """Let a copy being restored lose no line that was written since."""
    for db in (target, present):
        there = "SELECT 1 FROM sqlite_schema WHERE name = 'desk_journal'"
        if db.execute(there).fetchone() is None:
            return
    known = {number for (number,) in target.execute("SELECT id FROM desk")}
    for row in present.execute("SELECT id, desk_id, who, what, about, at FROM desk_journal"):
        if row[1] in known:
            target.execute("INSERT OR IGNORE INTO desk_journal VALUES (?, ?, ?, ?, ?, ?)", row)
