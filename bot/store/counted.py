"""Signs counted among the people of one desk: by consent, together, each person once a span.

Whoever agreed stands here as marks: keyed hashes of desk and sign under the person's own key. Two
marks of one person have nothing in common, no mark leads to anybody without the key file, and none
can be made again once that person is erased. Every function runs inside a transaction.

A desk is shown its numbers once a day, as they stood when it first looked. Days that are not over
are not in them, and who stops being counted leaves them the next day: so a number that changes
before somebody's eyes never tells of the person they are just talking to.
"""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from bot.store.columns import seconds
from bot.store.desks import Desk
from bot.store.sealing import Keys, Seal, seal_of
from bot.store.waves import SPAN, Row, day_of, most_first

MARK_BYTES = 16
KEPT = 2 * SPAN  # what is shown: a span, and the one before
# Said of how a message was read, or of others like it: not found in it.
_BESIDE = ("parts.", "picture.", "wave.")
# The same sign, told with what leaked of this person: that is no matter of the message.
_ALIKE = {"words.leaked": "words.quoted"}

_DROP = "DELETE FROM counted WHERE desk_id = ? AND name = ? AND mark = ?"
# Whether another link of the same desk lets its person be counted.
_STILL = """
SELECT 1 FROM counting c JOIN handoff h ON h.id = c.handoff_id
 WHERE h.person_id = ? AND h.desk_id = ?
"""


def there(db: sqlite3.Connection) -> bool:
    """Tell whether a database knows of counts: an old copy being restored does not."""
    row = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'counting'").fetchone()
    return row is not None


def agreed(db: sqlite3.Connection, handoff: str) -> bool:
    """Tell whether the person of a hand-off lets themselves be counted for its desk."""
    row = db.execute("SELECT 1 FROM counting WHERE handoff_id = ?", (handoff,)).fetchone()
    return row is not None


def agree(db: sqlite3.Connection, keys: Keys, handoff: str, now: datetime, *, yes: bool) -> None:
    """Count the person of a hand-off from now on, or no longer. Nobody is told either way.

    Of a hand-off that its desk took back nobody is counted.
    """
    if not yes:
        withdraw(db, keys, handoff)
        return
    db.execute(
        "INSERT OR IGNORE INTO counting (handoff_id, given_at) SELECT id, ?2 FROM handoff"
        " WHERE id = ?1 AND revoked_at IS NULL",
        (handoff, seconds(now)),
    )


def withdraw(db: sqlite3.Connection, keys: Keys, handoff: str) -> None:
    """Count the person of a hand-off no longer, and drop their marks.

    They stay where the same person agreed to it by another link of the same desk.
    """
    if not agreed(db, handoff):
        return
    db.execute("DELETE FROM counting WHERE handoff_id = ?", (handoff,))
    desk, person = db.execute(
        "SELECT desk_id, person_id FROM handoff WHERE id = ?", (handoff,)
    ).fetchone()
    if db.execute(_STILL, (person, desk)).fetchone() is None:
        _drop(db, seal_of(db, keys, person), desk)


def let_go(db: sqlite3.Connection, seal: Seal, person: int) -> None:
    """A person is being erased: nothing of them is counted any more."""
    for desk in _desks(db, person):
        _drop(db, seal, desk)
    end(db, person)


def end(db: sqlite3.Connection, person: int) -> None:
    """Count a person no longer whose marks are gone, or past what is shown."""
    db.execute(
        "DELETE FROM counting WHERE handoff_id IN (SELECT id FROM handoff WHERE person_id = ?)",
        (person,),
    )


def count(
    db: sqlite3.Connection, seal: Seal, person: int, signs: Iterable[str], now: datetime
) -> None:
    """Count what was found in a person's message, for each desk they agreed that with."""
    desks = _desks(db, person)
    if not desks:
        return
    names = {_ALIKE.get(sign, sign) for sign in signs if not sign.startswith(_BESIDE)}
    day = day_of(now).isoformat()
    db.executemany(
        "INSERT OR IGNORE INTO counted (desk_id, name, mark, day) VALUES (?, ?, ?, ?)",
        [(desk, name, _mark(seal, desk, name), day) for desk in desks for name in names],
    )


def card(db: sqlite3.Connection, desk: Desk, now: datetime) -> list[Row]:
    """Return a desk's numbers of today, most first: the same ones until the day is over.

    A number of fewer than ten people is 0; the others are rounded down.
    """
    today = day_of(now)
    kept = db.execute(
        "SELECT body FROM counted_card WHERE desk_id = ? AND day = ?", (desk.id, today.isoformat())
    ).fetchone()
    if kept is not None:
        return [(name, last, before) for name, last, before in json.loads(kept[0])]
    found = people(db, desk, today)
    db.execute(
        "INSERT OR REPLACE INTO counted_card (desk_id, day, body) VALUES (?, ?, ?)",
        (desk.id, today.isoformat(), json.dumps(found)),
    )
    return found


def people(db: sqlite3.Connection, desk: Desk, today: date) -> list[Row]:
    """Count the people of a desk in the two spans that are over on a day, as they may be shown."""
    rows = db.execute(
        "SELECT name, count(DISTINCT CASE WHEN day >= ?2 THEN mark END),"
        " count(DISTINCT CASE WHEN day < ?2 THEN mark END) FROM counted"
        " WHERE desk_id = ?1 AND day >= ?3 AND day < ?4 GROUP BY name",
        (desk.id, *(day.isoformat() for day in (today - SPAN, today - KEPT, today))),
    )
    return most_first(rows.fetchall())


def of_person(db: sqlite3.Connection, seal: Seal, handoff: str) -> list[tuple[str, str]]:
    """Return (day, sign) of what is counted of a person for the desk of their hand-off."""
    if not agreed(db, handoff):
        return []
    (desk,) = db.execute("SELECT desk_id FROM handoff WHERE id = ?", (handoff,)).fetchone()
    return sorted(
        (day, name)
        for name in _names(db, desk)
        for (day,) in db.execute(
            "SELECT day FROM counted WHERE desk_id = ? AND name = ? AND mark = ?",
            (desk, name, _mark(seal, desk, name)),
        )
    )


def prune(db: sqlite3.Connection, now: datetime) -> int:
    """Drop the marks that are shown no more, and the numbers of days that are over."""
    today = day_of(now)
    db.execute("DELETE FROM counted_card WHERE day < ?", (today.isoformat(),))
    first = (today - KEPT).isoformat()
    return db.execute("DELETE FROM counted WHERE day < ?", (first,)).rowcount


def carry_over(target: sqlite3.Connection, present: sqlite3.Connection) -> None:
    """Let a copy being restored count nobody who is not counted now.

    Numbers that were shown today stay: between two of one day there would be something to read.
    """
    if not there(target):
        return
    known = there(present)
    for table, key in (("counting", "handoff_id"), ("counted", "desk_id, name, mark, day")):
        marks = ", ".join("?" * (key.count(",") + 1))
        here = f"SELECT 1 FROM {table} WHERE ({key}) = ({marks})"  # noqa: S608 - ours
        for row in target.execute(f"SELECT {key} FROM {table}").fetchall():  # noqa: S608
            if not known or present.execute(here, row).fetchone() is None:
                target.execute(f"DELETE FROM {table} WHERE ({key}) = ({marks})", row)  # noqa: S608
    target.execute("DELETE FROM counted_card")
    for row in present.execute("SELECT desk_id, day, body FROM counted_card") if known else ():
        target.execute(
            "INSERT INTO counted_card SELECT ?1, ?2, ?3 WHERE EXISTS"
            " (SELECT 1 FROM desk WHERE id = ?1)",
            row,
        )


def _desks(db: sqlite3.Connection, person: int) -> list[int]:
    """Return the desks that a person agreed to be counted for."""
    rows = db.execute(
        "SELECT DISTINCT h.desk_id FROM counting c JOIN handoff h ON h.id = c.handoff_id"
        " WHERE h.person_id = ?",
        (person,),
    ).fetchall()
    return [desk for (desk,) in rows]


def _drop(db: sqlite3.Connection, seal: Seal, desk: int) -> None:
    names = _names(db, desk)
    db.executemany(_DROP, [(desk, name, _mark(seal, desk, name)) for name in names])


def _names(db: sqlite3.Connection, desk: int) -> list[str]:
    rows = db.execute("SELECT DISTINCT name FROM counted WHERE desk_id = ?", (desk,)).fetchall()
    return [name for (name,) in rows]


def _mark(seal: Seal, desk: int, name: str) -> bytes:
    return bytes.fromhex(seal.tag(f"counted {desk} {name}"))[:MARK_BYTES]
