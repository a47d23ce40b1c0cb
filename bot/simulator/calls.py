"""What every method of the stand-in needs: its memory, refusals, how to find a chat or message."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.simulator.state import Json, State

BOT: Json = {
    "id": 4242,
    "is_bot": True,
    "first_name": "Riposte",
    "username": "riposte_demo_bot",
    "can_join_groups": False,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
DOING_SECONDS = 5.0  # how long “typing…” stays when nothing follows
TOO_OLD = 48 * 3600  # seconds after which a message can no longer be deleted by a bot


class Refused(Exception):  # noqa: N818 - Telegram's answer, not a fault of ours
    """Telegram's refusal: its code and its words."""

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped button that waits for an answer: whose, and when, on the monotonic clock."""

    chat: int
    at: float


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of an answer to a tap: shown over the chat, as an alert or for a moment."""

    number: int
    text: str
    alert: bool


@dataclass(slots=True)
class Telegram:
    """The stand-in: its memory, the taps waiting for an answer, and what apps show for a moment."""

    state: State
    taps: dict[str, Tap] = field(default_factory=dict)
    notices: dict[int, Notice] = field(default_factory=dict)  # by chat
    doing: dict[int, float] = field(default_factory=dict)  # chat → until when it shows “typing…”

    def typing(self, chat: int) -> bool:
        """Whether the bot said that it is at work in a chat, and nothing came yet."""
        return self.doing.get(chat, 0.0) > time.monotonic()


def chat_of(telegram: Telegram, params: Json) -> int:
    """Return the chat a call is about. Raises Refused when the bot cannot write there."""
    try:
        chat = int(params["chat_id"])
    except (KeyError, TypeError, ValueError):
        raise Refused(400, "Bad Request: chat_id is empty") from None
    person = telegram.state.person(chat)
    if person is None:
        raise Refused(400, "Bad Request: chat not found")
    if person["blocked"]:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    return chat


def own_message(telegram: Telegram, params: Json) -> tuple[int, int, Json]:
    """Return the bot's message a call edits. Raises Refused when there is none."""
    chat = chat_of(telegram, params)
    number = int(params.get("message_id", 0))
    message = telegram.state.message(chat, number)
    if message is None:
        raise Refused(400, "Bad Request: message to edit not found")
    if not message["mine"]:
        raise Refused(400, "Bad Request: message can't be edited")
    return chat, number, message


def kept(params: Json, *names: str) -> Json:
    """Return the parameters that become part of a message."""
    return {name: params[name] for name in names if params.get(name) is not None}


def result(telegram: Telegram, chat: int, message: Json) -> Json:
    """Return a message as Telegram answers with it."""
    person = telegram.state.person(chat)
    name = person["name"] if person is not None else ""
    shown = {key: value for key, value in message.items() if key != "mine"}
    return {**shown, "chat": {"id": chat, "type": "private", "first_name": name}, "from": BOT}


def put(telegram: Telegram, chat: int, body: Json) -> Json:
    """Put a message of the bot in a chat; return it as Telegram answers with it."""
    telegram.doing.pop(chat, None)
    return result(telegram, chat, telegram.state.add_message(chat, body, mine=True))
