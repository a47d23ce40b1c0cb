"""The two doors of an adapter: `/riposte` for signed news, `/hook/<key>` for the other system.

News is answered with 2xx only when the other system has it; what fails is called again, in order.
So the adapter keeps no state, and a kill loses nothing. One piece of work at a time for the same
hand-off would do; one at all is simpler, and enough for people who type.
"""

import asyncio
import hmac
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from bot.adapters.protocol import Desk, Refused, genuine

MOST_BODY = 1_000_000
log = logging.getLogger("riposte.adapter")


@dataclass(frozen=True, slots=True)
class System:
    """The other side: what it does with our news, and what it told us."""

    news: Callable[[Mapping[str, Any]], Awaitable[None]]
    hook: Callable[[Mapping[str, Any]], Awaitable[None]]
    signed: Callable[[Mapping[str, str], bytes, float], bool]  # whether a call is theirs


@dataclass(frozen=True, slots=True)
class Adapter:
    """Both doors. `key` is the secret part of the hook's address."""

    desk: Desk
    system: System
    key: str
    now: Callable[[], float] = time.time
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def news(self, request: web.Request) -> web.Response:
        """Take a piece of news: 401 unless signed, 503 until the other system has it."""
        body = await request.read()
        if not genuine(self.desk, request.headers, body, self.now()):
            return web.Response(status=401)
        return await self._done(self.system.news, body)

    async def hook(self, request: web.Request) -> web.Response:
        """Take what the other system says: 401 unless the address and the signature are right."""
        body = await request.read()
        right = hmac.compare_digest(request.match_info["key"].encode(), self.key.encode())
        if not right or not self.system.signed(request.headers, body, self.now()):
            return web.Response(status=401)
        return await self._done(self.system.hook, body)

    async def _done(
        self, work: Callable[[Mapping[str, Any]], Awaitable[None]], body: bytes
    ) -> web.Response:
        try:
            said = json.loads(body)
            async with self.turn:
                await work(said)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("not understood: %s", type(error).__name__)  # never what it held
            return web.Response(status=400)
        except Refused as refused:
            log.warning("not done: %s", refused.status)
            return web.Response(status=503)
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("not done: %s", type(error).__name__)
            return web.Response(status=503)
        return web.Response(status=204)


def app(adapter: Adapter) -> web.Application:
    """Return the application to serve."""
    served = web.Application(client_max_size=MOST_BODY)
    served.router.add_post("/riposte", adapter.news)
    served.router.add_post("/hook/{key}", adapter.hook)
    return served
