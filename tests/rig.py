"""The whole bot against the stand-in, over real HTTP on loopback, with people who act."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from bot.api.app import make_app, serve
from bot.flow.release import Release, read_release
from bot.folder import read_folder, shipped
from bot.serve import Bot, Parts, build, run
from bot.simulator.phone import Phone, buttons
from bot.simulator.server import BotApi
from bot.simulator.state import State

TOKEN = "4242:a-token-for-tests-only-a-token-for-tests"
TODAY = date(2026, 11, 23)
HASTE = 30.0
PATIENCE = 20.0  # seconds for anything; a test that waits this long has failed


@lru_cache(maxsize=1)
def shipped_release() -> Release:
    """Return the release as it ships, read once."""
    release, problems = read_release(read_folder(*shipped()), TODAY)
    assert release is not None, [p.english for p in problems if p.severity == "error"][:3]
    return release


class Hurried:
    """The machine's clock from now on, with seconds that pass HASTE times as fast."""

    def __init__(self) -> None:
        self._from = time.monotonic()

    def _gained(self) -> float:
        return (time.monotonic() - self._from) * (HASTE - 1)

    def now(self) -> datetime:
        """Return the moment it has come to."""
        return datetime.now(UTC) + timedelta(seconds=self._gained())

    def monotonic(self) -> float:
        """Return seconds that only grow."""
        return time.monotonic() + self._gained()

    async def sleep(self, seconds: float) -> None:
        """Wait until that many of its seconds have passed."""
        await asyncio.sleep(seconds / HASTE)


async def until(holds: Callable[[], object], what: str = "") -> None:
    """Wait until something holds, looking again and again; fail when it never does."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not holds():  # noqa: ASYNC110 - what is awaited has no event to wait for
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(what or "it never came") from None


@dataclass
class Rig:
    """A running bot and its Telegram."""

    api: BotApi
    bot: Bot
    folder: Path

    async def phone(self, language: str = "fr") -> Phone:
        """Give somebody a phone; they press Start and wait for the first screen."""
        phone = Phone.new(self.api, "Test", language)
        await self.does(phone, phone.start())
        return phone

    async def does(self, phone: Phone, act: object) -> None:
        """Let somebody act, and wait until everything it causes has been sent."""
        before = self.bot.service.counts["handled"]
        await act  # type: ignore[misc]
        await until(lambda: self.bot.service.counts["handled"] > before, "no update was handled")
        await self.quiet()

    async def press(self, phone: Phone, label: str) -> None:
        """Tap a button by its label, ordinary spaces for unbreakable ones."""
        for message in reversed(phone.messages):
            for button in buttons(message):
                if button["text"].replace("\u00a0", " ") == label:
                    data = button["callback_data"]
                    await self.does(phone, phone.tap(message["message_id"], data))
                    return
        seen = [b["text"] for m in phone.messages[-2:] for b in buttons(m)]
        raise AssertionError(f"no button {label!r} among {seen}")

    async def write(self, phone: Phone, text: str) -> None:
        """Send words."""
        await self.does(phone, phone.write(text))

    async def quiet(self) -> None:
        """Wait until nothing is left to send."""
        counts = self.bot.store.counts
        await until(lambda: not counts()["outbox"] and not counts()["farewell"], "not sent")

    def refused(self) -> dict[str, int]:
        """Return what the stand-in refused, apart from edits that changed nothing."""
        return {
            words: count
            for words, count in self.api.counts.items()
            if words.startswith("refused") and "not modified" not in words
        }

    def stored(self) -> bytes:
        """Return every byte the bot keeps on disk."""
        return b"".join(p.read_bytes() for p in sorted(self.folder.glob("riposte.db*")))


def said(phone: Phone) -> str:
    """Return the bot's last message, with ordinary spaces."""
    message = phone.screen
    return str(message.get("text") or message.get("caption") or "").replace("\u00a0", " ")


@asynccontextmanager
async def rig(
    folder: Path, release: Release | None = None, inside: frozenset[str] = frozenset()
) -> AsyncIterator[Rig]:
    """Run the bot and the stand-in until the block ends; `inside`: receivers that may be."""
    api = BotApi(State(None), TOKEN)
    server = await serve(make_app(api.routes()), "127.0.0.1", 0)
    bot = build(
        Parts(
            token=TOKEN,
            api=f"http://127.0.0.1:{server.port}",
            database=folder / "riposte.db",
            key_file=folder / "riposte.key",
            host="127.0.0.1",
            port=0,
            webhook=None,
            release=release or shipped_release(),
            callback_hosts=inside,
        )
    )
    # Telegram's pace and its second tries, a few seconds each, have tests of their own under a
    # frozen clock; here nobody waits for them.
    bot.outbox._clock = Hurried()
    parts = bot.parts
    await bot.store.publish(parts.release.hash, parts.release.files, bot.clock.now())
    running = asyncio.create_task(run(bot))
    try:
        await until(lambda: api.counts["getUpdates"] or running.done(), "the bot never polled")
        yield Rig(api, bot, folder)
    finally:
        bot.stop()
        await running
        api.close()
        await server.stop()
        api.state.close()
