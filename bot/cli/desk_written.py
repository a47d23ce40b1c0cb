"""What the commands about desks share: one transaction beside a running bot, and a desk by name."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

from bot.cli import Exit, Refused
from bot.cli.faults import refusal
from bot.cli.reading import settings
from bot.reader import say
from bot.store import desks
from bot.store.desks import Desk
from bot.store.faults import StoreFault
from bot.store.sealing import Keys, load_keys
from bot.store.store import connect, keyed

T = TypeVar("T")


def by_name(db: sqlite3.Connection, name: str) -> Desk:
    """Return a desk by its short word, or refuse."""
    found = desks.by_name(db, name)
    if found is None:
        raise Refused(
            say(
                "Aucun service de ce nom (riposte desk list).",
                "No desk of that name (riposte desk list).",
            ),
            Exit.USAGE,
        )
    return found


def written(work: Callable[[sqlite3.Connection, Keys], T]) -> T:
    """Run work in a transaction of its own, beside a running bot."""
    chosen = settings()
    try:
        with closing(connect(chosen.database)) as db:
            keys = load_keys(chosen.key_file, create=not keyed(db))
            db.execute("PRAGMA busy_timeout = 5000")
            db.execute("BEGIN IMMEDIATE")
            done = work(db, keys)
            db.execute("COMMIT")
            return done
    except StoreFault as fault:
        raise refusal(fault) from None
    except sqlite3.Error as error:
        raise Refused(
            say(
                f"La base de données n’a pas pu être écrite : {type(error).__name__}.",
                f"The database could not be written: {type(error).__name__}.",
            ),
            Exit.IO,
        ) from None
