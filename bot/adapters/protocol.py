"""The desk's side of `/v1`: ask, hear, answer, and tell whether a callback is genuine.

Written from the served page alone; it knows nothing of the rest, so that it can be copied.
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

TOLERANCE = 300  # seconds by which a callback's timestamp may be off
MOST_AGENT = 100_000  # agents are numbers below it; a larger id is folded
ATTEMPTS = 3
GONE, CONFLICT, UNKNOWN = 404, 409, 422
CONVERSATION = re.compile(r"cv_[0-9a-f]{24}")


class Refused(Exception):  # noqa: N818 - what they said
    """An answer that is not 2xx; `status` is 0 when there was none."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the service is (`…/v1`), the key, and the secret that signs its callbacks."""

    http: aiohttp.ClientSession
    base: str
    key: str
    secret: str


async def ask(
    desk: Desk, method: str, path: str, body: Mapping[str, Any] | None = None, once: str = ""
) -> Any:
    """Ask once more when nobody answered or it was busy; the Idempotency-Key makes that harmless.

    Raises Refused.
    """
    headers = {"Authorization": f"Bearer {desk.key}"} | ({"Idempotency-Key": once} if once else {})
    status = 0
    for _ in range(ATTEMPTS):
        try:
            async with desk.http.request(
                method, desk.base + path, json=body, headers=headers
            ) as answer:
                if answer.ok:
                    return await answer.json()
                status = answer.status
        except (aiohttp.ClientError, TimeoutError):
            status = 0
        if status and status < 500:  # noqa: PLR2004 - a refusal stays one
            break
    raise Refused(status)


async def standing(desk: Desk, conversation: str) -> Mapping[str, Any] | None:
    """Return how a conversation stands; None when it is over, read and gone. Raises Refused."""
    try:
        found: Mapping[str, Any] = await ask(desk, "GET", _path(conversation))
    except Refused as refused:
        if refused.status != GONE:
            raise
        return None
    return found


async def heard(desk: Desk, conversation: str) -> AsyncIterator[Mapping[str, Any]]:
    """Read what the person said, oldest first.

    A page is asked for after the one before was used up: asking for it says that we have the rest,
    and the service may erase that.
    """
    after = 0
    while True:
        page = await ask(desk, "GET", f"{_path(conversation)}/messages?after={after}")
        for message in page["messages"]:
            if message["side"] == "person":
                yield message
        if not page["messages"]:
            return
        after = page["next"]


async def answer(desk: Desk, conversation: str, agent: int, text: str, once: str) -> None:
    """Say something as an agent, who becomes the owner if another was. Raises Refused."""
    number = agent % MOST_AGENT
    await _own(desk, conversation, number, once)
    body = {"agent": number, "text": text}
    await ask(desk, "POST", f"{_path(conversation)}/messages", body, f"say-{once}")


async def finish(desk: Desk, conversation: str, task: str | None, once: str) -> None:
    """End a conversation, with a task to go on with or none; over already is fine."""
    try:
        number = await _own(desk, conversation, None, once)
        body: dict[str, Any] = {"agent": number}
        path = _path(conversation)
        if task is not None:
            try:
                await ask(desk, "POST", f"{path}/return", body | {"task": task}, f"return-{once}")
            except Refused as refused:
                if refused.status != UNKNOWN:  # no task of that name: ended all the same
                    raise
            else:
                return
        await ask(desk, "POST", f"{path}/end", body, f"end-{once}")
    except Refused as refused:
        if refused.status not in (GONE, CONFLICT):
            raise


async def _own(desk: Desk, conversation: str, agent: int | None, once: str) -> int:
    """Make `agent` the owner; None leaves whoever it is. Return the owner's number."""
    found = await ask(desk, "GET", _path(conversation))
    owner: int | None = found["agent"]
    if found["state"] == "ended":
        raise Refused(CONFLICT)
    wanted = agent if agent is not None else owner if owner is not None else 0
    if owner != wanted:
        body = {"agent": wanted, "expected": owner}
        await ask(desk, "POST", f"{_path(conversation)}/take", body, f"take-{once}-{owner}")
    return wanted


def _path(conversation: str) -> str:
    """Return where a conversation is; what is no id leads nowhere else. Raises Refused."""
    if not CONVERSATION.fullmatch(conversation):
        raise Refused(GONE)
    return f"/conversations/{conversation}"


def genuine(desk: Desk, headers: Mapping[str, str], body: bytes, now: float) -> bool:
    """Tell whether a callback was signed with our secret, within five minutes of `now` (Unix)."""
    try:
        number, stamp = headers["webhook-id"], headers["webhook-timestamp"]
        offered = headers["webhook-signature"].split()
        key = base64.b64decode(desk.secret.removeprefix("whsec_"))
        late = abs(now - int(stamp))
    except (KeyError, ValueError, binascii.Error):
        return False
    right = hmac.digest(key, f"{number}.{stamp}.".encode() + body, hashlib.sha256)
    wanted = b"v1," + base64.b64encode(right)
    return late <= TOLERANCE and any(hmac.compare_digest(one.encode(), wanted) for one in offered)
