"""`kill -9` in the middle of a conversation with a human: nothing is lost, nothing is doubled."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.handoff.hours import Hours, parse
from bot.handoff.model import Scope
from bot.store import desks
from bot.store.sealing import load_keys
from bot.store.store import connect
from tests.botapi.people import Human, human, plain, until
from tests.botapi.process import Process
from tests.botapi.server import strict
from tests.desks import MINT
from tests.process.test_pushed import free_port

pytestmark = pytest.mark.timeout(170)

ALWAYS = Hours("Europe/Paris", parse("mon-sun 0:00-24:00"), within=60, holidays=False)
KILLS = 4


def _key(folder: Path) -> str:
    """Add a desk beside the bot, as `riposte desk` does."""
    now = datetime.now(UTC)
    keys = load_keys(folder / "riposte.key")
    with closing(connect(folder / "riposte.db")) as db:
        desk = desks.add(db, "demo", "Mutuelle", now)
        desks.set_hours(db, desk, ALWAYS)
        return desks.make_key(db, keys, desk, frozenset(Scope), now)[0]


class Agent:
    """A desk's client that asks again under the same key until it is answered."""

    def __init__(self, session: aiohttp.ClientSession, address: str, key: str) -> None:
        self.session = session
        self.address = address
        self.headers = {"Authorization": f"Bearer {key}"}
        self.count = 0

    async def post(self, path: str, **body: Any) -> Any:
        """Change something, once."""
        self.count += 1
        named = {**self.headers, "Idempotency-Key": f"k{self.count}"}
        return await self._answered(
            lambda: self.session.post(self.address + path, json=body, headers=named)
        )

    async def get(self, path: str) -> Any:
        """Read something."""
        return await self._answered(
            lambda: self.session.get(self.address + path, headers=self.headers)
        )

    async def _answered(self, ask: Callable[[], Any]) -> Any:
        found: list[Any] = []

        async def tried() -> bool:
            try:
                async with ask() as answer:
                    assert answer.status < 500 or answer.status == 503
                    if answer.status < 300:
                        found.append(await answer.json())
            except (aiohttp.ClientError, OSError):
                return False
            return bool(found)

        await _again(tried)
        return found[0]


async def _again(tried: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while not await tried():  # noqa: ASYNC110 - a process that starts has no event to wait for
            await asyncio.sleep(0.05)


def _heard(one: Human, words: str) -> int:
    return sum(plain(message.text).endswith(words) for message in one.mine())


@pytest.mark.long
async def test_a_conversation_survives_kills(tmp_path: Path) -> None:
    """Both sides write while the process dies again and again: each word is there once, in order.

    The desk's words reach the person at least once; only what was on the line when the process
    died can come a second time, and the desk sees it once.
    """
    port = free_port()
    key = _key(tmp_path)
    async with strict() as server, aiohttp.ClientSession() as session:
        bot = await Process(server, tmp_path, RIPOSTE_HTTP=f"127.0.0.1:{port}").start()
        agent = Agent(session, f"http://127.0.0.1:{port}/v1", key)
        link = (await agent.post("/handoffs", **MINT))["url"]
        one = human(server, 501)
        await one.start(link.partition("start=")[2])
        await one.tap("Ne rien dire")
        await one.sees("Votre plan")
        await one.write("/human", entities=[{"type": "bot_command", "offset": 0, "length": 6}])
        await one.tap("Demander un conseiller")
        await one.sees("C’est demandé")
        (waiting,) = (await agent.get("/conversations"))["conversations"]
        path = f"/conversations/{waiting['id']}"
        await agent.post(path + "/take", agent=7)
        await one.sees("Je me tais")

        for number in range(KILLS):
            await one.write(f"question {number}", copies=2)
            if number % 2:
                confirmed = len(server.world.confirmed)
                await until(lambda n=confirmed: len(server.world.confirmed) > n)
            said = asyncio.create_task(agent.post(path + "/messages", agent=7, text=f"r{number}"))
            if not number % 2:
                await said
            await bot.end(signal.SIGKILL)
            await bot.start()
            await said
        await until(lambda: all(_heard(one, f"r{n}") for n in range(KILLS)), "not delivered")
        await until(lambda: not server.world.queue)
        messages = (await agent.get(path + "/messages"))["messages"]
        asked = [m["text"] for m in messages if m["side"] == "person"]
        answered = [m["text"] for m in messages if m["side"] == "desk"]
        assert asked == [f"question {n}" for n in range(KILLS)]
        assert answered == [f"r{n}" for n in range(KILLS)]
        assert sum(_heard(one, f"r{n}") for n in range(KILLS)) <= 2 * KILLS

        await agent.post(path + "/return", agent=7, task="ameli")
        await bot.end(signal.SIGKILL)
        await bot.start()
        await one.sees("vous propose la suite")
        await agent.get(f"{path}/messages?after={messages[-1]['sequence']}")
        assert (await agent.get("/conversations"))["conversations"] == []
        assert await bot.end(signal.SIGTERM) == 0
        assert server.world.faults == []
    with closing(connect(tmp_path / "riposte.db")) as db:
        assert db.execute("SELECT count(*) FROM talk_message").fetchone() == (0,)
