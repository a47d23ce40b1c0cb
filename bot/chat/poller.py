"""Long polling: ask, see every update of the batch through, and only then let Telegram forget it.

Telegram forgets an update as soon as it is asked for a later one, so the next offset is sent only
after everything in the batch is committed. The offset is the last id of *this* batch plus one and
is kept nowhere: ids start anew after a quiet week, and bots that remember the highest loop for ever
(R:reliability 1.2). Different people are served at once, one person in the order of the ids.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeVar

from bot.chat.backoff import delay
from bot.chat.decode import Decoded
from bot.chat.intake import Intake, Unhandled, update_id
from bot.chat.outcome import Conflict, Revoked, Throttled
from bot.chat.strict import updates
from bot.chat.transport import Answer, NeverSent, Unanswered
from bot.chat.verdicts import outcome

IDLE_SECONDS = 0.1  # after an empty answer: a server that does not hold the poll is not hammered
# The poll of a process that was just killed may still hang at Telegram when the next one starts.
LAST_CONFLICTS = 3
CONFLICT_SECONDS = 2.0

_log = logging.getLogger(__name__)
T = TypeVar("T")


class Poller:
    """Reads one bot's updates until it is stopped or told that it must not."""

    def __init__(
        self,
        poll: Callable[[int | None], Awaitable[Answer]],
        intake: Intake,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        luck: Callable[[], float] = random.random,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._poll = poll
        self._intake = intake
        self._sleep = sleep
        self._luck = luck
        self._now = now
        self._stopping = asyncio.Event()
        self.polled_at: datetime | None = None  # when Telegram last answered well
        self.drift: float | None = None  # seconds by which our clock is ahead of Telegram's

    def stop(self) -> None:
        """Give up the poll; a batch already here is seen through, and `run` returns."""
        self._stopping.set()

    async def run(self) -> Conflict | Revoked | None:
        """Poll until `stop` (None), another instance polls, or the token is refused."""
        offset: int | None = None
        failures = conflicts = 0
        while not self._stopping.is_set():
            ended = await self._ask(offset)
            match ended:
                case Conflict() if self.polled_at is None and conflicts < LAST_CONFLICTS:
                    conflicts += 1
                    await self._pause(CONFLICT_SECONDS)
                case Conflict() | Revoked():
                    return ended
                case tuple() as batch:
                    failures = 0
                    following = await self._see_through(batch)
                    if batch and following is None:  # nothing in it has an id: it will come again
                        failures = 1
                        await self._pause(delay(failures, self._luck()))
                    # An empty answer to an offset acknowledged it: the next poll names none, so
                    # ids that start anew lower down are heard.
                    offset = following or (offset if batch else None)
                    if not batch:
                        await self._pause(IDLE_SECONDS)
                case Throttled(after):
                    await self._pause(after)
                case None:
                    failures += 1
                    await self._pause(delay(failures, self._luck()))
        return None

    async def _ask(
        self, offset: int | None
    ) -> tuple[object, ...] | Throttled | Conflict | Revoked | None:
        """Poll once; None for anything that is worth another try after a while."""
        try:
            answer = await self._unless_stopped(self._poll(offset))
        except (NeverSent, Unanswered) as error:
            _log.warning("poll failed: %s", type(error).__name__)
            return None
        if answer is None:
            return ()
        if answer.status != HTTPStatus.OK:
            _log.warning("poll refused: %d", answer.status)
            ended = outcome("getUpdates", answer.status, answer.body)
            return ended if isinstance(ended, Throttled | Conflict | Revoked) else None
        batch = updates(answer.body)
        if batch is None:
            _log.warning("poll unreadable: %d bytes", len(answer.body))
            return None
        self.polled_at = self._now()
        self._compare_clocks(answer.date)
        return batch

    async def _see_through(self, batch: tuple[object, ...]) -> int | None:
        """Handle a batch; return the next offset, or None when it must not be acknowledged."""
        people: dict[int, list[Decoded]] = {}
        for update in batch:
            decoded = self._intake.read(update)
            if decoded is not None:
                # Without a chat there is no order to keep: ids of updates, made negative, are keys
                # that no private chat has.
                person = -decoded.update_id if decoded.chat is None else decoded.chat
                people.setdefault(person, []).append(decoded)
        handled = await asyncio.gather(*(self._in_order(turn) for turn in people.values()))
        ids = [identity for update in batch if (identity := update_id(update)) is not None]
        return max(ids) + 1 if ids and all(handled) else None

    async def _in_order(self, turn: list[Decoded]) -> bool:
        for decoded in sorted(turn, key=lambda one: one.update_id):
            failures = 0
            while True:
                try:
                    await self._intake.take(decoded)
                    break
                except Unhandled:
                    failures += 1
                    await self._pause(delay(failures, self._luck()))
                    if self._stopping.is_set():
                        return False
        return True

    async def _pause(self, seconds: float) -> None:
        await self._unless_stopped(self._sleep(seconds))

    async def _unless_stopped(self, work: Awaitable[T]) -> T | None:
        """Await `work`, or give it up and return None as soon as `stop` is called."""
        task = asyncio.ensure_future(work)
        stopped = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return await task if task.done() else None
        finally:
            task.cancel()
            stopped.cancel()
            await asyncio.gather(task, stopped, return_exceptions=True)

    def _compare_clocks(self, date: str) -> None:
        try:
            theirs = parsedate_to_datetime(date)
            self.drift = (self._now() - theirs).total_seconds()
        except (ValueError, TypeError):  # no date, or one without a zone
            self.drift = None
