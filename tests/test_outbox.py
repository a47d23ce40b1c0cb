"""Delivery: order, pace, and what each ending of a call leads to. Frozen clock, fake Telegram."""

import asyncio
from pathlib import Path

import pytest

from bot.chat.outcome import (
    Ambiguous,
    Broken,
    Conflict,
    Delivered,
    Gone,
    Outcome,
    Retry,
    Revoked,
    Throttled,
)
from bot.clock import FrozenClock
from bot.engine.effects import Document, Effect, Promise, Show
from bot.engine.person import Person
from bot.outbox import Outbox
from bot.store import people, queue
from bot.store.sealing import load_keys
from bot.store.store import Store, connect
from tests.rig import until
from tests.store.test_store import NOW


class Telegram:
    """A Telegram that ends each call as it was told; past that, everything is delivered."""

    def __init__(self, *endings: Outcome) -> None:
        self.endings = list(endings)
        self.sent: list[tuple[int, str, bool]] = []
        self.gone: list[int] = []

    async def send(self, chat: int, effect: Effect, target: int | None) -> Outcome:
        """Note the call and end it."""
        words = effect.paragraphs[0] if isinstance(effect, Show) else type(effect).__name__
        self.sent.append((chat, words, isinstance(effect, Show) and effect.silent))
        return self.endings.pop(0) if self.endings else Delivered(len(self.sent))

    async def wipe(self, chat: int, messages: tuple[int, ...]) -> None:
        """Nothing to wipe here."""

    async def left(self, person: int) -> None:
        """Note who can no longer be reached."""
        self.gone.append(person)


class Here:
    """A store, an outbox and a Telegram under a frozen clock."""

    def __init__(self, folder: Path, *endings: Outcome) -> None:
        self.store = Store(connect(folder / "a.db"), load_keys(folder / "a.key"))
        self.clock = FrozenClock(NOW)
        self.telegram = Telegram(*endings)
        self.outbox = Outbox(
            self.store,
            self.telegram.send,
            self.clock,
            wipe=self.telegram.wipe,
            gone=self.telegram.left,
        )

    async def put(self, chat: int, *effects: Effect) -> None:
        """Let a person have effects waiting."""
        keys, now = self.store.keys, self.clock.now()

        def work(db: object) -> None:
            known = people.find(db, keys, chat)  # type: ignore[arg-type]
            known = known or people.create(db, keys, chat, Person(), now)  # type: ignore[arg-type]
            queue.enqueue(db, known, effects, now)  # type: ignore[arg-type]

        await self.store.transact(work)

    async def pass_time(self, seconds: float, steps: int = 30) -> None:
        """Let the outbox work while the clock moves."""
        running = asyncio.create_task(self.outbox.run())
        for _ in range(steps):
            await asyncio.sleep(0.005)
            self.clock.move(seconds=seconds / steps)
            self.outbox.wake()
        self.outbox.stop()
        await running

    def waiting(self) -> int:
        """Count what is not sent."""
        return self.store.counts()["outbox"]


async def test_a_person_gets_things_in_order(tmp_path: Path) -> None:
    """One after the other, however many wait."""
    here = Here(tmp_path)
    await here.put(1, *(Show((str(n),)) for n in range(5)))

    await here.pass_time(20)

    assert [words for _, words, _ in here.telegram.sent] == ["0", "1", "2", "3", "4"]
    assert here.waiting() == 0
    await here.store.close()


@pytest.mark.parametrize("ending", [Retry(), Throttled(2.0)])
async def test_what_was_refused_is_sent_again(tmp_path: Path, ending: Outcome) -> None:
    """Never sent, or refused for pace: nothing is doubled by trying again."""
    here = Here(tmp_path, ending)
    await here.put(1, Show(("a",)))

    await here.pass_time(30)

    assert [words for _, words, _ in here.telegram.sent] == ["a", "a"]
    assert here.waiting() == 0
    await here.store.close()


async def test_a_throttled_chat_holds_up_nobody_else(tmp_path: Path) -> None:
    """Only the chat that was throttled waits."""
    here = Here(tmp_path, Throttled(1000.0))
    await here.put(1, Show(("a",)))
    await here.put(2, Show(("b",)), Show(("c",)))

    await here.pass_time(10)

    assert [words for _, words, _ in here.telegram.sent][:3] == ["a", "b", "c"]
    await here.store.close()


@pytest.mark.parametrize(
    ("effect", "tries"),
    [
        (Show(("a",)), 2),
        (Show(("a",), promise=Promise.REMINDER), 2),
        (Document("a", "text/plain", "b"), 1),
    ],
)
async def test_nobody_knows_whether_it_arrived(tmp_path: Path, effect: Effect, tries: int) -> None:
    """A reply goes once more, without a sound; a document never twice."""
    here = Here(tmp_path, Ambiguous(), Ambiguous())
    await here.put(1, effect)

    await here.pass_time(60)

    assert len(here.telegram.sent) == tries
    assert all(silent for _, _, silent in here.telegram.sent[1:])
    assert here.waiting() == 0
    await here.store.close()


async def test_who_is_gone_and_what_is_broken(tmp_path: Path) -> None:
    """A person who left is told to the service; a call that can never work is dropped."""
    here = Here(tmp_path, Gone())
    await here.put(1, Show(("a",)))
    await here.pass_time(5)
    assert here.telegram.gone
    await here.store.close()

    folder = tmp_path / "b"
    folder.mkdir()
    here = Here(folder, Broken("markup"))
    await here.put(1, Show(("a",)), Show(("b",)))
    await here.pass_time(10)
    assert [words for _, words, _ in here.telegram.sent] == ["a", "b"]
    await here.store.close()


@pytest.mark.parametrize("ending", [Revoked(), Conflict()])
async def test_a_refused_token_or_a_rival_ends_everything(
    tmp_path: Path, ending: Revoked | Conflict
) -> None:
    """Everything stops and everything is kept."""
    here = Here(tmp_path, ending)
    await here.put(1, Show(("a",)))

    running = asyncio.create_task(here.outbox.run())
    await until(lambda: here.outbox.ended is not None)

    assert await running == ending
    assert here.waiting() == 1
    await here.store.close()


async def test_a_fault_in_sending_stops_nobody(tmp_path: Path) -> None:
    """What cannot even be tried is dropped with a code, and the next goes on."""
    here = Here(tmp_path)

    async def broken(chat: int, effect: Effect, target: int | None) -> Outcome:
        raise RuntimeError

    here.outbox._send = broken
    await here.put(1, Show(("a",)))
    await here.pass_time(5)

    assert here.outbox.counts["broken"] == 1
    await here.store.close()
