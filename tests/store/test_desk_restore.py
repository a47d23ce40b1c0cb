"""A copy put back: nothing that ended since comes to life, and no cursor goes back."""

from datetime import timedelta
from pathlib import Path

from bot.engine.person import Person
from bot.handoff.model import Facts, News, Scope
from bot.store import desk_events, desks, handoffs, people
from bot.store.copies import back_up, restore
from bot.store.desks import Key
from bot.store.sealing import derive
from bot.store.store import connect
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
    handoffs.share(db, agreed.id, first, News, NOW)
    back_up(path, tmp_path / "copy.db")

    (number,) = (one.id for one in desks.keys_of(db, desk))
    desks.revoke_key(db, desk, number, NOW)
    handoffs.redeem(db, KEYS, spent.token, second, NOW)
    handoffs.revoke(db, desk, revoked.id, NOW)
    handoffs.share(db, agreed.id, first, (), NOW)
    last = desk_events.after(db, desk.id, 0, 100)[-1].seq
    db.close()
    restore(tmp_path / "copy.db", path)

    db = connect(path)
    assert desks.find_key(db, KEYS, clear, NOW) is None
    assert handoffs.redeem(db, KEYS, spent.token, first, NOW) is None
    assert handoffs.redeem(db, KEYS, revoked.token, first, NOW) is None
    assert desk_events.agreed(db, agreed.id) == ()
    handoffs.share(db, agreed.id, first, (News.TASK_DONE,), NOW)
    desk_events.emit(db, agreed.id, News.TASK_DONE, "ameli", NOW)
    assert desk_events.after(db, desk.id, 0, 100)[-1].seq == last + 1
    db.close()


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
    copy.execute("DELETE FROM _sqlite_migrations WHERE name IN ('desks', 'talks')")
    copy.close()

    assert restore(tmp_path / "copy.db", path) == (0, 1)
    db = connect(path)
    assert desks.every(db) == []
    db.close()
