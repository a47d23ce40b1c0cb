"""Conversations with a human of a desk, in the database: one owner at a time, kept until delivered.

What is said is sealed with the person's own key: /forget makes it unreadable everywhere. It goes as
soon as the conversation is over and the desk has read it. Every function runs inside a transaction.
The person's side is here; the desk's is `talks_desk`.
"""

import json
import secrets
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.engine.talk import Card
from bot.handoff import hours
from bot.handoff.model import News
from bot.store import desk_events, desks, handoffs
from bot.store.sealing import Keys, Seal, seal_of

UNREAD_KEPT = timedelta(hours=72)  # after the end, for a desk that has not read it yet
KEPT = timedelta(days=30)  # that there was one, and how it ended
GIVEN_UP = timedelta(days=3)  # after the promised time: then nobody comes any more
SILENT = timedelta(days=1)  # nobody said anything: the bot takes the conversation back
FAILING = timedelta(minutes=5)  # of a desk's receiver, before people are told

_OVER = """
UPDATE talk SET state = 'ended', summary = NULL, why = coalesce(why, 'unanswered'),
 ended_at = coalesce(ended_at, said_at) WHERE id = ?
"""


def there(db: sqlite3.Connection) -> bool:
    """Tell whether a database knows of conversations: an old copy being restored does not."""
    row = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'talk'").fetchone()
    return row is not None


def card(db: sqlite3.Connection, keys: Keys, person: int, now: datetime) -> Card | None:
    """Return the desk whose humans a person can ask for: the last that sent them and takes any."""
    rows = db.execute(
        "SELECT h.id, h.body, h.desk_id, d.title, d.failing_since, d.stopped_at"
        " FROM handoff h JOIN desk d ON d.id = h.desk_id WHERE h.person_id = ?"
        " AND h.revoked_at IS NULL AND d.hours IS NOT NULL ORDER BY h.opened_at DESC, h.id",
        (person,),
    ).fetchall()
    for number, sealed, desk, title, failing, stopped in rows:
        open_when = desks.hours_of(db, desk)
        if open_when is None:
            continue
        by, span = hours.answer_by(open_when, now), hours.opened(open_when, now)
        if by is None or span is None:
            continue
        case, _ = handoffs.case_of(keys, number, sealed)
        down = failing is not None or stopped is not None
        return Card(number, title, case, by, *span, down=down)
    return None


def ask(
    db: sqlite3.Connection,
    keys: Keys,
    person: int,
    handoff: str,
    answer_by: datetime,
    summary: Mapping[str, object],
    now: datetime,
) -> None:
    """Put a person in front of a desk, unless one of their conversations is going on."""
    if going_on(db, person) is not None:
        return
    number, seal = f"cv_{secrets.token_hex(12)}", seal_of(db, keys, person)
    body = json.dumps(dict(summary), separators=(",", ":")).encode()
    db.execute(
        "INSERT INTO talk (id, desk_id, handoff_id, person_id, state, asked_at, answer_by, said_at,"
        " told, last_seq, read_seq, summary)"
        " SELECT ?1, desk_id, id, ?2, 'waiting', ?3, ?4, ?3, 0, 0, 0, ?5 FROM handoff"
        " WHERE id = ?6 AND person_id = ?2",
        (
            number,
            person,
            seconds(now),
            seconds(answer_by),
            seal.close(body, f"talk|summary|{number}"),
            handoff,
        ),
    )
    if db.execute("SELECT 1 FROM talk WHERE id = ?", (number,)).fetchone() is not None:
        desk_events.emit(db, handoff, News.HUMAN_WANTED, number, now)


def going_on(db: sqlite3.Connection, person: int) -> tuple[str, str] | None:
    """Return (conversation, state) of the one a person has open."""
    row = db.execute(
        "SELECT id, state FROM talk WHERE person_id = ? AND state <> 'ended'", (person,)
    ).fetchone()
    return (row[0], row[1]) if row is not None else None


def relay(
    db: sqlite3.Connection, keys: Keys, person: int, body: Mapping[str, object], now: datetime
) -> None:
    """Keep what a person wrote for the desk that owns their conversation, and say there is some."""
    found = going_on(db, person)
    if found is None or found[1] != "taken":
        return
    add(db, seal_of(db, keys, person), found[0], "person", body, now)
    _tell(db, found[0], News.HUMAN_MESSAGE, now)


def add(
    db: sqlite3.Connection,
    seal: Seal,
    number: str,
    side: str,
    body: Mapping[str, object],
    now: datetime,
) -> int:
    """Keep one message; return its place in the conversation."""
    (seq,) = db.execute(
        "UPDATE talk SET last_seq = last_seq + 1, said_at = ? WHERE id = ? RETURNING last_seq",
        (seconds(now), number),
    ).fetchone()
    clear = json.dumps(dict(body), ensure_ascii=False, separators=(",", ":")).encode()
    db.execute(
        "INSERT INTO talk_message (talk_id, seq, side, body, at) VALUES (?, ?, ?, ?, ?)",
        (number, seq, side, seal.close(clear, f"talk_message|body|{number}.{seq}"), seconds(now)),
    )
    return int(seq)


def opened(
    db: sqlite3.Connection, seal: Seal, number: str, after: int, most: int
) -> list[tuple[int, str, dict[str, Any], datetime]]:
    """Return (place, side, body, when) of what was said after a place, in order."""
    rows = db.execute(
        "SELECT seq, side, body, at FROM talk_message WHERE talk_id = ? AND seq > ?"
        " ORDER BY seq LIMIT ?",
        (number, after, most),
    ).fetchall()
    return [
        (seq, side, json.loads(seal.open(body, f"talk_message|body|{number}.{seq}")), moment(at))
        for seq, side, body, at in rows
    ]


def end(db: sqlite3.Connection, number: str, why: str, now: datetime) -> None:
    """End a conversation: nobody owns it. What the desk has read is gone at once."""
    ended = db.execute(
        "UPDATE talk SET state = 'ended', why = ?, ended_at = ? WHERE id = ? AND state <> 'ended'",
        (why, seconds(now), number),
    )
    if ended.rowcount:
        _tell(db, number, News.HUMAN_ENDED, now)
    tidy(db, number)


def leave(db: sqlite3.Connection, person: int, now: datetime) -> None:
    """The person leaves, or takes back that they asked."""
    found = going_on(db, person)
    if found is not None:
        end(db, found[0], "left", now)


def tidy(db: sqlite3.Connection, number: str) -> None:
    """Drop what was said in a conversation that is over and that the desk has read."""
    over = db.execute(
        "UPDATE talk SET summary = NULL WHERE id = ?1 AND state = 'ended' AND NOT EXISTS"
        " (SELECT 1 FROM talk_message m WHERE m.talk_id = ?1 AND m.seq > talk.read_seq"
        " AND m.side = 'person')",
        (number,),
    )
    if over.rowcount:
        db.execute("DELETE FROM talk_message WHERE talk_id = ?", (number,))


def let_go(db: sqlite3.Connection, person: int, now: datetime) -> None:
    """A person is erased: to the desk they left, and what was said is gone."""
    leave(db, person, now)
    db.execute(
        "DELETE FROM talk_message WHERE talk_id IN (SELECT id FROM talk WHERE person_id = ?)",
        (person,),
    )
    db.execute("UPDATE talk SET person_id = NULL, summary = NULL WHERE person_id = ?", (person,))


def overdue(db: sqlite3.Connection, now: datetime, most: int = 100) -> list[tuple[str, int, str]]:
    """Return (conversation, person, why) where nobody answers and the person was not told yet.

    `late` as promised, `down` when the desk's receiver fails, `silent` when it is given up.
    """
    rows = db.execute(
        "SELECT t.id, t.person_id, CASE"
        " WHEN t.state = 'waiting' AND t.answer_by <= ?1 THEN 'silent'"
        " WHEN t.state = 'taken' AND t.said_at <= ?2 THEN 'silent'"
        " WHEN t.state = 'waiting' AND t.told = 0 AND t.answer_by <= ?3 THEN 'late'"
        " WHEN (d.failing_since <= ?4 OR d.stopped_at IS NOT NULL) AND t.told = 0"
        " AND (t.state = 'waiting' OR (t.said_at <= ?4 AND EXISTS (SELECT 1 FROM talk_message m"
        " WHERE m.talk_id = t.id AND m.side = 'person' AND m.seq > t.read_seq))) THEN 'down' END"
        " AS reason FROM talk t JOIN desk d ON d.id = t.desk_id"
        " WHERE t.state <> 'ended' AND t.person_id IS NOT NULL AND reason IS NOT NULL LIMIT ?5",
        (
            seconds(now - GIVEN_UP),
            seconds(now - SILENT),
            seconds(now),
            seconds(now - FAILING),
            most,
        ),
    ).fetchall()
    return [(number, person, why) for number, person, why in rows]


def next_due(db: sqlite3.Connection) -> datetime | None:
    """Return when the next promised time is over, of people who were not told yet."""
    (at,) = db.execute(
        "SELECT min(answer_by) FROM talk WHERE state = 'waiting' AND told = 0"
    ).fetchone()
    return moment(at) if at is not None else None


def given_up(db: sqlite3.Connection, number: str, why: str, now: datetime) -> None:
    """Note that the person is told: a wish stays open at first, what was taken ends."""
    row = db.execute("SELECT state FROM talk WHERE id = ?", (number,)).fetchone()
    if row == ("waiting",) and why != "silent":
        db.execute("UPDATE talk SET told = 1 WHERE id = ?", (number,))
    else:
        end(db, number, "unanswered", now)


def kept_of(db: sqlite3.Connection, keys: Keys, person: int) -> list[dict[str, Any]]:
    """Return a person's own conversations as JSON data, as far as they are kept, for /export."""
    seal, found = seal_of(db, keys, person), []
    for number, state, asked, title in db.execute(
        "SELECT t.id, t.state, t.asked_at, d.title FROM talk t JOIN desk d ON d.id = t.desk_id"
        " WHERE t.person_id = ? ORDER BY t.asked_at, t.id",
        (person,),
    ).fetchall():
        said = opened(db, seal, number, 0, -1)
        lines = [{"from": side, "at": at.isoformat(), **body} for _, side, body, at in said]
        when = moment(asked).isoformat()
        found.append({"desk": title, "state": state, "asked_at": when, "messages": lines})
    return found


def prune(db: sqlite3.Connection, now: datetime) -> int:
    """Drop what a desk never read, and conversations of long ago."""
    stale = (seconds(now - UNREAD_KEPT),)
    db.execute(
        "DELETE FROM talk_message WHERE talk_id IN"
        " (SELECT id FROM talk WHERE state = 'ended' AND ended_at < ?)",
        stale,
    )
    db.execute("UPDATE talk SET summary = NULL WHERE state = 'ended' AND ended_at < ?", stale)
    gone = "state = 'ended' AND ended_at < ?"
    return db.execute(f"DELETE FROM talk WHERE {gone}", (seconds(now - KEPT),)).rowcount  # noqa: S608


def carry_over(target: sqlite3.Connection, present: sqlite3.Connection) -> None:
    """Let a copy being restored bring no conversation back that is over now, nor its words."""
    if not (there(target) and there(present)):
        return
    going = {number for (number,) in present.execute("SELECT id FROM talk WHERE state <> 'ended'")}
    for (number,) in target.execute("SELECT id FROM talk").fetchall():
        if number not in going:
            target.execute(_OVER, (number,))
            target.execute("DELETE FROM talk_message WHERE talk_id = ?", (number,))


def _tell(db: sqlite3.Connection, number: str, kind: News, now: datetime) -> None:
    (handoff,) = db.execute("SELECT handoff_id FROM talk WHERE id = ?", (number,)).fetchone()
    desk_events.emit(db, handoff, kind, number, now)


def moment(number: int) -> datetime:
    """Return a moment as it is kept: in seconds."""
    return datetime.fromtimestamp(number, UTC)


def seconds(when: datetime) -> int:
    """Return the seconds a moment is kept as."""
    return int(when.timestamp())
