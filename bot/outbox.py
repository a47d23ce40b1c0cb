"""Sends what waits: by lane, in order for each person, at Telegram's pace, keeping each promise.

A row is claimed in a transaction, sent, and settled in another. A process that dies in between
leaves it marked as being sent; `recover` decides at the next start, by the row's promise, whether
it goes again or is assumed. So the last metre is a rare double or a rarer hole, chosen per class
(R:reliability 3.2, 3.3); everything before it is exact.
"""

import asyncio
import logging
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

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
from bot.clock import Clock
from bot.engine.effects import Effect, Promise, Run, Show
from bot.pace import pace
from bot.store import people, queue
from bot.store.queue import Farewell, Row
from bot.store.store import Store

AT_ONCE = 32
AT_ONCE_ASIDE = 2  # actions outside: one is fetched while another is read
MARGIN = 0.5  # seconds added to what Telegram asks us to wait
SILENT_RETRY = 5.0  # seconds before an ambiguous reply is sent once more, without a sound
LONGEST_PAUSE = 60.0
MANY_THROTTLED = 3  # chats within a second: then it is the bot, not the chat, that is too fast
IDLE = 30.0

_log = logging.getLogger(__name__)
Send = Callable[[int, Effect, int | None], Awaitable[Outcome]]
Wipe = Callable[[int, tuple[int, ...]], Awaitable[None]]
CarryOut = Callable[[Row], Awaitable[float | None]]


async def nobody(_: Row) -> float | None:
    """Carry out no action: leave it waiting."""
    return IDLE


class Outbox:
    """Runs until stopped, or until Telegram says that the token or another instance forbids it."""

    def __init__(
        self,
        store: Store,
        send: Send,
        clock: Clock,
        *,
        wipe: Wipe,
        gone: Callable[[int], Awaitable[None]],
        carry_out: CarryOut = nobody,
    ) -> None:
        """`carry_out` sees an action to its end, or says in how many seconds to try again."""
        self._store = store
        self._send = send
        self._clock = clock
        self._wipe = wipe
        self._gone = gone
        self._carry_out = carry_out
        self._wake = asyncio.Event()
        self._stopping = False
        self._pace = pace(clock.monotonic())
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._aside: set[asyncio.Task[None]] = set()
        self._paused_until = 0.0
        self._throttled: list[float] = []
        self.ended: Revoked | Conflict | None = None
        self.counts: Counter[str] = Counter()

    def wake(self) -> None:
        """Say that there is something to send."""
        self._wake.set()

    def stop(self) -> None:
        """Take nothing more; `run` returns when what is being sent has ended."""
        self._stopping = True
        self._wake.set()

    async def recover(self) -> None:
        """Settle what a former process was sending when it died."""
        repeated, assumed = await self._store.transact(queue.recover)
        self.counts["repeated"] += repeated
        self.counts["assumed"] += assumed

    async def run(self) -> Revoked | Conflict | None:
        """Send what is due, sleep until more is."""
        while not self._stopping and self.ended is None:
            self._wake.clear()
            started = await self._start()
            if not started:
                await self._rest()
        await asyncio.gather(*self._busy.values(), *self._aside, return_exceptions=True)
        return self.ended

    async def _start(self) -> int:
        """Claim what may go now and send it beside; return how much that was."""
        room = AT_ONCE - len(self._busy)
        if room <= 0 or self._clock.monotonic() < self._paused_until:
            return 0
        now = self._clock.now()
        busy = tuple(self._busy)
        keys = self._store.keys

        def take(db: sqlite3.Connection) -> tuple[list[Row], list[Farewell]]:
            aside = AT_ONCE_ASIDE - len(self._aside)
            rows = queue.claim(db, keys, now, room, busy, aside=aside)
            return rows, queue.farewells(db, keys, now)

        rows, farewells = await self._store.transact(take)
        for farewell in farewells:
            await self._say_farewell(farewell)
        for row in rows:
            if isinstance(row.effect, Run):
                beside = asyncio.create_task(self._act(row))
                self._aside.add(beside)
                beside.add_done_callback(self._acted)
                continue
            task = asyncio.create_task(self._deliver(row))
            self._busy[row.person] = task
            task.add_done_callback(partial(self._free, row.person))
        return len(rows) + len(farewells)

    def _free(self, person: int, _: asyncio.Task[None]) -> None:
        self._busy.pop(person, None)
        self._wake.set()

    def _acted(self, task: asyncio.Task[None]) -> None:
        self._aside.discard(task)
        self._wake.set()

    async def _act(self, row: Row) -> None:
        """Have an action carried out; what it answers is an event of its own."""
        try:
            again = await self._carry_out(row)
        except Exception as error:  # noqa: BLE001 - one action must not stop the others
            _log.error("action failed: %s", type(error).__name__)
            again = SILENT_RETRY
        if again is not None:
            await self._again(row, again)

    async def _rest(self) -> None:
        """Sleep until something is due, somebody wakes us, or a while has passed."""
        due = await self._store.transact(queue.next_due)
        now = self._clock.now()
        seconds = IDLE if due is None else (due - now).total_seconds()
        paused = self._paused_until - self._clock.monotonic()
        if due is not None and due <= now and (self._busy or self._aside):
            seconds = IDLE  # its person is being served; the end of that wakes us
        waiting = asyncio.create_task(self._wake.wait())
        sleeping = asyncio.ensure_future(self._clock.sleep(max(seconds, paused, 0.01)))
        await asyncio.wait({waiting, sleeping}, return_when=asyncio.FIRST_COMPLETED)
        for task in (waiting, sleeping):
            task.cancel()
        await asyncio.gather(waiting, sleeping, return_exceptions=True)

    async def _deliver(self, row: Row) -> None:
        if isinstance(row.effect, Show):
            while (wait := self._pace.wait(row.chat, self._clock.monotonic())) > 0:
                await self._clock.sleep(wait)
            self._pace.took(row.chat, self._clock.monotonic())
        try:
            effect = silently(row.effect) if row.crashed else row.effect
            outcome = await self._send(row.chat, effect, row.target)
        except Exception as error:  # noqa: BLE001 - one message must not stop the others
            _log.error("sending failed: %s", type(error).__name__)
            outcome = Broken("internal")
        self.counts[type(outcome).__name__.lower()] += 1
        await self._settle(row, outcome)

    async def _settle(self, row: Row, outcome: Outcome) -> None:
        match outcome:
            case Delivered(message_id):
                await self._store.transact(lambda db: self._delivered(db, row, message_id))
            case Retry(after):
                await self._again(row, min(LONGEST_PAUSE, after * 2 ** min(row.tries, 6)))
            case Throttled(after):
                self._slow_down(after)
                await self._again(row, after + MARGIN)
            case Ambiguous():
                await self._ambiguous(row)
            case Gone():
                await self._gone(row.person)
            case Broken(code):
                _log.error("message refused: %s", code)
                await self._store.transact(lambda db: queue.done(db, row.id))
            case Revoked() | Conflict():
                await self._again(row, 0.0)
                self.ended = outcome
                self._wake.set()

    def _delivered(self, db: sqlite3.Connection, row: Row, message_id: int | None) -> None:
        queue.done(db, row.id)
        if message_id is None or not isinstance(row.effect, Show):
            return
        now = self._clock.now()
        if row.effect.promise is Promise.REMINDER:  # it stands beside the living screen
            people.note_shown(db, row.person, message_id, now)
        else:
            people.set_screen(db, row.person, message_id, now)

    async def _again(self, row: Row, seconds: float, *, crashed: bool = False) -> None:
        at = self._clock.now() + timedelta(seconds=seconds)
        await self._store.transact(lambda db: queue.again(db, row.id, at, crashed=crashed))

    async def _ambiguous(self, row: Row) -> None:
        """Nobody knows whether it arrived: the promise decides (R:reliability 3.3)."""
        match row.promise:
            case Promise.IDEMPOTENT:
                await self._again(row, min(LONGEST_PAUSE, 2.0 ** min(row.tries, 6)))
            case Promise.SENSITIVE:
                await self._store.transact(lambda db: queue.done(db, row.id))
            case Promise.REPLY | Promise.REMINDER:
                if row.crashed:
                    self.counts["assumed"] += 1
                    await self._store.transact(lambda db: queue.done(db, row.id))
                    return
                await self._again(row, SILENT_RETRY, crashed=True)

    def _slow_down(self, after: float) -> None:
        """Pause everybody only when several chats were refused within a second."""
        now = self._clock.monotonic()
        self._throttled = [at for at in self._throttled if now - at < 1.0] + [now]
        if len(self._throttled) >= MANY_THROTTLED:
            self._paused_until = max(self._paused_until, now + after + MARGIN)

    async def _say_farewell(self, farewell: Farewell) -> None:
        """Wipe what can be wiped and give the receipt; then nothing of the person is left."""
        await self._wipe(farewell.chat, farewell.wipe)
        for effect in farewell.effects:
            outcome = await self._send(farewell.chat, effect, None)
            if isinstance(outcome, Retry | Throttled):
                return  # kept; it comes again in a minute
        await self._store.transact(lambda db: queue.farewell_said(db, farewell.id))
        await self._store.scrub()


def silently(effect: Effect) -> Effect:
    """Return an effect that makes no sound: for a second try of what may have arrived."""
    return replace(effect, silent=True) if isinstance(effect, Show) else effect
