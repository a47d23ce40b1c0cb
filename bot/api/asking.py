"""A desk's request, read as a stranger's: its shape first, then its bytes, then its JSON.

What is refused here is refused by its form alone; nothing of it is echoed or logged.
"""

import asyncio
import re

from aiohttp import web

from bot.api.refusing import refuse
from bot.api.slow import BODY_SECONDS
from bot.chat.fields import Malformed
from bot.chat.strict import parse

MOST_BODY = 16 * 1024  # bytes
MOST_HEADERS = 64
MOST_HEADER = 8 * 1024  # bytes, name and value
MOST_KEY = 255  # characters of an Idempotency-Key

_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_JSON = re.compile(r'application/json(?:\s*;\s*charset="?utf-8"?)?', re.IGNORECASE)
_PRINTED = re.compile(r"[\x21-\x7e]{1,255}")
_BOM = b"\xef\xbb\xbf"


def well_formed(request: web.Request) -> None:
    """Refuse what no client of ours sends: proxy forms, strange hosts, heaps of headers."""
    if not request.raw_path.startswith("/"):
        raise refuse(400, "bad_request", close=True)
    if not _HOST.fullmatch(request.headers.get("Host", "")):
        raise refuse(400, "bad_request", close=True)
    if len(request.headers) > MOST_HEADERS:
        raise refuse(431, "too_many_headers")
    if any(len(name) + len(value) > MOST_HEADER for name, value in request.raw_headers):
        raise refuse(431, "header_too_large")


async def read(request: web.Request) -> bytes:
    """Return the body. Refuses one that is compressed (415), too large (413) or late (408)."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise refuse(415, "compressed")
    if (request.content_length or 0) > MOST_BODY:
        raise refuse(413, "too_large")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.content.iter_any():
                body += piece
                if len(body) > MOST_BODY:
                    raise refuse(413, "too_large")
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    return bytes(body)


def json_text(request: web.Request, body: bytes) -> str:
    """Return a body that is JSON as a careful writer sends it: UTF-8, no BOM, no key twice."""
    if not _JSON.fullmatch(request.headers.get("Content-Type", "")):
        raise refuse(415, "not_json")
    try:
        text = body.decode()
        parse(b"BOM" if body.startswith(_BOM) else body)  # JSON has none
    except (UnicodeDecodeError, Malformed):
        raise refuse(400, "bad_json") from None
    return text


def idempotency_key(request: web.Request) -> str:
    """Return the key that makes a request safe to repeat; 400 without one."""
    given = request.headers.getall("Idempotency-Key", [])
    if len(given) != 1 or not _PRINTED.fullmatch(given[0]):
        raise refuse(400, "idempotency_key")
    return given[0]
