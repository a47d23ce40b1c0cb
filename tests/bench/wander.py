"""Many people wander through the flows in both languages; what the strict server finds to say.

    python -m tests.bench.wander [SECONDS] [PEOPLE] [SEED]

No kills: this is about every call being as the documentation allows, every screen arriving, and
every flow being entered. Flows with a link are entered through it, the others on the way.
"""

import asyncio
import signal
import sys
import tempfile
import time
from pathlib import Path

from bot.store.sealing import load_keys
from tests.botapi.oracle import release, stored
from tests.botapi.people import until
from tests.botapi.process import Process
from tests.botapi.server import strict
from tests.botapi.walker import Walker, extra_and_missing, walker

LANGUAGES = ("fr", "en")


async def wander(folder: Path, seconds: float, people: int, seed: int) -> list[str]:
    """Let them walk for a while; return what is wrong, and print figures."""
    flows: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    linked = [name for name, flow in release().flows.items() if "link" in flow.opens]
    over, wrong = asyncio.Event(), []
    async with strict() as server:
        keys = load_keys(folder / "riposte.key")
        bot = await Process(server, folder).start()
        walkers = [
            walker(server, keys, 1000 + n, LANGUAGES[n % 2], seed * 1000 + n) for n in range(people)
        ]

        async def walk(number: int, one: Walker) -> None:
            await one.begin(linked[number // 2] if number // 2 < len(linked) else "")
            while not over.is_set():
                await one.step()
                language = one.oracle.person.language or "fr"
                flows[language] |= {s.flow for s in one.oracle.person.sessions}

        walking = [asyncio.create_task(walk(n, one)) for n, one in enumerate(walkers)]
        began = time.monotonic()
        await asyncio.wait(walking, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
        over.set()
        done = await asyncio.gather(*walking, return_exceptions=True)
        wrong += [f"stuck: {one}" for one in done if isinstance(one, BaseException)]
        await until(lambda: not server.world.queue, "updates left at Telegram")
        if await bot.end(signal.SIGTERM):
            wrong.append("it did not end well")
        for one in walkers:
            kept = stored(folder / "riposte.db", folder / "riposte.key", one.oracle.chat)
            if kept != one.oracle.state():
                wrong.append(f"{one.oracle.chat} is not as the engine has them")
        wrong += sorted(set(server.world.faults))
        extra, missing = extra_and_missing(walkers)
        steps = sum(one.steps for one in walkers)
        print(f"{steps} steps of {people} people in {time.monotonic() - began:.0f} s")
        for language, seen in flows.items():
            left = sorted(release().flows.keys() - seen)
            print(f"{language}: {len(seen)} flows of {len(release().flows)} entered; not: {left}")
        print(f"twice: {extra}, never: {missing}; refusals {dict(server.world.refusals)}")
        busiest = max(server.world.busiest(one.human.chat, 1.0) for one in walkers)
        print(f"most messages to one chat within a second: {busiest}")
    return wrong


def main() -> int:
    """Walk and print."""
    numbers = [int(one) for one in sys.argv[1:]]
    seconds, people, seed = (*numbers, *(60, 20, 1)[len(numbers) :])
    with tempfile.TemporaryDirectory() as folder:
        wrong = asyncio.run(wander(Path(folder), seconds, people, seed))
    print("\n".join(wrong) or "nothing wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
