"""`riposte doctor`: what is wrong with this installation, and what to do about it."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

import click

from bot.cli import Exit
from bot.flow.problem import Severity
from bot.flow.release import read_release
from bot.folder import read_folder
from bot.pictures.worker import can_read
from bot.reader import say
from bot.settings import Faults, Settings, read
from bot.store import handoffs
from bot.store.faults import AnotherInstance, StoreFault
from bot.store.lock import Lock
from bot.store.sealing import load_keys
from bot.store.tables import SCHEMA_VERSION

LEAST_FREE = 200_000_000  # bytes
OLDEST_SQLITE = (3, 37, 0)  # strict tables
Finding = tuple[bool, str, str]  # fine, and the sentence in French and English


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
            click.echo(f"{_problem()}  {sentence}")
        return Exit.PROBLEMS
    wrong = 0
    for look in (_program, _telegram, _database, _key, _disk, _guidance):
        for fine, french, english in look(chosen):
            wrong += not fine
            mark = "ok      " if fine else _problem()
            click.echo(f"{mark}  {say(french, english)}")
    if wrong:
        plural = "s" if wrong > 1 else ""
        click.echo(say(f"{wrong} problème{plural}", f"{wrong} problem{plural}"))
    else:
        click.echo(say("tout va bien", "all well"))
    return Exit.PROBLEMS if wrong else Exit.FINE


def _problem() -> str:
    return say("problème", "problem ")


def _program(_: Settings) -> Iterator[Finding]:
    version = sqlite3.sqlite_version
    yield sqlite3.sqlite_version_info >= OLDEST_SQLITE, f"SQLite {version}", f"SQLite {version}"
    yield datetime.now(UTC).date() > date(2026, 1, 1), "l’horloge", "the clock"
    if can_read():
        yield True, "les images sont lues", "pictures are read"
    else:
        yield (
            True,
            "les images ne sont pas lues (complément « pictures »)",
            "pictures are not read (the extra “pictures”)",
        )


def _telegram(chosen: Settings) -> Iterator[Finding]:
    if chosen.token is None:
        yield (
            False,
            "RIPOSTE_TELEGRAM_TOKEN n’est pas réglé (la démonstration s’en passe)",
            "RIPOSTE_TELEGRAM_TOKEN is not set (a demo needs none)",
        )
    else:
        yield True, "RIPOSTE_TELEGRAM_TOKEN est réglé", "RIPOSTE_TELEGRAM_TOKEN is set"


def _database(chosen: Settings) -> Iterator[Finding]:
    path = chosen.database
    if not path.exists():
        yield (
            os.access(path.resolve().parent, os.W_OK),
            "pas encore de base de données ; on peut écrire dans son dossier",
            "no database yet; its folder can be written",
        )
        return
    yield (
        not path.stat().st_mode & 0o077,
        "seul son propriétaire peut lire la base de données (chmod 600)",
        "only its owner can read the database (chmod 600)",
    )
    yield _instance(path)
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as db:
            yield from _inside(db)
            yield from _desks(db, chosen)
    except sqlite3.Error as error:
        kind = type(error).__name__
        yield (
            False,
            f"la base de données ne peut pas être lue : {kind}",
            f"the database cannot be read: {kind}",
        )


def _instance(path: Path) -> Finding:
    try:
        with Lock(path):
            french = "aucun robot ne tourne sur la base de données"
            return True, french, "no bot runs on the database"
    except AnotherInstance:
        return True, "un robot tourne sur la base de données", "a bot runs on the database"
    except StoreFault:
        return (
            False,
            "le verrou de la base de données ne peut pas être pris : voyez les droits du dossier",
            "the database's lock cannot be taken: look at the folder's rights",
        )


def _inside(db: sqlite3.Connection) -> Iterator[Finding]:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    yield (
        version <= SCHEMA_VERSION,
        f"la base de données est de version {version}",
        f"the database is of version {version}",
    )
    (answer,) = db.execute("PRAGMA quick_check").fetchone()
    yield (
        answer == "ok",
        "la base de données est entière (sinon : riposte restore)",
        "the database is whole (else: riposte restore)",
    )
    hour_ago = (datetime.now(UTC).timestamp() - 3600) * 1000
    (waiting,) = db.execute("SELECT count(*) FROM outbox WHERE due < ?", (hour_ago,)).fetchone()
    yield (
        waiting == 0,
        f"{waiting} messages attendent depuis plus d’une heure",
        f"{waiting} messages wait for more than an hour",
    )


def _desks(db: sqlite3.Connection, chosen: Settings) -> Iterator[Finding]:
    if not handoffs.there(db):
        return
    (count,) = db.execute("SELECT count(*) FROM desk").fetchone()
    (stopped,) = db.execute(
        "SELECT count(*) FROM desk WHERE stopped_at IS NOT NULL AND callback IS NOT NULL"
    ).fetchone()
    if count:
        yield (
            chosen.public_url is not None,
            "les pages des liens ont une adresse (RIPOSTE_PUBLIC_URL)",
            "the pages of links have an address (RIPOSTE_PUBLIC_URL)",
        )
        yield (
            stopped == 0,
            f"{stopped} services d’assistance ne sont plus appelés (riposte desk callback --again)",
            f"{stopped} desks are called no more (riposte desk callback --again)",
        )


def _key(chosen: Settings) -> Iterator[Finding]:
    path = chosen.key_file
    if not path.exists():
        if chosen.database.exists():
            french = "le fichier de clé manque : remettez-le"
            yield False, french, "the key file is missing: restore it"
        else:
            yield True, "pas encore de fichier de clé", "no key file yet"
        return
    yield (
        not path.stat().st_mode & 0o077,
        "seul son propriétaire peut lire le fichier de clé (chmod 400)",
        "only its owner can read the key file (chmod 400)",
    )
    try:
        load_keys(path, create=False)
        yield True, "le fichier de clé est utilisable", "the key file can be used"
    except StoreFault:
        yield (
            False,
            "le fichier de clé est abîmé : remettez-le depuis l’endroit où vous le gardez",
            "the key file is damaged: restore it from where you keep it",
        )


def _disk(chosen: Settings) -> Iterator[Finding]:
    try:
        free = shutil.disk_usage(chosen.database.resolve().parent).free
    except OSError:
        yield (
            False,
            "le disque de la base de données ne peut pas être examiné",
            "the disk of the database cannot be looked at",
        )
        return
    megabytes = free // 1_000_000
    yield (
        free >= LEAST_FREE,
        f"{megabytes} Mo libres à côté de la base de données",
        f"{megabytes} MB free beside the database",
    )


def _guidance(chosen: Settings) -> Iterator[Finding]:
    try:
        files = read_folder(chosen.flows, chosen.locales)
    except OSError:
        yield (
            False,
            "le dossier des parcours ne peut pas être lu (RIPOSTE_FLOWS)",
            "the folder of the flows cannot be read (RIPOSTE_FLOWS)",
        )
        return
    release, problems = read_release(files, datetime.now(UTC).date())
    errors = sum(p.severity is Severity.ERROR for p in problems)
    if release is not None:
        yield True, "les parcours sont sans erreur", "the guidance has no error"
    else:
        yield (
            False,
            f"les parcours ont {errors} erreurs (riposte flows check)",
            f"the guidance has {errors} errors (riposte flows check)",
        )
    late = sum(p.rule == "A3" for p in problems)
    if late:
        yield (
            False,
            f"{late} faits ont passé leur date de révision",
            f"{late} facts are past their review date",
        )
