"""A store, an outbox and a Telegram under a frozen clock, for tests."""

import asyncio
from pathlib import Path

from bot.chat.outcome import (
    Delivered,
    Outcome,
)
from bot.clock import FrozenClock
from bot.engine.effects import Effect, Show
from bot.engine.person import Person
from bot.outbox import Outbox
from bot.store import people, queue
from bot.store.sealing import load_keys
from bot.store.store import Store, connect
from tests.store.test_store import NOW


class Telegram:
    """A Telegram that ends each call as it was told; past that, everything is delivered."""

    def __init__(self, *endings: Outcome) -> None:
        self.endings = list(endings)
        self.sent: list[tuple[int, str, bool]] = []
        self.gone: list[int] = []
        self.wiped: list[tuple[int, ...]] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def send(self, chat: int, effect: Effect, target: int | None) -> Outcome:
        """Note the call and end it."""
        words = effect.paragraphs[0] if isinstance(effect, Show) else type(effect).__name__
        await self.gate.wait()
        self.sent.append((chat, words, isinstance(effect, Show) and effect.silent))
        return self.endings.pop(0) if self.endings else Delivered(len(self.sent))

    async def wipe(self, chat: int, messages: tuple[int, ...]) -> Outcome:
        """Note what is to be wiped and end the call as told."""
        self.wiped.append(messages)
        return self.endings.pop(0) if self.endings else Delivered()

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

    async def pass_time(self, seconds: float) -> None:
        """Let the outbox work for so long: the clock moves only while it rests, then it stops."""
        outbox, left = self.outbox, seconds

        async def sleep(wanted: float) -> None:
            nonlocal left
            if outbox._wake.is_set() or outbox._busy or outbox._farewells:
                await asyncio.Event().wait()  # for ever: whatever ends wakes the outbox
            self.clock.move(seconds=min(wanted, left))
            left -= wanted
            if left <= 0:
                outbox.stop()

        self.clock.sleep = sleep  # type: ignore[method-assign]
        await outbox.run()

    async def forget(self, chat: int) -> None:
        """Let a person be forgotten, with two messages to wipe and a receipt."""
        keys, receipt, now = self.store.keys, (Show(("receipt",)),), self.clock.now()
        await self.store.transact(
            lambda db: queue.say_farewell(db, keys, chat, receipt, (7, 8), now)
        )

    def stand_still(self) -> None:
        """Let the clock move only when a test moves it."""

        async def sleep(_seconds: float) -> None:
            await asyncio.sleep(0.002)

        self.clock.sleep = sleep  # type: ignore[method-assign]

    def claimed(self) -> int:
        """Count what a crash now would leave as being sent."""
        rows = self.store.connection.execute("SELECT count(*) FROM outbox WHERE sending = 1")
        return int(rows.fetchone()[0])

    def waiting(self) -> int:
        """Count what is not sent."""
        return self.store.counts()["outbox"]
