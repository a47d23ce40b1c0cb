"""What a hand-off is made of. Codes, dates and small numbers: nothing personal has a place here."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from bot.engine.talk import SHARED


class News(StrEnum):
    """What a desk can learn about a person it sent, and nothing else."""

    OPENED = "opened"
    TRIAGE_DONE = "triage_done"
    TASK_DONE = "task_done"
    TASK_BLOCKED = "task_blocked"
    DEADLINE_NEAR = "deadline_near"
    PLAN_COMPLETE = "plan_complete"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    HUMAN_WANTED = "human_wanted"
    HUMAN_MESSAGE = "human_message"
    HUMAN_ENDED = "human_ended"


# Each of these is agreed to by itself.
ASKED_FOR = tuple(map(News, SHARED))
# These are about a conversation the person asked for, under what they were told that shows: asking
# is agreeing. The rest, withdrawn and erased, only end what was agreed to: a desk that was promised
# news learns that none will come, and one that was promised none learns nothing.
BY_ASKING = frozenset({News.HUMAN_WANTED, News.HUMAN_MESSAGE, News.HUMAN_ENDED})
ONCE = frozenset({News.OPENED, News.TRIAGE_DONE, News.WITHDRAWN, News.ERASED})


class Channel(StrEnum):
    """How a person was told of the breach."""

    LETTER = "letter"
    EMAIL = "email"
    SMS = "sms"
    PHONE = "phone"
    ACCOUNT = "account"


class Scope(StrEnum):
    """What a desk's key may do."""

    WRITE = "handoffs:write"
    READ = "handoffs:read"
    EVENTS = "events:read"
    TALKS = "conversations"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a desk says when it hands a person over."""

    topic: str  # the flow to open
    breach: str | None
    leaked: tuple[str, ...]
    notified_on: date | None
    notified_by: Channel | None
    language: str
    zone: str
    case: str  # the desk's own reference, opaque
    queue: int  # the desk's own routing, by number
    consent_version: date  # of the words the desk read out before it made the link


# A case reference: a few letters, perhaps a year, a short number; or a UUID; or a ULID. Neither a
# name, nor a phone number, nor a social security number fits into the first.
CASE = (
    r"^(?:(?:[A-Za-z]{1,4}[-_.]?)?(?:20[0-9]{2}[-_.])?[0-9]{1,7}"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    r"|[0-7][0-9A-HJKMNP-TV-Z]{25})$"
)
# A date of 2010 to 2029 that exists: no date of birth fits.
DAY = (
    r"^20(?:[12][0-9]-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:12|16|20|24|28)-02-29)$"
)

PREFIX = "h_"  # of the start parameter in a one-time link
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def token_in(payload: str | None) -> str | None:
    """Return the token of a start parameter, None when it carries none."""
    if payload is None or not payload.startswith(PREFIX):
        return None
    token = payload.removeprefix(PREFIX)
    return token if _TOKEN.fullmatch(token) else None


def mark_of(token: str) -> bytes:
    """Return what is kept of a token: its SHA-256."""
    return sha256(token.encode()).digest()


def spoken(token: str) -> str:
    """Return the four digits that the desk reads out and the bot shows.

    They follow from the token and say nothing about it: one in ten thousand tokens has the same.
    """
    number = int.from_bytes(sha256(b"spoken check code|" + token.encode()).digest()[:8])
    return f"{number % 10_000:04}"
