"""The server itself: every call checked against the documentation, long polls, pushed updates."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
from aiohttp import web

from tests.botapi import limits, spec
from tests.botapi.methods import Refusal, perform
from tests.botapi.wire import Fault, parameters
from tests.botapi.world import Trouble, World

TOKEN = "4242:strict-server-strict-server-strict-server"
SECRET = "X-Telegram-Bot-Api-Secret-Token"
REPHRASED = {404: "Not Found", 401: "Unauthorized", 429: "Too Many Requests: retry later"}


class Server:
    """One bot's Bot API. `world` is what tests look at and play with."""

    def __init__(self, world: World | None = None, token: str = TOKEN) -> None:
        self.world = world or World()
        self.token = token
        self.url = ""
        self.delay = 0.0  # seconds before each answer, as if it were far away
        self.changed = asyncio.Event()
        self._poll: asyncio.Future[str] | None = None

    def put(self, body: dict[str, Any] | bytes, *, copies: int = 1) -> int:
        """Queue an update and wake whoever polls."""
        number = self.world.put(body, copies=copies)
        self.changed.set()
        return number

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        method, world = request.match_info["method"], self.world
        if request.match_info["token"] != self.token:
            return _error(401, "Unauthorized")
        if method not in spec.METHODS:
            world.faults.append(f"{method}: no such method")
            return _error(404, "Not Found")
        try:
            given = await parameters(request, spec.METHODS[method])
            limits.check(method, given)
        except Fault as fault:
            world.faults.append(f"{method}: {fault.words}")
            return _error(fault.status, f"Bad Request: {fault.words}")
        world.calls[method] += 1
        if self.delay:
            await asyncio.sleep(self.delay)
        trouble = world.trouble(method, given)
        if trouble is not None:
            return await self._trouble(trouble, request, method, given)
        return await self._answer(method, given)

    async def _answer(self, method: str, given: dict[str, Any]) -> web.StreamResponse:
        if method == "getUpdates":
            return await self._updates(given)
        try:
            return _good(perform(self.world, method, given))
        except Refusal as refusal:
            self.world.refusals[f"{method}: {refusal.words}"] += 1
            return _error(refusal.status, refusal.words)
        except Fault as fault:
            self.world.faults.append(f"{method}: {fault.words}")
            return _error(fault.status, f"Bad Request: {fault.words}")

    async def _trouble(
        self, trouble: Trouble, request: web.Request, method: str, given: dict[str, Any]
    ) -> web.StreamResponse:
        match trouble.kind:
            case "status":
                words = REPHRASED.get(trouble.status, "Internal Server Error")
                return _error(trouble.status, words, trouble.retry_after)
            case "html":
                return web.Response(text="<html>bad gateway</html>", content_type="text/html")
            case "slow":
                await asyncio.sleep(trouble.seconds)
                return await self._answer(method, given)
            case "accept_and_drop":
                self.world.unanswered[method] += 1
                await self._answer(method, given)
            case "truncated":
                self.world.unanswered[method] += 1
                whole = (await self._answer(method, given)).body
                assert isinstance(whole, bytes)
                return web.Response(body=whole[: len(whole) // 2], content_type="application/json")
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def _updates(self, given: dict[str, Any]) -> web.StreamResponse:
        world = self.world
        if world.webhook is not None:
            words = "can't use getUpdates method while webhook is active"
            return _error(409, f"Conflict: {words}; use deleteWebhook to delete the webhook first")
        if self._poll is not None and not self._poll.done():
            self._poll.set_result("terminated")
        mine = self._poll = asyncio.get_running_loop().create_future()
        offset = given.get("offset")
        if offset is not None and offset >= 0:
            world.forget_below(offset)
        elif offset is not None and world.queue:
            world.forget_below(world.queue[offset:][0][0])
        try:
            async with asyncio.timeout(given.get("timeout", 0)):
                while not world.queue and not mine.done():
                    self.changed.clear()
                    waiting = asyncio.ensure_future(self.changed.wait())
                    await asyncio.wait({waiting, mine}, return_when=asyncio.FIRST_COMPLETED)
                    waiting.cancel()
        except TimeoutError:
            pass
        if mine.done():
            words = "terminated by other getUpdates request"
            return _error(
                409, f"Conflict: {words}; make sure that only one bot instance is running"
            )
        mine.set_result("answered")
        batch = world.queue[: given.get("limit", 100)]
        world.delivered.update(number for number, _ in batch)
        body = b'{"ok":true,"result":[' + b",".join(raw for _, raw in batch) + b"]}"
        return web.Response(body=body, content_type="application/json")

    async def push(self) -> None:
        """Play Telegram's side of a webhook: each chat in order, again until a 2xx."""
        async with aiohttp.ClientSession() as session:
            while True:
                world = self.world
                if world.webhook is None or not world.queue:
                    await asyncio.sleep(0.01)
                    continue
                number, raw = world.queue[0]
                world.delivered[number] += 1
                url, secret = world.webhook
                headers = {SECRET: secret, "Content-Type": "application/json"}
                with suppress(aiohttp.ClientError):
                    async with session.post(url, data=raw, headers=headers) as answer:
                        if 200 <= answer.status < 300:
                            world.queue.pop(0)
                            world.confirmed.add(number)
                            continue
                await asyncio.sleep(0.05)


def _good(result: Any) -> web.Response:
    body = json.dumps({"ok": True, "result": result}).encode()
    return web.Response(body=body, content_type="application/json")


def _error(status: int, words: str, retry_after: int | None = None) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": words}
    if retry_after is not None:
        body["description"] = f"Too Many Requests: retry after {retry_after}"
        body["parameters"] = {"retry_after": retry_after}
    return web.Response(
        status=status, body=json.dumps(body).encode(), content_type="application/json"
    )


@asynccontextmanager
async def strict(port: int = 0) -> AsyncIterator[Server]:
    """Serve on loopback until the block ends."""
    server = Server()
    app = web.Application(client_max_size=60_000_000)
    app.router.add_route("*", "/bot{token}/{method}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.01, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await runner.cleanup()
