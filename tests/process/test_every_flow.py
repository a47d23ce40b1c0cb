"""`kill -9` in the middle of every guide a link opens: each person is where they were after it."""

import signal
from pathlib import Path

import pytest

from tests.botapi.people import human, until
from tests.botapi.process import Process, lived_in
from tests.botapi.server import strict
from tests.rig import shipped_release

WAYS_OUT = {"Retour", "Menu", "Un humain", "Back", "A human"}
MENU = {"Mon plan", "My plan"}


@pytest.mark.timeout(170)
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_kill_in_the_middle_of_every_guide(tmp_path: Path, language: str) -> None:
    """One person a guide, one answer given, the process killed; /menu and Resume lead back."""
    flows = [name for name, flow in shipped_release().flows.items() if "link" in flow.opens]
    resume = {"fr": "Reprendre", "en": "Resume"}[language]
    async with strict() as server:
        bot = await Process(server, lived_in(tmp_path)).start()
        people = {}
        for number, name in enumerate(flows):
            people[name] = human(server, 5000 + number, language)
            await people[name].start(name)
        await until(lambda: all(one.mine() for one in people.values()), "a guide did not open")
        asked = {}
        for name, one in people.items():
            here = one.labels()
            first = next((label for label in here if label not in WAYS_OUT), None)
            if first is not None:
                await one.tap(first)
                await until(lambda one=one, here=here: one.labels() not in ([], here), name)
            asked[name] = one.labels()
        await bot.end(signal.SIGKILL)
        bot = await Process(server, tmp_path).start()
        resumed = 0
        for name, one in people.items():
            await one.write("/menu")
            await until(lambda one=one: MENU & set(one.labels()), f"no menu after {name}")
            back = next((label for label in one.labels() if label.startswith(resume)), None)
            if back is not None:
                resumed += 1
                await one.tap(back)
                await until(lambda one=one, name=name: one.labels() == asked[name], name)
        assert await bot.end(signal.SIGTERM) == 0
        assert b"Traceback" not in bot.words
        assert server.world.faults == []

    # A guide that ends with its first answer has nothing to go back to; most have.
    assert resumed > len(flows) // 2
