"""`kill -9` at random instants while people walk through the flows; what was lost, what doubled.

    python -m tests.bench.kills [KILLS] [PEOPLE] [SEED]

The process is `riposte run`, its Telegram the strict server of tests/botapi. Every update put in
the queue must end in exactly the state that the pure engine computes.
"""

import asyncio
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bot.store.sealing import load_keys
from tests.botapi.oracle import stored
from tests.botapi.people import until
from tests.botapi.process import Process
from tests.botapi.server import Server, strict
from tests.botapi.walker import Walker, extra_and_missing, walker
from tests.botapi.world import Trouble

LANGUAGES = ("fr", "en")


@dataclass
class Figures:
    """What came out."""

    kills: int = 0
    updates: int = 0
    unconfirmed: int = 0
    diverging: int = 0
    extra: int = 0
    missing: int = 0
    unanswered: int = 0
    stuck: int = 0
    faults: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    max_per_second: int = 0
    seconds: float = 0.0

    def lost(self) -> int:
        """Count what must never be: updates not taken, people not as they should be."""
        return self.unconfirmed + self.diverging + self.stuck + self.missing

    def per_kill(self) -> float:
        """Return the messages sent twice per kill, without those whose answer the line lost."""
        return max(0, self.extra - self.unanswered) / max(1, self.kills)

    def lines(self) -> list[str]:
        """Say it."""
        return [
            f"{self.kills} kills, {self.updates} updates, {self.seconds:.0f} s",
            (
                f"lost: {self.unconfirmed} never taken, {self.diverging} people unlike the oracle,"
                f" {self.stuck} left without their screen"
            ),
            *self.differences,
            (
                f"messages sent twice: {self.extra} ({self.per_kill():.3f} a kill; bar 0.2),"
                f" never sent: {self.missing}; answers lost by the line: {self.unanswered}"
            ),
            f"faults found by the strict server: {len(self.faults)} {sorted(set(self.faults))[:5]}",
            f"most messages to one chat within a second: {self.max_per_second}",
        ]


async def measure(
    folder: Path, kills: int, people: int = 6, seed: int = 1, *, troubles: bool = False
) -> Figures:
    """Kill so many times; return the figures."""
    began, luck, figures = time.monotonic(), random.Random(seed), Figures()
    async with strict() as server:
        load_keys(folder / "riposte.key")
        keys = load_keys(folder / "riposte.key")
        bot = await Process(server, folder).start()
        walkers = [
            walker(server, keys, 1000 + n, LANGUAGES[n % 2], seed * 1000 + n) for n in range(people)
        ]
        over = asyncio.Event()
        walking = [asyncio.create_task(_walk(one, over, luck)) for one in walkers]
        if troubles:
            server.world.trouble = lambda method, _: _trouble(method, luck)
        try:
            while figures.kills < kills:
                polls = server.world.calls["getUpdates"]
                await until(lambda: server.world.calls["getUpdates"] > polls, "never polled")  # noqa: B023
                await asyncio.sleep(luck.uniform(0.0, 1.0))
                await bot.end(signal.SIGKILL)
                figures.kills += 1
                await bot.start()
            over.set()
            done = await asyncio.gather(*walking, return_exceptions=True)
            stuck = [one for one in done if isinstance(one, BaseException)]
            figures.stuck = len(stuck)
            figures.differences += [f"stuck: {one}" for one in stuck]
            server.world.trouble = lambda _method, _given: None
            await until(lambda: not server.world.queue, "updates left at Telegram")
        finally:
            ended = await bot.end(signal.SIGTERM)
            if ended:
                print(bot.words.decode()[-2000:])
        _judge(server, walkers, folder, figures)
    figures.seconds = time.monotonic() - began
    return figures


async def _walk(one: Walker, over: asyncio.Event, luck: random.Random) -> None:
    await one.begin()
    while not over.is_set():
        await one.step(copies=2 if luck.random() < 0.1 else 1)


def _trouble(method: str, luck: random.Random) -> Trouble | None:
    if not method.startswith(("send", "edit", "delete")) or luck.random() > 0.06:
        return None
    return luck.choice(
        (
            Trouble("status", 429, 1),
            Trouble("status", 429),
            Trouble("status", 502),
            Trouble("accept_and_drop"),
            Trouble("hang_up"),
            Trouble("truncated"),
            Trouble("html"),
        )
    )


def _judge(server: Server, walkers: list[Walker], folder: Path, figures: Figures) -> None:
    world = server.world
    figures.updates = len(world.accepted)
    figures.unconfirmed = len(world.accepted.keys() - world.confirmed)
    for one in walkers:
        found = stored(folder / "riposte.db", folder / "riposte.key", one.oracle.chat)
        wanted = one.oracle.state()
        if found != wanted:
            figures.diverging += 1
            figures.differences += [
                f"{one.oracle.chat}.{name}: {found[name]} instead of {wanted[name]}"
                for name in found
                if found[name] != wanted[name]
            ]
    figures.extra, figures.missing = extra_and_missing(walkers)
    figures.faults = world.faults
    figures.unanswered = world.unanswered["sendMessage"] + world.unanswered["sendDocument"]
    figures.max_per_second = max(world.busiest(one.human.chat, 1.0) for one in walkers)


def main() -> int:
    """Measure and print."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdecimal()]
    kills, people, seed = (*numbers, *(100, 6, 1)[len(numbers) :])
    with tempfile.TemporaryDirectory() as folder:
        troubles = "--troubles" in sys.argv
        figures = asyncio.run(measure(Path(folder), kills, people, seed, troubles=troubles))
    print("\n".join(figures.lines()))
    return 0 if not (figures.lost() or figures.faults) else 1


if __name__ == "__main__":
    sys.exit(main())
