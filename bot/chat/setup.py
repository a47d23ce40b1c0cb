"""What Telegram is told once at start: the bot's commands and descriptions, and how it listens.

Rare calls, so they go through python-telegram-bot's own methods. All words are given by the caller.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from telegram import Bot, BotCommand, MenuButtonCommands
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.chat.backoff import delay
from bot.chat.kinds import ALLOWED
from bot.chat.outcome import Broken, Revoked
from bot.chat.presenting import Presentation

MAX_CONNECTIONS = 100
PRESENT_TRIES = 5
PRESENT_AGAIN_SECONDS = 30.0

_log = logging.getLogger(__name__)
Sleep = Callable[[float], Awaitable[None]]
Call = Callable[[], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram is to send updates, and the secret by which we know it is Telegram."""

    url: str
    secret: str


async def connect(bot: Bot, *, sleep: Sleep = asyncio.sleep) -> Revoked | None:
    """Say hello until Telegram answers; `bot.username` is known afterwards."""
    ended = await _until_answered(bot.initialize, sleep)
    return ended if isinstance(ended, Revoked) else None


async def listen(
    bot: Bot, webhook: Webhook | None, *, sleep: Sleep = asyncio.sleep
) -> Revoked | Broken | None:
    """Choose between polling and webhook. Waiting updates are kept in both cases."""
    if webhook is None:
        return await _until_answered(bot.delete_webhook, sleep)
    return await _until_answered(
        lambda: bot.set_webhook(
            webhook.url,
            secret_token=webhook.secret,
            allowed_updates=list(ALLOWED),
            max_connections=MAX_CONNECTIONS,
        ),
        sleep,
    )


async def present(
    bot: Bot,
    presentations: Sequence[Presentation],
    *,
    tries: int = PRESENT_TRIES,
    sleep: Sleep = asyncio.sleep,
) -> int:
    """Set commands and descriptions; return how many calls failed to the end.

    These texts are a courtesy, they stay from the last start, and Telegram limits how often they
    may be set: so this runs beside the conversation, and what fails is tried again much later.
    """
    left = _courtesies(bot, presentations)
    pause = PRESENT_AGAIN_SECONDS
    for turn in range(tries):
        if turn:
            await sleep(pause)
            pause *= 4
        left = [(what, call) for what, call in left if not await _attempt(what, call)]
        if not left:
            break
    return len(left)


def _courtesies(bot: Bot, presentations: Sequence[Presentation]) -> list[tuple[str, Call]]:
    calls: list[tuple[str, Call]] = [
        ("menu", lambda: bot.set_chat_menu_button(None, MenuButtonCommands()))
    ]
    for one in presentations:
        language = one.language or None
        commands = [BotCommand(name, text) for name, text in one.commands.items()]
        calls += [
            ("commands", _with(bot.set_my_commands, commands, language)),
            ("description", _with(bot.set_my_description, one.description, language)),
            ("about", _with(bot.set_my_short_description, one.about, language)),
        ]
    return calls


def _with(method: Callable[..., Awaitable[Any]], value: object, language: str | None) -> Call:
    return lambda: method(value, language_code=language)


async def _attempt(what: str, call: Call) -> bool:
    try:
        await call()
    except TelegramError as error:
        _log.warning("could not set %s: %s", what, type(error).__name__)
        return False
    return True


async def _until_answered(
    call: Callable[[], Awaitable[Any]], sleep: Sleep
) -> Revoked | Broken | None:
    failures = 0
    while True:
        try:
            await call()
        except (InvalidToken, Forbidden):  # their text may hold the token
            return Revoked()
        except BadRequest:
            return Broken("webhook")
        except RetryAfter as error:
            seconds = error.retry_after
            await sleep(seconds.total_seconds() if isinstance(seconds, timedelta) else seconds)
        except TelegramError as error:
            failures += 1
            _log.warning("telegram does not answer: %s", type(error).__name__)
            await sleep(delay(failures, random.random()))  # noqa: S311 - no secret hangs on it
        else:
            return None
