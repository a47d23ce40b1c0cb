"""The HTTP side: uniform refusals, no trace of a fault, slow askers cut."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.api.app import DEADLINES, Running, make_app, serve
from bot.api.health import health
from bot.api.slow import Deadlines, Guarded, read_body

POST = b"POST /echo HTTP/1.1\r\nHost: x\r\n"
HEAD = b"GET /health HTTP/1.1\r\nHost: x\r\n"


async def fail(_request: web.Request) -> web.Response:
    """Break."""
    raise ValueError("FR76 3000 secret")


async def echo(request: web.Request) -> web.Response:
    """Return the length of a body."""
    return web.json_response({"length": len(await read_body(request, seconds=0.05))})


async def own(_request: web.Request) -> web.Response:
    """Refuse with details of one's own."""
    raise web.HTTPUnprocessableEntity(text='{"error": "topic"}', content_type="application/json")


async def moved(_request: web.Request) -> web.Response:
    """Send somewhere else."""
    raise web.HTTPFound("/health")


@asynccontextmanager
async def running(**figures: object) -> AsyncIterator[tuple[Running, str, web.Application]]:
    """Serve an application on a free port."""
    routes = [
        health(lambda: {"status": "ok", **figures}),  # type: ignore[dict-item]
        web.get("/fail", fail),
        web.post("/echo", echo),
        web.get("/own", own),
        web.get("/moved", moved),
    ]
    app = make_app(routes, max_body=1000)
    server = await serve(app, "127.0.0.1", 0)
    try:
        yield server, f"http://127.0.0.1:{server.port}", app
    finally:
        await server.stop()


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("POST", "/health", 405, "method_not_allowed"),
        ("GET", "/own", 422, "topic"),
    ],
)
async def test_refusals_look_alike(method: str, path: str, status: int, error: str) -> None:
    """Small JSON with a code; details only where a door gives its own."""
    async with (
        running() as (_, url, _app),
        aiohttp.ClientSession() as session,
        session.request(method, url + path) as response,
    ):
        assert response.status == status
        assert (await response.json()) == {"error": error}
        assert response.headers["Server"] == "riposte"
        assert response.headers["Cache-Control"] == "no-store"


async def test_a_fault_is_a_number_to_look_up(caplog: pytest.LogCaptureFixture) -> None:
    """Outside a mark, inside the same mark and the type: no trace, no text."""
    async with (
        running() as (_, url, _app),
        aiohttp.ClientSession() as session,
        session.get(url + "/fail") as response,
    ):
        body = await response.json()

    assert (response.status, body["error"]) == (500, "internal")
    assert body["mark"] in caplog.text
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text + str(body)


async def test_redirects_pass() -> None:
    """A redirect is no refusal."""
    async with (
        running() as (_, url, _app),
        aiohttp.ClientSession() as session,
        session.get(url + "/moved", allow_redirects=False) as response,
    ):
        assert (response.status, response.headers["Location"]) == (302, "/health")


async def test_health_is_numbers_and_its_status_says_it_too() -> None:
    """200 when well, 503 when not."""
    for figures, status in (({"oldest_due_seconds": 3}, 200), ({"status": "behind"}, 503)):
        async with (
            running(**figures) as (_, url, _app),
            aiohttp.ClientSession() as session,
            session.get(url + "/health") as response,
        ):
            assert response.status == status
            assert await response.json() == {"status": "ok", **figures}


async def test_a_body_too_long_is_refused() -> None:
    """Whether its length is announced or it comes in endless pieces."""

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 100

    async with running() as (_, url, _app), aiohttp.ClientSession() as session:
        for body in (b"x" * 1001, endless()):
            async with session.post(url + "/echo", data=body) as response:
                assert response.status == 413


async def test_a_body_that_dawdles_is_given_up() -> None:
    """Half a body and then silence is a timeout."""
    async with running() as (server, _, _app):
        reader, writer = await asyncio.open_connection(server.host, server.port)
        writer.write(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf")

        assert b" 408 " in await reader.readline()
        writer.close()


class Clock:
    """Timers that fire when told to."""

    def __init__(self) -> None:
        self.timers: list[tuple[float, asyncio.TimerHandle]] = []
        self.started = asyncio.Event()

    def call_later(self, seconds: float, callback: object, *args: object) -> asyncio.TimerHandle:
        """Remember a timer of the loop, to be run by `fire`."""
        handle = asyncio.get_running_loop().call_later(3600, callback, *args)  # type: ignore[arg-type]
        self.timers.append((seconds, handle))
        self.started.set()
        return handle

    def fire(self) -> None:
        """Run every timer that was not cancelled."""
        for _, handle in self.timers:
            if not handle.cancelled():
                handle._run()


@pytest.mark.parametrize("sent", [b"", b"GET /hea", HEAD, HEAD + b"X-Slow: " + b"a" * 100])
async def test_a_head_that_never_ends_is_cut(sent: bytes) -> None:
    """Whoever has not finished asking when the deadline comes is cut, however busy they look."""
    async with running() as (server, _, app):
        clock = Clock()
        app[DEADLINES]._call_later = clock.call_later
        reader, writer = await asyncio.open_connection(server.host, server.port)
        writer.write(sent)
        await clock.started.wait()
        clock.fire()

        with contextlib.suppress(ConnectionResetError):
            assert await reader.read() == b""
        assert clock.timers[0][0] == 15.0
        writer.close()


async def test_a_connection_in_use_is_not_cut_and_the_next_head_has_a_deadline_again() -> None:
    """The clock stands still while a request is answered and runs between two."""
    async with running() as (server, _, app):
        clock = Clock()
        app[DEADLINES]._call_later = clock.call_later
        reader, writer = await asyncio.open_connection(server.host, server.port)
        for _ in range(2):
            writer.write(HEAD + b"\r\n")
            assert b" 200 " in await reader.readuntil(b"}")

        assert [handle.cancelled() for _, handle in clock.timers] == [True, True, False]
        clock.fire()
        with contextlib.suppress(ConnectionResetError):
            assert await reader.read() == b""
        writer.close()


async def test_too_many_connections_are_not_let_in() -> None:
    """Beyond the limit a connection is cut at once and others are untouched."""
    async with running() as (server, _, app):
        app[DEADLINES]._most = 1
        first, keep = await asyncio.open_connection(server.host, server.port)
        keep.write(HEAD + b"\r\n")
        assert b" 200 " in await first.readline()
        second, extra = await asyncio.open_connection(server.host, server.port)

        with contextlib.suppress(ConnectionResetError):
            assert await second.read() == b""
        assert len(app[DEADLINES]) == 1
        keep.close()
        extra.close()


@pytest.mark.parametrize(
    "raw",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
        POST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + b"Content-Length: -1\r\n\r\n",
    ],
)
async def test_requests_that_are_none_are_refused(raw: bytes) -> None:
    """400 and the connection closes; no page tells how we are built."""
    async with running() as (server, _, _app):
        reader, writer = await asyncio.open_connection(server.host, server.port)
        writer.write(raw)
        answer = await reader.read()
        writer.close()

    assert b" 400 " in answer.split(b"\r\n")[0]
    assert b"Traceback" not in answer


async def test_a_taken_address_is_told() -> None:
    """A port in use is an OSError for the command line to explain."""
    async with running() as (server, _, _app):
        with pytest.raises(OSError, match="in use"):
            await serve(make_app([]), "127.0.0.1", server.port)


def test_the_guard_is_harmless_before_it_has_a_connection() -> None:
    """What comes after a refused connection goes nowhere."""
    guard = Guarded(asyncio.Protocol(), Deadlines())
    guard.data_received(b"x")
    guard.connection_lost(None)

    assert guard.eof_received() is None
