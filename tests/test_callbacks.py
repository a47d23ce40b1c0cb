"""Calling desks: signed, in order, again until taken, and nowhere it must not go."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from bot import callbacks, receiver
from bot.api.app import make_app, serve
from bot.api.signing import shown
from bot.callbacks import FIRST_WAIT, LONGEST_WAIT, Callbacks, wait_after
from bot.clock import FrozenClock
from bot.engine.person import Person
from bot.handoff.model import Facts, News, Scope
from bot.receiver import call
from bot.store import desk_events, desks, handoffs, people
from bot.store.desks import Key
from bot.store.sealing import derive
from bot.store.store import Store, connect

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
FACTS = Facts("plan", None, (), None, None, "fr", "Europe/Paris", "A1", 7, NOW.date())
LOCAL = frozenset({"127.0.0.1"})


class Receiver:
    """An insurer's end: keeps what it took, and answers as told."""

    def __init__(self) -> None:
        self.status = 200
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.paths: list[str] = []
        self.before: Callable[[], None] = lambda: None

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.before()
        self.paths.append(request.path)
        self.taken.append((dict(request.headers), body))
        return web.Response(status=self.status, headers={"Location": "/elsewhere"})

    def sequences(self) -> list[int]:
        """Return the places in the sequence, as they came."""
        return [json.loads(body)["data"]["sequence"] for _, body in self.taken]


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[Receiver, str]]:
    """Run a receiver."""
    one = Receiver()
    server = await serve(make_app([web.post("/{any:.*}", one.take)]), "127.0.0.1", 0)
    try:
        yield one, f"{server.address}/riposte"
    finally:
        await server.stop()


class House:
    """A store with one desk, one hand-off that told everything, and what calls."""

    def __init__(self, folder: Path) -> None:
        self.clock = FrozenClock(NOW)
        self.store = Store(connect(folder / "riposte.db"), derive(bytes(range(32))))
        self.callbacks = Callbacks(self.store, self.clock, asyncio.Event(), LOCAL)
        self.handoff = ""
        self.secret = b""

    async def begin(self, address: str) -> None:
        """Add the desk and a person who agreed to all."""
        keys = self.store.keys

        def work(db: object) -> tuple[str, bytes | None]:
            desk = desks.add(db, "demo", "Mutuelle", NOW)  # type: ignore[arg-type]
            secret = desks.call_at(db, keys, desk, address)  # type: ignore[arg-type]
            person = people.create(db, keys, 1, Person(), NOW).id  # type: ignore[arg-type]
            minted = handoffs.fresh(timedelta(hours=1), NOW)
            key = Key("k", desk, frozenset(Scope), None)
            handoffs.mint(db, keys, key, minted, FACTS, NOW)  # type: ignore[arg-type]
            handoffs.redeem(db, keys, minted.token, person, NOW)  # type: ignore[arg-type]
            handoffs.share(db, keys, minted.id, person, News, NOW)  # type: ignore[arg-type]
            return minted.id, secret

        self.handoff, secret = await self.store.transact(work)
        assert secret is not None
        self.secret = secret

    async def tell(self, *codes: str) -> None:
        """Tell of tasks done."""
        for code in codes:
            await self.store.transact(
                lambda db, c=code: desk_events.emit(
                    db, self.handoff, News.TASK_DONE, c, self.clock.now()
                )
            )

    async def call(self) -> None:
        """Make the calls that are due."""
        await self.callbacks.round()
        await self.callbacks.settled()

    def state(self) -> desks.Desk:
        """Return the desk as it stands."""
        found = desks.by_name(self.store.connection, "demo")
        assert found is not None
        return found


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Return a house, closed afterwards."""
    one = House(tmp_path)
    yield one
    await one.store.close()


async def test_calls_are_signed_as_the_standard_says(house: House) -> None:
    """Verified by the standard's own package; altered, it does not verify."""
    async with listening() as (one, url):
        await house.begin(url)
        await house.call()

        ((headers, body),) = one.taken
        said = Webhook(shown(house.secret)).verify(body, headers)
        assert said["type"] == "handoff.opened"
        assert said["id"] == headers["webhook-id"]
        assert said["data"]["case"] == "A1"
        assert said["data"]["queue"] == 7
        with pytest.raises(WebhookVerificationError):
            Webhook(shown(house.secret)).verify(body.replace(b"opened", b"erased"), headers)


async def test_in_order_and_again_until_taken(house: House) -> None:
    """What fails holds up what follows; the same id comes again, and nothing is left out."""
    async with listening() as (one, url):
        await house.begin(url)
        await house.tell("ameli", "impots")
        one.status = 500
        await house.call()
        await house.call()  # not due yet
        assert one.sequences() == [1]
        assert house.state().failing_since == NOW

        one.status = 204
        house.clock.move(seconds=2 * FIRST_WAIT)
        await house.call()
        assert one.sequences() == [1, 1, 2, 3]
        assert one.taken[0][0]["webhook-id"] == one.taken[1][0]["webhook-id"]
        assert house.state().failing_since is None
        await house.call()
        assert len(one.taken) == 4


async def test_what_fails_for_days_is_stopped_and_seen(house: House) -> None:
    """After three days no call is made; `--again` sends what waited, in order."""
    async with listening() as (one, url):
        await house.begin(url)
        one.status = 503
        for _ in range(80):
            await house.call()
            house.clock.move(hours=2)
            if house.state().stopped_at is not None:
                break
        stopped = house.state().stopped_at
        assert stopped is not None
        assert timedelta(days=3) <= stopped - NOW < timedelta(days=4)
        count = len(one.taken)
        await house.tell("ameli")
        await house.call()
        assert len(one.taken) == count

        one.status = 200
        await house.store.transact(
            lambda db: desks.call_at(db, house.store.keys, house.state(), url, fresh=False)
        )
        await house.call()
        assert one.sequences()[count:] == [1, 2]


async def test_a_secret_of_another_key_file_ends_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said in the log, the bot goes on, and stops when told."""
    monkeypatch.setattr(callbacks, "LOOK_SECONDS", 0.01)
    await house.begin("http://127.0.0.1:9/")
    house.store.keys = derive(bytes(range(1, 33)))
    running = asyncio.create_task(house.callbacks.run())
    while "desks not called: KeyFault" not in caplog.text:  # noqa: ASYNC110 - a log has no event
        await asyncio.sleep(0.01)
    house.callbacks.stopping.set()
    await running


async def test_a_receiver_that_says_gone_is_left_alone(house: House) -> None:
    """410 ends it at once."""
    async with listening() as (one, url):
        await house.begin(url)
        one.status = 410
        await house.call()

        assert house.state().stopped_at == NOW


@pytest.mark.parametrize("status", [301, 302, 307, 400, 404])
async def test_a_redirect_is_a_failure(house: House, status: int) -> None:
    """Nobody is followed anywhere."""
    async with listening() as (one, url):
        await house.begin(url)
        one.status = status
        await house.call()

        assert len(one.taken) == 1
        assert house.state().failing_since == NOW


async def test_an_address_changed_meanwhile(house: House) -> None:
    """What the former address took is told to the new one as well."""
    async with listening() as (one, url):
        await house.begin(url)

        def change() -> None:
            db = house.store.connection
            db.execute("UPDATE desk SET callback = ?", (url.replace("riposte", "new"),))

        one.before = change
        await house.call()

        assert one.paths == ["/riposte", "/new"]
        assert one.sequences() == [1, 1]


async def test_a_dead_and_a_silent_receiver(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens, or somebody never answers: a failure, within bounds."""
    monkeypatch.setattr(receiver, "SECONDS", 0.2)
    taken, over, left = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def silent(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.set()
        await over.wait()
        writer.close()
        left.set()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    answered = await call(f"http://127.0.0.1:{port}/", {}, b"{}", LOCAL)
    server.close()
    assert taken.is_set()
    over.set()
    await left.wait()
    assert answered == receiver.Answered(None, "late")

    dead = await call(f"http://127.0.0.1:{port}/", {}, b"{}", LOCAL)
    assert dead.status is None


async def test_an_endless_answer_is_not_read(house: House) -> None:
    """Only the status counts; the rest is left."""

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 65536)
        except ConnectionError:
            return response

    server = await serve(make_app([web.post("/", endless)]), "127.0.0.1", 0)
    answered = await call(f"{server.address}/", {}, b"{}", LOCAL)
    await server.stop()

    assert answered.accepted


async def test_a_name_is_looked_up_once(house: House) -> None:
    """The connection goes to the address that was checked, whatever the name says later."""
    asked = []

    async def look_up(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    async with listening() as (one, url):
        named = url.replace("127.0.0.1", "recepteur.exemple")
        answered = await call(named, {}, b"{}", frozenset({"recepteur.exemple"}), look_up)

        assert answered.accepted
        assert asked == ["recepteur.exemple"]
        assert one.taken[0][0]["Host"].startswith("recepteur.exemple:")


def test_waiting_grows_and_is_spread() -> None:
    """Doubled each time up to an hour, never the same for all."""
    assert 0.8 * FIRST_WAIT <= wait_after(0) <= 1.2 * FIRST_WAIT
    assert 0.8 * LONGEST_WAIT <= wait_after(10_000) <= 1.2 * LONGEST_WAIT
    assert len({wait_after(3) for _ in range(20)}) > 1
