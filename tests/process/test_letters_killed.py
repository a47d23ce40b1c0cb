"""A letter being filled in when the process is killed: nothing on disk, and the person is told."""

import signal
from pathlib import Path

import pytest

from tests.botapi.people import human
from tests.botapi.process import Process, lived_in
from tests.botapi.server import strict

NAME, STREET = "Zzyzx Quorvain", "17 rue Xylotheque"


@pytest.mark.timeout(120)
async def test_a_kill_while_a_letter_is_written(tmp_path: Path) -> None:
    """What was typed is in no byte of the folder; at the next word the letter begins again."""
    async with strict() as server:
        bot = await Process(server, lived_in(tmp_path)).start()
        someone = human(server, 7001)
        await someone.start("write_letter")
        for label in ("À une banque", "Répondre à un refus", "Remplir ici"):
            await someone.tap(label)
        await someone.sees("Quels sont vos prénom et nom")
        await someone.write(NAME)
        await someone.sees("Quelle est votre adresse postale")
        await bot.end(signal.SIGKILL)
        assert not _anywhere(tmp_path, NAME)

        bot = await Process(server, tmp_path).start()
        await someone.write(STREET)
        await someone.sees("est perdu")
        await someone.tap("Laisser des blancs")
        await someone.sees("Relisez la lettre jointe")
        assert await bot.end(signal.SIGTERM) == 0
        assert not _anywhere(tmp_path, NAME)
        assert not _anywhere(tmp_path, STREET)
        assert b"Traceback" not in bot.words
        assert server.world.faults == []


def _anywhere(folder: Path, words: str) -> bool:
    return any(words.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())
