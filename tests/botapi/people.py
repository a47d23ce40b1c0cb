"""Scripted people: they write, tap what they see, and wait for the screen to change."""

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.botapi.server import Server
from tests.botapi.world import Chat, Message

PATIENCE = 30.0
_callback = itertools.count(1)


def plain(words: str) -> str:
    """Return words with ordinary spaces."""
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@dataclass
class Human:
    """One person with a chat."""

    server: Server
    chat: Chat

    async def write(self, text: str, *, copies: int = 1, **more: Any) -> int:
        """Send words."""
        message = self.server.world.message(self.chat, text=text, **more)
        return self.server.put({"message": message}, copies=copies)

    async def start(self, payload: str = "") -> int:
        """Press Start, perhaps through a link."""
        self.chat.blocked = False
        entity = {"type": "bot_command", "offset": 0, "length": 6}
        return await self.write(f"/start {payload}".strip(), entities=[entity])

    async def tap(self, label: str, *, copies: int = 1) -> int:
        """Tap the newest button with this label, as soon as it is there."""
        message, data = await self.find(label)
        return self.press(message, data, copies=copies)

    def press(self, message: Message | None, data: str | None, *, copies: int = 1) -> int:
        """Tap a button of a message, or claim to have."""
        query = f"{next(_callback)}{int(time.monotonic() * 1000)}"
        self.server.world.callbacks[query] = time.monotonic()
        body: dict[str, Any] = {"id": query, "from": self.chat.user(), "chat_instance": "7"}
        if message is not None:
            body["message"] = {
                "message_id": message.id,
                "date": int(time.time()),
                "chat": self.chat.place(),
                "text": message.text,
            }
        if data is not None:
            body["data"] = data
        return self.server.put({"callback_query": body}, copies=copies)

    async def find(self, label: str) -> tuple[Message, str]:
        """Wait for a button and return its message and what it carries."""
        found: list[tuple[Message, str]] = []

        def look() -> bool:
            for message in reversed(list(self.chat.messages.values())):
                for button in itertools.chain(*message.buttons):
                    if plain(button["text"]) == label:
                        found.append((message, button["callback_data"]))
                        return True
            return False

        await until(look, f"no button {label!r} under {self.labels()}")
        return found[0]

    async def sees(self, words: str) -> None:
        """Wait until the newest screens say something."""
        await until(lambda: any(words in plain(m.text) for m in self.mine()[-3:]), words)

    def mine(self) -> list[Message]:
        """Return the bot's messages still in the chat."""
        return [m for m in self.chat.messages.values() if m.mine]

    def labels(self) -> list[str]:
        """Return the buttons of the last screens."""
        return [plain(b["text"]) for m in self.mine()[-2:] for b in itertools.chain(*m.buttons)]


def human(server: Server, number: int, language: str = "fr") -> Human:
    """Give somebody a phone."""
    return Human(server, server.world.chat(number, language))


async def until(holds: Callable[[], object], what: str = "", seconds: float = PATIENCE) -> None:
    """Look again and again until something holds; fail when it never does."""
    try:
        async with asyncio.timeout(seconds):
            while not holds():  # noqa: ASYNC110 - what is awaited has no event to wait for
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(what or "it never came") from None
