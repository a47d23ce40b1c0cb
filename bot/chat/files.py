"""Fetching a file a person sent: into memory, and no more of it than is wanted.

Telegram gives a path for a reference, then the bytes for the path. Nothing else is ever fetched: no
address a person wrote comes near this file.
"""

import json
import re
from dataclasses import dataclass
from http import HTTPStatus

from bot.chat.outcome import Retry, Throttled
from bot.chat.transport import AiohttpRequest, NeverSent, TooLong, Unanswered
from bot.chat.verdicts import outcome

# What Telegram's paths are made of. A local Bot API server may name a file of its own disk: an
# absolute path, refused here.
_PATH = re.compile(r"[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*")
LATER = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a file."""

    content: bytes


@dataclass(frozen=True, slots=True)
class TooHeavy:
    """The file is larger than what was wanted."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Telegram does not give the file: it is gone, or never was."""


Fetch = Fetched | TooHeavy | Lost | Retry | Throttled


async def fetch(
    request: AiohttpRequest, method_url: str, file_url: str, reference: str, most: int
) -> Fetch:
    """Return the file a reference stands for, at most `most` bytes. Fetching twice is harmless."""
    try:
        asked = await request.call(method_url, {"file_id": reference})
        if asked.status != HTTPStatus.OK:
            ended = outcome("getFile", asked.status, asked.body)
            return ended if isinstance(ended, Retry | Throttled) else _missing(asked.status)
        path, size = _found(asked.body)
        if path is None:
            return Lost()
        if size > most:
            return TooHeavy()
        got = await request.download(f"{file_url}/{path}", most)
    except TooLong:
        return TooHeavy()
    except (NeverSent, Unanswered):
        return Retry(LATER)
    return Fetched(got.body) if got.status == HTTPStatus.OK else _missing(got.status)


def _missing(status: int) -> Lost | Retry:
    return Retry(LATER) if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Lost()


def _found(body: bytes) -> tuple[str | None, int]:
    try:
        match json.loads(body):
            case {"result": {"file_path": str(path), **rest}} if _PATH.fullmatch(path):
                size = rest.get("file_size")
                return path, size if isinstance(size, int) else 0
    except (ValueError, RecursionError):
        pass
    return None, 0
