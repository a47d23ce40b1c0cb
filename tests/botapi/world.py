"""What the server knows: chats with their messages, the queue of updates, faults to play.

Update ids begin anywhere and grow; an update stays until a poll names a higher offset, or until the
webhook answered 2xx: then it is confirmed. Anything can be put in the queue as raw bytes.
"""

import json
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

BOT = {"id": 4242, "is_bot": True, "first_name": "Riposte", "username": "riposte_test_bot"}


@dataclass
class Message:
    """A message in a chat, as the person sees it."""

    id: int
    mine: bool  # the bot's
    text: str
    buttons: list[list[dict[str, Any]]] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)
    document: bytes | None = None
    silent: bool = False
    edits: int = 0


@dataclass
class Chat:
    """A private chat: the messages still in it, and those that were deleted."""

    id: int
    language: str = "fr"
    messages: dict[int, Message] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    blocked: bool = False
    sent_at: list[float] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)  # texts of all sends accepted, edits not

    def user(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": "Quillivic",
            "last_name": "Canari-Nom",
            "username": f"canari_{self.id}",
            "language_code": self.language,
        }

    def place(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": "Quillivic"}


@dataclass(frozen=True)
class Trouble:
    """What befalls one call. `kind`: status, html, truncated, hang_up, accept_and_drop, slow."""

    kind: str
    status: int = 500
    retry_after: int | None = None
    seconds: float = 0.0


@dataclass
class World:
    """One bot's Telegram."""

    chats: dict[int, Chat] = field(default_factory=dict)
    queue: list[tuple[int, bytes]] = field(default_factory=list)  # (server's own id, JSON)
    next_update: int = field(default_factory=lambda: random.randrange(10**6, 10**9))
    next_message: int = 10
    accepted: dict[int, bytes] = field(default_factory=dict)  # every update ever put in the queue
    confirmed: set[int] = field(default_factory=set)
    delivered: Counter[int] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)  # regular ones: not modified, too old
    faults: list[str] = field(default_factory=list)  # what no careful client does
    callbacks: dict[str, float] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    trouble: Callable[[str, dict[str, Any]], Trouble | None] = lambda _method, _given: None
    unanswered: Counter[str] = field(default_factory=Counter)  # done, but the answer was lost
    webhook: tuple[str, str] | None = None
    sent_at: list[float] = field(default_factory=list)

    def chat(self, number: int, language: str = "fr") -> Chat:
        return self.chats.setdefault(number, Chat(number, language))

    def put(self, body: dict[str, Any] | bytes, *, copies: int = 1) -> int:
        """Queue an update; a dict gets its id, bytes travel as they are. Return its id."""
        number = self.next_update
        self.next_update += 1
        raw = (
            body if isinstance(body, bytes) else json.dumps({"update_id": number, **body}).encode()
        )
        self.queue.extend((number, raw) for _ in range(copies))
        self.accepted[number] = raw
        return number

    def forget_below(self, offset: int) -> None:
        """Confirm every update with a lower id."""
        self.confirmed.update(number for number, _ in self.queue if number < offset)
        self.queue = [one for one in self.queue if one[0] >= offset]

    def message(self, chat: Chat, **content: Any) -> dict[str, Any]:
        """Return a message of the person; it is in the chat until it is deleted."""
        number = self.next_message
        self.next_message += 1
        text = str(content.get("text") or content.get("caption") or "")
        chat.messages[number] = Message(number, mine=False, text=text)
        return {
            "message_id": number,
            "date": int(time.time()),
            "chat": chat.place(),
            "from": chat.user(),
            **content,
        }

    def sent_message(self, chat: Chat, given: dict[str, Any], document: bytes | None) -> Message:
        """Put a message of the bot in a chat."""
        number = self.next_message
        self.next_message += 1
        words = "caption" if document is not None else "text"
        message = Message(
            number,
            mine=True,
            text=given.get(words, ""),
            buttons=given.get("reply_markup", {}).get("inline_keyboard", []),
            entities=given.get("entities" if words == "text" else "caption_entities", []),
            document=document,
            silent=bool(given.get("disable_notification")),
        )
        chat.messages[number] = message
        chat.sent.append(message.text)
        now = time.monotonic()
        chat.sent_at.append(now)
        self.sent_at.append(now)
        return message

    def busiest(self, chat: Chat, seconds: float) -> int:
        """Return the most messages one chat was sent within so many seconds."""
        times = chat.sent_at
        return max((sum(t <= u < t + seconds for u in times) for t in times), default=0)


def shown(message: Message, chat: Chat) -> dict[str, Any]:
    """Return the Message object of an answer."""
    body: dict[str, Any] = {
        "message_id": message.id,
        "date": int(time.time()),
        "chat": chat.place(),
        "from": BOT,
    }
    if message.document is not None:
        body["document"] = {"file_id": f"D{message.id}", "file_unique_id": f"d{message.id}"}
        body["caption"] = message.text
    else:
        body["text"] = message.text
    if message.buttons:
        body["reply_markup"] = {"inline_keyboard": message.buttons}
    return body
