"""What a desk's pages show of its hand-offs: lists, a funnel, who withdrew. Only what was agreed.

A hand-off whose time is over and of which the desk may know nothing is shown to nobody, whether or
not somebody opened it: it would be gone had nobody. Every function runs inside a transaction.
"""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.handoff.model import News
from bot.store import handoffs
from bot.store.columns import seconds
from bot.store.desks import Desk
from bot.store.handoffs import KEPT, Status, View
from bot.store.sealing import Keys
from bot.store.waves import FEWEST

STEPS = (News.OPENED, News.TRIAGE_DONE, News.TASK_DONE, News.PLAN_COMPLETE, News.HUMAN_WANTED)


A_PAGE = 100
MOST_GONE = 500
# What `handoffs.view` says, for a list: nothing where the desk may see nothing any more.
_STATUS = """
CASE WHEN EXISTS (SELECT 1 FROM consent c WHERE c.handoff_id = h.id AND c.kind = 'opened')
 OR EXISTS (SELECT 1 FROM desk_event e WHERE e.handoff_id = h.id
 AND e.kind IN ('opened', 'human_wanted')) THEN 'opened'
 WHEN h.expires_at < ?3 THEN NULL
 WHEN h.expires_at <= ?2 THEN 'expired' ELSE 'minted' END
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A hand-off in a list: as its desk may see it, by whom, and the last news, if any was told."""

    view: View
    by: str  # an account, or a key
    news: tuple[tuple[News, str | None, datetime], ...]
    consent_version: date


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far people came whose links were made in a span; None where it is fewer than ten."""

    minted: int
    steps: tuple[tuple[News, int | None], ...]


def several(
    db: sqlite3.Connection,
    keys: Keys,
    desk: Desk,
    now: datetime,
    *,
    by: str | None = None,
    status: Status | None = None,
    oldest: bool = False,
    page: int = 0,
    most: int = A_PAGE,
    after: tuple[int, str] = (0, ""),
) -> list[Row]:
    """Return a page of a desk's hand-offs, the newest first, or the oldest.

    `by` is one account or key, `status` a state as the desk may know it; `after` the second and the
    id of a hand-off, to go on from there.
    """
    order = "ASC" if oldest else "DESC"
    moments = (seconds(now), seconds(now - KEPT))
    numbers = db.execute(
        f"SELECT id FROM (SELECT h.id, h.made_at, {_STATUS} AS status FROM handoff h"  # noqa: S608
        " WHERE h.desk_id = ?1 AND h.revoked_at IS NULL AND (?4 IS NULL OR h.key_id = ?4)"
        " AND (h.made_at, h.id) > (?8, ?9))"
        " WHERE status IS NOT NULL AND (?5 IS NULL OR status = ?5)"
        f" ORDER BY made_at {order}, id {order} LIMIT ?6 OFFSET ?7",
        (desk.id, *moments, by, status, most, page * most, *after),
    ).fetchall()
    found = (one(db, keys, desk, number, now) for (number,) in numbers)
    return [row for row in found if row is not None]


def one(db: sqlite3.Connection, keys: Keys, desk: Desk, number: str, now: datetime) -> Row | None:
    """Return one hand-off; None when the desk has none of that id that may be shown."""
    view = handoffs.view(db, keys, desk, number, now)
    if view is None:
        return None
    (by, sealed) = db.execute("SELECT key_id, body FROM handoff WHERE id = ?", (number,)).fetchone()
    news = db.execute(
        "SELECT kind, code, at FROM desk_event WHERE handoff_id = ? ORDER BY seq", (number,)
    ).fetchall()
    told = tuple((News(kind), code, datetime.fromtimestamp(at, UTC)) for kind, code, at in news)
    return Row(view, by, told, handoffs.said_of(keys, number, sealed).consent_version)


def funnel(db: sqlite3.Connection, desk: Desk, now: datetime) -> Funnel:
    """Count how far people came whose links were made in the last thirty days.

    No longer: of older links those that nobody opened are gone, and the difference would tell.
    """
    since = seconds(now - KEPT)
    (minted,) = db.execute(
        "SELECT count(*) FROM handoff WHERE desk_id = ? AND made_at > ? AND revoked_at IS NULL",
        (desk.id, since),
    ).fetchone()
    counted = dict(
        db.execute(
            "SELECT e.kind, count(DISTINCT e.handoff_id) FROM desk_event e"
            " JOIN handoff h ON h.id = e.handoff_id WHERE h.desk_id = ? AND h.made_at > ?"
            " AND h.revoked_at IS NULL GROUP BY e.kind",
            (desk.id, since),
        ).fetchall()
    )
    return Funnel(minted, tuple((step, _enough(counted.get(step, 0))) for step in STEPS))


def withdrawn(db: sqlite3.Connection, keys: Keys, desk: Desk) -> list[tuple[str, News, datetime]]:
    """Return (case, kind, when) of who withdrew or was erased, as far as it was told."""
    rows = db.execute(
        "SELECT e.handoff_id, h.body, e.kind, e.at FROM desk_event e JOIN handoff h"
        " ON h.id = e.handoff_id WHERE e.desk_id = ?"
        " AND e.kind IN (?, ?) ORDER BY e.seq DESC LIMIT ?",
        (desk.id, News.WITHDRAWN, News.ERASED, MOST_GONE),
    ).fetchall()
    return [
        (handoffs.case_of(keys, number, body)[0], News(kind), datetime.fromtimestamp(at, UTC))
        for number, body, kind, at in rows
    ]


def _enough(count: int) -> int | None:
    return count if count >= FEWEST else None
