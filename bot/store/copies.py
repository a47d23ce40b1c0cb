"""Copies of a database: taken while it is in use, put back without reviving the erased."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from bot.store.desk_restore import carry_over
from bot.store.faults import Newer, Unusable
from bot.store.people import destroy
from bot.store.tables import SCHEMA_VERSION


def back_up(database: Path, copy: Path) -> int:
    """Copy a database that may be in use, and prove the copy whole; return how many people it has.

    Raises Unusable.
    """
    if not database.is_file():
        raise Unusable("missing")
    try:
        os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        source, target = sqlite3.connect(database), sqlite3.connect(copy)
        with source, target:
            source.backup(target)
        whole = target.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (count,) = target.execute("SELECT count(*) FROM person").fetchone()
        source.close()
        target.close()
    except (OSError, sqlite3.Error) as error:
        raise Unusable(type(error).__name__) from None
    if not whole:
        raise Unusable("integrity")
    return int(count)


def restore(copy: Path, database: Path) -> tuple[int, int]:
    """Put a copy in the place of a database nobody uses; return (people, erased again).

    Who was erased since the copy was made stays erased: the tombstones of the present database are
    laid over the copy before it takes its place. Raises Unusable or Newer.
    """
    beside = database.with_name(database.name + ".restoring")
    try:
        beside.unlink(missing_ok=True)
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        source, target = sqlite3.connect(f"file:{copy}?mode=ro", uri=True), sqlite3.connect(beside)
        with source, target:
            source.backup(target)
        source.close()
        if target.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Unusable("integrity")
        (version,) = target.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA_VERSION:
            raise Newer(str(version))
        erased = _bury(target, database)
        (count,) = target.execute("SELECT count(*) FROM person").fetchone()
        target.execute("PRAGMA secure_delete = ON")
        target.execute("VACUUM")
        target.close()
        for ending in ("-wal", "-shm"):
            database.with_name(database.name + ending).unlink(missing_ok=True)
        beside.replace(database)
    except (OSError, sqlite3.Error) as error:
        raise Unusable(type(error).__name__) from None
    finally:
        beside.unlink(missing_ok=True)
    return int(count), erased


def _bury(target: sqlite3.Connection, database: Path) -> int:
    """Erase from the copy whom the present database knows to be erased."""
    if not database.is_file():
        return 0
    present = sqlite3.connect(database)
    graves = present.execute("SELECT lookup, at FROM tombstone").fetchall()
    erased = 0
    with target:
        carry_over(target, present)
        present.close()
        for lookup, at in graves:
            row = target.execute(
                "SELECT id FROM person WHERE lookup = ? AND seen_at <= ?", (lookup, at)
            ).fetchone()
            if row is not None:
                destroy(target, row[0], lookup, datetime.fromtimestamp(at, UTC))
                erased += 1
            else:
                target.execute(
                    "INSERT OR REPLACE INTO tombstone (lookup, at) VALUES (?, ?)", (lookup, at)
                )
    return erased


def not_seen_since(db: sqlite3.Connection, moment: datetime) -> list[tuple[int, bytes]]:
    """Return (number, pseudonym) of the people without a sign of life since a moment."""
    return db.execute(
        "SELECT id, lookup FROM person WHERE seen_at < ?", (int(moment.timestamp()),)
    ).fetchall()
