"""Somebody at a desk's pages, for tests: a browser without JavaScript that says little."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import aiohttp

from bot.api.counter.door import COOKIE, ticket
from bot.handoff.hours import Hours, parse
from bot.simulator.phone import Phone
from bot.store import accounts, desks, waves
from bot.store.accounts import Role, Stage
from tests.counting import SIGN, crowd
from tests.rig import Rig, rig

HOURS = Hours("Europe/Paris", parse("mon-sun 0:00-24:00"), within=240, holidays=False)
ONCE = "o" * 22
ASKED = "Demander un conseiller"
NOTHING, ALL = "Ne rien dire", "Tout cela, d’accord"
SCAM = "Votre colis est bloqué. Payez 1,95 € avant demain : https://bit.ly/3xYz12"
MINT = {"topic": "plan", "breach": "viamedis_almerys_2024", "language": "fr", "case": "MUT-0041"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str
    cookies: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where it sends one."""
        return self.headers.get("Location", "")

    @property
    def words(self) -> str:
        """The words of the page, in one line."""
        inside = self.text.partition("<main")[2]
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", inside)).split())


@dataclass
class Person:
    """Somebody of a desk, with a session unless `token` is empty."""

    rig: Rig
    session: aiohttp.ClientSession
    name: str
    token: str
    seen: list[Shown] = field(default_factory=list)

    async def get(self, path: str, **kwargs: Any) -> Shown:
        """Ask for a page."""
        return await self._ask("GET", path, **kwargs)

    async def post(self, path: str, *, token: str | None = None, **fields: Any) -> Shown:
        """Send a form of this session; a token may be given instead of its own."""
        given = ticket(self.token) if token is None else token
        return await self._ask("POST", path, data=[("token", given), *_pairs(fields)])

    async def _ask(self, method: str, path: str, **kwargs: Any) -> Shown:
        url = self.rig.bot.address + "/desk" + path
        headers = {"Accept-Language": "en", **kwargs.pop("headers", {})}
        if self.token:
            headers["Cookie"] = f"{COOKIE}={self.token}"
        async with self.session.request(
            method, url, headers=headers, allow_redirects=False, **kwargs
        ) as answer:
            shown = Shown(answer.status, dict(answer.headers), await answer.text(), answer.cookies)
        self.seen.append(shown)
        return shown

    async def mint(self, once: str = ONCE, **changes: Any) -> tuple[str, str]:
        """Make a link; return the hand-off's id and the token of its link."""
        made = await self.post("/mint", once=once, **{**MINT, **changes})
        assert made.status == 200, made.words
        number = re.search(r"ho_[0-9a-f]{24}", made.text)
        token = re.search(r"/h/([A-Za-z0-9_-]{22})", made.text)
        assert number is not None
        assert token is not None
        return number[0], token[1]


def _pairs(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, one)
        for name, value in fields.items()
        for one in (value if isinstance(value, list) else [value])
    ]


@dataclass
class Counter:
    """A running bot, and people at its desks' pages."""

    rig: Rig
    session: aiohttp.ClientSession

    async def person(
        self, name: str, role: Role = Role.AGENT, desk: str = "demo", *, inside: bool = True
    ) -> Person:
        """Add somebody to a desk; they have come in unless `inside` is false."""
        now = datetime.now(UTC)

        def work(db: Any) -> str:
            found = desks.by_name(db, desk) or desks.add(db, desk, f"Mutuelle {desk}", now)
            desks.set_hours(db, found, HOURS)
            code = accounts.add(db, found, name, role, now)
            account = accounts.by_name(db, name)
            assert account is not None
            accounts.proven(db, account)
            return accounts.come_in(db, account, Stage.IN, now) if inside else code

        token = await self.rig.bot.store.transact(work)
        return Person(self.rig, self.session, name, token if inside else "")

    def rows(self, query: str) -> list[Any]:
        """Look into the database."""
        return self.rig.bot.store.connection.execute(query).fetchall()


@asynccontextmanager
async def counter(folder: Path) -> AsyncIterator[Counter]:
    """Run the bot until the block ends."""
    async with (
        rig(folder) as given,
        aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
    ):
        yield Counter(given, session)


async def opened(one: Counter, token: str, choice: str) -> Phone:
    """Return the phone of somebody who opened a link and chose what to tell."""
    phone = await one.rig.phone()
    await one.rig.write(phone, f"/start h_{token}")
    await one.rig.press(phone, choice)
    return phone


async def filled(given: Rig, desk: str = "demo", people: int = 14) -> None:
    """Let a desk's people have checked messages yesterday, and everybody together fourteen."""
    before = datetime.now(UTC) - timedelta(days=1)

    def work(db: Any) -> None:
        found = desks.by_name(db, desk)
        assert found is not None
        crowd(db, given.bot.store.keys, found, people, before)
        for _ in range(14):
            waves.count(db, ("danger", SIGN), before)

    await given.bot.store.transact(work)


async def talk(one: Counter, lea: Person) -> tuple[str, Phone]:
    """Return a conversation that waits, and whose phone it is."""
    _, token = await lea.mint()
    phone = await opened(one, token, NOTHING)
    await one.rig.write(phone, "/human")
    await one.rig.press(phone, ASKED)
    found = re.search(r"cv_[0-9a-f]{24}", (await lea.get("/conversations")).text)
    assert found is not None
    return found[0], phone


async def taken(one: Counter, lea: Person) -> tuple[str, Phone]:
    number, phone = await talk(one, lea)
    assert (await lea.post(f"/conversations/{number}/take", owner="")).status == 303
    await one.rig.quiet()
    return number, phone
