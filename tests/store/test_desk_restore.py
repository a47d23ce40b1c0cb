"""A copy put back: nothing that ended since comes to life, and no cursor goes back."""

import sqlite3
from datetime import timedelta
from pathlib import Path

from bot.engine.person import Person
from bot.handoff.model import Facts, News, Scope
from bot.store import counted, desk_events, desks, handoffs, people
from bot.store.copies import back_up, restore
from bot.store.desks import Key
from bot.store.sealing import derive
from bot.store.store import connect
from tests.counting import SIGN, checked, crowd, sent
from tests.store.test_store import NOW

KEYS = derive(bytes(range(32)))
FACTS = Facts("plan", None, (), None, None, "fr", "Europe/Paris", "A1", 0, NOW.date())


def test_what_ended_since_the_copy_stays_ended(tmp_path: Path) -> None:
    """A revoked key, a spent and a revoked link, consent withdrawn, the place in the sequence."""
    path = tmp_path / "riposte.db"
    db = connect(path)
    desk = desks.add(db, "demo", "Mutuelle", NOW)
    clear, _ = desks.make_key(db, KEYS, desk, frozenset(Scope), NOW)
    key = Key("k", desk, frozenset(Scope), None)
    agreed, spent, revoked = (handoffs.fresh(timedelta(days=1), NOW) for _ in range(3))
    for one in (agreed, spent, revoked):
        handoffs.mint(db, KEYS, key, one, FACTS, NOW)
    first, second = (people.create(db, KEYS, chat, Person(), NOW).id for chat in (1, 2))
    handoffs.redeem(db, KEYS, agreed.token, first, NOW)
    handoffs.share(db, KEYS, agreed.id, first, News, NOW)
    back_up(path, tmp_path / "copy.db")

    (number,) = (one.id for one in desks.keys_of(db, desk))
    desks.revoke_key(db, desk, number, NOW)
    handoffs.redeem(db, KEYS, spent.token, second, NOW)
    handoffs.revoke(db, KEYS, desk, revoked.id, NOW)
    handoffs.share(db, KEYS, agreed.id, first, (), NOW)
    last = desk_events.after(db, desk.id, 0, 100)[-1].seq
    db.close()
    restore(tmp_path / "copy.db", path)

    db = connect(path)
    assert desks.find_key(db, KEYS, clear, NOW) is None
    assert handoffs.redeem(db, KEYS, spent.token, first, NOW) is None
    assert handoffs.redeem(db, KEYS, revoked.token, first, NOW) is None
    assert desk_events.agreed(db, agreed.id) == ()
    handoffs.share(db, KEYS, agreed.id, first, (News.TASK_DONE,), NOW)
    desk_events.emit(db, agreed.id, News.TASK_DONE, "ameli", NOW)
    assert desk_events.after(db, desk.id, 0, 100)[-1].seq == last + 1
    db.close()


def test_a_copy_counts_nobody_who_is_not_counted_now(tmp_path: Path) -> None:
    """Who withdrew, was erased, or whose link was taken back stays out; the others stay in."""
    path, copy, day = tmp_path / "riposte.db", tmp_path / "copy.db", NOW - timedelta(days=1)
    db = connect(path)
    desk = desks.add(db, "demo", "Mutuelle", NOW)
    gone, *others = crowd(db, KEYS, desk, 13, day)
    back_up(path, copy)

    handoffs.share(db, KEYS, gone.handoff, gone.id, (), NOW)
    handoffs.revoke(db, KEYS, desk, others[0].handoff, NOW)
    known = people.find(db, KEYS, others[1].chat)
    assert known is not None
    people.forget(db, KEYS, known, NOW)
    checked(db, sent(db, KEYS, desk, others[1].chat, NOW), now=day)  # and is back, another one
    shown = counted.card(db, desk, NOW)
    db.close()
    restore(copy, path)

    db = connect(path)
    assert db.execute("SELECT count(*) FROM counting").fetchone() == (10,)
    assert db.execute("SELECT count(*) FROM counted").fetchone() == (10,)
    assert shown == counted.card(db, desk, NOW) == [(SIGN, 10, 0)]
    assert not counted.agreed(db, gone.handoff)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def test_a_copy_beside_a_present_that_knows_of_no_counts(tmp_path: Path) -> None:
    """Nobody can be known to agree still: nobody is counted."""
    path, copy = tmp_path / "riposte.db", tmp_path / "copy.db"
    db = connect(path)
    crowd(db, KEYS, desks.add(db, "demo", "Mutuelle", NOW), 10, NOW)
    back_up(path, copy)
    _before_counts(db)
    db.close()
    restore(copy, path)

    db = connect(path)
    for table in ("counting", "counted", "counted_card"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    db.close()


def test_a_database_from_before_there_were_counts(tmp_path: Path) -> None:
    """Restored beside one that knows them, and brought up to date: numbers of weeks are gone."""
    path, copy = tmp_path / "riposte.db", tmp_path / "copy.db"
    db = connect(path)
    (one,) = crowd(db, KEYS, desks.add(db, "demo", "Mutuelle", NOW), 1, NOW)
    back_up(path, copy)
    known = people.find(db, KEYS, one.chat)
    assert known is not None
    people.forget(db, KEYS, known, NOW)
    db.close()
    older = connect(copy)
    _before_counts(older)
    older.execute("INSERT INTO found VALUES ('2026-W48', 'danger', 40)")
    older.close()
    assert restore(copy, path) == (0, 1)

    db = connect(path)
    assert db.execute("SELECT count(*) FROM found").fetchone() == (0,)
    assert counted.there(db)
    db.close()


def _before_counts(db: sqlite3.Connection) -> None:
    """Make a database what it was before the migration `counted`."""
    for table in ("counting", "counted", "counted_card", "found"):
        db.execute(f"DROP TABLE {table}")
    db.execute("CREATE TABLE found (week TEXT, name TEXT, count INTEGER NOT NULL) STRICT")
    db.execute("PRAGMA user_version = 8")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = 'counted'")


def test_a_copy_from_before_there_were_desks(tmp_path: Path) -> None:
    """It is restored, without whoever was erased since."""
    path = tmp_path / "riposte.db"
    db = connect(path)
    known = people.create(db, KEYS, 1, Person(), NOW)
    db.execute("PRAGMA foreign_keys = OFF")
    back_up(path, tmp_path / "copy.db")
    people.forget(db, KEYS, known, NOW)
    db.close()
    copy = connect(tmp_path / "copy.db")
    for table in (
        "counting",
        "counted",
        "counted_card",
        "talk_message",
        "talk",
        "idempotency",
        "consent",
        "desk_event",
        "handoff",
        "desk_key",
        "desk",
    ):
        copy.execute(f"DROP TABLE {table}")
    copy.execute("PRAGMA user_version = 3")
    copy.execute("DELETE FROM _sqlite_migrations WHERE name IN ('desks', 'talks', 'counted')")
    copy.close()

    assert restore(tmp_path / "copy.db", path) == (0, 1)
    db = connect(path)
    assert desks.every(db) == []
    db.close()
