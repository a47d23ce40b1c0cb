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
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

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
from bot.engine.effects import Lane, Outgoing, Promise, Run, Show
from bot.memory import Memory
from bot.pace import pace, weight
from bot.promises import again_in, once_more
from bot.store import people, queue
from bot.store.queue import Farewell, Row
from bot.store.store import Store
from bot.weather import LONGEST_PAUSE, Weather

AT_ONCE = 64
AT_ONCE_ASIDE = 2  # actions outside: one is fetched while another is read
MARGIN = 0.5  # seconds added to what Telegram asks us to wait
ACT_AGAIN = 5.0  # seconds before an action that failed is tried once more
IDLE = 30.0
SHORTEST_REST = 0.01

_log = logging.getLogger(__name__)
T = TypeVar("T")
Send = Callable[[int, Outgoing, int | None], Awaitable[Outcome]]
Wipe = Callable[[int, tuple[int, ...]], Awaitable[Outcome]]
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
        memory: Memory | None = None,
    ) -> None:
        """`carry_out` sees an action to its end, or says in how many seconds to try again.

        `memory` has the content of documents that are never written down.
        """
        self._store = store
        self._send = send
        self._clock = clock
        self._wipe = wipe
        self._gone = gone
        self._carry_out = carry_out
        self._memory = memory or Memory()
        self._wake = asyncio.Event()
        self._stopping = False
        self._pace = pace(clock.monotonic())
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._aside: set[asyncio.Task[None]] = set()
        self._farewells: dict[int, asyncio.Task[None]] = {}
        self._weather = Weather()
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
        repeated, assumed = await self._keep(queue.recover)
        self.counts["repeated"] += repeated
        self.counts["assumed"] += assumed

    async def _keep(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await self._store.insist(work, lambda: self._stopping)

    async def run(self) -> Revoked | Conflict | None:
        """Send what is due, sleep until more is."""
        while not self._stopping and self.ended is None:
            self._wake.clear()
            if not await self._start():
                await self._rest()
        under_way = (*self._busy.values(), *self._farewells.values(), *self._aside)
        await asyncio.gather(*under_way, return_exceptions=True)
        return self.ended

    async def _start(self) -> bool:
        """Claim what may go now and send it beside; tell whether more may be waiting for room."""
        mono = self._clock.monotonic()
        if mono < self._weather.paused_until:
            return False
        now = self._clock.now()
        apart = self._apart(mono)
        room = self._pace.answers(mono, AT_ONCE - len(self._busy))
        bulk = partial(self._pace.bulk, mono)
        keys = self._store.keys

        def take(db: sqlite3.Connection) -> tuple[list[Row], list[Farewell]]:
            aside = AT_ONCE_ASIDE - len(self._aside)
            rows = queue.claim(db, keys, now, room, apart, bulk=bulk, aside=aside)
            return rows, queue.farewells(db, keys, now)

        rows, farewells = await self._keep(take)
        for row in rows:
            if isinstance(row.effect, Run):
                beside = asyncio.create_task(self._act(row))
                self._aside.add(beside)
                beside.add_done_callback(self._acted)
                continue
            self._pace.took(row.person, mono, weight(row.effect), bulk=row.lane is not Lane.PERSON)
            task = asyncio.create_task(self._deliver(row))
            self._busy[row.person] = task
            task.add_done_callback(partial(self._free, self._busy, row.person))
        for farewell in farewells:
            if farewell.id not in self._farewells:
                task = asyncio.create_task(self._say_farewell(farewell))
                self._farewells[farewell.id] = task
                task.add_done_callback(partial(self._free, self._farewells, farewell.id))
        return len(rows) >= room > 0

    def _apart(self, mono: float) -> set[int]:
        """Return who is being served, and who was written to a moment ago."""
        return self._busy.keys() | self._pace.resting(mono).keys()

    def _free(
        self, tasks: dict[int, asyncio.Task[None]], key: int, ended: asyncio.Task[None]
    ) -> None:
        del tasks[key]
        if not ended.cancelled() and (error := ended.exception()) is not None:
            _log.error("settling failed: %s", type(error).__name__)
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
            again = ACT_AGAIN
        if again is not None:
            await self._again(row, again)

    async def _rest(self) -> None:
        """Sleep until something is due, somebody wakes us, or a while has passed."""
        mono = self._clock.monotonic()
        seconds = await self._until_due(mono)
        if mono < self._weather.paused_until:
            seconds = self._weather.paused_until - mono
        waiting = asyncio.create_task(self._wake.wait())
        sleeping = asyncio.ensure_future(self._clock.sleep(max(seconds, SHORTEST_REST)))
        await asyncio.wait({waiting, sleeping}, return_when=asyncio.FIRST_COMPLETED)
        for task in (waiting, sleeping):
            task.cancel()
        await asyncio.gather(waiting, sleeping, return_exceptions=True)

    async def _until_due(self, mono: float) -> float:
        """Return the seconds until there may be something to claim."""
        resting = self._pace.resting(mono)
        apart = self._busy.keys() | resting.keys()

        aside = len(self._aside) < AT_ONCE_ASIDE

        def look(db: sqlite3.Connection) -> tuple[datetime | None, datetime | None]:
            others = queue.next_due(db, apart, aside=aside)
            if not resting:
                return others, others
            return others, queue.next_due(db, self._busy.keys(), aside=aside)

        others, anybody = await self._keep(look)
        now = self._clock.now()
        found = [IDLE]
        if others is not None:
            wait = (others - now).total_seconds()
            found.append(wait if wait > 0 else self._pace.more_in(mono))
        if resting and anybody is not None and anybody != others:
            found.append(max(min(resting.values()), (anybody - now).total_seconds()))
        return min(found)

    async def _deliver(self, row: Row) -> None:
        try:
            effect = self._memory.whole(row.person, row.effect)
            effect = once_more(effect) if row.crashed else effect
            outcome = await self._send(row.chat, effect, row.target)
        except Exception as error:  # noqa: BLE001 - one message must not stop the others
            _log.error("sending failed: %s", type(error).__name__)
            outcome = Broken("internal")
        self.counts[type(outcome).__name__.lower()] += 1
        self._weather.feel(self._clock.monotonic(), unseen=isinstance(outcome, Ambiguous))
        await self._settle(row, outcome)

    async def _settle(self, row: Row, outcome: Outcome) -> None:
        match outcome:
            case Delivered(message_id):
                await self._keep(lambda db: self._delivered(db, row, message_id))
                self._memory.sent(row.person, row.effect)
            case Retry(after):
                await self._again(row, min(LONGEST_PAUSE, after * 2 ** min(row.tries, 6)))
            case Throttled(after):
                if self._weather.throttled(self._clock.monotonic(), after + MARGIN):
                    self._pace.slow_down(self._weather.paused_until)
                await self._again(row, after + MARGIN)
            case Ambiguous(unwell):
                await self._ambiguous(row, unwell=unwell)
            case Gone():
                await self._gone(row.person)
            case Broken(code):
                _log.error("message refused: %s", code)
                await self._keep(lambda db: queue.done(db, row))
            case Revoked() | Conflict():
                await self._again(row, 0.0)
                self.ended = outcome
                self._wake.set()

    def _delivered(self, db: sqlite3.Connection, row: Row, message_id: int | None) -> None:
        queue.done(db, row)
        if message_id is None or not isinstance(row.effect, Show):
            return
        now = self._clock.now()
        if row.effect.promise is Promise.REMINDER:  # it stands beside the living screen
            people.note_shown(db, row.person, message_id, now)
        else:
            people.set_screen(db, row.person, message_id, now)

    async def _again(self, row: Row, seconds: float, *, crashed: bool = False) -> None:
        at = self._clock.now() + timedelta(seconds=seconds)
        await self._keep(lambda db: queue.again(db, row, at, crashed=crashed))

    async def _ambiguous(self, row: Row, *, unwell: bool) -> None:
        """Nobody knows whether it arrived: the promise decides."""
        seconds = again_in(row, unwell=unwell)
        if seconds is not None:
            await self._again(row, seconds, crashed=True)
            return
        self.counts["assumed"] += row.promise is not Promise.SENSITIVE
        await self._keep(lambda db: queue.done(db, row))

    async def _say_farewell(self, farewell: Farewell) -> None:
        """Wipe what can be wiped and give the receipt; then nothing of the person is left."""
        outcomes = [await self._wipe(farewell.chat, farewell.wipe)]
        for effect in farewell.effects:
            if _settled(outcomes[-1]):
                outcomes.append(await self._send(farewell.chat, effect, None))
        match outcomes[-1]:
            case Retry() | Throttled():
                return  # kept; it comes again in a minute
            case Revoked() | Conflict() as ended:
                self.ended = ended
                return
        await self._keep(lambda db: queue.farewell_said(db, farewell.id))
        await self._store.scrub()


def _settled(outcome: Outcome) -> bool:
    return not isinstance(outcome, Retry | Throttled | Revoked | Conflict)
