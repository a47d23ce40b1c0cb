"""The Bot API over HTTP on loopback: `/bot<token>/<method>`, long polls, webhooks, faults.

Files are downloaded at `/file/bot<token>/<path>`, as with Telegram.
"""

import asyncio
import json
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import formatdate

import aiohttp
from aiohttp import web

from bot.simulator.calls import Refused, Telegram
from bot.simulator.journal import Journal
from bot.simulator.limits import METHODS, fault
from bot.simulator.methods import ANSWERS
from bot.simulator.state import File, Json, State

LONGEST_POLL = 50
CALLS = "calls"  # in the table of faults: every method but the poll; "*" is every method


@dataclass(slots=True)
class Faults:
    """What a test wants to go wrong next: one entry is used up by one call of the method.

    An entry is a refusal (`(429, "Too Many Requests: retry after 1", 1)`), or `"truncated"`.
    """

    next: dict[str, list[tuple[int, str, int] | str]] = field(default_factory=dict)

    def take(self, method: str) -> tuple[int, str, int] | str | None:
        """Return the next fault of a method, if there is one."""
        waiting = self.next.get(method) or self.next.get("*")
        if method != "getUpdates":
            waiting = waiting or self.next.get(CALLS)
        return waiting.pop(0) if waiting else None


class BotApi:
    """The stand-in's HTTP side for the bot. `counts` says what was called and what was refused."""

    def __init__(self, state: State, token: str) -> None:
        self.telegram = Telegram(state)
        self.token = token
        self.faults = Faults()
        self.counts: Counter[str] = Counter()
        self.journal = Journal()
        self.bell = asyncio.Event()  # rings when an update or a change on a screen comes
        self._polling: asyncio.Task[object] | None = None
        self._closing = False

    @property
    def state(self) -> State:
        """The stand-in's memory."""
        return self.telegram.state

    def close(self) -> None:
        """Let the poll that waits end now, so that the server can stop."""
        self._closing = True
        self.ring()

    def ring(self) -> None:
        """Wake everyone who waits for something new."""
        bell, self.bell = self.bell, asyncio.Event()
        bell.set()

    def routes(self) -> list[web.RouteDef]:
        """Return the one door, for both ways of knocking."""
        path = "/bot{token}/{method}"
        return [
            web.post(path, self.answer),
            web.get(path, self.answer),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Give the bytes of a file that `getFile` told of."""
        if request.match_info["token"] != self.token:
            return _refusal(Refused(401, "Unauthorized"))
        file = self.state.file_at(request.match_info["path"])
        self.counts["download"] += 1
        planned = self.faults.take("download")
        if isinstance(planned, tuple):
            return _refusal(Refused(planned[0], planned[1]))
        if file is None:
            return _refusal(Refused(404, "Not Found"))
        content = file.content[: len(file.content) // 2] if planned else file.content
        return web.Response(body=content, content_type="application/octet-stream")

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call as Telegram does."""
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return _refusal(Refused(401, "Unauthorized"))
        if method not in METHODS:
            return _refusal(Refused(404, "Not Found"))
        self.counts[method] += 1
        planned = self.faults.take(method)
        if planned == "truncated":
            self._note(method, 200, "truncated")
            return web.Response(body=b'{"ok":true,"resu', content_type="application/json")
        if isinstance(planned, tuple):
            code, words, after = planned
            wait = {"retry_after": after} if after else None
            self._note(method, code, words)
            return _refusal(Refused(code, words, wait))
        try:
            params = await _params(request)
            wrong = fault(method, {k: v for k, v in params.items() if not k.startswith("_")})
            if wrong:
                raise Refused(400, wrong)  # noqa: TRY301 - answered like every other refusal
            result = await self._call(method, params)
        except Refused as refused:
            self.counts[f"refused {refused.description}"] += 1
            self._note(method, refused.code, refused.description)
            return _refusal(refused)
        # Telegram's clock is the one its people live by, in the demo too.
        date = {"Date": formatdate(self.state.now(), usegmt=True)}
        return web.json_response({"ok": True, "result": result}, headers=date)

    def _note(self, method: str, status: int, words: str = "") -> None:
        self.journal.call(method, status, words)
        self.state.changed += 1
        self.ring()

    async def _call(self, method: str, params: Json) -> object:
        if method == "getUpdates":
            return await self._updates(params)
        result = ANSWERS[method](self.telegram, params)
        self._note(method, 200)
        return result

    async def _updates(self, params: Json) -> list[object]:
        """Long poll; a second poll ends the first, as with Telegram."""
        if self.state.setting("webhook"):
            raise Refused(
                409,
                "Conflict: can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first",
            )
        mine = asyncio.current_task()
        if self._polling is not None and not self._polling.done():
            self._polling.cancel("another poll")
        self._polling = mine
        if isinstance(params.get("offset"), int):
            self.state.confirm(params["offset"])
        limit = int(params.get("limit", 100))
        seconds = min(int(params.get("timeout", 0)), LONGEST_POLL)
        end = asyncio.get_running_loop().time() + seconds
        try:
            while True:
                waiting = self.state.pending(limit)
                left = end - asyncio.get_running_loop().time()
                if waiting or left <= 0 or self._closing:
                    return [json.loads(one) for one in waiting]
                bell = self.bell
                with suppress(TimeoutError):
                    await asyncio.wait_for(bell.wait(), left)
        except asyncio.CancelledError:
            if self._polling is not mine:
                raise Refused(
                    409,
                    "Conflict: terminated by other getUpdates request;"
                    " make sure that only one bot instance is running",
                ) from None
            raise

    async def push(self, body: Json) -> int:
        """Hand the bot an update: to its webhook when it has one, else to its next poll."""
        number = self.state.push(body)
        self.journal.update(number, next(iter(body)))
        self.state.changed += 1
        hook = self.state.setting("webhook")
        if hook:
            await self._deliver(json.loads(hook))
        self.ring()
        return number

    async def _deliver(self, hook: Json) -> None:
        """Push what waits to the webhook, oldest first, until it takes everything."""
        async with aiohttp.ClientSession() as session:
            for body in self.state.pending(100):
                number = json.loads(body)["update_id"]
                headers = {
                    "Content-Type": "application/json",
                    "X-Telegram-Bot-Api-Secret-Token": str(hook["secret"]),
                }
                async with session.post(hook["url"], data=body, headers=headers) as answer:
                    if not answer.ok:
                        return
                self.state.confirm(number + 1)


async def _params(request: web.Request) -> Json:
    """Read parameters as Telegram does: from the query, JSON, a form or a multipart body.

    What is attached comes back as `_files`, by the name of its part.
    """
    params: Json = {name: _read(name, value) for name, value in request.query.items()}
    files: dict[str, File] = {}
    if request.content_type == "application/json":
        try:
            given = await request.json()
        except ValueError:
            raise Refused(400, "Bad Request: can't parse request JSON object") from None
        if not isinstance(given, dict):
            raise Refused(400, "Bad Request: object expected")
        params.update(given)
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = File(value.filename, value.content_type, value.file.read())
                if name in _FILE_PARAMETERS:
                    params[name] = f"attach://{name}"
            else:
                params[name] = _read(name, str(value))
    return {**params, "_files": files}


_FILE_PARAMETERS = frozenset({"document", "photo", "certificate"})
_WORDS = frozenset(
    {"text", "caption", "url", "secret_token", "language_code", "callback_query_id", "name"}
    | {"description", "short_description"}
)


def _read(name: str, value: str) -> object:
    """Read a form's value: lists, objects, numbers and yes or no arrive as JSON, words as words."""
    if name in _WORDS:
        return value
    try:
        read = json.loads(value)
    except ValueError:
        return value
    return read if isinstance(read, dict | list | bool | int) else value


def _refusal(refused: Refused) -> web.Response:
    body: Json = {
        "ok": False,
        "error_code": refused.code,
        "description": refused.description,
    }
    if refused.parameters:
        body["parameters"] = dict(refused.parameters)
    return web.json_response(body, status=refused.code)
