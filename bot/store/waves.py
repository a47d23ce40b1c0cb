"""Waves of messages, apart from people: which verdict near-copies got, and how often signs showed.

No text, no link, no person: fingerprints hashed once more with a key of this installation, and
counters by week. A scammer who tries variants until the answer softens gets the first one again.
"""

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from hmac import digest

from bot.store.sealing import Keys

KEPT = timedelta(days=30)  # of a wave
WORSE = ("known_sender", "cannot_tell", "suspicious", "danger")  # each next one holds


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
    """Count what was found this week: signs and verdicts, nothing else."""
    week = f"{now:%G-W%V}"
    db.executemany(
        "INSERT INTO found (week, name, count) VALUES (?, ?, 1)"
        " ON CONFLICT DO UPDATE SET count = count + 1",
        [(week, name) for name in names],
    )


def prune(db: sqlite3.Connection, now: datetime) -> int:
    """Drop the waves nobody asked about lately."""
    before = int((now - KEPT).timestamp())
    return db.execute("DELETE FROM wave WHERE at < ?", (before,)).rowcount
