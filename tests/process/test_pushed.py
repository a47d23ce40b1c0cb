"""The real process behind a webhook: acknowledged after the commit, pushed again until then."""

import asyncio
import signal
import socket
from contextlib import suppress
from pathlib import Path

import pytest

from tests.botapi.people import human, until
from tests.botapi.process import Process
from tests.botapi.server import strict

pytestmark = pytest.mark.timeout(120)


def free_port() -> int:
    """Return a port that nobody has now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_pushed_updates_survive_a_kill(tmp_path: Path) -> None:
    """Doubled, killed, started again: each person gets each screen, and goes on."""
    port = free_port()
    async with strict() as server:
        settings = {
            "RIPOSTE_HTTP": f"127.0.0.1:{port}",
            "RIPOSTE_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "RIPOSTE_WEBHOOK_SECRET": "a-secret-of-the-tests-only",
        }
        pushing = asyncio.create_task(server.push())
        bot = await Process(server, tmp_path, **settings).start()
        await until(lambda: server.world.webhook is not None)
        people = [human(server, 301 + n) for n in range(6)]
        for one in people:
            await one.start()
            server.put(server.world.accepted[server.world.next_update - 1])  # the same again
        await until(lambda: len(server.world.confirmed) >= 3)
        await bot.end(signal.SIGKILL)
        await bot.start()
        for one in people:
            await one.tap("De l’argent est parti")
            await one.sees("Comment l’argent est-il parti")
        await until(lambda: not server.world.queue)
        assert await bot.end(signal.SIGTERM) == 0
        pushing.cancel()
        with suppress(asyncio.CancelledError):
            await pushing

        assert sum(len(one.chat.sent) for one in people) <= 2 * len(people) + 2
        assert server.world.faults == []
        assert not server.world.calls["getUpdates"]
