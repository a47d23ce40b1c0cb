"""The database: opened with care, written by one writer, spoken to in domain words."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from sqlite_utils import Database

from bot.store import people
from bot.store.faults import Damaged, Newer, Unusable
from bot.store.sealing import Keys
from bot.store.tables import SCHEMA_VERSION, migrations
from bot.store.writer import Writer

_log = logging.getLogger(__name__)
T = TypeVar("T")
INSIST_SECONDS = 1.0
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # an acknowledged update survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA busy_timeout = 100",  # it stops the loop; the writer waits longer, without
    "PRAGMA mmap_size = 0",
)
SMALL = 16 * 1024 * 1024  # bytes; read through in some fifty milliseconds


def connect(path: Path) -> sqlite3.Connection:
    """Open a database, made on first start readable by nobody else; bring its tables up to date.

    A small one is read through first; of a large one that would take too long (`whole`). Raises
    Unusable, Damaged or Newer.
    """
    try:
        if not path.exists():
            path.touch(0o600)
        elif path.stat().st_mode & 0o077:
            path.chmod(0o600)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA_VERSION:
            connection.close()
            raise Newer(str(version))
        if path.stat().st_size <= SMALL and not whole(path):
            raise Damaged("check")
        connection.execute("BEGIN IMMEDIATE")
        migrations.apply(Database(connection))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except (OSError, sqlite3.Error) as error:
        raise _fault(error) from None
    return connection


def whole(path: Path) -> bool:
    """Read all of a database and tell whether it is whole; safe beside a running bot."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as db:
            db.execute("PRAGMA cache_size = 50")  # pages: what is read once is not worth keeping
            return bool(db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.OperationalError:
        return True  # held by somebody else: nothing is known against it
    except sqlite3.DatabaseError:
        return False


def _fault(error: Exception) -> Unusable | Damaged:
    code = getattr(error, "sqlite_errorcode", None)
    kind = Damaged if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} else Unusable
    return kind(type(error).__name__)


def keyed(connection: sqlite3.Connection) -> bool:
    """Tell whether a database holds anything that only its own key file can read or find."""
    tables = ("person", "farewell", "tombstone", "handoff", "account")
    return any(
        connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608 - ours
        for table in tables
    )


class Store:
    """One open database. `close` when done."""

    def __init__(self, connection: sqlite3.Connection, keys: Keys) -> None:
        self.connection = connection
        self._writer = Writer(connection)
        self.keys = keys
        self.unscrubbed = False  # something erased is still in the log

    async def transact(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` in a durable transaction; return after its COMMIT."""
        return await self._writer.transact(work)

    async def insist(self, work: Callable[[sqlite3.Connection], T], over: Callable[[], bool]) -> T:
        """Do the same again and again while the disk is full or somebody holds the file.

        For what must not be dropped because of it. Raises sqlite3.OperationalError once `over`.
        """
        while True:
            try:
                return await self.transact(work)
            except sqlite3.OperationalError as error:
                if over():
                    raise
                _log.error("database: %s", error.sqlite_errorname)
                await asyncio.sleep(INSIST_SECONDS)

    async def close(self) -> None:
        """Finish what waits, fold the log into the file, and close."""
        await self._writer.close()
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()

    async def scrub(self) -> bool:
        """Fold the log into the file, so that what was erased is in neither.

        False when somebody else reads the file (a backup): then it is to be done again.
        """
        try:
            (busy, *_) = await self._writer.alone(_fold)
        except sqlite3.OperationalError:
            busy = 1
        self.unscrubbed = bool(busy)
        return not busy

    def proven(self) -> None:
        """Check that the key file is this database's. Raises KeyFault."""
        row = self.connection.execute("SELECT id FROM person LIMIT 1").fetchone()
        if row is not None:
            people.by_id(self.connection, self.keys, row[0])
        said = self.connection.execute("SELECT body FROM farewell LIMIT 1").fetchone()
        if said is not None:
            self.keys.own_seal().open(said[0], "farewell|body")

    async def publish(self, name: str, files: Mapping[str, str], now: datetime) -> None:
        """Keep a release and make it the latest."""
        await self.transact(lambda db: _publish(db, name, files, now))

    def publish_now(self, name: str, files: Mapping[str, str], now: datetime) -> None:
        """Do the same from another process, beside a running bot. Raises Unusable."""
        try:
            _publish(self.connection, name, files, now)
        except sqlite3.Error as error:
            raise Unusable(type(error).__name__) from None

    def numbers(self) -> list[int]:
        """Return the number of every person."""
        return [number for (number,) in self.connection.execute("SELECT id FROM person")]

    async def newer_release(self, running: str) -> tuple[str, Mapping[str, str]] | None:
        """Return the release published last, with its files, when it is not the running one."""

        def look(db: sqlite3.Connection) -> tuple[str, str] | None:
            found: tuple[str, str] | None = db.execute(
                'SELECT hash, files FROM "release" WHERE hash <> ?1 AND hash ='
                ' (SELECT hash FROM "release" ORDER BY published_at DESC, rowid DESC LIMIT 1)',
                (running,),
            ).fetchone()
            return found

        row = await self.transact(look)
        return (row[0], json.loads(row[1])) if row is not None else None

    def latest_release(self) -> Mapping[str, str] | None:
        """Return the files of the release published last."""
        row = self.connection.execute(
            'SELECT files FROM "release" ORDER BY published_at DESC, rowid DESC LIMIT 1'
        ).fetchone()
        return _files(row)

    def release(self, name: str) -> Mapping[str, str] | None:
        """Return the files of a release by its hash."""
        row = self.connection.execute(
            'SELECT files FROM "release" WHERE hash = ?', (name,)
        ).fetchone()
        return _files(row)

    def counts(self) -> Mapping[str, int]:
        """Return how many of each there are; numbers only."""
        tables = ("person", "session", "task", "reminder", "outbox", "inbox", "farewell")
        return {
            table: self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in tables
        }


def drop_old_releases(db: sqlite3.Connection, running: str) -> int:
    """Drop releases that nobody stands on any more; the running one and the latest stay."""
    return db.execute(
        'DELETE FROM "release" WHERE hash <> ? AND hash NOT IN (SELECT release FROM session)'
        ' AND hash <> (SELECT hash FROM "release" ORDER BY published_at DESC, rowid DESC LIMIT 1)',
        (running,),
    ).rowcount


def marker(db: sqlite3.Connection, name: str) -> str | None:
    """Return what the rows were last derived with, None when that was never noted."""
    row = db.execute("SELECT value FROM marker WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row is not None else None


def set_marker(db: sqlite3.Connection, name: str, value: str) -> None:
    """Note what the rows are now derived with."""
    db.execute(
        "INSERT INTO marker (name, value) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value",
        (name, value),
    )


def _fold(db: sqlite3.Connection) -> tuple[int, ...]:
    row = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return tuple(row)


def _publish(db: sqlite3.Connection, name: str, files: Mapping[str, str], now: datetime) -> None:
    latest = db.execute(
        'SELECT hash FROM "release" ORDER BY published_at DESC, rowid DESC LIMIT 1'
    ).fetchone()
    if latest == (name,):  # a restart: a megabyte that need not be written again
        return
    body = json.dumps(dict(files), ensure_ascii=False, sort_keys=True)
    db.execute(
        'INSERT INTO "release" (hash, files, published_at) VALUES (?, ?, ?)'
        " ON CONFLICT DO UPDATE SET published_at = excluded.published_at",
        (name, body, int(now.timestamp())),
    )


def _files(row: tuple[str] | None) -> Mapping[str, str] | None:
    if row is None:
        return None
    files = json.loads(row[0])
    assert isinstance(files, dict)
    return files
