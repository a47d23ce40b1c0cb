"""The program as a process: killed, doubled, stopped, and started with everything wrong."""

import asyncio
import os
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.api.app import make_app, serve
from bot.simulator.phone import Phone, buttons
from bot.simulator.server import BotApi
from bot.simulator.state import State
from tests.rig import TOKEN, said, until

SCRIPT = (
    "De l’argent est parti",
    "Un prélèvement inconnu",
    "Elle ne répond pas",
    "Oui, c’est bloqué",
    "C’est fait",
)


class Process:
    """`riposte run` in a process of its own."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONWARNINGS": "default",
            "COVERAGE_PROCESS_START": "",
            **environment,
        }
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def end(self, how: int) -> int:
        """Send a signal and return the exit code."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(how)
        await self.process.communicate()
        assert self.process.returncode is not None
        return self.process.returncode

    async def over(self) -> tuple[int, str]:
        """Wait until it ends by itself; return its code and what it said."""
        assert self.process is not None
        out, err = await asyncio.wait_for(self.process.communicate(), 30)
        assert self.process.returncode is not None
        return self.process.returncode, (out + err).decode()


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return settings for a bot of its own in a folder."""
    return {
        "RIPOSTE_TELEGRAM_TOKEN": TOKEN,
        "RIPOSTE_DATABASE": str(folder / "riposte.db"),
        "RIPOSTE_KEY_FILE": str(folder / "riposte.key"),
        "RIPOSTE_HTTP": "127.0.0.1:0",
        **more,
    }


@asynccontextmanager
async def telegram() -> AsyncIterator[tuple[BotApi, str]]:
    """Serve the stand-in; yield it and its address."""
    api = BotApi(State(None), TOKEN)
    server = await serve(make_app(api.routes()), "127.0.0.1", 0)
    try:
        yield api, f"http://127.0.0.1:{server.port}"
    finally:
        api.close()
        await server.stop()
        api.state.close()


def _find(phone: Phone, label: str) -> tuple[int, str] | None:
    """Return the newest button with this label: its message and what it carries."""
    for message in reversed(phone.messages):
        for button in buttons(message):
            if button["text"].replace("\u00a0", " ") == label:
                return message["message_id"], button["callback_data"]
    return None


async def _tap(phone: Phone, label: str) -> None:
    """Tap as soon as the button is there, however often the bot dies before."""
    await until(lambda: _find(phone, label), f"no button {label}")
    found = _find(phone, label)
    assert found is not None
    await phone.tap(*found)


async def _killed(folder: Path, kills: int, luck: random.Random) -> None:
    """Answer a script while the bot is killed again and again; the person always goes on."""
    async with telegram() as (api, address):
        bot = Process(environment(folder, RIPOSTE_TELEGRAM_API=address))
        await bot.start()
        phone = Phone.new(api, "Test", "fr")
        await phone.start()
        await until(lambda: any(m["mine"] for m in phone.messages), "no greeting")
        screens = 1
        for turn in range(2):
            for label in SCRIPT:
                await _tap(phone, label)
                if turn * len(SCRIPT) < kills:
                    await asyncio.sleep(luck.uniform(0, 0.05))
                    assert await bot.end(signal.SIGKILL) == -signal.SIGKILL
                    await bot.start()
            await until(lambda: "Votre plan" in said(phone))
            await phone.start()
            await until(lambda: "Que se passe-t-il" in said(phone))
            screens += len(SCRIPT) + 2
        mine = [m for m in phone.messages if m["mine"]]
        assert len(mine) <= screens + 4 * len(SCRIPT)  # at most one double a kill
        assert await bot.end(signal.SIGTERM) == 0
        expected = ("not modified", "query is too old", "terminated by other")  # of the dead
        refused = [w for w in api.counts if w.startswith("refused")]
        assert not [w for w in refused if not any(part in w for part in expected)], refused


async def test_kill_9_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    """Killed while answering, the bot answers after it is started again; the person goes on."""
    await _killed(tmp_path, 3, random.Random(7))


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_many_kills(tmp_path: Path) -> None:
    """The same, many times, at other instants."""
    for seed in range(12):
        folder = tmp_path / str(seed)
        folder.mkdir()
        await _killed(folder, 8, random.Random(seed))


async def test_the_person_continues_at_the_same_question(tmp_path: Path) -> None:
    """After a kill between two answers, the next tap is the next answer, not a new beginning."""
    async with telegram() as (api, address):
        bot = Process(environment(tmp_path, RIPOSTE_TELEGRAM_API=address))
        await bot.start()
        phone = Phone.new(api, "Test", "fr")
        await phone.start()
        await until(lambda: any(m["mine"] for m in phone.messages))
        await _tap(phone, "De l’argent est parti")
        await bot.end(signal.SIGKILL)
        await bot.start()
        await _tap(phone, "Par carte bancaire")
        await until(lambda: "joint la banque" in said(phone))

        assert await bot.end(signal.SIGTERM) == 0


async def test_a_second_instance_refuses(tmp_path: Path) -> None:
    """Two bots on one database would double everything."""
    async with telegram() as (api, address):
        first = Process(environment(tmp_path, RIPOSTE_TELEGRAM_API=address))
        await first.start()
        await until(lambda: api.counts["getUpdates"])
        second = Process(environment(tmp_path, RIPOSTE_TELEGRAM_API=address))
        await second.start()
        code, words = await second.over()

        assert (code, "already runs" in words) == (75, True)
        assert await first.end(signal.SIGTERM) == 0


async def test_a_refused_token_ends_with_a_sentence(tmp_path: Path) -> None:
    """Telegram says the token is wrong: 78, and everything is kept."""
    async with telegram() as (_, address):
        other = "9999:another-token-another-token-another-token"
        given = environment(tmp_path, RIPOSTE_TELEGRAM_API=address, RIPOSTE_TELEGRAM_TOKEN=other)
        bot = Process(given)
        await bot.start()
        code, words = await bot.over()

        assert code == 78
        assert "token" in words
        assert other not in words


def _broken(folder: Path) -> Path:
    flows = folder / "flows"
    flows.mkdir()
    (flows / "start.yml").write_text("flow: strat\n", encoding="utf-8")
    return flows


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("RIPOSTE_TELEGRAM_TOKEN", "", 78),
        ("RIPOSTE_TELEGRAM_TOKEN", "not-a-valid-token", 78),
        ("RIPOSTE_TELEGRAM_TOKN", "x", 78),
        ("RIPOSTE_HTTP", "nowhere", 78),
        ("RIPOSTE_WEBHOOK_URL", "https://exemple.fr/hook", 78),
        ("RIPOSTE_DATABASE", "/nowhere/at/all/riposte.db", 74),
        ("RIPOSTE_FLOWS", "/nowhere/at/all", 78),
        ("RIPOSTE_FLOWS", "broken", 78),
        ("RIPOSTE_KEY_FILE", "rubbish", 78),
        ("RIPOSTE_HTTP", "taken", 74),
    ],
)
async def test_bad_settings_end_with_a_sentence(
    tmp_path: Path, setting: str, value: str, code: int
) -> None:
    """One sentence, the right exit code, no traceback, and no value of a secret."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        match value:
            case "taken":
                value = f"127.0.0.1:{taken.getsockname()[1]}"
            case "broken":
                value = str(_broken(tmp_path))
            case "rubbish":
                (tmp_path / "other.key").write_text("rubbish")
                value = str(tmp_path / "other.key")
        bot = Process({**environment(tmp_path), setting: value})
        await bot.start()
        ended, words = await bot.over()

    assert ended == code, words
    assert words.strip()
    assert "Traceback" not in words
    assert value not in words or value.startswith("127") or not value
