"""What a running bot does beside the conversations: reminders, tidying, releases, a look inside.

Each part runs until `stopping` is set. A full disk or a held file is waited out; a damaged database
ends its part, and with it the bot: Telegram keeps what was not acknowledged.
"""

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.engine.commands_reminders import ZONES
from bot.flow.release import assemble
from bot.service import Service
from bot.store import accounts, counted, handoffs, journal, owed, people, queue, talks, waves
from bot.store.faults import Damaged
from bot.store.store import Store, drop_old_releases, marker, set_marker, whole
from bot.zones import zone_table

LONGEST_SLEEP = 30.0  # between two looks for due reminders
PRUNE_SECONDS = 3600.0
SCRUB_SECONDS = 60.0
ERASED_AT_ONCE = 200
RETIMED_AT_ONCE = 50
ZONE_TABLE = "zone_table"
LAMENT_SECONDS = 5.0
ATTEND_SECONDS = 5.0  # between two looks for people whom nobody answers
FOLLOW_SECONDS = 10.0  # between two looks for a newly published release

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The parts, and what they work on."""

    store: Store
    service: Service
    clock: Clock
    database: Path
    stopping: asyncio.Event

    async def remind(self) -> None:
        """Let due reminders come back as events; sleep until the next one."""
        while not self.stopping.is_set():
            try:
                fired = await self.service.fire()
                due = await self.store.transact(owed.next_due)
            except sqlite3.OperationalError as error:
                await self._lament(error)
                continue
            if fired:
                continue
            seconds = LONGEST_SLEEP
            if due is not None:
                seconds = min(seconds, (due - self.clock.now()).total_seconds())
            await self._sleep(max(seconds, 0.05))

    async def attend(self) -> None:
        """Tell people whom no desk answers; every few seconds."""
        while not self.stopping.is_set():
            try:
                await self.service.look_after()
            except sqlite3.OperationalError as error:
                await self._lament(error)
            await self._sleep(ATTEND_SECONDS)

    async def tidy(self) -> None:
        """Drop what has outlived its use, every hour; an erasure left unfinished, every minute."""
        pruned: float | None = None
        while not self.stopping.is_set():
            now = self.clock.monotonic()
            try:
                if pruned is None or now - pruned >= PRUNE_SECONDS:
                    await self.prune()
                    pruned = now
                if self.store.unscrubbed:
                    await self.store.scrub()
            except sqlite3.OperationalError as error:
                await self._lament(error)
            await self._sleep(SCRUB_SECONDS)

    async def prune(self) -> None:
        """Drop received ids, old screens and releases, and people silent for thirty days."""
        now, running = self.clock.now(), self.service.release.hash
        await self.store.transact(lambda db: _prune(db, now))
        await self.store.transact(lambda db: drop_old_releases(db, running))
        while await self.store.transact(
            lambda db: people.forget_the_silent(db, now, ERASED_AT_ONCE)
        ):
            self.store.unscrubbed = True

    async def follow(self) -> None:
        """Take up a release that was published beside us; sessions move at their next event."""
        while not self.stopping.is_set():
            await self._sleep(FOLLOW_SECONDS)
            try:
                newer = await self.store.newer_release(self.service.release.hash)
            except sqlite3.OperationalError as error:
                await self._lament(error)
                continue
            if newer is not None:
                latest, files = newer
                self.service.release = (await asyncio.to_thread(assemble, files))[0]
                _log.info("release %s is live", latest)

    async def retime(self) -> None:
        """When the time-zone table is another than last time, derive every reminder's instant anew.

        Some people at a time, beside the conversations; the table is noted at the end, so an
        interrupted run begins again, which changes nothing that was right already.
        """
        table = await asyncio.to_thread(zone_table, ZONES)
        while not self.stopping.is_set():
            try:
                if await self.store.transact(lambda db: marker(db, ZONE_TABLE)) == table:
                    break
                moved = await self._retime_everyone()
                if moved is not None:
                    await self.store.transact(lambda db: set_marker(db, ZONE_TABLE, table))
                    _log.info("time zones changed: %d reminders moved", moved)
            except sqlite3.OperationalError as error:
                await self._lament(error)
        await self.stopping.wait()

    async def _retime_everyone(self) -> int | None:
        """Return how many reminders moved, None when it was interrupted by the end."""
        keys = self.store.keys
        last: int | None = 0
        moved = 0
        while last is not None:
            if self.stopping.is_set():
                return None
            some = partial(owed.retime, keys=keys, after=last, most=RETIMED_AT_ONCE)
            last, count = await self.store.transact(some)
            moved += count
        return moved

    async def examine(self) -> None:
        """Read the database through once, beside the conversations. Raises Damaged."""
        if not await asyncio.to_thread(whole, self.database):
            raise Damaged("check")
        await self.stopping.wait()

    async def _lament(self, error: sqlite3.OperationalError) -> None:
        """The disk is full, or somebody holds the file: say so, wait, and look again."""
        _log.error("database: %s", error.sqlite_errorname)
        await self._sleep(LAMENT_SECONDS)

    async def _sleep(self, seconds: float) -> None:
        stopped = asyncio.ensure_future(self.stopping.wait())
        sleeping = asyncio.ensure_future(self.clock.sleep(seconds))
        await asyncio.wait({stopped, sleeping}, return_when=asyncio.FIRST_COMPLETED)
        for task in (stopped, sleeping):
            task.cancel()
        await asyncio.gather(stopped, sleeping, return_exceptions=True)


def _prune(db: sqlite3.Connection, now: datetime) -> int:
    talks.prune(db, now)  # first: a hand-off stays as long as there is a conversation
    accounts.prune(db, now)
    journal.prune(db, now)
    counted.prune(db, now)
    return queue.prune(db, now) + waves.prune(db, now) + handoffs.prune(db, now)
