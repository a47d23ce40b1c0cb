"""The real process when Telegram fails: throttled, unwell, cut off, refused; and told to stop."""

import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.botapi.people import human, until
from tests.botapi.process import Process, lived_in
from tests.botapi.server import strict
from tests.botapi.world import Trouble
from tests.process.test_updates import serving

pytestmark = pytest.mark.timeout(180)
Calls = Callable[[str, dict[str, Any]], Trouble | None]


def first(count: int, trouble: Trouble, chat: int | None = None) -> Calls:
    """Let so many sends fail, of one chat or of all, and all later ones succeed."""
    left = count

    def play(method: str, given: dict[str, Any]) -> Trouble | None:
        nonlocal left
        if not method.startswith(("send", "edit")) or left <= 0:
            return None
        if chat is not None and given.get("chat_id") != chat:
            return None
        left -= 1
        return trouble

    return play


TROUBLES = (
    (Trouble("status", 429, 1), 1),
    (Trouble("status", 429), 1),
    (Trouble("status", 500), 1),
    (Trouble("status", 502), 1),
    (Trouble("status", 504), 1),
    (Trouble("html"), 1),
    (Trouble("hang_up"), 1),
    (Trouble("truncated"), 2),
    (Trouble("accept_and_drop"), 2),
)


async def test_one_failure_costs_nobody_their_screen(tmp_path: Path) -> None:
    """Refused or unclear, the screen comes; twice only when its first copy was taken."""
    async with serving(tmp_path) as (server, _):
        plays = [first(1, trouble, 51 + n) for n, (trouble, _) in enumerate(TROUBLES)]

        def play(method: str, given: dict[str, Any]) -> Trouble | None:
            return next((found for one in plays if (found := one(method, given))), None)

        server.world.trouble = play
        people = [human(server, 51 + number) for number in range(len(TROUBLES))]
        for one in people:
            await one.start()
        for one, (trouble, most) in zip(people, TROUBLES, strict=True):
            await one.find("De l’argent est parti")
            await until(lambda o=one, m=most: len(o.chat.sent) >= m, str(trouble))  # type: ignore[misc]

            assert len(one.chat.sent) == most, trouble
            assert [m.silent for m in one.mine()[1:]] == [True] * (most - 1), trouble


async def test_one_throttled_chat_delays_nobody(tmp_path: Path) -> None:
    """An hour for one person is no second for another."""
    async with serving(tmp_path) as (server, _):
        server.world.trouble = first(99, Trouble("status", 429, 3600), chat=61)
        await human(server, 61).start()
        await until(lambda: server.world.calls["sendMessage"])
        others = [human(server, number) for number in range(62, 102)]
        for other in others:
            await other.start()
        await until(lambda: all(other.mine() for other in others), "somebody waits")

        assert human(server, 61).mine() == []


async def test_everybody_throttled_comes_back_in_order(tmp_path: Path) -> None:
    """When Telegram refuses all, all wait, and all get their screen once."""
    async with serving(tmp_path) as (server, _):
        server.world.trouble = first(8, Trouble("status", 429, 1))
        people = [human(server, number) for number in range(111, 119)]
        for one in people:
            await one.start()
        await until(lambda: all(one.mine() for one in people), "somebody never got a screen")

        assert all(len(one.chat.sent) == 1 for one in people)


@pytest.mark.long
async def test_a_failing_poll_loses_no_update(tmp_path: Path) -> None:
    """The offset is kept; the update is there again at the next try."""
    async with serving(tmp_path) as (server, _):
        waiting: list[Trouble] = []

        def play(method: str, _given: dict[str, Any]) -> Trouble | None:
            if method == "getUpdates" and server.world.queue and waiting:
                return waiting.pop()
            return None

        server.world.trouble = play
        await until(lambda: server.world.calls["getUpdates"])
        kinds = ("html", "truncated", "hang_up", "status")
        for number, kind in enumerate(kinds):
            waiting.append(Trouble(kind))
            await human(server, 121 + number).start()
            await until(lambda: not waiting)
        for number in range(len(kinds)):
            await human(server, 121 + number).find("De l’argent est parti")


@pytest.mark.parametrize(
    ("method", "status", "code"),
    [
        ("getMe", 401, 78),
        ("getUpdates", 409, 75),
        ("sendMessage", 401, 78),
        pytest.param("getMe", 404, 78, marks=pytest.mark.long),
        pytest.param("getUpdates", 401, 78, marks=pytest.mark.long),
    ],
)
async def test_a_refused_token_or_a_rival_ends_the_process(
    tmp_path: Path, method: str, status: int, code: int
) -> None:
    """With the right code and one sentence; what people sent is kept."""
    async with strict() as server:
        server.world.trouble = lambda called, _: (
            Trouble("status", status) if called == method else None
        )
        bot = await Process(server, lived_in(tmp_path)).start()
        await human(server, 131).start()

        assert await bot.over(60) == code
        assert b"Traceback" not in bot.words
        assert server.token.encode() not in bot.words
        server.world.trouble = lambda _called, _given: None
        await bot.start()
        await until(lambda: human(server, 131).mine(), "the person was forgotten")
        assert await bot.end(signal.SIGTERM) == 0


@pytest.mark.long
async def test_a_second_poller_elsewhere_ends_the_first(tmp_path: Path) -> None:
    """Two installations of one bot: the one whose poll was cut off stops with 75."""
    async with strict() as server:
        one, two = tmp_path / "one", tmp_path / "two"
        one.mkdir()
        two.mkdir()
        first_bot = await Process(server, one).start()
        await until(lambda: server.world.calls["getUpdates"])
        second = await Process(server, two).start()

        assert await first_bot.over(60) == 75
        await human(server, 141).start()
        await until(lambda: human(server, 141).mine())
        assert await second.end(signal.SIGTERM) == 0


async def test_told_to_stop_under_load_it_drains(tmp_path: Path) -> None:
    """Exit 0 within ten seconds; the rest is answered by the next process, each thing once."""
    async with strict() as server:
        server.delay = 0.05
        bot = await Process(server, lived_in(tmp_path)).start()
        await until(lambda: server.world.calls["getUpdates"])
        people = [human(server, number) for number in range(151, 211)]
        for one in people:
            await one.start()
        await until(lambda: server.world.calls["sendMessage"] >= 5)
        began = time.monotonic()
        assert await bot.end(signal.SIGTERM) == 0
        assert time.monotonic() - began < 10
        polls = server.world.calls["getUpdates"]
        await bot.start()
        await until(lambda: server.world.calls["getUpdates"] > polls)
        await until(lambda: all(one.mine() for one in people), "somebody was forgotten")
        assert await bot.end(signal.SIGTERM) == 0

        assert [len(one.chat.sent) for one in people] == [1] * len(people)
        assert server.world.faults == []
