"""Who may ask: a key, its scope, its pace, and its signature when it must sign.

A key unknown, ended, revoked, or missing gets one and the same answer.
"""

import sqlite3
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from aiohttp import web

from bot.api import signing
from bot.api.asking import read, well_formed
from bot.api.refusing import RETRY_SECONDS, refuse
from bot.clock import Clock
from bot.handoff.model import Scope
from bot.store import desks, handoffs
from bot.store.desks import KEY_PREFIX, Key
from bot.store.store import Store

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
MOST_ASKED = 600  # requests with one key in a minute
MOST_A_MINUTE, MOST_A_DAY = 60, 2000  # links minted with one key
MOST_IDS = 10_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was let in."""

    key: Key
    body: bytes


@dataclass(frozen=True, slots=True)
class Gate:
    """What lets requests in. Paces and the ids of signed requests are of this process alone."""

    store: Store
    clock: Clock
    stopping: Callable[[], bool]
    paces: dict[str, deque[float]] = field(default_factory=dict)
    ids: dict[tuple[str, str], float] = field(default_factory=dict)

    async def transact(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run work in a transaction; 503 while the database cannot be written."""
        try:
            return await self.store.transact(work)
        except sqlite3.OperationalError:
            raise refuse(503, "unavailable", retry=RETRY_SECONDS) from None

    async def admit(self, request: web.Request, scope: Scope | None) -> Asked:
        """Return who asks, and the body. Raises 400, 401, 403, 413, 415, 429, 431 or 503."""
        well_formed(request)
        if self.stopping():
            raise refuse(503, "unavailable", retry=RETRY_SECONDS)
        clear = _bearer(request)
        if not clear.startswith(KEY_PREFIX):  # no look-up for what cannot be a key
            raise refuse(401, "unauthorized")
        now = self.clock.now()
        keys = self.store.keys
        key = await self.transact(lambda db: desks.find_key(db, keys, clear, now))
        if key is None:
            raise refuse(401, "unauthorized")
        self._pace(key)
        body = await read(request)
        if key.signing is not None and not self._signed(request, key, key.signing, body):
            raise refuse(401, "unauthorized")
        if scope is not None and scope not in key.scopes:
            raise refuse(403, "scope")
        return Asked(key, body)

    def quota(self, db: sqlite3.Connection, key: Key) -> None:
        """Raise 429 when a key has minted all it may in a minute, or in a day."""
        now = self.clock.now()
        if handoffs.minted_since(db, key, now - A_MINUTE) >= MOST_A_MINUTE:
            raise refuse(429, "quota", retry=60)
        if handoffs.minted_since(db, key, now - A_DAY) >= MOST_A_DAY:
            raise refuse(429, "quota", retry=3600)

    def _pace(self, key: Key) -> None:
        now, span = self.clock.monotonic(), A_MINUTE.total_seconds()
        times = self.paces.setdefault(key.id, deque(maxlen=MOST_ASKED))
        if len(times) == MOST_ASKED and now - times[0] < span:
            raise refuse(429, "too_many", retry=int(span - (now - times[0])) + 1)
        times.append(now)

    def _signed(self, request: web.Request, key: Key, secret: bytes, body: bytes) -> bool:
        """Tell whether a request is signed, of now, and not sent a second time."""
        seconds = self.clock.now().timestamp()
        over = signing.request_bytes(request.method, request.raw_path, body)
        if not signing.genuine(secret, request.headers, over, int(seconds)):
            return False
        name = (key.id, request.headers[signing.ID])
        while self.ids:  # the oldest first, as they came
            oldest, at = next(iter(self.ids.items()))
            if seconds - at <= 2 * signing.TOLERANCE:
                break
            del self.ids[oldest]
        if name in self.ids or len(self.ids) >= MOST_IDS:
            return False
        self.ids[name] = seconds
        return True


def _bearer(request: web.Request) -> str:
    given = request.headers.getall("Authorization", [])
    scheme, _, clear = given[0].partition(" ") if len(given) == 1 else ("", "", "")
    return clear.strip() if scheme.lower() == "bearer" else ""
