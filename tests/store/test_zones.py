"""The time-zone table changed since last time, and what came due while nobody was there."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import zones
from bot.clock import FrozenClock
from bot.engine import reminders
from bot.engine.commands_reminders import ZONES
from bot.engine.person import Person, Reminder, ReminderKind
from bot.service import Service
from bot.store import people
from bot.store.store import Store, marker
from bot.upkeep import ZONE_TABLE, Upkeep
from bot.zones import zone_table
from tests.rig import shipped_release, until
from tests.store.test_store import NOW, opened


def owed(key: str, zone: str = "Europe/Paris", *, wrong: timedelta = timedelta()) -> Reminder:
    """Return a reminder for the first of June at ten, as an older table may have derived it."""
    wall = datetime(2027, 6, 1, 10)
    due = reminders.instant(wall, zone) + wrong
    return Reminder(key, ReminderKind.TASK, "bank_refund", wall, zone, due)


async def keep(store: Store, chat: int, *kept: Reminder) -> int:
    """Keep a person with these reminders; return their number."""
    keys, person = store.keys, Person(reminders=kept)
    known = await store.transact(lambda db: people.create(db, keys, chat, person, NOW))
    return known.id


async def retimed(store: Store, service: Service, tmp_path: Path) -> None:
    """Start the bot’s part that looks at the table, and let it come to rest."""
    upkeep = Upkeep(store, service, FrozenClock(NOW), tmp_path / "a.db", asyncio.Event())
    looking = asyncio.create_task(upkeep.retime())
    table = zone_table(ZONES)
    await until(lambda: marker(store.connection, ZONE_TABLE) == table)
    upkeep.stopping.set()
    await looking


async def test_another_table_derives_every_instant_anew(tmp_path: Path) -> None:
    """Wall time and zone are the truth; what was right stays, and it is no sign of life."""
    store = opened(tmp_path)
    service = Service(store, shipped_release(), {}, FrozenClock(NOW))
    hour = timedelta(hours=1)
    await keep(store, 1, owed("stale", wrong=hour), owed("right"))
    await keep(store, 2, owed("there", "Indian/Reunion", wrong=-hour))
    await keep(store, 3)
    before = store.connection.execute("SELECT id, seen_at, state FROM person").fetchall()

    await retimed(store, service, tmp_path)

    found = dict(store.connection.execute("SELECT key, due FROM reminder").fetchall())
    paris = int(datetime(2027, 6, 1, 8, tzinfo=UTC).timestamp())
    reunion = int(datetime(2027, 6, 1, 6, tzinfo=UTC).timestamp())
    assert found == {"stale": paris, "right": paris, "there": reunion}
    known = people.find(store.connection, store.keys, 1)
    assert known is not None
    assert {one.due for one in known.person.reminders} == {owed("x").due}
    assert store.connection.execute("SELECT id, seen_at, state FROM person").fetchall() == before
    await store.close()


async def test_the_same_table_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Noted once, a start costs one look at a marker, however many reminders are kept."""
    store = opened(tmp_path)
    service = Service(store, shipped_release(), {}, FrozenClock(NOW))
    await keep(store, 1, owed("stale", wrong=timedelta(hours=1)))
    await retimed(store, service, tmp_path)
    looked: list[int] = []
    monkeypatch.setattr("bot.store.owed.retime", lambda *_, **__: looked.append(1) or (None, 0))

    await retimed(store, service, tmp_path)

    assert not looked
    await store.close()


async def test_an_interrupted_look_begins_again(tmp_path: Path) -> None:
    """Stopped in the middle, the table is not noted: the next start does it all."""
    store = opened(tmp_path)
    service = Service(store, shipped_release(), {}, FrozenClock(NOW))
    await keep(store, 1, owed("stale", wrong=timedelta(hours=1)))
    upkeep = Upkeep(store, service, FrozenClock(NOW), tmp_path / "a.db", asyncio.Event())
    upkeep.stopping.set()

    await upkeep.retime()

    assert marker(store.connection, ZONE_TABLE) is None
    await retimed(store, service, tmp_path)
    (due,) = store.connection.execute("SELECT due FROM reminder").fetchone()
    assert due == int(owed("x").due.timestamp())
    await store.close()


def test_the_name_of_a_table_follows_its_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other bytes for one zone: another name. No machine table: the package’s own."""
    (tmp_path / "Europe").mkdir()
    (tmp_path / "Europe" / "Paris").write_bytes(b"rules of today")
    monkeypatch.setattr(zones, "TZPATH", (str(tmp_path),))
    today = zone_table(("Europe/Paris",))
    (tmp_path / "Europe" / "Paris").write_bytes(b"rules of tomorrow")

    assert zone_table(("Europe/Paris",)) != today
    monkeypatch.setattr(zones, "TZPATH", ())
    assert zone_table(("Europe/Paris",)) not in (today, zone_table(("Indian/Reunion",)))
    assert zone_table(("Nowhere/Nothing",)) == zone_table(("Nowhere/Nothing",))


async def test_what_came_due_while_nobody_was_there_is_one_message(tmp_path: Path) -> None:
    """Three reminders of one person, one of another: two messages, and none a second time."""
    store, clock = opened(tmp_path), FrozenClock(NOW)
    service = Service(store, shipped_release(), {}, clock)
    ripe = [
        replace(owed(key), wall=datetime(2026, 11, 24, 10), due=NOW + timedelta(hours=hours))
        for hours, key in enumerate(("t.bank_refund", "t.ficoba", "t.ameli"), 1)
    ]
    several = await keep(store, 1, *ripe)
    one = await keep(store, 2, ripe[0])
    clock.move(days=1)

    assert await service.fire() == 4
    assert await service.fire() == 0

    sent = store.connection.execute("SELECT person_id FROM outbox ORDER BY person_id").fetchall()
    assert [number for (number,) in sent] == [several, one]
    assert not store.counts().get("reminder", 0)
    await store.close()
