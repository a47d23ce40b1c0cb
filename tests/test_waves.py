"""The same wave, the same verdict; twenty checks a day; counters and nothing else."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.actions.check_message import check_message
from bot.clock import RealClock
from bot.engine.effects import Run, Show
from bot.engine.events import Finished, Ordered, Sign, Typed
from bot.engine.person import Person
from bot.service import Service
from bot.store import queue, waves
from bot.store.sealing import load_keys
from bot.store.store import Store, connect
from tests.rig import shipped_release

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
WAVE = (b"band-one", b"band-two")
TEXT = (
    "Votre colis est bloqué au centre de tri car les frais d'envoi n'ont pas été réglés, merci de"
    " payer avant demain minuit sur exemple-x.com pour le recevoir chez vous"
)


class Softening:
    """A checker whose answer a scammer has worn down: danger first, then doubt."""

    def __init__(self) -> None:
        """Begin strict."""
        self.said = ["danger", "cannot_tell"]

    def __call__(self, run: Run, person: Person, release: object) -> Finished:
        """Answer for the next variant of one wave."""
        verdict = self.said.pop(0) if self.said else "cannot_tell"
        return Finished(run.key, verdict, (Sign("link.any", "exemple-x.com"),), wave=WAVE)


def opened(folder: Path) -> Store:
    """Open a store of its own."""
    return Store(connect(folder / "a.db"), load_keys(folder / "a.key"))


async def screens(store: Store) -> list[str]:
    """Return what waits to be sent, as text."""

    def take(db: sqlite3.Connection) -> list[queue.Row]:
        return queue.claim(db, store.keys, datetime.now(UTC), 99)

    found = []
    while rows := await store.transact(take):
        for row in rows:
            if isinstance(row.effect, Show):
                found.append("\n".join(row.effect.paragraphs))
            await store.transact(lambda db, row=row: queue.done(db, row))
    return found


async def test_a_variant_gets_the_graver_verdict_of_its_wave(tmp_path: Path) -> None:
    """Who changes words until the answer softens is told what the first one was told."""
    store = opened(tmp_path)
    service = Service(store, shipped_release(), {"check_message": Softening()}, RealClock())
    await service.handle(1, 7, Typed(TEXT, forwarded=True))
    await service.handle(2, 8, Typed(TEXT + " vite", forwarded=True))
    first, second = await screens(store)
    await store.close()

    assert "🔴" in first
    assert "🔴" in second
    assert "presque identique" in second
    assert "presque identique" not in first


async def test_a_wave_is_forgotten_when_nobody_asks(tmp_path: Path) -> None:
    """After a month without a question its verdict is judged anew."""
    store = opened(tmp_path)
    settle = lambda verdict, at: store.transact(  # noqa: E731
        lambda db: waves.settle(db, store.keys, WAVE, verdict, at)
    )
    assert await settle("danger", NOW) == "danger"
    assert await settle("known_sender", NOW) == "danger"
    later = NOW + timedelta(days=31)
    await store.transact(lambda db: waves.prune(db, later))
    assert await settle("cannot_tell", later) == "cannot_tell"
    assert await settle("failed", later) == "failed"
    await store.close()


async def test_only_counters_are_kept(tmp_path: Path) -> None:
    """Which signs showed, by day; no text, no link, no person, no fingerprint one could try."""
    store = opened(tmp_path)
    actions = {"check_message": check_message}
    service = Service(store, shipped_release(), actions, RealClock())
    await service.handle(1, 7, Typed(TEXT, forwarded=True))
    await service.handle(2, 8, Typed(TEXT, forwarded=True))
    await screens(store)
    counted = dict(store.connection.execute("SELECT name, sum(count) FROM found GROUP BY name"))
    bands = [band for (band,) in store.connection.execute("SELECT band FROM wave")]
    await store.close()

    assert sum(counted.get(verdict, 0) for verdict in waves.WORSE) == 2
    assert any("." in name for name in counted)
    assert all(len(band) == 16 for band in bands)
    assert b"exemple-x" not in (tmp_path / "a.db").read_bytes()


async def test_counters_are_of_days_that_are_over(tmp_path: Path) -> None:
    """By the days of Paris, for two weeks, from ten on and rounded down; then they are dropped."""
    store = opened(tmp_path)
    midnight = datetime(2026, 11, 24, 23, tzinfo=UTC)  # in Paris the 25th begins
    day = timedelta(days=1)

    def work(db: sqlite3.Connection) -> None:
        for place in range(28):
            late = place < 9
            waves.count(db, ("danger",), midnight if late else midnight - timedelta(seconds=1))
            waves.count(db, ("rare",), midnight - day) if late else None

    await store.transact(work)
    shown = [waves.counted(store.connection, midnight + n * day) for n in (0, 1, 7, 8, 14, 15)]
    assert shown[:2] == [[("danger", 15, 0)], [("danger", 25, 0)]]
    assert shown[2:] == [[("danger", 0, 15)], [("danger", 0, 25)], [], []]
    kept = []
    for later in (midnight + 14 * day, midnight + 15 * day):
        await store.transact(lambda db, later=later: waves.prune(db, later))
        rows = store.connection.execute("SELECT day FROM found WHERE name = 'danger'")
        kept.append(rows.fetchall())
    assert kept == [[("2026-11-25",)], []]
    await store.close()


async def test_twenty_checks_a_day_each(tmp_path: Path) -> None:
    """The next one gets a sentence and the rule that always works; another person is served."""
    store = opened(tmp_path)
    service = Service(store, shipped_release(), {"check_message": Softening()}, RealClock())
    update = 0
    for chat, times in ((7, 21), (8, 1)):
        for _ in range(times):
            update += 2
            await service.handle(update, chat, Ordered("menu"))
            await service.handle(update + 1, chat, Typed(TEXT, forwarded=True))
    told = await screens(store)
    await store.close()

    assert sum("limite d’aujourd’hui" in screen for screen in told) == 1


@pytest.mark.parametrize(
    ("leaked", "sign"),
    [(("nir",), "words.leaked"), (("iban",), "words.quoted"), ((), "words.quoted")],
)
def test_quoting_what_leaked_proves_nothing(leaked: tuple[str, ...], sign: str) -> None:
    """Who is in the breach is told that exactly this datum leaked; the verdict stays the same."""
    message = "Votre dossier, numéro de sécurité sociale : 2 85. Confirmez vos informations vite."
    run = Run("verdict", "check_message", {"message": message})
    person = Person(profile=MappingProxyType({"leaked": leaked} if leaked else {}))
    told = check_message(run, person, shipped_release())

    assert sign in {one.id for one in told.signs}
    assert told.outcome == check_message(run, Person(), shipped_release()).outcome


async def test_a_secret_in_a_message_to_check_is_hidden_and_said(tmp_path: Path) -> None:
    """The rest is still checked, the message leaves the chat, and the person is told why."""
    store = opened(tmp_path)
    service = Service(store, shipped_release(), {"check_message": check_message}, RealClock())
    await service.handle(1, 7, Ordered("open", "check"))
    masked = Typed(
        "Confirmez votre carte [card] vite : http://exemple-x.top", True, frozenset({"card"})
    )
    await service.handle(2, 7, masked)
    told = await screens(store)
    await store.close()

    assert "Je l’ai cachée avant de lire" in told[-1]
