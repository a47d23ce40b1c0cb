"""A small Telegram on loopback: answers what a test scripted, remembers what it was asked."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "123456789:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
HANG_UP = object()  # take the request, close without an answer
SILENCE = object()  # take the request, and never answer
Reply = Any  # bytes (with 200), (status, dict | bytes), HANG_UP or SILENCE


@dataclass
class Fake:
    """`replies[method]` are given in turn; past them, everything succeeds."""

    replies: dict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))
    seen: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    quiet: asyncio.Event = field(default_factory=asyncio.Event)  # set: the script of polls is over
    url: str = ""
    next_id: int = 100

    def asked(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of each call of a method."""
        return [params for name, params in self.seen if name == method]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Play one call."""
        method = request.match_info["method"]
        self.seen.append((method, await self._params(request)))
        waiting = self.replies[method]
        if waiting and waiting[0] is not SILENCE:
            return _response(waiting.pop(0), request)
        if waiting or method == "getUpdates":
            self.quiet.set()
            await asyncio.sleep(3600)  # the long poll; the test's end cancels it
        return _response((200, {"ok": True, "result": self._result(method)}), request)

    def _result(self, method: str) -> Any:
        if method == "getMe":
            return {"id": 1, "is_bot": True, "first_name": "R", "username": "riposte_test_bot"}
        if method.startswith(("send", "editMessage")):
            self.next_id += 1
            return {"message_id": self.next_id, "date": 1, "chat": {"id": 5, "type": "private"}}
        return True

    async def _params(self, request: web.Request) -> dict[str, Any]:
        if request.content_type == "application/json":
            return dict(await request.json())
        params: dict[str, Any] = {}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                self.files.append((value.filename, value.content_type, value.file.read()))
            else:
                params[name] = value
        return params


def _response(reply: Reply, request: web.Request) -> web.StreamResponse:
    if reply is HANG_UP:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()
    status, body = reply if isinstance(reply, tuple) else (200, reply)
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return web.Response(status=status, body=raw)


def batch(*updates: object) -> tuple[int, dict[str, Any]]:
    """Return a good answer to getUpdates."""
    return 200, {"ok": True, "result": list(updates)}


def refusal(status: int, description: str, **parameters: int) -> tuple[int, dict[str, Any]]:
    """Return an error as the Bot API words them."""
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if parameters:
        body["parameters"] = parameters
    return status, body


def text(update_id: int, words: str = "bonjour", chat: int = 5) -> dict[str, Any]:
    """Return an update: somebody wrote something."""
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id + 1000,
            "date": 1_780_000_000,
            "chat": {"id": chat, "type": "private"},
            "from": {"id": chat, "is_bot": False, "first_name": "A", "language_code": "fr-FR"},
            "text": words,
        },
    }


@asynccontextmanager
async def telegram() -> AsyncIterator[Fake]:
    """Run a fake on a free port."""
    fake = Fake()
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", fake.answer)
    app.router.add_get("/file/bot{token}/{method:.+}", fake.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    fake.url = f"http://127.0.0.1:{port}"
    try:
        yield fake
    finally:
        await runner.cleanup()
