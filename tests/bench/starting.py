"""How long `riposte run` takes to be ready, and what it holds in memory at rest.

    python -m tests.bench.starting

A first start reads and checks the release; a restart finds it published. Ready is the first long
poll to arrive at the strict server of tests/botapi. Private memory is what ending the process would
give back: the rest of the resident memory is files that others may share.
"""

import asyncio
import signal
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.serving import cpu_seconds, memory
from tests.botapi.people import until
from tests.botapi.process import Process
from tests.botapi.server import strict

ROUNDS = 5
SETTLED = 1.0  # seconds from ready to rest: the courtesy calls are made by then


@dataclass(frozen=True)
class Start:
    """One start: seconds until ready, CPU seconds of it, MB at rest."""

    ready: float
    cpu: float
    resident: float
    private: float


def private(pid: int) -> float:
    """Return the memory in MB that only this process has."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    kept = ("Private_Clean:", "Private_Dirty:")
    return sum(int(line.split()[1]) for line in lines if line.startswith(kept)) * 1024 / 1e6


async def start(folder: Path) -> Start:
    """Start a bot on a folder, look at it once it rests, and end it."""
    async with strict() as server:
        bot = Process(server, folder)
        began = time.perf_counter()
        await bot.start()
        try:
            await until(lambda: server.world.calls["getUpdates"], "it never polled")
            ready, cpu = time.perf_counter() - began, cpu_seconds(bot.pid)
            await asyncio.sleep(SETTLED)
            return Start(ready, cpu, memory(bot.pid), private(bot.pid))
        finally:
            await bot.end(signal.SIGTERM)


def told(name: str, starts: list[Start]) -> str:
    """Return the medians of several starts in a line."""

    def middle(part: str) -> float:
        return statistics.median(getattr(one, part) for one in starts)

    return (
        f"{name:12} ready after {middle('ready'):5.2f} s, {middle('cpu'):5.2f} s of CPU;"
        f" at rest {middle('resident'):5.1f} MB, {middle('private'):5.1f} MB of it private"
    )


async def main() -> int:
    """Measure and print."""
    first, again = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            first.append(await start(Path(folder)))
            again.append(await start(Path(folder)))
    print(told("first start", first))
    print(told("restart", again), "(bars: 1 s, 80 MB)")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
