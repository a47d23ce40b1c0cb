"""The aiohttp application and its server: limits, uniform refusals, no stack trace to anybody.

Rooms that have something to serve hand in routes; this file knows none of them. The machine that
speaks TLS stands in front (a reverse proxy); this listens on loopback unless told otherwise.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from aiohttp import web

from bot.api.slow import Deadlines, Guarded

MAX_BODY = 1024 * 1024  # bytes; doors with smaller bodies check their own
MAX_LINE = 8190
KEEP_ALIVE_SECONDS = 15.0
STOP_SECONDS = 8.0
LINGER_SECONDS = 1.0  # for the rest of a body nobody wants, so that its sender reads the refusal

_log = logging.getLogger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "timeout",
    409: "conflict",
    413: "too_large",
    415: "unsupported",
    422: "unprocessable",
    429: "too_many",
    500: "internal",
    503: "unavailable",
}


def make_app(
    routes: Iterable[web.AbstractRouteDef], *, max_body: int = MAX_BODY
) -> web.Application:
    """Return an application that serves `routes` and refuses all else in one uniform way."""
    deadlines = Deadlines()
    app = web.Application(client_max_size=max_body, middlewares=[deadlines.middleware, refusals])
    app[DEADLINES] = deadlines
    app.add_routes(routes)
    app.on_response_prepare.append(_headers)
    return app


DEADLINES = web.AppKey("deadlines", Deadlines)


@dataclass(frozen=True, slots=True)
class Running:
    """A server that listens."""

    host: str
    port: int
    stop: Callable[[], Awaitable[None]]

    @property
    def address(self) -> str:
        """Where it is reached on this machine, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


async def serve(app: web.Application, host: str, port: int) -> Running:
    """Listen; port 0 takes a free one. Raises OSError when the address cannot be had."""
    runner = web.AppRunner(
        app,
        access_log=None,  # it would write down the paths of one-time links
        handle_signals=False,
        auto_decompress=False,  # nobody sends us compressed bodies, and small ones can be bombs
        keepalive_timeout=KEEP_ALIVE_SECONDS,
        lingering_time=LINGER_SECONDS,
        shutdown_timeout=STOP_SECONDS,
        max_line_size=MAX_LINE,
        max_field_size=2 * MAX_LINE,  # so that a door can say which limit it was
    )
    await runner.setup()
    inner = runner.server
    assert inner is not None
    deadlines = app[DEADLINES]
    try:
        server = await asyncio.get_running_loop().create_server(
            lambda: Guarded(inner(), deadlines), host, port, reuse_address=True
        )
    except OSError:
        await runner.cleanup()
        raise

    async def stop() -> None:
        server.close()  # no new ones; those being answered are finished by the clean-up
        await runner.cleanup()
        await server.wait_closed()

    taken = server.sockets[0].getsockname()[1]
    return Running(host, taken, stop)


@web.middleware
async def refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every refusal into the same small JSON, and every fault into a number to look up."""
    try:
        return await handler(request)
    except web.HTTPException as refused:
        if refused.status < web.HTTPBadRequest.status_code or _is_json(refused):
            raise
        code = _CODES.get(refused.status, "refused")
        headers = {"Allow": refused.headers["Allow"]} if "Allow" in refused.headers else None
        return web.json_response({"error": code}, status=refused.status, headers=headers)
    except Exception as error:  # noqa: BLE001 - whatever it is, nobody outside reads about it
        return web.json_response({"error": "internal", "mark": marked(error)}, status=500)


def marked(error: Exception) -> str:
    """Write a fault to the log, and return the number that it is looked up by."""
    mark = secrets.token_hex(4)
    _log.error("request failed: %s, mark %s", type(error).__name__, mark)
    return mark


def _is_json(refused: web.HTTPException) -> bool:
    return refused.content_type == "application/json"


async def _headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Server"] = "riposte"
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
