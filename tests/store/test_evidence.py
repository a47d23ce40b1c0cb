"""The evidence log in the database: sealed, in order, gone with the person; files made from it."""

import json
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from bot.actions.calendar import calendar
from bot.actions.pack import pack
from bot.clock import FrozenClock
from bot.engine import effect_json, log, reminders
from bot.engine.effects import Document
from bot.engine.events import Ordered
from bot.engine.person import Person, ReminderKind
from bot.service import Service
from bot.store import people
from bot.store.faults import KeyFault
from bot.store.store import Store
from bot.store.tables import SCHEMA_VERSION, migrations
from tests.ics import read
from tests.rig import shipped_release
from tests.store.test_store import KNOWN, NOW, opened

CHAT = 77


def with_entries(count: int, person: Person | None = None) -> Person:
    """Return a person with so many entries."""
    person = person or Person()
    for number in range(count):
        person = log.add(person, "bank_called", date(2026, 11, 1), NOW, reference=f"REF-{number}")
    return person


async def saved(store: Store, person: Person) -> Person:
    """Write a person, and return them as they are read back."""

    def work(db: sqlite3.Connection) -> None:
        known = people.find(db, store.keys, CHAT)
        if known is None:
            people.create(db, store.keys, CHAT, person, NOW)
        else:
            people.save(db, known, person, NOW)

    await store.transact(work)
    found = people.find(store.connection, store.keys, CHAT)
    assert found is not None
    return found.person


def bodies(store: Store) -> dict[int, bytes]:
    """Return the sealed rows by number."""
    return dict(store.connection.execute("SELECT number, body FROM log").fetchall())


async def test_entries_are_read_back_in_order_and_unreadable_on_the_disk(tmp_path: Path) -> None:
    """More than nine, so that an order by letters would show; no code or number in the file."""
    store = opened(tmp_path)
    person = replace(with_entries(12), log_given=3)
    assert await saved(store, person) == person
    await store.close()

    on_disk = (tmp_path / "a.db").read_bytes()
    assert b"bank_called" not in on_disk
    assert b"REF-" not in on_disk


async def test_what_stands_is_never_written_again(tmp_path: Path) -> None:
    """A new entry is one new row; one taken back is one row less; the rest is the same bytes."""
    store = opened(tmp_path)
    person = with_entries(2)
    await saved(store, person)
    before = bodies(store)

    longer = with_entries(1, person)
    assert await saved(store, longer) == longer
    assert {n: b for n, b in bodies(store).items() if n < 3} == before
    assert await saved(store, person) == person
    assert bodies(store) == before

    other = log.withdraw(with_entries(1), 1, NOW)  # the first stays, the second is another
    assert await saved(store, other) == other
    assert bodies(store)[1] == before[1]
    await store.close()


async def test_rows_cannot_change_places(tmp_path: Path) -> None:
    """A sealed row belongs to its number."""
    store = opened(tmp_path)
    await saved(store, with_entries(2))
    body = bodies(store)[1]
    await store.transact(lambda db: db.execute("UPDATE log SET body = ? WHERE number = 2", (body,)))

    with pytest.raises(KeyFault):
        people.find(store.connection, store.keys, CHAT)
    await store.close()


async def test_a_database_without_a_log_gets_one(tmp_path: Path) -> None:
    """People kept by the version before are read, with an empty log."""
    db = sqlite3.connect(tmp_path / "a.db")
    migrations.apply(Database(db), stop_before="evidence_log")
    db.close()
    store = opened(tmp_path)
    assert (store.connection.execute("PRAGMA user_version").fetchone()) == (SCHEMA_VERSION,)
    await saved(store, Person())
    known = people.find(store.connection, store.keys, CHAT)
    assert known is not None
    state = json.loads(known.seal.open(_state(store), f"person|state|{known.id}"))
    del state["log_given"]
    older = known.seal.close(json.dumps(state).encode(), f"person|state|{known.id}")
    await store.transact(lambda db: db.execute("UPDATE person SET state = ?", (older,)))

    found = people.find(store.connection, store.keys, CHAT)

    assert found is not None
    assert (found.person.log, found.person.log_given) == ((), 0)
    await store.close()


def _state(store: Store) -> bytes:
    (state,) = store.connection.execute("SELECT state FROM person").fetchone()
    assert isinstance(state, bytes)
    return state


def service_at(folder: Path) -> tuple[Service, FrozenClock]:
    """Return a service with the two actions that make files."""
    clock = FrozenClock(NOW)
    actions: Any = {"pack": pack, "calendar": calendar}
    return Service(opened(folder), shipped_release(), actions, clock), clock


def given(service: Service) -> list[Document]:
    """Return the files that wait to be sent, as the outbox would open them."""
    store = service.store
    known = people.find(store.connection, store.keys, CHAT)
    assert known is not None
    bodies = store.connection.execute("SELECT body FROM outbox ORDER BY id").fetchall()
    effects = [
        effect_json.from_json(json.loads(known.seal.open(body, f"outbox|body|{known.id}")))
        for (body,) in bodies
    ]
    return [effect for effect in effects if isinstance(effect, Document)]


async def order(service: Service, name: str, argument: str = "") -> None:
    """Let the person use a command."""
    await service.handle(None, CHAT, Ordered(name, argument))


async def test_the_pack_and_the_export_hold_the_log_until_it_is_forgotten(tmp_path: Path) -> None:
    """Paper, JSON and /export say the same rows; /forget leaves none, nor the files that wait."""
    service, _ = service_at(tmp_path)
    person = with_entries(2)
    await saved(service.store, person)
    await order(service, "pack")
    await order(service, "export")

    paper, written, export = given(service)
    hashes = [entry.digest for entry in person.log]
    assert paper.content.startswith(b"%PDF")
    assert [row["sha256"] for row in json.loads(written.content)["entries"]] == hashes
    assert [row["sha256"] for row in json.loads(export.content)["log"]] == hashes

    await order(service, "forget", "yes")

    for table in ("log", "person", "outbox"):
        assert service.store.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    await service.store.close()


async def test_a_calendar_is_updated_by_the_next_file_until_the_person_is_forgotten(
    tmp_path: Path,
) -> None:
    """The UID comes from the person's key: the same in each file, another after /forget."""
    service, clock = service_at(tmp_path)

    async def uid() -> str:
        person = reminders.add(
            Person(), reminders.make("1.a", ReminderKind.TASK, "cnil", date(2027, 1, 4), KNOWN, NOW)
        )
        await saved(service.store, person)
        await order(service, "calendar", "1.a")
        (event,) = read(given(service)[-1].content).parts
        return event.text("UID")

    first = await uid()
    clock.move(days=1)
    assert await uid() == first

    await order(service, "forget", "yes")

    assert await uid() != first
    await service.store.close()
