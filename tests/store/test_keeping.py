"""How long things are kept, and that what should be gone is: people, releases, the log."""

import asyncio
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.actions.check_message import check_message
from bot.actions.letter import letter
from bot.clock import FrozenClock
from bot.engine.effects import Show
from bot.engine.events import Ordered, Started
from bot.engine.person import Person, Reminder, ReminderKind
from bot.serve import Parts, build
from bot.service import Service
from bot.store import people, queue
from bot.store.faults import Damaged, KeyFault
from bot.store.sealing import load_keys
from bot.store.store import Store, connect, drop_old_releases
from bot.upkeep import Upkeep
from tests.rig import TOKEN, shipped_release, until
from tests.store.test_store import NOW, kept_bytes, opened

DAYS_30 = timedelta(days=30, seconds=1)


async def _sweep(store: Store, at: datetime) -> int:
    return await store.transact(lambda db: people.forget_the_silent(db, at, 100))


async def test_people_are_erased_thirty_days_after_their_last_sign_of_life(tmp_path: Path) -> None:
    """Any sign counts, also one that changes nothing of what is kept."""
    store, clock = opened(tmp_path), FrozenClock(NOW)
    actions = {"check_message": check_message, "letter": letter}
    service = Service(store, shipped_release(), actions, clock)
    await service.handle(1, 77, Started(), 1)
    await service.handle(2, 88, Started(), 1)
    clock.move(days=20)
    await service.handle(3, 77, Ordered("help"), 1)
    await service.handle(4, 77, Ordered("help"), 1)
    clock.move(days=11)
    await store.transact(lambda db: db.execute("DELETE FROM outbox"))

    assert await _sweep(store, clock.now()) == 1
    left = people.find(store.connection, store.keys, 77)
    assert left is not None
    assert people.find(store.connection, store.keys, 88) is None
    clock.move(days=20)
    assert await _sweep(store, clock.now()) == 1
    for table in ("person", "session", "task", "reminder", "log", "outbox", "shown"):
        count = store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert count == (0,), table
    assert store.connection.execute("SELECT count(*) FROM tombstone").fetchone() == (2,)
    await store.close()


async def test_whom_something_is_owed_is_kept(tmp_path: Path) -> None:
    """A reminder to come, however late, and a message not yet sent."""
    store = opened(tmp_path)
    due = NOW + timedelta(days=90)
    reminder = Reminder("k", ReminderKind.TASK, "bank_call", due.replace(tzinfo=None), "UTC", due)
    keys = store.keys
    await store.transact(lambda db: people.create(db, keys, 1, Person(reminders=(reminder,)), NOW))
    known = await store.transact(lambda db: people.create(db, keys, 2, Person(), NOW))
    await store.transact(lambda db: queue.enqueue(db, known, [Show(("a",))], NOW))
    await store.transact(lambda db: people.create(db, keys, 3, Person(), NOW))

    assert await _sweep(store, NOW + DAYS_30) == 1
    assert people.find(store.connection, keys, 3) is None
    await store.close()


async def test_old_releases_go_when_nobody_stands_on_them(tmp_path: Path) -> None:
    """The running one, the latest, and those of sessions stay."""
    store = opened(tmp_path)
    for number, name in enumerate(("old", "used", "running", "latest")):
        await store.publish(name, {"a": name}, NOW + timedelta(hours=number))
    known = await store.transact(lambda db: people.create(db, store.keys, 1, Person(), NOW))
    await store.transact(
        lambda db: db.execute(
            "INSERT INTO session (person_id, number, flow, release, body)"
            " VALUES (?, 1, 'x', 'used', x'00')",
            (known.id,),
        )
    )

    dropped = await store.transact(lambda db: drop_old_releases(db, "running"))

    assert dropped == 1
    assert store.release("old") is None
    assert all(store.release(name) for name in ("used", "running", "latest"))
    await store.close()


async def test_a_restart_writes_no_release_again(tmp_path: Path) -> None:
    """What is live stays as it is in the file; what was live before can be made so again."""
    store = opened(tmp_path)
    await store.publish("first", {"a": "1"}, NOW)
    before = store.connection.total_changes

    await store.publish("first", {"a": "1"}, NOW + timedelta(hours=1))

    assert store.connection.total_changes == before
    await store.publish("second", {"a": "2"}, NOW + timedelta(hours=2))
    await store.publish("first", {"a": "1"}, NOW + timedelta(hours=3))
    assert store.latest_release() == {"a": "1"}
    await store.close()


async def test_looking_for_a_newer_release_reads_none(tmp_path: Path) -> None:
    """The bot asks every few seconds which is the latest: the megabytes of each stay on disk."""
    store = opened(tmp_path)
    looked = 'SELECT hash FROM "release" ORDER BY published_at DESC, rowid DESC LIMIT 1'

    ((*_, plan),) = store.connection.execute(f"EXPLAIN QUERY PLAN {looked}")

    assert "idx_release_published_at" in plan
    await store.close()


async def test_tidying_does_all_of_it(tmp_path: Path) -> None:
    """One look: the silent are erased from the file and the log, ids and releases pruned."""
    store, clock = opened(tmp_path), FrozenClock(NOW)
    service = Service(store, shipped_release(), {}, clock)
    await service.handle(1, 77, Started(), 1)
    await store.publish("old", {"a": "b"}, NOW)
    await store.publish(service.release.hash, {"a": "b"}, NOW + timedelta(hours=1))
    (wrapped,) = store.connection.execute("SELECT wrapped_key FROM person").fetchone()
    await store.transact(lambda db: db.execute("DELETE FROM outbox"))
    clock.move(days=31)
    upkeep = Upkeep(store, service, clock, tmp_path / "a.db", asyncio.Event())

    tidying = asyncio.create_task(upkeep.tidy())
    await until(lambda: not store.counts()["person"] and not store.unscrubbed)
    upkeep.stopping.set()
    await tidying

    assert store.counts()["inbox"] == 0
    assert store.release("old") is None
    assert wrapped not in kept_bytes(tmp_path)
    await store.close()


async def test_a_log_that_somebody_reads_is_folded_later(tmp_path: Path) -> None:
    """A backup under way keeps the log; the erasure is not forgotten meanwhile."""
    store = opened(tmp_path)
    await store.transact(lambda db: people.create(db, store.keys, 1, Person(), NOW))
    reader = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM person").fetchall()
    await store.transact(lambda db: db.execute("DELETE FROM person"))

    assert not await store.scrub()
    assert store.unscrubbed
    reader.execute("COMMIT")
    reader.close()
    assert await store.scrub()
    assert not store.unscrubbed
    assert (tmp_path / "a.db-wal").stat().st_size == 0
    await store.close()


async def test_the_log_is_folded_also_while_others_write(tmp_path: Path) -> None:
    """An erasure does not wait for a quiet moment that never comes."""
    store = opened(tmp_path)
    over = asyncio.Event()

    async def writing(start: int) -> None:
        number = start
        while not over.is_set():
            number += 10
            await store.transact(lambda db, n=number: queue.receive(db, n, NOW))

    writers = [asyncio.create_task(writing(n)) for n in range(10)]
    await asyncio.sleep(0)

    async with asyncio.timeout(10):
        assert await store.scrub()
    over.set()
    await asyncio.gather(*writers)
    await store.close()


async def test_a_database_held_by_somebody_else_is_waited_for(tmp_path: Path) -> None:
    """The loop goes on meanwhile, and so does the work once the other is done."""
    store = opened(tmp_path)
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None, timeout=0)
    other.execute("BEGIN IMMEDIATE")
    working = asyncio.create_task(store.transact(lambda db: queue.receive(db, 5, NOW)))
    for _ in range(3):
        await asyncio.sleep(0.05)
        assert not working.done()
    other.execute("COMMIT")

    assert await working
    other.close()
    await store.close()


def test_a_damaged_database_is_found_out_before_anybody_is_served(tmp_path: Path) -> None:
    """A page that was overwritten, somewhere in the middle."""
    db = connect(tmp_path / "a.db")
    db.execute("BEGIN")
    db.executemany("INSERT INTO inbox VALUES (?, 1)", ((n,) for n in range(50_000)))
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    with (tmp_path / "a.db").open("r+b") as file:
        file.seek(4096 * 60)
        file.write(b"\xff" * 4096)

    with pytest.raises(Damaged):
        connect(tmp_path / "a.db")


def test_no_new_key_is_made_beside_an_old_database(tmp_path: Path) -> None:
    """The key file is missing: that is said, and not papered over with another."""
    store = opened(tmp_path)
    store.connection.execute(
        "INSERT INTO tombstone (lookup, at) VALUES (x'00', 1)"
    )  # somebody was erased, and must stay so
    store.connection.close()
    parts = Parts(
        token=TOKEN,
        api="http://127.0.0.1:1",
        database=tmp_path / "a.db",
        key_file=tmp_path / "other.key",
        host="127.0.0.1",
        port=0,
        webhook=None,
        release=shipped_release(),
    )

    with pytest.raises(KeyFault):
        build(parts)
    assert not (tmp_path / "other.key").exists()


async def test_a_key_of_another_database_cannot_say_farewells(tmp_path: Path) -> None:
    """Nobody is known, but somebody forgotten is still to be told."""
    store = opened(tmp_path)
    await store.transact(
        lambda db: queue.say_farewell(db, store.keys, 5, [Show(("r",))], (1,), NOW)
    )
    await store.close()

    other = Store(connect(tmp_path / "a.db"), load_keys(tmp_path / "b.key"))
    with pytest.raises(KeyFault):
        other.proven()
    await other.close()
