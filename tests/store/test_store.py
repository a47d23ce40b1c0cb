"""The database: sealed, migrated, one writer, nothing of the forgotten."""

import asyncio
import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.engine.effects import Erase, Manner, Show
from bot.engine.person import Person
from bot.store import people, queue
from bot.store.faults import AnotherInstance, Damaged, KeyFault, Newer, Unusable
from bot.store.lock import Lock
from bot.store.sealing import load_keys
from bot.store.store import Store, connect

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
KNOWN = Person(language="en", profile=MappingProxyType({"leaked": ("iban",)}))


def opened(folder: Path) -> Store:
    """Open a store of its own."""
    return Store(connect(folder / "a.db"), load_keys(folder / "a.key"))


async def test_a_person_is_read_back_and_unreadable_on_the_disk(tmp_path: Path) -> None:
    """Neither the chat nor the answers can be read in the file."""
    store = opened(tmp_path)
    await store.transact(lambda db: people.create(db, store.keys, 987654321, KNOWN, NOW))
    found = people.find(store.connection, store.keys, 987654321)
    await store.close()

    assert found is not None
    assert found.person == KNOWN
    bytes_kept = (tmp_path / "a.db").read_bytes()
    assert b"987654321" not in bytes_kept
    assert b"iban" not in bytes_kept
    assert stat.S_IMODE((tmp_path / "a.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a.key").stat().st_mode) == 0o400


async def test_another_key_file_is_found_out(tmp_path: Path) -> None:
    """A database with somebody else's key is refused before anybody is served."""
    store = opened(tmp_path)
    await store.transact(lambda db: people.create(db, store.keys, 1, KNOWN, NOW))
    await store.close()
    other = Store(connect(tmp_path / "a.db"), load_keys(tmp_path / "b.key"))

    with pytest.raises(KeyFault):
        other.proven()
    await other.close()


@pytest.mark.parametrize("rubbish", ["", "rubbish", "AAAA", "A" * 44])
def test_a_damaged_key_file_is_refused(tmp_path: Path, rubbish: str) -> None:
    """Too short, unreadable, or all the same byte."""
    (tmp_path / "a.key").write_text(rubbish)

    with pytest.raises(KeyFault):
        load_keys(tmp_path / "a.key")


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """What a newer program wrote is not touched."""
    connect(tmp_path / "a.db").close()
    db = sqlite3.connect(tmp_path / "a.db")
    db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(Newer):
        connect(tmp_path / "a.db")


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    """A file of rubbish, and a folder that is not there."""
    (tmp_path / "a.db").write_text("rubbish that is no database")

    with pytest.raises(Damaged):
        connect(tmp_path / "a.db")
    with pytest.raises(Unusable):
        connect(tmp_path / "nowhere" / "a.db")


def test_one_instance_at_a_time(tmp_path: Path) -> None:
    """The lock is the kernel's; it is free again when its holder ends."""
    with Lock(tmp_path / "a.db"), pytest.raises(AnotherInstance), Lock(tmp_path / "a.db"):
        pass
    with Lock(tmp_path / "a.db"):
        pass


async def test_a_failed_member_of_a_group_stops_nobody_else(tmp_path: Path) -> None:
    """Each update of a group has its own savepoint."""
    store = opened(tmp_path)

    def good(number: int) -> object:
        return store.transact(lambda db: queue.receive(db, number, NOW))

    def bad(db: sqlite3.Connection) -> None:
        queue.receive(db, 77, NOW)
        raise ValueError("poison")

    outcomes = await asyncio.gather(
        good(1),
        store.transact(bad),
        good(2),
        return_exceptions=True,  # type: ignore[arg-type]
    )

    assert [outcomes[0], type(outcomes[1]), outcomes[2]] == [True, ValueError, True]
    kept = {n for (n,) in store.connection.execute("SELECT update_id FROM inbox")}
    assert kept == {1, 2}
    await store.close()


async def test_an_update_is_received_once_and_ids_may_restart(tmp_path: Path) -> None:
    """Known by its id, not by being larger; forgotten after three days."""
    store = opened(tmp_path)

    async def receive(number: int, when: datetime) -> bool:
        return await store.transact(lambda db: queue.receive(db, number, when))

    assert await receive(500, NOW)
    assert not await receive(500, NOW)
    assert await receive(3, NOW)  # lower ids are heard
    await store.transact(lambda db: queue.prune(db, NOW + timedelta(hours=73)))
    assert await receive(500, NOW)
    await store.close()


async def test_effects_leave_in_order_one_person_at_a_time(tmp_path: Path) -> None:
    """The next effect of a person waits for the one before; another person does not."""
    store = opened(tmp_path)
    keys = store.keys
    one = await store.transact(lambda db: people.create(db, keys, 1, Person(), NOW))
    two = await store.transact(lambda db: people.create(db, keys, 2, Person(), NOW))
    for known, words in ((one, "a"), (one, "b"), (two, "c")):
        effect = Show((words,))
        await store.transact(lambda db, k=known, e=effect: queue.enqueue(db, k, [e], NOW))

    async def claim() -> list[queue.Row]:
        return await store.transact(lambda db: queue.claim(db, keys, NOW, 9))

    first = await claim()
    assert [row.effect for row in first] == [Show(("a",)), Show(("c",))]
    assert await claim() == []
    await store.transact(lambda db: queue.done(db, first[0]))
    assert [row.effect for row in await claim()] == [Show(("b",))]
    await store.close()


async def test_after_a_crash_what_was_being_sent_is_settled_by_its_promise(tmp_path: Path) -> None:
    """A reply goes twice more, an erasure freely, and a third crash is enough."""
    store = opened(tmp_path)
    keys = store.keys
    known = await store.transact(lambda db: people.create(db, keys, 1, Person(), NOW))
    await store.transact(lambda db: queue.enqueue(db, known, [Show(("a",)), Erase()], NOW, 7))
    await store.transact(lambda db: queue.claim(db, keys, NOW, 9))

    assert await store.transact(queue.recover) == (1, 0)
    (row,) = await store.transact(lambda db: queue.claim(db, keys, NOW, 9))
    assert row.crashed == 1
    assert await store.transact(queue.recover) == (1, 0)
    await store.transact(lambda db: queue.claim(db, keys, NOW, 9))
    assert await store.transact(queue.recover) == (0, 1)  # assumed sent
    (row,) = await store.transact(lambda db: queue.claim(db, keys, NOW, 9))
    assert (row.effect, row.target) == (Erase(), 7)
    await store.close()


async def test_an_edit_takes_the_place_of_edits_not_sent_yet(tmp_path: Path) -> None:
    """Ten taps in a row are one new screen; what tells something is never dropped for buttons."""
    store = opened(tmp_path)
    keys = store.keys
    known = await store.transact(lambda db: people.create(db, keys, 1, Person(), NOW))

    def edit(words: str) -> Show:
        return Show((words,), manner=Manner.EDIT)

    def keys_of(words: str) -> Show:
        return Show((words,), manner=Manner.KEYS)

    effects = (
        *(edit("a"), keys_of("a1"), keys_of("a2")),
        *(Show(("b",)), edit("c"), keys_of("c1"), edit("d"), edit("e")),
    )
    await store.transact(lambda db: queue.enqueue(db, known, effects, NOW))

    seen = []
    while rows := await store.transact(lambda db: queue.claim(db, keys, NOW, 9)):
        seen += [row.effect for row in rows]
        await store.transact(lambda db, r=rows[0]: queue.done(db, r))
    assert seen == [edit("a"), keys_of("a2"), Show(("b",)), edit("e")]
    await store.close()


async def test_a_sent_effect_takes_no_other_with_it(tmp_path: Path) -> None:
    """Its row was cancelled while it travelled, and its number is somebody else's by now."""
    store = opened(tmp_path)
    keys = store.keys
    one = await store.transact(lambda db: people.create(db, keys, 1, Person(), NOW))
    two = await store.transact(lambda db: people.create(db, keys, 2, Person(), NOW))
    await store.transact(lambda db: queue.enqueue(db, one, [Show(("a",))], NOW))
    (row,) = await store.transact(lambda db: queue.claim(db, keys, NOW, 9))
    await store.transact(lambda db: queue.cancel(db, one.id))
    await store.transact(lambda db: queue.enqueue(db, two, [Show(("b",))], NOW))

    await store.transact(lambda db: queue.done(db, row))
    await store.transact(lambda db: queue.again(db, row, NOW + timedelta(hours=1)))

    (left,) = await store.transact(lambda db: queue.claim(db, keys, NOW, 9))
    assert (left.id, left.effect) == (row.id, Show(("b",)))
    await store.close()


async def test_forgetting_leaves_a_tombstone_and_nothing_else(tmp_path: Path) -> None:
    """Rows and key are gone, from the log too; the messages to wipe are named once."""
    store = opened(tmp_path)
    keys = store.keys
    known = await store.transact(lambda db: people.create(db, keys, 5, KNOWN, NOW))
    await store.transact(lambda db: people.set_screen(db, known.id, 42, NOW))
    (wrapped,) = store.connection.execute("SELECT wrapped_key FROM person").fetchone()

    wipe = await store.transact(lambda db: people.forget(db, keys, known, NOW))
    await store.scrub()

    assert wipe == (42,)
    assert store.counts()["person"] == 0
    kept = kept_bytes(tmp_path)
    assert wrapped not in kept
    await store.close()


def kept_bytes(folder: Path) -> bytes:
    """Return everything that is on the disk."""
    return b"".join(path.read_bytes() for path in folder.glob("a.db*"))
