"""Hand-offs in the database: minted by a desk, opened once by a person, told of as they agreed.

Of a one-time link only the SHA-256 of its token is kept; what the desk said is sealed by the key
file. A person who agreed to nothing is invisible: every answer is what it would be had nobody
opened the link; so is who agreed only to be counted. Every function runs inside a transaction.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.engine.talk import COUNTED, Share
from bot.handoff.facts_json import from_json, to_json
from bot.handoff.model import Facts, News, mark_of, spoken
from bot.store import answers, counted, desk_events
from bot.store.columns import seconds
from bot.store.desks import Desk, Key
from bot.store.sealing import Keys

TOKEN_BYTES = 16
KEPT = timedelta(days=30)  # after its end, so that a token cannot come back to life


class Status(StrEnum):
    """Where a hand-off stands, as far as its desk may know."""

    MINTED = "minted"
    OPENED = "opened"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Minted:
    """A new hand-off. The token is shown now and kept nowhere."""

    id: str
    token: str
    spoken: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class View:
    """A hand-off as its desk sees it."""

    id: str
    status: Status
    case: str
    queue: int
    topic: str
    made_at: datetime
    expires_at: datetime
    agreed: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A hand-off as the person sees it who opened its link."""

    id: str
    title: str  # who sent them
    spoken: str
    facts: Facts


class Gone(Exception):  # noqa: N818 - it cannot be taken back any more
    """It was opened, and its desk knows."""


def fresh(lives: timedelta, now: datetime) -> Minted:
    """Return a hand-off that is not in the database yet, with its one-time token."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    ends = (now + lives).replace(microsecond=0)
    return Minted(f"ho_{secrets.token_hex(12)}", token, spoken(token), ends)


def mint(
    db: sqlite3.Connection, keys: Keys, key: Key, minted: Minted, facts: Facts, now: datetime
) -> None:
    """Add a fresh hand-off."""
    number = minted.id
    body = json.dumps({**to_json(facts), "spoken": minted.spoken}, separators=(",", ":"))
    db.execute(
        "INSERT INTO handoff (id, desk_id, key_id, mark, body, made_at, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            key.desk.id,
            key.id,
            mark_of(minted.token),
            keys.own_seal().close(body.encode(), f"handoff|body|{number}"),
            seconds(now),
            seconds(minted.expires_at),
        ),
    )


def minted_since(db: sqlite3.Connection, key: Key, since: datetime) -> int:
    """Count what a key has minted since a moment."""
    (count,) = db.execute(
        "SELECT count(*) FROM handoff WHERE key_id = ? AND made_at > ?", (key.id, seconds(since))
    ).fetchone()
    return int(count)


def view(db: sqlite3.Connection, keys: Keys, desk: Desk, number: str, now: datetime) -> View | None:
    """Return a hand-off as its desk may see it; None when it has none of that id any more."""
    row = db.execute(
        "SELECT body, made_at, expires_at FROM handoff"
        " WHERE id = ? AND desk_id = ? AND revoked_at IS NULL",
        (number, desk.id),
    ).fetchone()
    if row is None:
        return None
    sealed, made, ends = row
    facts, _ = _body(keys, number, sealed)
    agreed = desk_events.agreed(db, number)
    if News.OPENED in agreed or desk_events.knows(db, number):
        status = Status.OPENED
    elif ends < seconds(now - KEPT):
        return None  # `prune` dropped it had nobody opened it: that it is there would tell
    else:
        status = Status.EXPIRED if ends <= seconds(now) else Status.MINTED
    return View(number, status, facts.case, facts.queue, facts.topic, _at(made), _at(ends), agreed)


def revoke(db: sqlite3.Connection, keys: Keys, desk: Desk, number: str, now: datetime) -> bool:
    """Take a link back; False when the desk has no such hand-off. Raises Gone.

    Of one that was opened by somebody who agreed to nothing the desk hears the same as of one that
    was not; nothing will be told of it after that.
    """
    row = db.execute(
        "SELECT 1 FROM handoff WHERE id = ? AND desk_id = ?", (number, desk.id)
    ).fetchone()
    if row is None:
        return False
    if desk_events.knows(db, number):
        raise Gone(number)
    db.execute(
        "UPDATE handoff SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
        (seconds(now), number),
    )
    db.execute("DELETE FROM consent WHERE handoff_id = ?", (number,))
    counted.withdraw(db, keys, number)
    answers.forget(db, number)
    return True


def redeem(
    db: sqlite3.Connection, keys: Keys, token: str, person: int, now: datetime
) -> Opened | None:
    """Open a one-time link for a person: the first one gets it, and may open it again.

    None for all others, and for a link unknown, expired or taken back: they are told the same.
    """
    mark = mark_of(token)
    db.execute(
        "UPDATE handoff SET opened_at = ?1, person_id = ?2 WHERE mark = ?3"
        " AND opened_at IS NULL AND revoked_at IS NULL AND expires_at > ?1",
        (seconds(now), person, mark),
    )
    row = db.execute(
        "SELECT h.id, h.body, d.title FROM handoff h JOIN desk d ON d.id = h.desk_id"
        " WHERE h.mark = ? AND h.person_id = ?",
        (mark, person),
    ).fetchone()
    if row is None:
        return None
    number, sealed, title = row
    facts, code = _body(keys, number, sealed)
    return Opened(number, title, code, facts)


def alive(db: sqlite3.Connection, keys: Keys, token: str, now: datetime) -> tuple[str, str] | None:
    """Return (desk, language) of a link that has not ended, for its landing page.

    Whether somebody opened it makes no difference: a desk that looks must not learn that.
    """
    row = db.execute(
        "SELECT h.id, h.body, d.title FROM handoff h JOIN desk d ON d.id = h.desk_id"
        " WHERE h.mark = ? AND h.expires_at > ? AND h.revoked_at IS NULL",
        (mark_of(token), seconds(now)),
    ).fetchone()
    if row is None:
        return None
    number, sealed, title = row
    return str(title), _body(keys, number, sealed)[0].language


def share(
    db: sqlite3.Connection,
    keys: Keys,
    number: str,
    person: int,
    kinds: Iterable[str],
    now: datetime,
) -> bool:
    """Let exactly this, of `talk.ASKED`, be agreed to from now on; False when it is not theirs.

    Agreeing to no news, after having agreed to some, is withdrawing: that is the last thing told.
    """
    kinds = frozenset(kinds)
    mine = db.execute(
        "SELECT 1 FROM handoff WHERE id = ? AND person_id = ?", (number, person)
    ).fetchone()
    if mine is None:
        return False
    desk_events.agree(db, number, kinds, now)
    counted.agree(db, keys, number, now, yes=COUNTED in kinds)
    return True


def opened_by(db: sqlite3.Connection, keys: Keys, person: int) -> list[Opened]:
    """Return every hand-off that is a person's, the first opened first."""
    rows = db.execute(
        "SELECT h.id, h.body, d.title FROM handoff h JOIN desk d ON d.id = h.desk_id"
        " WHERE h.person_id = ? ORDER BY h.opened_at, h.id",
        (person,),
    ).fetchall()
    found = []
    for number, sealed, title in rows:
        facts, code = _body(keys, number, sealed)
        found.append(Opened(number, title, code, facts))
    return found


def of_person(db: sqlite3.Connection, person: int) -> list[str]:
    """Return the hand-offs of a person whose desk may hear something. Asked at every event."""
    rows = db.execute(
        "SELECT opened_at, id FROM handoff h WHERE person_id = ?"
        " AND EXISTS (SELECT 1 FROM consent c WHERE c.handoff_id = h.id)",
        (person,),
    ).fetchall()
    return [number for _, number in sorted(rows)]


def there(db: sqlite3.Connection) -> bool:
    """Tell whether a database knows of hand-offs: an old copy being restored does not."""
    row = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'handoff'").fetchone()
    return row is not None


def shares(db: sqlite3.Connection, keys: Keys, person: int) -> tuple[Share, ...]:
    """Return what a person agreed to with each desk that sent them, the first one first."""
    rows = db.execute(
        "SELECT h.id, h.body, d.title FROM handoff h JOIN desk d ON d.id = h.desk_id"
        " WHERE h.person_id = ? AND h.revoked_at IS NULL ORDER BY h.opened_at, h.id",
        (person,),
    ).fetchall()
    found = []
    for number, sealed, title in rows:
        kinds = agreed(db, number)
        found.append(Share(number, title, _body(keys, number, sealed)[0].case, kinds))
    return tuple(found)


def agreed(db: sqlite3.Connection, number: str) -> tuple[str, ...]:
    """Return what the person of a hand-off agreed to, of `talk.ASKED`. It is for them alone."""
    news = tuple(str(kind) for kind in desk_events.agreed(db, number))
    return (*news, COUNTED) if counted.agreed(db, number) else news


def let_go(db: sqlite3.Connection, person: int, now: datetime) -> None:
    """A person is erased: their desks are told if they may be, and nothing leads back to them."""
    for number in of_person(db, person):
        desk_events.emit(db, number, News.ERASED, None, now)
        db.execute("DELETE FROM consent WHERE handoff_id = ?", (number,))
    if counted.there(db):
        counted.end(db, person)
    db.execute("UPDATE handoff SET person_id = NULL WHERE person_id = ?", (person,))


def prune(db: sqlite3.Connection, now: datetime) -> int:
    """Drop answers of yesterday, events past their time, and hand-offs that are nobody's."""
    before = seconds(now - KEPT)
    answers.prune(db, now)
    events = desk_events.prune(db, now)
    ended = db.execute(
        "DELETE FROM handoff WHERE expires_at < ? AND person_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM desk_event e WHERE e.handoff_id = handoff.id)"
        " AND NOT EXISTS (SELECT 1 FROM talk t WHERE t.handoff_id = handoff.id)",
        (before,),
    ).rowcount
    return events + ended


def case_of(keys: Keys, number: str, sealed: bytes) -> tuple[str, int]:
    """Return the desk's own reference and routing of a hand-off."""
    facts, _ = _body(keys, number, sealed)
    return facts.case, facts.queue


def said_of(keys: Keys, number: str, sealed: bytes) -> Facts:
    """Return what the desk said when it minted."""
    return _body(keys, number, sealed)[0]


def _body(keys: Keys, number: str, sealed: bytes) -> tuple[Facts, str]:
    said = json.loads(keys.own_seal().open(sealed, f"handoff|body|{number}"))
    code = said.pop("spoken")
    return from_json(said), code


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
