"""What one update costs `riposte run`, and how many a second it serves, beside stock PTB's echo.

    python -m tests.bench.serving [UPDATES]

Both are processes that long-poll the strict server of tests/botapi; only their own CPU is counted.
Ours does a durable step of a real flow and edits the former screen before it sends the next; the
echo saves nothing. Everybody writes once, so that no pace of a chat comes into it. Rounds alternate
and ratios are taken within a round, because machines have moods.
"""

import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.botapi.people import Human, human, until
from tests.botapi.process import Process
from tests.botapi.server import Server, strict

ROUNDS = 3
FAR = 0.05  # seconds to a Bot API that is far away
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Of one round."""

    updates: int
    seconds: float
    cpu: float
    calls: int

    @property
    def rate(self) -> float:
        """Return updates a second."""
        return self.updates / self.seconds

    @property
    def each(self) -> float:
        """Return CPU milliseconds per update."""
        return 1000 * self.cpu / self.updates


def cpu_seconds(pid: int) -> float:
    """Return the CPU time a process has used, with all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid: int) -> float:
    """Return the resident memory of a process in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def ours(server: Server, people: list[Human], bot: Process) -> Cost:
    """Let everybody write something once, with their screens already there."""
    for one in people:
        await one.start()
    await until(lambda: all(one.mine() for one in people), "no first screens", 120)
    await asyncio.sleep(0.3)
    return await _round(server, people, bot)


async def echo(server: Server, people: list[Human], bot: Process) -> Cost:
    """The same for the echo, warmed up by as many."""
    for one in people:
        await one.write("bonjour")
    await until(lambda: all(one.mine() for one in people), "no first echo", 120)
    return await _round(server, people, bot)


async def _round(server: Server, people: list[Human], bot: Process) -> Cost:
    before = [len(one.chat.sent) for one in people]
    calls = sum(server.world.calls.values())
    cpu, began = cpu_seconds(bot.pid), time.perf_counter()
    for one in people:
        await one.write("je ne sais pas")
    await until(
        lambda: all(len(p.chat.sent) > n for p, n in zip(people, before, strict=True)),
        "not all were answered",
        120,
    )
    seconds = time.perf_counter() - began
    made = sum(server.world.calls.values()) - calls
    return Cost(len(people), seconds, cpu_seconds(bot.pid) - cpu, made)


async def measure(stock: bool, updates: int, delay: float) -> tuple[Cost, float]:
    """Run one of the two in a fresh process; return its cost and its memory at rest."""
    async with strict() as server:
        server.delay = delay
        people = [human(server, 5000 + number) for number in range(updates)]
        with tempfile.TemporaryDirectory() as folder:
            bot = Process(server, Path(folder))
            if stock:
                bot.module = ("tests.bench.stock_echo", server.url, server.token)
            await bot.start()
            try:
                await until(lambda: server.world.calls["getUpdates"], "it never polled")
                await asyncio.sleep(0.5)
                resting = memory(bot.pid)
                cost = await (echo if stock else ours)(server, people, bot)
            finally:
                await bot.end(signal.SIGTERM)
        if not stock and server.world.faults:
            raise AssertionError(server.world.faults[:3])
        return cost, resting


async def main() -> int:
    """Measure and print."""
    updates = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    ratios = []
    for _ in range(ROUNDS):
        (mine, resting), (stock, _) = (
            await measure(False, updates, 0.0),
            await measure(True, updates, 0.0),
        )
        ratios.append(stock.each / mine.each)
        print(
            f"ours {mine.each:6.2f} ms CPU an update, {mine.calls / mine.updates:.1f} calls,"
            f" {mine.rate:5.0f}/s, {resting:.0f} MB at rest; stock echo {stock.each:6.2f} ms,"
            f" {stock.calls / stock.updates:.1f} calls, {stock.rate:5.0f}/s; ratio {ratios[-1]:.1f}"
        )
    far, _ = await measure(False, updates, FAR)
    slow, _ = await measure(True, min(updates, 60), FAR)
    print(f"stock echo / our durable step: {statistics.median(ratios):.1f} (bar: 5)")
    print(
        f"with {1000 * FAR:.0f} ms to the Bot API: ours {far.rate:.0f}/s (bar: 100),"
        f" stock {slow.rate:.0f}/s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
