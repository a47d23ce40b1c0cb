"""Everything that can be wrong at the start: a sentence, the right exit code, no traceback."""

import os
import signal
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store.sealing import load_keys
from bot.store.store import connect
from tests.botapi.people import until
from tests.botapi.process import Process, lived_in
from tests.botapi.server import TOKEN, strict

pytestmark = pytest.mark.timeout(120)
CANARY = "canari-valeur-secrete"


def _database(folder: Path) -> sqlite3.Connection:
    """Return the database of a bot that has run here."""
    return connect(lived_in(folder) / "riposte.db")


def _newer(folder: Path) -> None:
    _database(folder).execute("PRAGMA user_version = 99")


def _rubbish(folder: Path) -> None:
    (folder / "riposte.db").write_text(CANARY * 100)


def _page(folder: Path) -> None:
    db = _database(folder)
    db.execute("BEGIN")
    db.executemany("INSERT INTO inbox VALUES (?, 1)", ((n,) for n in range(20_000)))
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    with (folder / "riposte.db").open("r+b") as file:
        file.seek(4096 * 50)
        file.write(b"\xff" * 4096)


def _wrong_key(folder: Path) -> None:
    db = _database(folder)
    lookup, wrapped = b"l" * 32, b"w" * 60
    db.execute(
        "INSERT INTO person (lookup, wrapped_key, chat, state, seen_at) VALUES (?, ?, x'', x'', 1)",
        (lookup, wrapped),
    )
    (folder / "riposte.key").unlink()
    load_keys(folder / "riposte.key")


def _missing_key(folder: Path) -> None:
    _wrong_key(folder)
    (folder / "riposte.key").unlink()


def _damaged_key(folder: Path) -> None:
    (folder / "riposte.key").write_text(CANARY)


def _broken_flow(folder: Path) -> None:
    flows = folder / "flows"
    flows.mkdir()
    (flows / "start.yml").write_text("flow: strat\nstepz: [", encoding="utf-8")


def _nothing(_folder: Path) -> None:
    """Settings alone are wrong."""


@pytest.mark.parametrize(
    ("prepare", "settings", "code", "words"),
    [
        (_nothing, {"TELEGRAM_TOKEN": "(unset)"}, 78, ["TELEGRAM_TOKEN", "riposte demo"]),
        (_nothing, {"DATABASE": "/proc/nowhere/riposte.db"}, 74, ["RIPOSTE_DATABASE"]),
        (_newer, {}, 78, ["plus récent"]),
        (_rubbish, {}, 74, ["abîmée", "riposte restore"]),
        (_page, {}, 74, ["abîmée"]),
        (_wrong_key, {}, 78, ["RIPOSTE_KEY_FILE"]),
        (_missing_key, {}, 78, ["RIPOSTE_KEY_FILE"]),
        (_damaged_key, {}, 78, ["RIPOSTE_KEY_FILE"]),
        (_broken_flow, {"FLOWS": "flows"}, 78, ["start.yml:", "riposte flows check"]),
        (_nothing, {"HTTP": "203.0.113.1:8080"}, 74, ["RIPOSTE_HTTP"]),
        (_nothing, {"HTTP": "taken"}, 74, ["RIPOSTE_HTTP", "prise"]),
        (_nothing, {"WEBHOOK_URL": "https://exemple.fr/x"}, 78, ["WEBHOOK_SECRET"]),
    ],
)
async def test_one_sentence_and_the_right_code(
    tmp_path: Path,
    prepare: Callable[[Path], None],
    settings: dict[str, str],
    code: int,
    words: list[str],
) -> None:
    """In French on a French machine, without a value and without a traceback."""
    prepare(tmp_path)
    given = {f"RIPOSTE_{name}": value for name, value in settings.items()}
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        if settings.get("HTTP") == "taken":
            given["RIPOSTE_HTTP"] = f"127.0.0.1:{taken.getsockname()[1]}"
        if "FLOWS" in settings:
            given["RIPOSTE_FLOWS"] = str(tmp_path / "flows")
        bot = await Process(None, tmp_path, LANG="fr_FR.UTF-8", **given).start()
        ended = await bot.over()

    said = bot.words.decode()
    assert ended == code, said
    assert all(word in said for word in words), said
    assert "Traceback" not in said
    for value in (CANARY, TOKEN, "203.0.113.1", str(tmp_path)):
        assert value not in said


async def test_all_faults_of_the_settings_at_once(tmp_path: Path) -> None:
    """Token with a space, unknown names, an address, a folder, a lone secret: told at once."""
    wrong = {
        "RIPOSTE_TELEGRAM_TOKEN": f"42:{CANARY} {'a' * 30}",
        "RIPOSTE_TELEGRAM_TOKN": CANARY,
        "RIPOSTE_HTTP": CANARY,
        "RIPOSTE_FLOWS": f"/nowhere/{CANARY}",
        "RIPOSTE_WEBHOOK_SECRET": CANARY,
        "RIPOSTE_TELEGRAM_API": f"ftp://{CANARY}",
        "RIPOSTE_DATABASE": str(tmp_path),
        "RIPOSTE_LOCALES": "",
    }
    bot = await Process(None, tmp_path, LC_ALL="en_GB.UTF-8", **wrong).start()

    assert await bot.over() == 78
    lines = bot.words.decode().splitlines()
    assert len(lines) == 8, lines
    assert "RIPOSTE_TELEGRAM_TOKN is not a setting of Riposte. Did you mean" in bot.words.decode()
    assert CANARY not in bot.words.decode()
    assert not (tmp_path / "riposte.db").exists()


@pytest.fixture
def unwritable(tmp_path: Path) -> Path:
    """Return a folder where nothing can be written; root may write in all but the kernel's."""
    if os.geteuid() == 0:
        return Path("/proc/self")
    tmp_path.chmod(0o500)
    return tmp_path


async def test_a_folder_that_cannot_be_written(tmp_path: Path, unwritable: Path) -> None:
    """Said in a sentence, as anything else."""
    bot = Process(None, tmp_path, RIPOSTE_DATABASE=str(unwritable / "riposte.db"))
    await bot.start()

    assert await bot.over() == 74
    assert "The database cannot be opened or written" in bot.words.decode()


async def test_a_second_instance_refuses(tmp_path: Path) -> None:
    """Two bots on one database would double everything; the first goes on."""
    async with strict() as server:
        first = await Process(server, lived_in(tmp_path)).start()
        await until(lambda: server.world.calls["getUpdates"])
        second = await Process(server, tmp_path).start()

        assert await second.over() == 75
        assert "already runs" in second.words.decode()
        assert first.alive
        assert await first.end(signal.SIGTERM) == 0
