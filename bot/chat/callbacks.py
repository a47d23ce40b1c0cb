"""What a button carries: a press, sealed so that only we can have written it, in 64 bytes.

Pure. `callback_data` comes back from the person's device, and a modified app can send any bytes it
likes (R:reliability 1.2). Each one therefore carries a MAC over the chat and the press: a button
works only in the chat it was made for. That it is still the question being asked is the engine's
to check.

    data = MAC (80 bits, 14 characters of base64url) + form
    form = "o" session ":" seq ":" option                          an answer
         | "c" [session] ":" [seq] ":" name ":" argument           a command
"""

import hmac
import re
from base64 import urlsafe_b64encode

from bot.engine.effects import Option, Order, Press

MAX_BYTES = 64  # Telegram's limit
MAC_CHARACTERS = 14
MAC_BYTES = 10

_OPTION = re.compile(r"o([0-9]{1,9}):([0-9]{1,9}):(.+)", re.DOTALL)
_ORDER = re.compile(r"c([0-9]{0,9}):([0-9]{0,9}):([a-z0-9_]{1,32}):(.*)", re.DOTALL)


class TooLongError(ValueError):
    """A press whose name or argument does not fit: our mistake, found by the release's tests."""


def seal(press: Press, chat: int, key: bytes) -> str:
    """Return the `callback_data` of a button with this press in this chat."""
    match press:
        case Option(session, seq, option):
            form = f"o{session}:{seq}:{option}"
        case Order(name, argument, session_or_none, seq_or_none):
            form = f"c{_digits(session_or_none)}:{_digits(seq_or_none)}:{name}:{argument}"
    data = _mac(form, chat, key) + form
    if len(data.encode()) > MAX_BYTES:
        raise TooLongError("press")
    return data


def unseal(data: str, chat: int, key: bytes) -> Press | None:
    """Return the press inside, or None when we did not write it for this chat."""
    if len(data) > MAX_BYTES:
        return None
    mac, form = data[:MAC_CHARACTERS], data[MAC_CHARACTERS:]
    expected = _mac(form, chat, key)
    # Both to bytes first: compare_digest refuses text that is not ASCII.
    if not hmac.compare_digest(mac.encode(errors="replace"), expected.encode()):
        return None
    if found := _OPTION.fullmatch(form):
        return Option(int(found[1]), int(found[2]), found[3])
    if found := _ORDER.fullmatch(form):
        return Order(found[3], found[4], _number(found[1]), _number(found[2]))
    return None


def _mac(form: str, chat: int, key: bytes) -> str:
    message = b"press\0%d\0" % chat + form.encode(errors="replace")
    digest = hmac.digest(key, message, "sha256")[:MAC_BYTES]
    return urlsafe_b64encode(digest).decode()[:MAC_CHARACTERS]


def _digits(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(digits: str) -> int | None:
    return int(digits) if digits else None
