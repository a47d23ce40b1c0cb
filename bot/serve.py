"""The running bot, put together: store, service, outbox, Telegram, HTTP. Decides nothing itself."""

import asyncio
import errno
import logging
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.actions.instant import INSTANT
from bot.api import desk_side
from bot.api.admission import Gate
from bot.api.app import Running, make_app, serve
from bot.api.health import health
from bot.api.links import Links
from bot.api.webhook import webhook
from bot.callbacks import Callbacks
from bot.chat import setup
from bot.chat.client import Client
from bot.chat.intake import Intake
from bot.chat.outcome import Broken, Conflict, Revoked
from bot.chat.poller import Poller
from bot.chat.presenting import TYPED_COMMANDS, presentations
from bot.clock import Clock, RealClock
from bot.engine.commands import COMMANDS
from bot.flow.release import Release
from bot.guard import take
from bot.outbox import Outbox
from bot.outside import Outside
from bot.pictures.worker import Worker
from bot.service import Service
from bot.settings import Webhook
from bot.store.sealing import load_keys
from bot.store.store import Store, connect, keyed
from bot.upkeep import Upkeep

DRAIN_SECONDS = 8.0
MOST_SILENCE = 180.0  # between two answers to the long poll, which is held for fifty seconds
WRITE_FAULTS = (OSError, sqlite3.DatabaseError)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a running bot is made from."""

    token: str
    api: str
    database: Path
    key_file: Path
    host: str
    port: int
    webhook: Webhook | None
    release: Release
    routes: tuple[web.AbstractRouteDef, ...] = ()  # the demo's page
    public_url: str | None = None  # how people reach the HTTP side; its own address otherwise
    username: str | None = None  # of the bot; Telegram says it otherwise
    callback_hosts: frozenset[str] = frozenset()  # receivers that may be inside, or without TLS


@dataclass(slots=True)
class Bot:
    """One running bot. `stop` lets `run` finish what is under way."""

    parts: Parts
    clock: Clock
    store: Store
    service: Service
    outbox: Outbox
    worker: Worker
    client: Client
    intake: Intake
    poller: Poller
    started_at: datetime
    stopping: asyncio.Event
    address: str = ""  # of the HTTP side, once it listens
    username: str | None = None  # of the bot, once known

    def stop(self) -> None:
        """Begin to end: nothing new is taken, what is being sent is sent."""
        self.stopping.set()
        self.poller.stop()
        self.outbox.stop()

    def figures(self) -> Mapping[str, str | int | float | bool | None]:
        """Return what /health says: codes and numbers."""
        counts = self.store.counts()
        age = (self.clock.now() - self.started_at).total_seconds()
        silence = self.silence()
        status = "ok" if silence is None or silence < MOST_SILENCE else "telegram_silent"
        return {
            "status": "stopping" if self.stopping.is_set() else status,
            "release": self.service.release.hash,
            "up_seconds": round(age),
            "waiting": counts["outbox"],
            "people": counts["person"],
            "handled": self.service.counts["handled"],
            "repeated": self.service.counts["repeated"],
            "quarantined": self.intake.counts["quarantined"],
            "clock_drift_seconds": self.poller.drift,
            "polled_seconds_ago": None if silence is None else round(silence),
            "sent_twice_perhaps": self.outbox.counts["repeated"],
            "assumed_sent": self.outbox.counts["assumed"],
        }

    def silence(self) -> float | None:
        """Return the seconds since Telegram last answered a poll; None behind a webhook."""
        if self.parts.webhook is not None:
            return None
        since = self.poller.polled_at or self.started_at
        return (self.clock.now() - since).total_seconds()


def build(parts: Parts, clock: Clock | None = None) -> Bot:
    """Open everything. Raises a StoreFault; the caller holds the lock."""
    clock = clock or RealClock()
    connection = connect(parts.database)
    # A new key beside an old database would only hide that the right one is missing.
    keys = load_keys(parts.key_file, create=not keyed(connection))
    store = Store(connection, keys)
    store.proven()
    client = Client(parts.token, key=keys.buttons, api=parts.api)
    service = Service(store, parts.release, INSTANT, clock)
    worker = Worker()
    outbox = Outbox(
        store,
        client.deliver,
        clock,
        wipe=client.wipe,
        gone=service.unreachable,
        carry_out=Outside(service, client, worker).carry_out,
        memory=service.memory,
    )
    service.wake = outbox.wake
    intake = Intake(
        lambda decoded: take(service, decoded),
        keys.buttons,
        client.answer,
        client.leave,
        commands=frozenset(TYPED_COMMANDS) & COMMANDS.keys(),
        outages=WRITE_FAULTS,
    )
    poller = Poller(client.get_updates, intake, now=clock.now)
    started_at, stopping = clock.now(), asyncio.Event()
    return Bot(
        parts, clock, store, service, outbox, worker, client, intake, poller, started_at, stopping
    )


async def run(
    bot: Bot, listening: Callable[[], None] = lambda: None
) -> Revoked | Conflict | Broken | None:
    """Serve until stopped, or until Telegram says this bot must not run. Raises NoAddress.

    `listening` is called as soon as the HTTP side answers.
    """
    parts = bot.parts
    web_side = await _listen(bot)
    courtesy: asyncio.Task[int] | None = None
    try:
        listening()
        await bot.client.open()
        refused = await _hello(bot)
        if refused is not None:
            return refused
        if not bot.stopping.is_set():
            bot.username = parts.username or bot.client.bot.username
        await bot.outbox.recover()
        callbacks = Callbacks(bot.store, bot.clock, bot.stopping, parts.callback_hosts)
        upkeep = Upkeep(bot.store, bot.service, bot.clock, parts.database, bot.stopping)
        tasks = [
            asyncio.create_task(bot.outbox.run(), name="outbox"),
            asyncio.create_task(upkeep.remind(), name="reminders"),
            asyncio.create_task(upkeep.attend(), name="conversations"),
            asyncio.create_task(upkeep.tidy(), name="tidying"),
            asyncio.create_task(upkeep.follow(), name="releases"),
            asyncio.create_task(upkeep.retime(), name="time zones"),
            asyncio.create_task(upkeep.examine(), name="examination"),
            asyncio.create_task(callbacks.run(), name="callbacks"),
        ]
        if parts.webhook is None:
            tasks.append(asyncio.create_task(bot.poller.run(), name="poller"))
        shown = presentations(bot.service.release)
        courtesy = asyncio.create_task(setup.present(bot.client.bot, shown), name="courtesy")
        return await _until_stopped(bot, tasks)
    finally:
        if courtesy is not None:
            courtesy.cancel()
            await asyncio.gather(courtesy, return_exceptions=True)
        await web_side.stop()
        await bot.worker.close()
        await bot.client.close()
        await bot.store.close()


class NoAddress(Exception):  # noqa: N818 - the name says what is missing
    """The HTTP side cannot listen; `taken` when another program has the address."""

    def __init__(self, *, taken: bool) -> None:
        super().__init__(taken)
        self.taken = taken


async def _listen(bot: Bot) -> Running:
    parts = bot.parts
    routes: list[web.AbstractRouteDef] = [health(bot.figures), *parts.routes, *_desks(bot)]
    if parts.webhook is not None:
        routes.append(webhook(bot.intake, parts.webhook.secret))
    try:
        running = await serve(make_app(routes), parts.host, parts.port)
    except OSError as error:
        raise NoAddress(taken=error.errno == errno.EADDRINUSE) from None
    bot.address = running.address
    return running


def _desks(bot: Bot) -> list[web.RouteDef]:
    links = Links(lambda: bot.username, lambda: bot.parts.public_url or bot.address)
    gate = Gate(bot.store, bot.clock, bot.stopping.is_set)
    return desk_side.routes(gate, links, bot.service)


async def _hello(bot: Bot) -> Revoked | Broken | None:
    """Say hello to Telegram, choose polling or webhook."""
    stopped = asyncio.ensure_future(bot.stopping.wait())

    async def hello() -> Revoked | Broken | None:
        refused = await setup.connect(bot.client.bot)
        if refused is not None:
            return refused
        given = bot.parts.webhook
        chosen = setup.Webhook(given.url, given.secret) if given else None
        return await setup.listen(bot.client.bot, chosen)

    greeting = asyncio.ensure_future(hello())
    await asyncio.wait({greeting, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if not greeting.done():
        greeting.cancel()
        await asyncio.gather(greeting, return_exceptions=True)
        return None
    stopped.cancel()
    return greeting.result()


async def _until_stopped(
    bot: Bot, tasks: list[asyncio.Task[Revoked | Conflict | None]]
) -> Revoked | Conflict | None:
    stopped = asyncio.create_task(bot.stopping.wait())
    await asyncio.wait({stopped, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    bot.stop()
    done, late = await asyncio.wait(tasks, timeout=DRAIN_SECONDS)
    for task in (*late, stopped):
        task.cancel()
    await asyncio.gather(*late, stopped, return_exceptions=True)
    for task in done:
        error = task.exception()
        if error is not None:
            _log.error("%s failed: %s", task.get_name(), type(error).__name__)
            raise error
    return _refusal(task.result() for task in done)


def _refusal(results: Iterable[Revoked | Conflict | None]) -> Revoked | Conflict | None:
    return next((r for r in results if r is not None), None)
