"""Waves of messages, apart from people: which verdict near-copies got, and how often signs showed.

No text, no link, no person: fingerprints hashed once more with a key of this installation, and
counters by day. A scammer who tries variants until the answer softens gets the first one again.

Numbers are of days that are over, and rounded down: whoever watches them while somebody checks a
message sees nothing change.
"""

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hmac import digest
from zoneinfo import ZoneInfo

from bot.store.sealing import Keys

KEPT = timedelta(days=30)  # of a wave
SPAN = timedelta(days=7)  # of what is counted; shown beside the one before
FEWEST, STEP = 10, 5  # a number is shown from FEWEST on, in steps
DAY = ZoneInfo("Europe/Paris")  # whose days are counted: desks are French
WORSE = ("known_sender", "cannot_tell", "suspicious", "danger")  # each next one holds
Row = tuple[str, int, int]  # sign or verdict, number of the last span, of the one before


def settle(
    db: sqlite3.Connection, keys: Keys, wave: tuple[bytes, ...], verdict: str, now: datetime
) -> str:
    """Return the verdict of a wave: this one, or a graver one that a near-copy got before."""
    if verdict not in WORSE or not wave:
        return verdict
    bands = [digest(keys.lookup, b"wave" + band, "sha256")[:16] for band in wave]
    marks = ",".join("?" * len(bands))
    (before,) = db.execute(
        f"SELECT max(verdict) FROM wave WHERE band IN ({marks})",  # noqa: S608 - marks only
        bands,
    ).fetchone()
    rank = max(WORSE.index(verdict), before if before is not None else 0)
    db.executemany(
        "INSERT INTO wave (band, verdict, at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET"
        " verdict = max(verdict, excluded.verdict), at = excluded.at",
        [(band, rank, int(now.timestamp())) for band in bands],
    )
    return WORSE[rank]


def count(db: sqlite3.Connection, names: Iterable[str], now: datetime) -> None:
    """Count what was found today: signs and verdicts, nothing else."""
    day = day_of(now).isoformat()
    db.executemany(
        "INSERT INTO found (day, name, count) VALUES (?, ?, 1)"
        " ON CONFLICT DO UPDATE SET count = count + 1",
        [(day, name) for name in names],
    )


def counted(db: sqlite3.Connection, now: datetime) -> list[Row]:
    """Return (sign or verdict, last span, the one before) of all messages checked, most first.

    Only days that are over; a number of fewer than ten is 0, the others are rounded down.
    """
    today = day_of(now)
    rows = db.execute(
        "SELECT name, sum(CASE WHEN day >= ?1 THEN count ELSE 0 END),"
        " sum(CASE WHEN day < ?1 THEN count ELSE 0 END) FROM found"
        " WHERE day >= ?2 AND day < ?3 GROUP BY name",
        tuple(day.isoformat() for day in (today - SPAN, today - 2 * SPAN, today)),
    )
    return most_first(rows.fetchall())


def most_first(rows: Iterable[Row]) -> list[Row]:
    """Return rows as they may be shown, without those of which nothing is.

    What is put in order is what is shown: else the order would tell what rounding hides.
    """
    shown = ((name, rounded(last), rounded(before)) for name, last, before in rows)
    return sorted(
        (row for row in shown if row[1] or row[2]), key=lambda row: (-row[1], -row[2], row[0])
    )


def rounded(number: int) -> int:
    """Return a number as it may be shown: down to the next step, and 0 of fewer than ten."""
    return number - number % STEP if number >= FEWEST else 0


def day_of(now: datetime) -> date:
    """Return the day that a moment belongs to."""
    return now.astimezone(DAY).date()


def prune(db: sqlite3.Connection, now: datetime) -> int:
    """Drop the waves nobody asked about lately, and the counters that are shown no more."""
    first = (day_of(now) - 2 * SPAN).isoformat()
    db.execute("DELETE FROM found WHERE day < ?", (first,))
    before = int((now - KEPT).timestamp())
    return db.execute("DELETE FROM wave WHERE at < ?", (before,)).rowcount
