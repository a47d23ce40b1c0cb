"""Cuts connections that never finish asking.

aiohttp waits for the head of a request for as long as a byte comes now and then: two hundred silent
sockets out of two hundred were still open after ninety seconds (R:reliability, fault 51). Its own
time limits start once the head is complete. So each connection gets a deadline here, outside of it:
whoever has not brought a whole head in time is cut. Bodies have theirs in `read_body`.
"""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

HEAD_SECONDS = 15.0
BODY_SECONDS = 10.0
MAX_CONNECTIONS = 1000


class Deadlines:
    """The connections that are open, and the timer of each that has no request running."""

    def __init__(
        self,
        *,
        seconds: float = HEAD_SECONDS,
        most: int = MAX_CONNECTIONS,
        call_later: Callable[..., asyncio.TimerHandle] | None = None,
    ) -> None:
        self._seconds = seconds
        self._most = most
        self._call_later = call_later
        self._timers: dict[asyncio.BaseTransport, asyncio.TimerHandle | None] = {}

    def __len__(self) -> int:
        """Count the open connections."""
        return len(self._timers)

    def opened(self, transport: asyncio.Transport) -> bool:
        """Start the clock of a new connection; False when there are too many already."""
        if len(self._timers) >= self._most:
            return False
        self._start(transport)
        return True

    def closed(self, transport: asyncio.BaseTransport) -> None:
        """Forget a connection."""
        timer = self._timers.pop(transport, None)
        if timer is not None:
            timer.cancel()

    @web.middleware
    async def middleware(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        """Stop the clock while a request is being answered."""
        transport = request.transport
        if transport is None or transport not in self._timers:
            return await handler(request)
        timer = self._timers[transport]
        if timer is not None:
            timer.cancel()
        self._timers[transport] = None
        try:
            return await handler(request)
        finally:
            if transport in self._timers:
                self._start(transport)

    def _start(self, transport: asyncio.BaseTransport) -> None:
        later = self._call_later or asyncio.get_running_loop().call_later
        self._timers[transport] = later(self._seconds, transport.abort)  # type: ignore[attr-defined]


class Guarded(asyncio.Protocol):
    """Stands between the socket and aiohttp, passes everything on, and reports to `Deadlines`."""

    def __init__(self, inner: asyncio.Protocol, deadlines: Deadlines) -> None:
        self._inner = inner
        self._deadlines = deadlines
        self._transport: asyncio.BaseTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let the connection in, unless there are too many."""
        assert isinstance(transport, asyncio.Transport)
        if not self._deadlines.opened(transport):
            transport.abort()
            return
        self._transport = transport
        self._inner.connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Report the end."""
        if self._transport is not None:
            self._deadlines.closed(self._transport)
            self._inner.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Pass on."""
        if self._transport is not None:
            self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        """Pass on."""
        return None if self._transport is None else self._inner.eof_received()

    def pause_writing(self) -> None:
        """Pass on."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Pass on."""
        self._inner.resume_writing()


async def read_body(request: web.Request, *, seconds: float = BODY_SECONDS) -> bytes:
    """Read a whole body. Raises 413 past the app's limit and 408 when it dawdles."""
    try:
        async with asyncio.timeout(seconds):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
