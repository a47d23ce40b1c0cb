"""One field of an update at a time: what it must look like to be believed. Pure.

Nothing is quoted in an error, and nothing is guessed: a number is a whole number, a text a text.
"""

import re
from collections.abc import Mapping
from typing import TypeGuard

from bot.chat.markup import MAX_TEXT, clean

MAX_ID = 2**53 - 1  # Telegram's promise; larger ones are not numbers everywhere

_REFERENCE = re.compile(r"[\x21-\x7e]{1,256}")
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")


class Malformed(Exception):  # noqa: N818 - a finding about the update, not our error
    """An update that makes no sense. `code` says what is wrong with it, without quoting it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_private(body: Mapping[str, object]) -> bool:
    """Tell whether this happened between one person and the bot."""
    kind = mapping(body.get("chat"), "chat").get("type")
    if kind not in ("private", "group", "supergroup", "channel"):
        raise Malformed("chat_type")
    return kind == "private"


def private_chat(body: Mapping[str, object]) -> int:
    """Return the chat, which in a private one is a positive number."""
    return identity_of(mapping(body.get("chat"), "chat").get("id"), "chat")


def any_chat(body: Mapping[str, object]) -> int:
    """Return a chat that may be a group, whose ids are negative."""
    identity = mapping(body.get("chat"), "chat").get("id")
    if not whole(identity) or not 0 < abs(identity) <= MAX_ID:
        raise Malformed("chat")
    return identity


def mapping(value: object, code: str) -> dict[str, object]:
    """Return a JSON object."""
    if not isinstance(value, dict):
        raise Malformed(code)
    return value


def whole(value: object) -> TypeGuard[int]:
    """Tell a whole number from `true` and from `1.0`."""
    return isinstance(value, int) and not isinstance(value, bool)


def identity_of(value: object, code: str) -> int:
    """Return an id of a person, a message or an update."""
    if not whole(value) or not 0 < value <= MAX_ID:
        raise Malformed(code)
    return value


def count(value: object) -> int:
    """Return a size, or 0 when none can be believed."""
    return value if whole(value) and 0 <= value <= MAX_ID else 0


def words_of(value: object) -> str:
    """Return text as a person may have written it, within Telegram's limit; else none."""
    return clean(value[:MAX_TEXT]) if isinstance(value, str) else ""


def reference(value: object) -> str | None:
    """Return an opaque name Telegram gave to something: a file, a tap, an album."""
    return value if isinstance(value, str) and _REFERENCE.fullmatch(value) else None


def required_reference(file: Mapping[str, object]) -> str:
    """Return the name of a file; without it nothing can be done with one."""
    found = reference(file.get("file_id"))
    if found is None:
        raise Malformed("file_id")
    return found


def language_of(sender: Mapping[str, object]) -> str | None:
    """Return the two letters the app announces, if any."""
    code = sender.get("language_code")
    found = _LANGUAGE.match(code) if isinstance(code, str) else None
    return found[0].lower() if found else None
