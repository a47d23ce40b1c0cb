"""The page with the phone: its files, its state, what people do on it, and news as it happens.

Only this machine may use it: other hosts' names and other sites' pages are refused, so that a page
somewhere on the web cannot drive the demo behind a person's back.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.simulator.methods import commands
from bot.simulator.phone import Phone
from bot.simulator.server import BotApi
from bot.simulator.state import Json

HERE = Path(__file__).parent / "page"
FILES = {
    "": ("index.html", "text/html"),
    "phone.css": ("phone.css", "text/css"),
    "phone.js": ("phone.js", "text/javascript"),
    "words.js": ("words.js", "text/javascript"),
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
    " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEARTBEAT = 2.0  # seconds between two looks at whether the demo is ending
MOST_BODY = 12_000_000
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Page:
    """The phone's side of the stand-in."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self.ending: Callable[[], bool] = lambda: False

    def routes(self) -> list[web.RouteDef]:
        """Return what the page is made of."""
        return [
            *(web.get(f"/{name}", _local(self._file(*what))) for name, what in FILES.items()),
            web.get("/demo/state", _local(self._state)),
            web.get("/demo/events", _local(self._events)),
            web.get("/demo/file/{chat}/{message}", _local(self._download)),
            web.post("/demo/act", _local(self._act)),
        ]

    @staticmethod
    def _file(name: str, kind: str) -> Handler:
        async def give(_request: web.Request) -> web.StreamResponse:
            text = await asyncio.to_thread((HERE / name).read_text, encoding="utf-8")
            headers = {"Content-Security-Policy": POLICY, "X-Frame-Options": "DENY"}
            return web.Response(text=text, content_type=kind, headers=headers)

        return give

    async def _state(self, request: web.Request) -> web.StreamResponse:
        """Everything the page shows for one person."""
        state = self._api.state
        people = state.people()
        wanted = request.query.get("person", "")
        known = [row for row in people if str(row["id"]) == wanted] or people[:1]
        person = known[0]["id"] if known else None
        return web.json_response(
            {
                "people": people,
                "person": person,
                "messages": state.messages(person) if person is not None else [],
                "commands": commands(state, known[0]["language"] if known else ""),
            }
        )

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Say that something changed, as long as the page listens."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        seen = -1
        with suppress(ConnectionError):
            while not self.ending():
                bell = self._api.bell
                if self._api.state.changed != seen:
                    seen = self._api.state.changed
                    await response.write(f"data: {seen}\n\n".encode())
                else:
                    await response.write(b": still here\n\n")
                with suppress(TimeoutError):
                    await asyncio.wait_for(bell.wait(), HEARTBEAT)
        return response

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Give a document back: always as a download, never opened by the browser."""
        try:
            chat, number = int(request.match_info["chat"]), int(request.match_info["message"])
        except ValueError:
            raise web.HTTPNotFound from None
        content = self._api.state.file(chat, number)
        message = self._api.state.message(chat, number)
        if content is None or message is None:
            raise web.HTTPNotFound
        name = message.get("document", {}).get("file_name", "photo.jpg")
        return web.Response(
            body=content,
            headers={
                "Content-Type": "application/octet-stream",
                "Content-Disposition": f"attachment; filename*=UTF-8''{quote(str(name))}",
                "Content-Security-Policy": "sandbox",
            },
        )

    async def _act(self, request: web.Request) -> web.StreamResponse:
        """Do what a person did on the page."""
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        if request.content_length is None or request.content_length > MOST_BODY:
            raise web.HTTPRequestEntityTooLarge(MOST_BODY, request.content_length or 0)
        try:
            act = json.loads(await request.read())
            answer = await self._do(act)
        except (ValueError, KeyError, TypeError, LookupError):
            raise web.HTTPBadRequest from None
        self._api.ring()
        return web.json_response(answer)

    async def _do(self, act: Json) -> Json:
        match act["do"]:
            case "add":
                phone = Phone.new(self._api, str(act["name"])[:40], str(act["language"])[:5])
                return {"person": phone.person}
            case "language":
                self._api.state.change_person(int(act["person"]), language=str(act["language"])[:5])
                return {}
        phone = Phone(self._api, int(act["person"]))
        match act["do"]:
            case "write":
                await phone.write(str(act["text"])[:4096])
            case "tap":
                await phone.tap(int(act["message"]), str(act["data"]))
            case "forward":
                await phone.forward(str(act["text"])[:4096], str(act["sender"])[:64])
            case "photo":
                await phone.photo(b"", str(act.get("caption", ""))[:1024])
            case "block":
                await phone.block(blocked=bool(act["blocked"]))
            case _:
                raise ValueError
        return {}


def _local(handler: Handler) -> Handler:
    """Refuse whoever did not come by a loopback name, or from another site's page."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        name, _, port = request.host.rpartition(":")
        if (name or port) not in ("127.0.0.1", "localhost", "[::1]"):
            raise web.HTTPForbidden
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"http://{request.host}":
            raise web.HTTPForbidden
        if request.method == "POST" and origin is None:
            raise web.HTTPForbidden
        return await handler(request)

    return guarded
