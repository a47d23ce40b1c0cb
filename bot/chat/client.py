"""Carries effects out: renders them, calls Telegram, and says how it ended.

Set-up and rare calls go through python-telegram-bot's own methods (`setup.py`). The hot path does
not: a `Message` object built from each answer costs more than all the rest of a step
(R:performance 2), `Bot.do_api_request` warns for every method the library knows, and
`BaseRequest.post` folds 500, 502 and an unreadable 200 into one error, while the outbox needs to
tell "never sent", "refused" and "perhaps sent" apart. So messages go as plain data through our own
`AiohttpRequest.call`, the same session and the same bot.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from telegram import Bot

from bot.chat.call import ApiCall
from bot.chat.callbacks import TooLongError
from bot.chat.files import Fetch, fetch
from bot.chat.kinds import ALLOWED
from bot.chat.outcome import (
    Ambiguous,
    Broken,
    Conflict,
    Delivered,
    Outcome,
    Retry,
    Revoked,
    Throttled,
)
from bot.chat.render import calls
from bot.chat.transport import AiohttpRequest, Answer, NeverSent, Unanswered
from bot.chat.verdicts import outcome, screen_lost
from bot.engine.effects import Outgoing, Show

TELEGRAM = "https://api.telegram.org"
POLL_SECONDS = 50
MAX_BATCH = 100
PATIENCE = 3  # tries for a later message of several, once the first one is out
FIRST_SECONDS = 1.0  # by which what goes beside may come before the rest
CLOSING_SECONDS = 1.0
LONGEST_WAIT = 10.0  # seconds to sit out between two messages of one effect

_log = logging.getLogger(__name__)


class Client:
    """One bot at Telegram. `open` before use, `close` after."""

    def __init__(
        self,
        token: str,
        *,
        key: bytes,
        api: str = TELEGRAM,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._key = key
        self._sleep = sleep
        self._sending = AiohttpRequest()
        self._polling = AiohttpRequest(connections=1, read_timeout=POLL_SECONDS + 10.0)
        api = api.rstrip("/")
        # The library logs addresses, which hold the token, and answers at DEBUG.
        logging.getLogger("telegram").setLevel(logging.WARNING)
        self.bot = Bot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=self._sending,
            get_updates_request=self._polling,
        )
        self._address = self.bot.base_url  # holds the token: never in a log or an error
        self._beside: set[asyncio.Task[Outcome]] = set()

    async def open(self) -> None:
        """Open the sessions; nothing is called yet."""
        await self._sending.initialize()
        await self._polling.initialize()

    async def close(self) -> None:
        """Drop what still runs beside after a moment, and close every connection."""
        if self._beside:
            await asyncio.wait(self._beside, timeout=CLOSING_SECONDS)
        for task in self._beside:
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)
        await self._sending.shutdown()
        await self._polling.shutdown()

    async def deliver(self, chat: int, effect: Outgoing, target: int | None) -> Outcome:
        """Carry out one effect; see `render.calls` for `target`.

        `Delivered` names the living screen after a `Show`, and no message after anything else.
        Once one message of several is out, the rest is never reported as safe to send again.
        """
        try:
            todo = calls(effect, chat, target, self._key)
        except TooLongError:
            return Broken("button")
        if not todo:
            return Delivered()
        out: Delivered | None = None
        for call in todo:
            if call.beside:
                await asyncio.wait({self._aside(self._insist(call))}, timeout=FIRST_SECONDS)
                continue
            ended = await self._insist(call) if out else await self._call(call)
            match ended:
                case Delivered():
                    out = ended
                case Retry() | Throttled() if out is not None:
                    return Ambiguous()
                case _:
                    return ended
        return out if out is not None and isinstance(effect, Show) else Delivered()

    def answer(self, callback_id: str) -> None:
        """Stop the spinner on a tapped button, beside everything else; how it ends is no matter."""
        self._aside(self._call(ApiCall("answerCallbackQuery", {"callback_query_id": callback_id})))

    def leave(self, chat: int) -> None:
        """Leave a group or a channel, beside everything else."""
        self._aside(self._call(ApiCall("leaveChat", {"chat_id": chat})))

    async def wipe(self, chat: int, messages: tuple[int, ...]) -> Outcome:
        """Delete our own messages where Telegram still allows it; the rest stays as it is.

        Returns the first ending that is worth coming back for.
        """
        for start in range(0, len(messages), MAX_BATCH):
            ids = list(messages[start : start + MAX_BATCH])
            ended = await self._call(
                ApiCall("deleteMessages", {"chat_id": chat, "message_ids": ids})
            )
            if isinstance(ended, Retry | Throttled | Revoked | Conflict):
                return ended
        return Delivered()

    async def fetch(self, reference: str, most: int) -> Fetch:
        """Fetch a file a person sent, into memory, at most `most` bytes of it."""
        files = self.bot.base_file_url
        return await fetch(self._sending, f"{self._address}/getFile", files, reference, most)

    async def get_updates(self, offset: int | None, seconds: int = POLL_SECONDS) -> Answer:
        """One long poll, unread. Raises `NeverSent` or `Unanswered`."""
        params: dict[str, object] = {
            "timeout": seconds,
            "limit": MAX_BATCH,
            "allowed_updates": list(ALLOWED),
        }
        if offset is not None:
            params["offset"] = offset
        return await self._polling.call(f"{self._address}/getUpdates", params)

    def _aside(self, calling: Coroutine[Any, Any, Outcome]) -> asyncio.Task[Outcome]:
        task = asyncio.create_task(calling)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)
        return task

    async def _call(self, call: ApiCall) -> Outcome:
        try:
            answer = await self._sending.call(
                f"{self._address}/{call.method}", call.params, call.upload
            )
        except NeverSent:
            return Retry()
        except Unanswered:
            return Ambiguous()
        if call.otherwise is not None and screen_lost(answer.status, answer.body):
            return await self._call(call.otherwise)
        ended = outcome(call.method, answer.status, answer.body)
        if isinstance(ended, Broken):
            _log.error("telegram refused %s: %s", call.method, ended.code)
        if ended == Delivered() and call.method == "editMessageText":
            return Delivered(_edited(call.params))
        return ended

    async def _insist(self, call: ApiCall) -> Outcome:
        """Call once more what was refused for pace: for what the outbox does not send again."""
        ended: Outcome = Ambiguous()
        for _ in range(PATIENCE):
            ended = await self._call(call)
            match ended:
                case Retry(after) | Throttled(after) if after <= LONGEST_WAIT:
                    await self._sleep(after)
                case _:
                    return ended
        return ended


def _edited(params: Mapping[str, object]) -> int | None:
    """Name the message an edit acted upon: with "not modified" Telegram does not repeat it."""
    identity = params.get("message_id")
    return identity if isinstance(identity, int) else None
