"""What a copy being restored must not bring back: revoked keys, spent links, withdrawn consent.

And no desk's cursor goes back: what it was told after the copy was made keeps its place.
"""

import sqlite3

from bot.store import accounts, counted, handoffs, journal, talks


def carry_over(target: sqlite3.Connection, present: sqlite3.Connection) -> None:
    """Lay what the present database knows of desks' endings over a copy, before it takes its place.

    A copy or a present from before there were desks has nothing to carry.
    """
    if not (handoffs.there(target) and handoffs.there(present)):
        return
    for number, last_seq in present.execute("SELECT id, last_seq FROM desk"):
        target.execute(
            "UPDATE desk SET last_seq = max(last_seq, ?1) WHERE id = ?2",
            (last_seq, number),
        )
    for key, ends_at in present.execute("SELECT id, ends_at FROM desk_key WHERE ends_at > 0"):
        target.execute("UPDATE desk_key SET ends_at = ? WHERE id = ?", (ends_at, key))
    for handoff, opened_at, revoked_at in present.execute(
        "SELECT id, opened_at, revoked_at FROM handoff"
        " WHERE opened_at IS NOT NULL OR revoked_at IS NOT NULL"
    ):
        target.execute(
            "UPDATE handoff SET opened_at = coalesce(opened_at, ?),"
            " revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
            (opened_at, revoked_at, handoff),
        )
    agreed = set(present.execute("SELECT handoff_id, kind FROM consent"))
    for handoff, kind in target.execute("SELECT handoff_id, kind FROM consent").fetchall():
        if (handoff, kind) not in agreed:
            target.execute("DELETE FROM consent WHERE handoff_id = ? AND kind = ?", (handoff, kind))
    target.execute("DELETE FROM idempotency")  # one of them may hold a link taken back since
    counted.carry_over(target, present)
    talks.carry_over(target, present)
    accounts.carry_over(target, present)
    journal.carry_over(target, present)
