"""Tells desks the news at the address they gave: in order for each, again until it is taken.

What is to be told waits in the database, so nothing is lost with the process; a piece may be told
twice, under the same id. A desk whose receiver is slow or dead holds up nobody else.
"""

import asyncio
import json
import logging
import random
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, timedelta

from bot.api import signing
from bot.api.desk import piece
from bot.clock import Clock
from bot.receiver import Answered, LookUp, call, system_look_up
from bot.store import desks
from bot.store.desks import Call
from bot.store.faults import StoreFault
from bot.store.sealing import Keys
from bot.store.store import Store

LOOK_SECONDS = 2.0  # between two looks for news
FIRST_WAIT, LONGEST_WAIT = 5.0, 3600.0
JITTER = 0.2
GONE = 410  # its own word that nobody is there

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What calls the desks."""

    store: Store
    clock: Clock
    stopping: asyncio.Event
    allowed: frozenset[str]
    look_up: LookUp = system_look_up
    counts: Counter[str] = field(default_factory=Counter)
    calling: dict[int, asyncio.Task[None]] = field(default_factory=dict)

    async def run(self) -> None:
        """Call until stopped; what is being called then is left to the next start."""
        try:
            while not self.stopping.is_set():
                try:
                    await self.round()
                except (sqlite3.OperationalError, StoreFault) as error:
                    _log.error("desks not called: %s", type(error).__name__)
                await self._wait()
        finally:
            for task in self.calling.values():
                task.cancel()
            await asyncio.gather(*self.calling.values(), return_exceptions=True)

    async def round(self) -> int:
        """Begin the calls whose time has come; return how many."""
        keys, now = self.store.keys, self.clock.now()
        due = await self.store.transact(lambda db: desks.to_call(db, keys, now))
        fresh = [one for one in due if one.desk not in self.calling]
        for one in fresh:
            self.calling[one.desk] = asyncio.create_task(self._call(one))
        return len(fresh)

    async def settled(self) -> None:
        """Wait for the calls under way."""
        await asyncio.gather(*self.calling.values())

    async def _call(self, one: Call) -> None:
        """Tell one desk all it may be told now, piece by piece."""
        try:
            following: Call | None = one
            while following is not None and not self.stopping.is_set():
                answered = await self._tell(following)
                following = await self._noted(following, answered)
        except (sqlite3.OperationalError, StoreFault) as error:
            _log.error("desk %d not called: %s", one.desk, type(error).__name__)
        finally:
            del self.calling[one.desk]

    async def _tell(self, one: Call) -> Answered:
        body = wire(self.store.keys, one)
        # Signed with the machine's own time, which a receiver compares with its own.
        headers = signing.signed(one.secret, one.news.id, int(time.time()), body)
        answered = await call(one.address, headers, body, self.allowed, self.look_up)
        self.counts["accepted" if answered.accepted else "failed"] += 1
        if not answered.accepted:
            _log.warning("desk %d not told: %s", one.desk, answered.status or answered.fault)
        return answered

    async def _noted(self, one: Call, answered: Answered) -> Call | None:
        """Note how it ended; return what comes next for the same desk, if it may come now."""
        keys, now = self.store.keys, self.clock.now()

        def note(db: sqlite3.Connection) -> Call | None:
            if not answered.accepted:
                due = now + timedelta(seconds=wait_after(one.tries))
                desks.failed(db, one, due, now, gone=answered.status == GONE)
                return None
            desks.accepted(db, one)
            return next((n for n in desks.to_call(db, keys, now) if n.desk == one.desk), None)

        return await self.store.transact(note)

    async def _wait(self) -> None:
        stopped = asyncio.ensure_future(self.stopping.wait())
        await asyncio.wait({stopped}, timeout=LOOK_SECONDS)
        stopped.cancel()


def wait_after(tries: int) -> float:
    """Return the seconds until a call is tried again: doubled each time, never all at once."""
    seconds = min(FIRST_WAIT * 2.0 ** min(tries, 20), LONGEST_WAIT)
    return seconds * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spread, not secrecy


def wire(keys: Keys, one: Call) -> bytes:
    """Return the body of a call: the piece as `GET /v1/events` gives it."""
    said = piece(keys, one.news)
    when = one.news.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return json.dumps({**said, "timestamp": when}, separators=(",", ":")).encode()
