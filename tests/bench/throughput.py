"""Updates a second in the demo set-up: HTTP to the stand-in, durable steps, one process for both.

    python -m tests.bench.throughput

As a ratio to bare calls of the stand-in in the same run, because machines differ.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from bot.simulator.phone import Phone
from tests.rig import TOKEN, rig, until

PEOPLE = 300


async def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        async with rig(Path(folder)) as at:
            phones = [Phone.new(at.api, "T", "fr") for _ in range(PEOPLE)]
            began = time.perf_counter()
            for phone in phones:
                await phone.start()
            await until(lambda: at.bot.service.counts["handled"] >= PEOPLE)
            updates = PEOPLE / (time.perf_counter() - began)
            address = f"{at.bot.parts.api}/bot{TOKEN}/getMe"
            began = time.perf_counter()
            async with aiohttp.ClientSession() as session:
                for _ in range(PEOPLE):
                    async with session.post(address) as answer:
                        await answer.read()
            bare = PEOPLE / (time.perf_counter() - began)
    print(f"{updates:7.0f} updates a second, received, stepped and committed")
    print(f"{bare:7.0f} bare calls a second to the same stand-in: ratio {updates / bare:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
