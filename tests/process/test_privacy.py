"""What must be nowhere: secrets, names, the forgotten. Searched for in every byte that is kept."""

import base64
import signal
import sqlite3
from pathlib import Path

import pytest

from bot.store.sealing import load_keys
from tests.botapi.people import human, until
from tests.process.test_updates import serving, settled

pytestmark = pytest.mark.timeout(120)
NIR = "1 85 05 78 006 084 91"
IBAN = "FR76 3000 6000 0112 3456 7890 189"
CARD = "4111 1111 1111 1111"
STORY = "Zzyzx m’a volé 4321 euros"


def kept(folder: Path) -> bytes:
    """Return every byte of the database, its log and its index."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("riposte.db*")))


async def test_forgetting_leaves_no_byte(tmp_path: Path) -> None:
    """Chat, pseudonym and wrapped key are in no file; the screens are gone from the chat."""
    async with serving(tmp_path) as (server, _):
        someone = human(server, 987_654_321)
        await someone.start()
        await someone.tap("De l’argent est parti")
        await someone.sees("Comment l’argent est-il parti")
        db = sqlite3.connect(tmp_path / "riposte.db")
        (wrapped, sealed) = db.execute("SELECT wrapped_key, chat FROM person").fetchone()
        db.close()
        assert wrapped in kept(tmp_path)
        await someone.write("/forget")
        await someone.tap("Oui, tout effacer")
        await until(lambda: "effac" in " ".join(m.text for m in someone.mine()), "no receipt")
        await settled(server)
        await until(lambda: _empty(tmp_path), "a row is left")
        await until(lambda: wrapped not in kept(tmp_path), "the key is still there")

        bytes_kept = kept(tmp_path)
        assert sealed not in bytes_kept
        assert b"987654321" not in bytes_kept
        assert len(someone.mine()) == 1, [m.text for m in someone.mine()]


def _empty(folder: Path) -> bool:
    db = sqlite3.connect(folder / "riposte.db")
    try:
        tables = ("person", "session", "task", "reminder", "log", "outbox", "shown", "farewell")
        return not any(
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
        )
    finally:
        db.close()


async def test_nothing_a_person_says_is_kept_or_logged(tmp_path: Path) -> None:
    """Secrets leave the chat at once; names, words and ids are in no file and in no log."""
    async with serving(tmp_path) as (server, bot):
        someone = human(server, 876_543_210)
        await someone.start()
        await someone.find("De l’argent est parti")
        secret_messages = []
        for words in (f"mon numéro {NIR}", f"mon IBAN {IBAN}", f"ma carte {CARD}", STORY):
            number = server.world.next_message
            await someone.write(words)
            if words != STORY:
                secret_messages.append(number)
        photo = [{"file_id": "A", "file_unique_id": "u", "width": 9, "height": 9}]
        content = {"photo": photo, "caption": f"voici ma carte {CARD}"}
        secret_messages.append(server.world.next_message)
        server.put({"message": server.world.message(someone.chat, **content)})
        await settled(server)
        await until(lambda: set(secret_messages) <= someone.chat.deleted, "a secret is in the chat")
        assert await bot.end(signal.SIGTERM) == 0

        said = kept(tmp_path) + bot.words
        wanted = [
            NIR,
            IBAN,
            CARD,
            "Zzyzx",
            "4321",
            "876543210",
            "Quillivic",
            "Canari-Nom",
            "canari_",
        ]
        for canary in wanted:
            for form in (canary, canary.replace(" ", "")):
                assert form.encode() not in said, canary
                assert base64.b64encode(form.encode())[:-4] not in said, canary
        assert server.token.encode() not in said
        keys = load_keys(tmp_path / "riposte.key", create=False)
        assert keys.buttons not in said
