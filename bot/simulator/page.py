"""The page with the phone: its files, its state, what people do on it, and news as it happens.

Only this machine may use it: other hosts' names and other sites' pages are refused, so that a page
somewhere on the web cannot drive the demo behind a person's back.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.simulator.about import commands, description
from bot.simulator.acts import Acts
from bot.simulator.pictures import picture
from bot.simulator.server import BotApi

HERE = Path(__file__).parent / "page"
KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
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
        self.acts = Acts(api)
        self.ending: Callable[[], bool] = lambda: False

    def routes(self) -> list[web.RouteDef]:
        """Return what the page is made of."""
        return [
            *(
                web.get(f"/{'' if file.name == 'index.html' else file.name}", _local(_shown(file)))
                for file in sorted(HERE.iterdir())
                if file.suffix in KINDS
            ),
            web.get("/demo/state", _local(self._state)),
            web.get("/demo/events", _local(self._events)),
            web.get("/demo/file/{chat}/{message}", _local(self._download)),
            web.post("/demo/act", _local(self._act)),
            web.post("/demo/give/{person}", _local(self._give)),
        ]

    async def _state(self, request: web.Request) -> web.StreamResponse:
        """Everything the page shows for one person."""
        telegram, state = self._api.telegram, self._api.state
        people = state.people()
        wanted = request.query.get("person", "")
        known = [row for row in people if str(row["id"]) == wanted] or people[:1]
        person = known[0]["id"] if known else None
        language = known[0]["language"] if known else ""
        notice = telegram.notices.get(person or 0)
        return web.json_response(
            {
                "people": people,
                "person": person,
                "messages": state.messages(person) if person is not None else [],
                "commands": commands(state, language),
                "description": description(state, language),
                "typing": person is not None and telegram.typing(person),
                "notice": asdict(notice) if notice is not None else None,
                "now": state.now(),
                "journal": self._api.journal.entries(),
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
        """Give a file back: pictures to be shown, all else as a download, never opened here."""
        try:
            chat, number = int(request.match_info["chat"]), int(request.match_info["message"])
        except ValueError:
            raise web.HTTPNotFound from None
        message = self._api.state.message(chat, number) or {}
        photos = message.get("photo") or [{}]
        sent = message.get("document") or photos[-1]
        file = self._api.state.file(str(sent.get("file_id", "")))
        if file is None:
            raise web.HTTPNotFound
        seen = picture(file.content) if "photo" in message else None
        how = "inline" if seen is not None else "attachment"
        return web.Response(
            body=file.content,
            headers={
                "Content-Type": seen.media_type if seen else "application/octet-stream",
                "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name)}",
                "Content-Security-Policy": "sandbox",
            },
        )

    async def _act(self, request: web.Request) -> web.StreamResponse:
        """Do what a person did on the page."""
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            answer = await self.acts.do(json.loads(await _body(request)))
        except (ValueError, KeyError, TypeError, LookupError):
            raise web.HTTPBadRequest from None
        self._api.ring()
        return web.json_response(answer)

    async def _give(self, request: web.Request) -> web.StreamResponse:
        """Take the picture or the file a person sends: its bytes are the body."""
        try:
            person = int(request.match_info["person"])
            name = request.query.get("name", "")
            await self.acts.give(person, name, request.content_type, await _body(request))
        except (ValueError, LookupError):
            raise web.HTTPBadRequest from None
        self._api.ring()
        return web.json_response({})


async def _body(request: web.Request) -> bytes:
    if request.content_length is None or request.content_length > MOST_BODY:
        raise web.HTTPRequestEntityTooLarge(MOST_BODY, request.content_length or 0)
    return await request.read()


def _shown(file: Path) -> Handler:
    """Return what gives one file of the page."""

    async def give(_request: web.Request) -> web.StreamResponse:
        text = await asyncio.to_thread(file.read_text, encoding="utf-8")
        headers = {"Content-Security-Policy": POLICY, "X-Frame-Options": "DENY"}
        return web.Response(text=text, content_type=KINDS[file.suffix], headers=headers)

    return give


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
