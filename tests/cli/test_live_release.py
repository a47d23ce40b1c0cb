"""What the commands read first."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from bot.cli import Refused
from bot.cli.reading import load
from bot.folder import shipped
from bot.store.sealing import load_keys
from bot.store.store import Store, connect
from tests.rig import shipped_release

LONG_AFTER = datetime(2040, 1, 1, tzinfo=UTC)  # every fact is past its review


async def test_what_was_published_runs_on_without_being_checked_again(tmp_path: Path) -> None:
    """A bot that restarts stays on the release that was live, and starts at once."""
    database = tmp_path / "riposte.db"
    store = Store(connect(database), load_keys(tmp_path / "riposte.key"))
    release = shipped_release()
    await store.publish(release.hash, release.files, datetime(2026, 11, 25, tzinfo=UTC))
    await store.close()

    with time_machine.travel(LONG_AFTER, tick=False):
        assert load(*shipped(), live=database).hash == release.hash


@pytest.mark.parametrize("content", [None, b"no database at all"])
def test_what_nobody_published_is_checked(tmp_path: Path, content: bytes | None) -> None:
    """Without a database, or with one that cannot be read, the files are checked as ever."""
    database = tmp_path / "riposte.db"
    if content is not None:
        database.write_bytes(content)

    with time_machine.travel(LONG_AFTER, tick=False), pytest.raises(Refused):
        load(*shipped(), live=database)
    assert database.is_file() is (content is not None)
