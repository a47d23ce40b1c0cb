"""A person with a phone, the bot, an adapter, and somebody else's helpdesk: all over real HTTP."""

import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

from bot.adapters import told
from bot.adapters.protocol import Desk as Ours
from bot.adapters.serving import Adapter, System, app
from bot.api.signing import shown
from bot.simulator.phone import Phone
from bot.store import desks
from tests.desks import Desk, make
from tests.rig import Rig, rig, until

KEY = "an-unguessable-part-of-the-address"
SECRET = "a-secret-of-theirs"
WORDS = told.words("en")


@dataclass
class Meeting:
    """Everybody. `ran` are the servers that were begun."""

    rig: Rig
    desk: Desk
    ours: Ours
    theirs: str  # where the other system is
    ran: list[web.AppRunner] = field(default_factory=list)
    adapter: str = ""

    async def adapt(self, system: System) -> None:
        """Begin the adapter, and let the bot call it."""
        self.adapter = await _served(app(Adapter(self.ours, system, KEY)), self.ran)
        store = self.rig.bot.store

        def listen(db: Any) -> bytes | None:
            found = desks.by_name(db, "demo")
            assert found is not None
            return desks.call_at(db, store.keys, found, f"{self.adapter}/riposte")

        secret = await store.transact(listen)
        assert secret is not None
        object.__setattr__(self.ours, "secret", shown(secret))

    async def hook(self, event: Any, headers: Mapping[str, str] | None = None) -> int:
        """Send a webhook as the other system does; return the status."""
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        url = f"{self.adapter}/hook/{KEY}"
        async with self.desk.session.post(url, data=body, headers=headers) as answer:
            await self.rig.quiet()
            return answer.status

    async def asked(self) -> tuple[str, Phone]:
        """Let somebody come by a link, and ask for a human; return the conversation's id."""
        made = await self.desk.mint()
        phone = await self.rig.phone()
        await self.rig.write(phone, "/start " + made.json["url"].partition("start=")[2])
        await self.rig.press(phone, "Tout cela, d’accord")
        await self.again(phone)
        listed = (await self.desk.ask("GET", "/v1/conversations")).json["conversations"]
        return listed[-1]["id"], phone

    async def again(self, phone: Phone) -> None:
        """Let somebody ask for a human."""
        await self.rig.write(phone, "/human")
        await self.rig.press(phone, "Demander un conseiller")

    async def told(self) -> None:
        """Wait until the adapter has taken all news."""

        def nothing_waits() -> bool:
            found = desks.by_name(self.rig.bot.store.connection, "demo")
            assert found is not None
            row = self.rig.bot.store.connection.execute(
                "SELECT last_seq = told_seq FROM desk WHERE id = ?", (found.id,)
            ).fetchone()
            return bool(row[0])

        await until(nothing_waits, "news still waits")


@asynccontextmanager
async def meeting(folder: Path, other: web.Application) -> AsyncIterator[Meeting]:
    """Run the bot and the other system until the block ends."""
    ran: list[web.AppRunner] = []
    inside = frozenset({"127.0.0.1"})
    async with rig(folder, inside=inside) as given, ClientSession() as http:
        desk = await make(given, http)
        ours = Ours(http, f"{given.bot.address}/v1", desk.key, "")
        try:
            yield Meeting(given, desk, ours, await _served(other, ran), ran)
        finally:
            for one in ran:
                await one.cleanup()


async def _served(application: web.Application, ran: list[web.AppRunner]) -> str:
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    ran.append(runner)
    return f"http://127.0.0.1:{runner.addresses[0][1]}"


def stamp() -> str:
    """Return now, in seconds."""
    return str(int(time.time()))
