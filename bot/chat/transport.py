"""Calls to Telegram over one kept-alive aiohttp session, under python-telegram-bot's `BaseRequest`.

The library's own client is half to four fifths of what a bot costs (R:performance 0), and its
errors quote the address, which holds the token. This file knows HTTP and nothing of chats. What it
adds to HTTP is the one distinction the outbox lives by: whether a request can have reached
Telegram. No error raised here carries an address, a header or a body.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.chat.call import Upload

# The library warns about its own 429 errors unless told that a duration may be a duration.
os.environ.setdefault("PTB_TIMEDELTA", "true")

MAX_ANSWER = 10 * 1024 * 1024  # bytes; a hundred updates are a tenth of that
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
KEEP_ALIVE_SECONDS = 30.0  # shorter than Telegram's own, so that it is we who drop idle connections


class NeverSent(NetworkError):  # noqa: N818 - the name says what is known
    """No connection: Telegram cannot have seen the request, so a repetition cannot double it."""


class Unanswered(TimedOut):
    """The request left and no readable answer came back: it may have been done, it may not."""


class TooLong(Unanswered):
    """More came back than was wanted; the connection was dropped at that point."""


class _TooLong(aiohttp.ClientPayloadError):
    pass


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the body unread, and the server's clock as it wrote it."""

    status: int
    body: bytes
    date: str = ""


class AiohttpRequest(BaseRequest):
    """One session. The long poll gets an instance of its own, so that it never waits for a slot."""

    __slots__ = ("_connections", "_read_timeout", "_session")

    def __init__(self, *, connections: int = 100, read_timeout: float = READ_SECONDS) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds of silence after which an answer is given up."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; safe to call again."""
        if self._session is not None:
            return
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=self._connections,
                keepalive_timeout=KEEP_ALIVE_SECONDS,
                ttl_dns_cache=300,
            ),
            # Asked plain and never unpacked: a compressed bomb stays as small as it arrived.
            headers={"User-Agent": "riposte", "Accept-Encoding": "identity"},
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def shutdown(self) -> None:
        """Close every connection; safe to call again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def call(
        self,
        url: str,
        params: Mapping[str, object],
        upload: Upload | None = None,
        *,
        read_timeout: float | None = None,
    ) -> Answer:
        """Call one method with plain values: JSON, or a form when there is a file.

        Raises `NeverSent` or `Unanswered`; any status that can be read is an `Answer`.
        """
        if upload is None:
            # Escaped to ASCII, so that no text can make an invalid request.
            body: object = json.dumps(params).encode()
            headers = {"Content-Type": "application/json"}
        else:
            body, headers = _form(params, upload), {}
        return await self._exchange("POST", url, body, headers, read_timeout or self._read_timeout)

    async def download(self, url: str, most: int) -> Answer:
        """Fetch a file of at most `most` bytes. Raises `NeverSent`, `Unanswered` or `TooLong`."""
        return await self._exchange("GET", url, None, {}, self._read_timeout, most)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Do what python-telegram-bot asks for its own methods (set-up, rare calls)."""
        default = read_timeout is BaseRequest.DEFAULT_NONE
        wait = self._read_timeout if default else read_timeout
        body: object = None
        if request_data is not None and request_data.contains_files:
            form = aiohttp.FormData(quote_fields=False)
            for name, value in request_data.json_parameters.items():
                form.add_field(name, value)
            for name, (
                file_name,
                content,
                media_type,
            ) in request_data.multipart_data.items():
                form.add_field(name, content, filename=file_name, content_type=media_type)
            body = form
        elif request_data is not None:
            body = request_data.json_parameters
        answer = await self._exchange(method, url, body, {}, wait)
        return answer.status, answer.body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer for the library, without its habit of logging a bad one in full."""
        try:
            data = json.loads(payload)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise TelegramError("unreadable answer")
        return data

    async def _exchange(
        self,
        method: str,
        url: str,
        body: object,
        headers: dict[str, str],
        wait: float | None,
        most: int | None = None,
    ) -> Answer:
        if self._session is None:
            raise NeverSent("closed")
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=CONNECT_SECONDS,
            sock_connect=CONNECT_SECONDS,
            sock_read=wait,
        )
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,  # a redirect would carry the token to another host
            ) as response:
                received = await _read(response, most or MAX_ANSWER)
                return Answer(response.status, received, response.headers.get("Date", ""))
        # `from None` everywhere: the causes name the host, the port and sometimes the address.
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NeverSent("no connection") from None
        except aiohttp.InvalidURL:
            raise NeverSent("bad address") from None
        except _TooLong:
            raise TooLong("too long") from None
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise Unanswered(type(error).__name__) from None


def _form(params: Mapping[str, object], upload: Upload) -> aiohttp.FormData:
    # quote_fields=True would send "lettre%20%C3%A9.pdf" as the file's name. Names come here without
    # quotes and line breaks (render.py), so nothing can leave its header.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in params.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    form.add_field(
        upload.field,
        upload.content,
        filename=upload.name,
        content_type=upload.media_type,
    )
    return form


async def _read(response: aiohttp.ClientResponse, most: int) -> bytes:
    """Read the body, dropping the connection once it is longer than what is wanted."""
    pieces: list[bytes] = []
    size = 0
    async for piece in response.content.iter_any():
        size += len(piece)
        if size > most:
            response.close()
            raise _TooLong
        pieces.append(piece)
    return b"".join(pieces)
