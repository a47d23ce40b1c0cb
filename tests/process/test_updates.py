"""The real process and every kind of update: none stops it, none is lost, nobody is harmed."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.botapi import updates
from tests.botapi.people import Human, human, until
from tests.botapi.process import Process, lived_in
from tests.botapi.server import Server, strict

pytestmark = pytest.mark.timeout(180)


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[tuple[Server, Process]]:
    """Run the process against the strict server; it must drain and find no fault at the end."""
    async with strict() as server:
        bot = await Process(server, lived_in(folder)).start()
        try:
            yield server, bot
            ended = await bot.end(signal.SIGTERM) if bot.alive else 0
        finally:
            if bot.alive:
                await bot.end(signal.SIGKILL)
        assert ended == 0, bot.words.decode()
        assert b"Traceback" not in bot.words
    assert server.world.faults == []


async def settled(server: Server) -> None:
    """Wait until Telegram has nothing left to hand over."""
    await until(lambda: not server.world.queue, "an update was never acknowledged")


async def test_what_the_bot_cannot_read_gets_a_line_and_the_same_question(tmp_path: Path) -> None:
    """Stickers, contacts, places, payments, files: a sentence, and the same place."""
    async with serving(tmp_path) as (server, _):
        people: list[tuple[str, Human]] = []
        for number, kind in enumerate(updates.MEDIA):
            one = human(server, 2000 + number)
            await one.start()
            people.append((kind, one))
        await settled(server)
        await until(lambda: all(one.mine() for _, one in people))
        for kind, one in people:
            await one.find("De l’argent est parti")
            server.put({"message": server.world.message(one.chat, **{kind: updates.MEDIA[kind]})})
        for kind, one in people:
            # A picture that cannot be fetched leads to the check, which asks for its words.
            wanted = "Je ne l’ai plus" if kind == "photo" else "De l’argent est parti"
            await until(
                lambda one=one, wanted=wanted: len(one.mine()) >= 2 and wanted in one.labels(),  # type: ignore[misc]
                f"no answer to {kind}",
            )


async def test_notices_of_the_app_and_unknown_kinds_are_acknowledged(tmp_path: Path) -> None:
    """Nobody said anything, so nothing is answered."""
    async with serving(tmp_path) as (server, _):
        someone = human(server, 7)
        for kind, content in updates.SERVICE.items():
            server.put({"message": server.world.message(someone.chat, **{kind: content})})
        for kind, content in updates.IGNORED.items():
            server.put({kind: content})
        await settled(server)
        await someone.start()
        await someone.find("De l’argent est parti")

        assert len(someone.mine()) == 1


async def test_malformed_updates_hold_up_nobody(tmp_path: Path) -> None:
    """Between them, a person is served; all that has an id is acknowledged."""
    async with serving(tmp_path) as (server, bot):
        someone = human(server, 11)
        for body in updates.malformed(12):
            if isinstance(body, bytes):
                number = server.world.next_update
                server.put(body.replace(b"%d", b"%d" % number))
            else:
                server.put(body)
        await someone.start()
        await someone.tap("De l’argent est parti")
        await someone.sees("Comment l’argent est-il parti")
        await settled(server)

        assert human(server, 12).mine() == []
        assert b"quarantined" in bot.words
        assert b"12/" not in bot.words


async def test_groups_and_channels_are_left(tmp_path: Path) -> None:
    """Nothing is said there, and nothing kept."""
    async with serving(tmp_path) as (server, _):
        for body in updates.groups():
            server.put(body)
        await settled(server)
        await until(lambda: len(server.world.left) == 3)

        assert set(server.world.left) == {-500, -600}
        assert not server.world.calls["sendMessage"]


ODD = ("/start " + "a" * 65, "/start !!", "/start one two", "/START", "/start@OtherBot", "/unknown")


async def test_odd_commands_lead_somewhere(tmp_path: Path) -> None:
    """A link that cannot be, a command that is not: the person still gets a screen with buttons."""
    async with serving(tmp_path) as (server, _):
        for number, text in enumerate(ODD):
            someone = human(server, 210 + number)
            await someone.write(text)
            await until(lambda s=someone: s.mine() and s.labels(), text)  # type: ignore[misc]


async def test_doubled_taps_and_foreign_buttons_change_nothing(tmp_path: Path) -> None:
    """Twenty taps are one answer; a button of another chat, or an old one, is told so."""
    async with serving(tmp_path) as (server, _):
        one, other = human(server, 31), human(server, 32)
        await one.start()
        message, data = await one.find("De l’argent est parti")
        for _ in range(19):
            one.press(message, data)
        one.press(message, data, copies=5)
        await one.sees("Comment l’argent est-il parti")
        await other.start()
        await other.find("De l’argent est parti")
        other.press(other.mine()[0], data)
        await settled(server)
        await until(lambda: other.chat.messages and len(other.mine()) >= 1)
        await other.find("De l’argent est parti")


async def test_blocked_in_the_middle_and_back(tmp_path: Path) -> None:
    """Who blocks the bot is left in peace; who comes back finds their place."""
    async with serving(tmp_path) as (server, _):
        someone = human(server, 41)
        await someone.start()
        await someone.tap("De l’argent est parti")
        await someone.sees("Comment l’argent est-il parti")
        someone.chat.blocked = True
        await someone.write("allo")
        await settled(server)
        await until(lambda: any("blocked" in words for words in server.world.refusals))
        calls = server.world.calls["sendMessage"]
        await someone.start()
        await until(lambda: server.world.calls["sendMessage"] > calls)
        await someone.tap("Reprendre : Les premiers gestes, maintenant")
        await someone.sees("Comment l’argent est-il parti")
