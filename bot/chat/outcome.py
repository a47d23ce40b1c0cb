"""How a call to Telegram ended, in the eight ways that matter to whoever sent it.

Telegram gives no idempotency key, so what counts is not the error's name but whether the message
may already be on the person's screen (R:reliability 3.4). Data only; the outbox decides.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delivered:
    """Telegram has it, or there was nothing left to do; `message_id` when a message came out."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """It never reached Telegram: sending it again cannot double anything."""

    after: float = 1.0


@dataclass(frozen=True, slots=True)
class Throttled:
    """Refused for pace: nothing was sent, and only this chat waits `after` seconds."""

    after: float = 5.0


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The answer never came or cannot be read: it may have been delivered, it may not.

    `unwell`: Telegram answered that it failed (500, 502, 504), so most likely nothing was done.
    """

    unwell: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """The person blocked the bot, left Telegram, or the chat no longer exists."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Telegram refuses this call for ever: our mistake. `code` never quotes the content."""

    code: str


@dataclass(frozen=True, slots=True)
class Revoked:
    """The token is wrong or was revoked: everything stops, everything is kept."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another instance reads the same bot."""


Outcome = Delivered | Retry | Throttled | Ambiguous | Gone | Broken | Revoked | Conflict
