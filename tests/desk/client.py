"""A small desk, written from the served page `/v1/` alone: what an insurer's developer would write.

It imports nothing of the bot, and must not: it is how we notice that the contract does not say
enough. Where it had to guess, the page was mended (test_desk_client.py says what was missing).
"""

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web

TOLERANCE = 300
"""Seconds by which a callback's timestamp may be off."""


class Refused(Exception):  # noqa: N818 - what they said
    """The service said no: `status`, `error` and the codes of the fields."""

    def __init__(self, status: int, refusal: dict[str, Any]) -> None:
        self.status = status
        self.error = refusal["error"]
        self.fields = refusal.get("fields") or []
        super().__init__(f"{status} {self.error} {self.fields}")


@dataclass(frozen=True, slots=True)
class Desk:
    """How to reach the service: `base` ends in `/v1`."""

    http: ClientSession
    base: str
    key: str


async def ask(
    desk: Desk,
    method: str,
    path: str,
    body: dict[str, Any] | None = None,
    *,
    once: str | None = None,
) -> Any:
    """Send one request and give what it answers. Raises Refused. `once` is the Idempotency-Key."""
    headers = {"Authorization": f"Bearer {desk.key}"}
    if once is not None:
        headers["Idempotency-Key"] = once
    async with desk.http.request(
        method, f"{desk.base}{path}", json=body, headers=headers
    ) as answer:
        said = await answer.json() if answer.status != 204 else None
        if answer.status >= 400:
            raise Refused(answer.status, said)
        return said


async def news(desk: Desk, after: int) -> AsyncIterator[dict[str, Any]]:
    """Read every piece of news after a place in the sequence, page by page."""
    while True:
        page = await ask(desk, "GET", f"/events?after={after}&limit=2")
        for piece in page["events"]:
            yield piece
        after = page["next"]
        if not page["more"]:
            return


async def messages(desk: Desk, conversation: str, after: int) -> tuple[list[dict[str, Any]], int]:
    """Read what was said after a place. Asking again from `next` says that we have it all."""
    said: list[dict[str, Any]] = []
    more = True
    while more:
        page = await ask(desk, "GET", f"/conversations/{conversation}/messages?after={after}")
        said += page["messages"]
        after, more = page["next"], page["more"]
    return said, after


def holds(secret: str, headers: Any, body: bytes, now: float) -> bool:
    """Whether a callback is signed, lately, with `secret` (`whsec_…`)."""
    try:
        identity, stamp = headers["webhook-id"], headers["webhook-timestamp"]
        offered = headers["webhook-signature"].split(" ")
        key = base64.b64decode(secret.removeprefix("whsec_"))
        off = abs(now - int(stamp))
    except (KeyError, ValueError, binascii.Error):
        return False
    digest = hmac.digest(key, f"{identity}.{stamp}.".encode() + body, hashlib.sha256)
    wanted = "v1," + base64.b64encode(digest).decode()
    return off <= TOLERANCE and any(
        hmac.compare_digest(one.encode(), wanted.encode()) for one in offered
    )


@dataclass(slots=True)
class Inbox:
    """Our receiver of callbacks. It keeps each piece once, in the order they came."""

    secret: str
    now: Callable[[], float] = time.time
    pieces: list[dict[str, Any]] = field(default_factory=list)
    refused: int = 0

    async def take(self, request: web.Request) -> web.Response:
        """One callback: 401 when it is not theirs, 204 when we have it."""
        body = await request.read()
        if not holds(self.secret, request.headers, body, self.now()):
            self.refused += 1
            return web.Response(status=401)
        piece = json.loads(body)
        if all(piece["id"] != known["id"] for known in self.pieces):
            self.pieces.append(piece)
        return web.Response(status=204)


def app(inbox: Inbox) -> web.Application:
    """Give the application to serve."""
    served = web.Application()
    served.router.add_post("/riposte", inbox.take)
    return served
