"""The door for updates, the same for polling and for the webhook.

Reads one update, answers the tap, keeps floods out, gives each person their turn, and hands the
rest to `handle`, which returns once it is committed. It knows neither the store nor what an event
leads to, and logs codes and numbers only.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.chat.decode import COMMANDS, Decoded, decode
from bot.chat.fields import MAX_ID, Malformed
from bot.chat.flood import Admission, Flood
from bot.chat.kinds import FAILED, FLOOD
from bot.chat.strict import Spoiled
from bot.engine.events import Left, Returned, Sent, Stray

MAX_TRIES = 2  # the engine is pure: what failed twice fails for ever, and others are waiting
REMEMBERED = 1000  # albums and failing updates; the oldest is forgotten first

_log = logging.getLogger(__name__)
K = TypeVar("K")


class Unhandled(Exception):  # noqa: N818 - a finding: the update is still Telegram's
    """`handle` failed; the update must not be acknowledged and should be tried again."""


@dataclass(slots=True)
class _Turn:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    people: int = 0


@dataclass(slots=True)
class Intake:
    """What an update passes through. One instance a bot.

    `handle` takes what was decoded and returns after it is committed. `outages` are its errors that
    are no update's fault (a full disk): those are tried for ever, while an update that fails
    `MAX_TRIES` times in any other way is given up at once, so that it cannot block the people
    behind it. The person is told, and stays where they were.
    """

    handle: Callable[[Decoded], Awaitable[object]]
    key: bytes
    answer: Callable[[str], None]
    leave: Callable[[int], None]
    commands: frozenset[str] = COMMANDS
    outages: tuple[type[Exception], ...] = (OSError,)
    monotonic: Callable[[], float] = time.monotonic
    flood: Flood = field(default_factory=Flood)
    counts: Counter[str] = field(default_factory=Counter)
    _turns: dict[int, _Turn] = field(default_factory=dict)
    _albums: dict[tuple[int, str], int] = field(default_factory=dict)
    _failures: dict[int, int] = field(default_factory=dict)

    def read(self, update: object) -> Decoded | None:
        """Decode one update; None when it was malformed: then it is counted and done with."""
        if isinstance(update, Spoiled):
            self._quarantine(update.update_id, "json")
            return None
        try:
            decoded = decode(update, self.key, self.commands)
        except Malformed as malformed:
            self._quarantine(update_id(update), malformed.code)
            return None
        self.counts[decoded.kind] += 1
        if decoded.alarm:
            self.counts["alarm"] += 1
            _log.error("unexpected kind of update: %s", decoded.kind)
        return decoded

    async def take(self, decoded: Decoded) -> None:
        """See one update through to its commit. Raises `Unhandled` when it has to come again."""
        if decoded.leave:
            if decoded.chat is not None:
                self.leave(decoded.chat)
            return
        again = decoded.update_id in self._failures
        if decoded.callback_id is not None and not again:
            self.answer(decoded.callback_id)
        if decoded.chat is None or decoded.event is None or self._seen_album(decoded):
            return
        async with self._turn(decoded.chat):
            admitted = decoded if again else self._admit(decoded, decoded.chat)
            if admitted is not None:
                await self._handle(admitted)

    def _admit(self, decoded: Decoded, chat: int) -> Decoded | None:
        if isinstance(decoded.event, Left | Returned):  # Telegram's word, not the person's
            return decoded
        match self.flood.admit(chat, self.monotonic()):
            case Admission.PASS:
                return decoded
            case Admission.NOTICE:
                self.counts["flood"] += 1
                return replace(decoded, event=Stray(FLOOD))
            case Admission.DROP:
                self.counts["dropped"] += 1
                return None

    async def _handle(self, decoded: Decoded) -> None:
        for _ in range(MAX_TRIES):
            if await self._handled(decoded):
                self._failures.pop(decoded.update_id, None)
                return
        self._quarantine(decoded.update_id, "failing")
        await self._handled(replace(decoded, event=Stray(FAILED), words=""))

    async def _handled(self, decoded: Decoded) -> bool:
        """Handle it; False when it failed by its own fault. Raises `Unhandled` in an outage."""
        try:
            await self.handle(decoded)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next person must be served
            # The type only: an error's text may quote what the person wrote.
            _log.error("update failed: %s", type(error).__name__)
            if isinstance(error, self.outages):
                _remember(self._failures, decoded.update_id, 1)
                raise Unhandled from None
            return False
        return True

    def _seen_album(self, decoded: Decoded) -> bool:
        """Tell whether this is a further picture of several sent as one, and says nothing new."""
        if decoded.album is None or decoded.chat is None:
            return False
        if isinstance(decoded.event, Sent) and decoded.event.caption:
            return False  # words under a later picture: they may hold a secret, or a cry for help
        key = (decoded.chat, decoded.album)
        first = self._albums.get(key)
        if first is None:
            _remember(self._albums, key, decoded.update_id)
        return first not in {None, decoded.update_id}

    def _quarantine(self, identity: int | None, code: str) -> None:
        self.counts["quarantined"] += 1
        _log.warning("update quarantined: %s (%s)", code, "no id" if identity is None else identity)

    @asynccontextmanager
    async def _turn(self, chat: int) -> AsyncIterator[None]:
        turn = self._turns.setdefault(chat, _Turn())
        turn.people += 1
        try:
            async with turn.lock:  # first come, first served
                yield
        finally:
            turn.people -= 1
            if not turn.people:
                del self._turns[chat]


def update_id(update: object) -> int | None:
    """Return the id of an update that may be malformed, when it has a usable one."""
    if isinstance(update, Spoiled):
        identity: object = update.update_id
    else:
        identity = update.get("update_id") if isinstance(update, dict) else None
    if isinstance(identity, int) and not isinstance(identity, bool) and 0 < identity <= MAX_ID:
        return identity
    return None


def _remember(memory: dict[K, int], key: K, value: int) -> None:
    memory[key] = value
    if len(memory) > REMEMBERED:
        del memory[next(iter(memory))]
