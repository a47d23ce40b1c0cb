"""A desk for tests: the whole bot over HTTP, a key, and a client that says little."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from bot.handoff.hours import Hours, parse
from bot.handoff.model import Scope
from bot.store import desks
from tests.rig import Rig, rig

MINT: Mapping[str, Any] = {
    "topic": "plan",
    "case": "MUT-2026-0041",
    "consent_version": "2026-11-01",
    "breach": "viamedis_almerys_2024",
    "leaked": ["nir", "civil_status_birth_date"],
    "notified_on": "2024-02-05",
    "notified_by": "letter",
    "language": "fr",
    "zone": "Europe/Paris",
    "queue": 3,
}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: status, headers, and its JSON or text."""

    status: int
    headers: Mapping[str, str]
    json: Any
    text: str


@dataclass
class Desk:
    """A desk's client."""

    rig: Rig
    session: aiohttp.ClientSession
    key: str
    signing: bytes | None = None
    seen: list[str] = field(default_factory=list)  # every answer, for searches
    count: int = 0

    async def ask(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **kwargs: Any
    ) -> Said:
        """Ask, with the key unless another Authorization is given."""
        given = {"Authorization": f"Bearer {self.key}", **(headers or {})}
        kept = {name: value for name, value in given.items() if value}
        url = self.rig.bot.address + path
        async with self.session.request(method, url, headers=kept, **kwargs) as answer:
            text = await answer.text()
            self.seen.append(f"{answer.status} {dict(answer.headers)} {text}")
            is_json = answer.content_type == "application/json"
            return Said(
                answer.status, dict(answer.headers), await answer.json() if is_json else None, text
            )

    async def mint(self, *, key: str | None = None, **changes: Any) -> Said:
        """Make a hand-off; a value of None leaves the field out."""
        self.count += 1
        body = {k: v for k, v in {**MINT, **changes}.items() if v is not None}
        name = key if key is not None else f"key-{self.count}"
        return await self.ask("POST", "/v1/handoffs", json=body, headers={"Idempotency-Key": name})

    async def events(self, after: int = 0) -> list[Any]:
        """Return the news."""
        return (await self.ask("GET", f"/v1/events?after={after}")).json["events"]


async def make(
    given: Rig,
    session: aiohttp.ClientSession,
    name: str = "demo",
    scopes: Iterable[Scope] = Scope,
    *,
    signed: bool = False,
) -> Desk:
    """Add a desk, if there is none of that name, with a key."""
    store, now = given.bot.store, datetime.now(UTC)

    hours = Hours("Europe/Paris", parse("mon-sun 0:00-24:00"), within=240, holidays=False)

    def work(db: Any) -> tuple[str, bytes | None]:
        desk = desks.by_name(db, name) or desks.add(db, name, f"Mutuelle {name.title()}", now)
        desks.set_hours(db, desk, hours)
        return desks.make_key(db, store.keys, desk, frozenset(scopes), now, signed=signed)

    key, signing = await store.transact(work)
    return Desk(given, session, key, signing)


@asynccontextmanager
async def desk(folder: Path) -> AsyncIterator[Desk]:
    """Run the bot with one desk until the block ends."""
    async with rig(folder) as given, aiohttp.ClientSession() as session:
        yield await make(given, session)
