"""Copies, erasing by age, and publishing: the commands that touch people's rows."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import call
from bot.clock import RealClock
from bot.engine.events import Started
from bot.engine.person import Person
from bot.service import Service
from bot.store import desks, people
from bot.store.sealing import load_keys
from bot.store.store import Store, connect
from tests.counting import checked, sent
from tests.rig import shipped_release


async def _people(folder: Path, *chats: int) -> Store:
    store = Store(connect(folder / "riposte.db"), load_keys(folder / "riposte.key"))
    now = datetime.now(UTC)
    for chat in chats:
        await store.transact(lambda db, c=chat: people.create(db, store.keys, c, Person(), now))
    return store


async def test_a_copy_is_made_and_put_back_without_the_erased(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who erased their data after the copy was made stays erased."""
    store = await _people(folder, 5, 6)
    assert call(["backup", str(folder / "copy.db")]) == 0
    assert call(["backup", str(folder / "copy.db")]) == 64
    now = datetime.now(UTC)
    known = people.find(store.connection, store.keys, 5)
    assert known is not None
    await store.transact(lambda db: people.forget(db, store.keys, known, now))
    await store.close()

    assert call(["restore", str(folder / "copy.db")]) == 0
    assert "1 people restored, 1 stay erased" in capsys.readouterr().out
    db = sqlite3.connect(folder / "riposte.db")
    assert db.execute("SELECT count(*) FROM person").fetchone() == (1,)
    db.close()


async def test_a_copy_of_a_newer_program_is_refused(folder: Path) -> None:
    """Restoring what this program cannot read would lose it."""
    await (await _people(folder, 5)).close()
    call(["backup", str(folder / "copy.db")])
    db = sqlite3.connect(folder / "copy.db")
    db.execute("PRAGMA user_version = 99")
    db.close()

    assert call(["restore", str(folder / "copy.db")]) == 78
    (folder / "rubbish.db").write_text("not a database at all")
    assert call(["restore", str(folder / "rubbish.db")]) == 74


async def test_people_not_seen_for_long_are_erased(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only said at first; with --yes it is done, also of what was counted of them for a desk."""
    store = await _people(folder, 5)
    past = datetime(2024, 2, 5, tzinfo=UTC)
    desk = desks.add(store.connection, "demo", "Mutuelle", past)
    checked(store.connection, sent(store.connection, store.keys, desk, 5, past), now=past)
    store.connection.execute("UPDATE person SET seen_at = 0")
    await store.close()

    assert call(["erase", "--months", "12"]) == 0
    assert "1 people would be erased" in capsys.readouterr().out
    assert call(["erase", "--months", "12", "--yes"]) == 0
    db = sqlite3.connect(folder / "riposte.db")
    for table in ("person", "counting", "counted"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    db.close()


async def test_publishing_says_whom_it_moves(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A dry run changes nothing; publishing makes the release the latest."""
    store = Store(connect(folder / "riposte.db"), load_keys(folder / "riposte.key"))
    service = Service(store, shipped_release(), {}, RealClock())
    await service.handle(1, 5, Started(), None)
    await store.close()

    assert call(["flows", "publish", "--dry-run"]) == 0
    assert "1 unchanged" in capsys.readouterr().out
    assert call(["flows", "publish"]) == 0
    assert "is live" in capsys.readouterr().out
