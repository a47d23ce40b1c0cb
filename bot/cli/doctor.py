"""`riposte doctor`: what is wrong with this installation, and what to do about it."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime

import click

from bot.cli import Exit
from bot.flow.problem import Severity
from bot.flow.release import read_release
from bot.folder import read_folder
from bot.pictures.worker import can_read
from bot.settings import Faults, Settings, read
from bot.store.faults import AnotherInstance, StoreFault
from bot.store.lock import Lock
from bot.store.sealing import load_keys
from bot.store.tables import SCHEMA_VERSION

LEAST_FREE = 200_000_000  # bytes
OLDEST_SQLITE = (3, 37, 0)  # strict tables
Finding = tuple[bool, str]


@click.command()
def doctor() -> int:
    """Look at settings, database, key, disk and guidance; exit 1 when something needs care.

    \b
    Example:
      riposte doctor
    """
    try:
        chosen = read(os.environ)
    except Faults as faults:
        for sentence in faults.sentences:
            click.echo(f"problem  {sentence}")
        return Exit.PROBLEMS
    wrong = 0
    for look in (_program, _telegram, _database, _key, _disk, _guidance):
        for fine, sentence in look(chosen):
            wrong += not fine
            click.echo(f"{'ok     ' if fine else 'problem'}  {sentence}")
    click.echo("all well" if not wrong else f"{wrong} problems")
    return Exit.PROBLEMS if wrong else Exit.FINE


def _program(_: Settings) -> Iterator[Finding]:
    yield sqlite3.sqlite_version_info >= OLDEST_SQLITE, f"SQLite {sqlite3.sqlite_version}"
    yield datetime.now(UTC).date() > date(2026, 1, 1), "the clock"
    pictures = "can be read" if can_read() else "are not read (the extra `pictures`)"
    yield True, f"pictures {pictures}"


def _telegram(chosen: Settings) -> Iterator[Finding]:
    given = chosen.token is not None
    yield given, f"RIPOSTE_TELEGRAM_TOKEN is {'set' if given else 'not set (a demo needs none)'}"


def _database(chosen: Settings) -> Iterator[Finding]:
    path = chosen.database
    if not path.exists():
        parent = path.resolve().parent
        yield os.access(parent, os.W_OK), "no database yet; its folder can be written"
        return
    yield not path.stat().st_mode & 0o077, "only its owner can read the database (chmod 600)"
    try:
        with Lock(path):
            yield True, "no bot runs on the database"
    except AnotherInstance:
        yield True, "a bot runs on the database"
    except StoreFault:
        yield False, "the database's lock cannot be taken: look at the folder's rights"
    try:
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        (version,) = db.execute("PRAGMA user_version").fetchone()
        yield version <= SCHEMA_VERSION, f"the database is of version {version}"
        (answer,) = db.execute("PRAGMA quick_check").fetchone()
        yield answer == "ok", "the database is whole (else: riposte restore)"
        (waiting,) = db.execute(
            "SELECT count(*) FROM outbox WHERE due < ?",
            ((datetime.now(UTC).timestamp() - 3600) * 1000,),
        ).fetchone()
        yield waiting == 0, f"{waiting} messages wait for more than an hour"
        db.close()
    except sqlite3.Error as error:
        yield False, f"the database cannot be read: {type(error).__name__}"


def _key(chosen: Settings) -> Iterator[Finding]:
    path = chosen.key_file
    if not path.exists():
        fresh = not chosen.database.exists()
        yield fresh, "no key file yet" if fresh else "the key file is missing: restore it"
        return
    yield not path.stat().st_mode & 0o077, "only its owner can read the key file (chmod 400)"
    try:
        load_keys(path, create=False)
        yield True, "the key file can be used"
    except StoreFault:
        yield False, "the key file is damaged: restore it from where you keep it"


def _disk(chosen: Settings) -> Iterator[Finding]:
    try:
        free = shutil.disk_usage(chosen.database.resolve().parent).free
    except OSError:
        yield False, "the disk of the database cannot be looked at"
        return
    yield free >= LEAST_FREE, f"{free // 1_000_000} MB free beside the database"


def _guidance(chosen: Settings) -> Iterator[Finding]:
    try:
        files = read_folder(chosen.flows, chosen.locales)
    except OSError:
        yield False, "the folder of the flows cannot be read (RIPOSTE_FLOWS)"
        return
    release, problems = read_release(files, datetime.now(UTC).date())
    errors = sum(p.severity is Severity.ERROR for p in problems)
    found = "no error" if release is not None else f"{errors} errors (riposte flows check)"
    yield release is not None, f"the guidance has {found}"
    late = sum(p.rule == "A3" for p in problems)
    if late:
        yield False, f"{late} facts are past their review date"
