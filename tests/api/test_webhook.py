"""Updates pushed by Telegram: acknowledged after the commit, never before, never to strangers."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.api.app import make_app, serve
from bot.api.webhook import MAX_BODY, PATH, SECRET_HEADER, webhook
from bot.chat.decode import Decoded
from bot.chat.intake import Intake

SECRET = "s3cret"


class Scene:
    """A running webhook and what it handled."""

    def __init__(self) -> None:
        self.handled: list[int] = []
        self.failing: list[Exception] = []
        self.gate = asyncio.Event()
        self.reached = asyncio.Event()
        self.gate.set()
        self.url = ""
        self.intake = Intake(self.handle, b"k", lambda _: None, lambda _: None)

    async def handle(self, decoded: Decoded) -> None:
        """Commit, in this test's sense."""
        self.reached.set()
        await self.gate.wait()
        if self.failing:
            raise self.failing.pop(0)
        self.handled.append(decoded.update_id)

    async def post(self, body: bytes | io.BytesIO, secret: str | None = SECRET) -> int:
        """Push one update."""
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url + PATH, data=body, headers=headers) as response,
        ):
            return response.status


@asynccontextmanager
async def scene() -> AsyncIterator[Scene]:
    """Serve a webhook on a free port."""
    here = Scene()
    server = await serve(make_app([webhook(here.intake, SECRET)]), "127.0.0.1", 0)
    here.url = f"http://127.0.0.1:{server.port}"
    try:
        yield here
    finally:
        await server.stop()


def update(update_id: int = 1, **content: Any) -> bytes:
    """Return one update's bytes."""
    message = {
        "message_id": 9,
        "date": 1_780_000_000,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False},
        **(content or {"text": "x"}),
    }
    return json.dumps({"update_id": update_id, "message": message}).encode()


@pytest.mark.parametrize("secret", [None, "", "S3cret", "s3cret2", "s3cré"])
async def test_nobody_but_telegram_gets_in(secret: str | None) -> None:
    """A missing or wrong secret is 403, and nothing is read."""
    async with scene() as here:
        assert await here.post(update(), secret) == 403
        assert here.handled == []


async def test_an_update_is_acknowledged_after_its_commit() -> None:
    """While the commit is under way, Telegram waits."""
    async with scene() as here:
        here.gate.clear()
        posted = asyncio.create_task(here.post(update()))
        await here.reached.wait()
        assert not posted.done()
        here.gate.set()

        assert await posted == 200
        assert here.handled == [1]


async def test_what_was_not_committed_comes_again() -> None:
    """500 makes Telegram send it once more; then it is handled."""
    async with scene() as here:
        here.failing = [OSError("disk full")]

        assert await here.post(update()) == 500
        assert await here.post(update()) == 200
        assert here.handled == [1]


async def test_a_poison_update_does_not_come_for_ever() -> None:
    """It is given up at once and acknowledged; an outage is not its fault, and it comes again."""
    async with scene() as here:
        here.failing = [OSError(), *[ValueError()] * 100]

        assert [await here.post(update()) for _ in range(2)] == [500, 200]
        assert here.intake.counts["quarantined"] == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"update_id": 1, "update_id": 2}', b"\xff", b"[" * 10_000, update(text=5)],
)
async def test_malformed_updates_are_acknowledged_and_counted(body: bytes) -> None:
    """They would otherwise be sent for ever."""
    async with scene() as here:
        assert await here.post(body) == 200
        assert here.intake.counts["quarantined"] == 1
        assert here.handled == []


async def test_a_body_past_the_limit_is_refused() -> None:
    """One update is never a megabyte."""
    async with scene() as here:
        assert await here.post(io.BytesIO(b"x" * (MAX_BODY + 1))) == 413
