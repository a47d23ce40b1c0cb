"""What the tests of the stand-in share: one that is served, calls to it, and small pictures."""

import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from bot.api.app import make_app, serve
from bot.simulator.page import Page
from bot.simulator.server import BotApi
from bot.simulator.state import State

TOKEN = "1:token"


@asynccontextmanager
async def stand_in(state: State | None = None) -> AsyncIterator[tuple[BotApi, str]]:
    """Serve a stand-in with its page."""
    api = BotApi(state or State(None), TOKEN)
    routes: list[web.AbstractRouteDef] = [*api.routes(), *Page(api).routes()]
    server = await serve(make_app(routes), "127.0.0.1", 0)
    try:
        yield api, f"http://127.0.0.1:{server.port}"
    finally:
        api.close()
        await server.stop()


async def ask(address: str, method: str, token: str = TOKEN, **params: object) -> tuple[int, dict]:
    """Call a method; return status and body."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{address}/bot{token}/{method}", json=params) as answer,
    ):
        return answer.status, await answer.json()


async def send(address: str, method: str, name: str, content: bytes, **params: object) -> dict:
    """Send a file in a form, as a client does; return the body."""
    form = aiohttp.FormData({key: str(value) for key, value in params.items()})
    form.add_field(method.removeprefix("send").lower(), content, filename=name)
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{address}/bot{TOKEN}/{method}", data=form) as answer,
    ):
        return await answer.json()


def png(width: int, height: int) -> bytes:
    """Return a grey picture that every reader accepts."""

    def part(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    rows = (b"\0" + b"\x80" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = part(b"IHDR", head), part(b"IDAT", zlib.compress(rows)), part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
