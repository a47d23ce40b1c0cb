"""Long polling: nothing is forgotten before it is committed, and nothing can stop the rest."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from fake_telegram import HANG_UP, TOKEN, Fake, batch, refusal, telegram, text

from bot.chat.client import Client
from bot.chat.decode import Decoded
from bot.chat.intake import Intake
from bot.chat.outcome import Conflict, Revoked
from bot.chat.poller import Poller

KEY = b"k" * 32


@dataclass
class Scene:
    """A poller against a fake, and what came of it."""

    fake: Fake
    poller: Poller
    intake: Intake
    handled: list[int] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    failing: dict[int, list[Exception]] = field(default_factory=dict)
    asleep: asyncio.Event = field(default_factory=asyncio.Event)

    def offsets(self) -> list[int | None]:
        """Return the offset of each poll."""
        return [params.get("offset") for params in self.fake.asked("getUpdates")]

    async def play(self, *replies: Any) -> None:
        """Answer the polls with `replies`, stop once all have been used."""
        self.fake.replies["getUpdates"] = list(replies)
        running = asyncio.create_task(self.poller.run())
        quiet = asyncio.create_task(self.fake.quiet.wait())
        await asyncio.wait({running, quiet}, return_when=asyncio.FIRST_COMPLETED)
        self.poller.stop()
        assert await running is None


@asynccontextmanager
async def scene() -> AsyncIterator[Scene]:
    """Set up a poller that sleeps without waiting."""

    async def sleep(seconds: float) -> None:
        here.slept.append(seconds)
        here.asleep.set()

    async def handle(decoded: Decoded) -> None:
        waiting = here.failing.get(decoded.update_id)
        if waiting:
            raise waiting.pop(0)
        here.handled.append(decoded.update_id)

    async with telegram() as fake:
        client = Client(TOKEN, key=KEY, api=fake.url)
        await client.open()
        intake = Intake(handle, KEY, client.answer, client.leave)
        poller = Poller(client.get_updates, intake, sleep=sleep, luck=lambda: 0.0)
        here = Scene(fake, poller, intake)
        try:
            yield here
        finally:
            await client.close()


async def test_the_next_offset_is_the_last_id_of_this_batch_plus_one() -> None:
    """Also when they come out of order."""
    async with scene() as here:
        await here.play(batch(text(8), text(7)), batch(text(12)))

    assert here.handled == [7, 8, 12]
    assert here.offsets() == [None, 9, 13]


async def test_ids_that_start_anew_lower_down_are_heard() -> None:
    """An empty answer acknowledged the offset; the next poll names none, and nothing is missed."""
    async with scene() as here:
        await here.play(batch(text(800)), batch(), batch(text(3)), batch(text(4)))

    assert here.handled == [800, 3, 4]
    assert here.offsets() == [None, 801, None, 4, 5]


async def test_what_is_asked_for() -> None:
    """Four kinds of updates, a hundred at a time, held for a while."""
    async with scene() as here:
        await here.play(batch())

    assert here.fake.asked("getUpdates")[0] == {
        "timeout": 50,
        "limit": 100,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }


async def test_a_batch_is_acknowledged_only_when_all_of_it_is_committed() -> None:
    """While one update waits for the disk, Telegram is asked nothing."""
    async with scene() as here:
        here.failing[2] = [OSError()] * 8
        await here.play(batch(text(1), text(2), text(3, chat=6)))

    assert sorted(here.handled) == [1, 2, 3]
    assert here.offsets() == [None, 4]
    assert here.slept[:4] == [0.5, 1.0, 2.0, 4.0]


async def test_a_poison_update_is_given_up_and_its_neighbours_are_served() -> None:
    """One of a hundred fails for ever: ninety-nine are handled, in order."""
    async with scene() as here:
        here.failing[50] = [ValueError()] * 100
        await here.play(batch(*(text(n) for n in range(40, 70))))

    assert here.handled == [n for n in range(40, 70) if n != 50]
    assert here.intake.counts["quarantined"] == 1


async def test_malformed_updates_are_acknowledged_with_the_rest() -> None:
    """They are counted, and never sent again."""
    async with scene() as here:
        await here.play(batch({"update_id": 9, "message": {}}, text(8), {"update_id": "x"}, 5))

    assert here.handled == [8]
    assert here.offsets() == [None, 10]
    assert here.intake.counts["quarantined"] == 3


async def test_unreadable_json_in_one_update_spoils_only_that_one() -> None:
    """Twice the same key, a nesting without end."""
    bomb = b'{"update_id":3,"message":' + b"[" * 5000 + b"]" * 5000 + b"}"
    raw = b",".join([json.dumps(text(1)).encode(), b'{"update_id":2,"a":1,"a":2}', bomb])
    async with scene() as here:
        await here.play(b'{"ok":true,"result":[' + raw + b"]}")

    assert here.handled == [1]
    assert here.offsets() == [None, 4]


async def test_a_batch_without_any_id_is_not_hammered() -> None:
    """It cannot be acknowledged, so it is waited for."""
    async with scene() as here:
        await here.play(batch({}, {}))

    assert here.slept[0] == 0.5
    assert here.offsets() == [None, None]


@pytest.mark.parametrize(
    "reply",
    [
        b'{"ok": true, "result": [{"upda',
        b"<html>",
        {"ok": False},
        (500, b""),
        (502, b"<html>"),
        refusal(400, "Bad Request"),
        HANG_UP,
        (204, b""),
    ],
)
async def test_bad_answers_are_waited_out(reply: Any) -> None:
    """Each further failure waits longer; nothing is acknowledged, nothing is lost."""
    async with scene() as here:
        await here.play(*[reply] * 9, batch(text(1)))

    assert here.slept[:9] == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    assert here.handled == [1]
    assert set(here.offsets()[:10]) == {None}


async def test_throttling_waits_as_long_as_announced() -> None:
    """And half a second more."""
    async with scene() as here:
        await here.play(refusal(429, "Too Many Requests", retry_after=17), refusal(429, "x"))

    assert here.slept[:2] == [17.5, 5.0]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (refusal(409, "Conflict: terminated by other getUpdates request"), Conflict()),
        (refusal(401, "Unauthorized"), Revoked()),
        (refusal(404, "Not Found"), Revoked()),
    ],
)
async def test_what_ends_polling(reply: Any, expected: object) -> None:
    """Another instance, or a token that is no longer ours."""
    async with scene() as here:
        here.fake.replies["getUpdates"] = [batch(), reply]

        assert await here.poller.run() == expected


async def test_the_dying_poll_of_a_former_process_is_waited_out() -> None:
    """At the very start another poll may still hang at Telegram; a rival that stays ends it."""
    rival = refusal(409, "Conflict: terminated by other getUpdates request")
    async with scene() as here:
        await here.play(rival, rival, batch(text(1)))
    assert here.handled == [1]

    async with scene() as here:
        here.fake.replies["getUpdates"] = [rival] * 9

        assert await here.poller.run() == Conflict()
        assert len(here.fake.replies["getUpdates"]) == 5


async def test_a_stop_gives_up_the_poll_and_sees_the_batch_through() -> None:
    """What is being handled is finished; Telegram is not asked again."""
    async with scene() as here:
        gate = asyncio.Event()
        inner = here.intake.handle

        async def slow(decoded: Decoded) -> None:
            gate.set()
            await asyncio.sleep(0)
            await inner(decoded)

        here.intake.handle = slow
        here.fake.replies["getUpdates"] = [batch(text(1), text(2))]
        running = asyncio.create_task(here.poller.run())
        await gate.wait()
        here.poller.stop()

        assert await running is None
        assert here.handled == [1, 2]
        assert here.offsets() == [None]


async def test_a_stop_does_not_wait_for_a_broken_disk() -> None:
    """Unhandled updates stay with Telegram."""
    async with scene() as here:
        here.failing[1] = [OSError()] * 10_000
        here.fake.replies["getUpdates"] = [batch(text(1))]
        running = asyncio.create_task(here.poller.run())
        await here.asleep.wait()
        here.poller.stop()

        assert await running is None
        assert here.offsets() == [None]


async def test_our_clock_is_compared_with_telegrams() -> None:
    """The drift is in seconds, ahead is positive."""
    async with scene() as here:
        here.poller._now = lambda: datetime(2100, 1, 1, tzinfo=UTC)
        await here.play(batch())

        assert here.poller.drift is not None
        assert here.poller.drift > 365 * 86400
        assert here.poller.polled_at == datetime(2100, 1, 1, tzinfo=UTC)


async def test_a_server_without_a_clock_is_no_drift() -> None:
    """Unknown is told apart from none."""
    async with scene() as here:
        here.poller._compare_clocks("")

        assert here.poller.drift is None


async def test_nothing_a_person_wrote_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Broken answers are logged by their length, failures by their type."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("telegram").setLevel(logging.NOTSET)  # as in a process that just began
    logging_from = {"telegram", "bot"}
    async with scene() as here:
        here.failing[1] = [ValueError("mon secret")]
        await here.play(b'{"ok":true,"result":[{"text":"mon secret', batch(text(1, "mon secret")))

    ours = [r for r in caplog.records if r.name.split(".")[0] in logging_from]
    assert ours
    assert not any("secret" in r.getMessage() or TOKEN in r.getMessage() for r in ours)
