"""From one update, as the plain data Telegram sent, to one event. Pure.

Updates are hostile until they are decoded: every field is checked before use, and what cannot be
understood raises `Malformed` with a code and never with the content. Names, user names, phone
numbers and origins of forwards are dropped here: nothing behind this file can keep them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.chat import kinds
from bot.chat.callbacks import unseal
from bot.chat.fields import (
    MAX_ID,
    Malformed,
    any_chat,
    count,
    identity_of,
    is_private,
    language_of,
    mapping,
    private_chat,
    reference,
    required_reference,
    whole,
    words_of,
)
from bot.chat.kinds import Treat
from bot.chat.markup import clean
from bot.engine.effects import Option, Order
from bot.engine.events import Chose, Event, Left, Ordered, Returned, Sent, Started, Stray, Typed

FIRST_DATE = 1_376_438_400  # 14 August 2013: nothing on Telegram is older
# Stands for a start parameter no link of ours can have; it is answered as an unknown one is.
UNREADABLE = "-"
STALE = "stale"
UNKNOWN = "unknown"

COMMANDS = frozenset(
    {
        "menu",
        "check",
        "plan",
        "help",
        "human",
        "stop",
        "forget",
        "export",
        "privacy",
        "lang",
        "back",
    }
)

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]{1,64})?(?:\s+(.*))?", re.DOTALL)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ARGUMENT = re.compile(r"[A-Za-z0-9_-]{1,32}")
_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """One update, understood. `event` is None when there is nothing to answer."""

    update_id: int
    kind: str  # of the update; "unknown" for one that Telegram added since
    chat: int | None = None  # a private one, unless `leave`
    message_id: int | None = None  # the person's message, or the screen that was tapped
    callback_id: str | None = None  # to be answered at once, so that the app stops its spinner
    language: str | None = None  # two letters
    event: Event | None = None
    words: str = ""  # of an event that carries none, to be looked through for secrets
    album: str | None = None  # pictures sent as one get one answer
    leave: bool = False  # not a private chat: leave it
    alarm: bool = False  # the owner should look: payments, business accounts


def decode(update: object, key: bytes, commands: frozenset[str] = COMMANDS) -> Decoded:
    """Understand one update. Raises `Malformed`, and nothing else, whatever it is given."""
    fields = mapping(update, "update")
    update_id = identity_of(fields.get("update_id"), "update_id")
    kind = next((name for name in fields if name in kinds.UPDATES), None)
    if kind is None:
        return Decoded(update_id, UNKNOWN)
    body = mapping(fields[kind], kind)
    match kinds.UPDATES[kind]:
        case Treat.MESSAGE:
            return _message(update_id, kind, body, commands, edited=False)
        case Treat.EDITED:
            return _message(update_id, kind, body, commands, edited=True)
        case Treat.TAP:
            return _tap(update_id, kind, body, key)
        case Treat.MEMBERSHIP:
            return _membership(update_id, kind, body)
        case Treat.PAYMENT:
            person = identity_of(mapping(body.get("from"), "from").get("id"), "from")
            event = Stray(kinds.PAYMENT)
            return Decoded(update_id, kind, person, event=event, alarm=True)
        case Treat.LEAVE:
            return Decoded(update_id, kind, any_chat(body), leave=True)
        case Treat.DECLINE:
            return Decoded(update_id, kind, alarm=True)
        case Treat.IGNORE:
            return Decoded(update_id, kind)


def _message(
    update_id: int,
    kind: str,
    body: Mapping[str, object],
    commands: frozenset[str],
    *,
    edited: bool,
) -> Decoded:
    if not is_private(body):
        return Decoded(update_id, kind, any_chat(body), leave=True)
    chat = private_chat(body)
    message_id = identity_of(body.get("message_id"), "message_id")
    date = body.get("date")
    if not whole(date) or not FIRST_DATE <= date <= MAX_ID:
        raise Malformed("date")
    sender = mapping(body.get("from"), "from")
    if sender.get("is_bot") is True:
        return Decoded(update_id, kind, chat, message_id)
    if identity_of(sender.get("id"), "from") != chat:
        raise Malformed("from")
    language = language_of(sender)
    words = words_of(body.get("text")) or words_of(body.get("caption"))
    if edited:  # a live location is edited every few seconds: nobody said anything
        event: Event | None = Stray(kinds.EDITED) if words else None
    else:
        event = _content(body, words, commands, language)
        if isinstance(event, Sent) and reference(body.get("media_group_id")) is not None:
            event = replace(event, album=True)
    return Decoded(
        update_id,
        kind,
        chat,
        message_id,
        language=language,
        event=event,
        words="" if isinstance(event, Typed | Sent) else words,
        album=reference(body.get("media_group_id")),
        alarm=event == Stray(kinds.PAYMENT),
    )


def _content(
    body: Mapping[str, object],
    words: str,
    commands: frozenset[str],
    language: str | None,
) -> Event | None:
    """Find what a message says, looked for from the telling to the merely present."""
    forwarded = "forward_origin" in body or "forward_date" in body
    if "text" in body:
        if not isinstance(body["text"], str):
            raise Malformed("text")
        # A forwarded "/stop" is somebody else's word.
        command = None if forwarded else _COMMAND.fullmatch(words.strip())
        if command is not None:
            return _command(command[1].lower(), command[2] or "", commands, language)
        return Typed(words, forwarded=forwarded) if words.strip() else Stray(kinds.MEDIA)
    for name, what in kinds.STRAYS.items():
        if name in body:
            return Stray(what)
    if "photo" in body:
        return _photo(body["photo"], words, forwarded)
    if "document" in body:
        return _document(body["document"], words, forwarded)
    if any(name in kinds.SERVICE for name in body):
        return None
    return Stray(kinds.MEDIA)


def _command(
    name: str, rest: str, commands: frozenset[str], language: str | None
) -> Started | Ordered | Typed:
    rest = rest.strip()
    if name == "start":
        if not rest:
            return Started(None, language)
        return Started(rest if _PAYLOAD.fullmatch(rest) else UNREADABLE, language)
    if name not in commands:
        return Ordered(UNKNOWN)
    if name == "check" and rest:  # what came to them, pasted behind the command
        return Typed(rest, forwarded=True)
    # Only a code may follow a command: what else a person adds there is not ours to carry on.
    return Ordered(name, rest if _ARGUMENT.fullmatch(rest) else "")


def _photo(value: object, caption: str, forwarded: bool) -> Sent:
    if not isinstance(value, list) or not value:
        raise Malformed("photo")
    sizes = [mapping(size, "photo") for size in value]
    largest = max(sizes, key=lambda size: count(size.get("width")) * count(size.get("height")))
    return Sent(
        required_reference(largest),
        picture=True,
        kind="image/jpeg",
        size=count(largest.get("file_size")),
        caption=caption,
        forwarded=forwarded,
    )


def _document(value: object, caption: str, forwarded: bool) -> Sent:
    document = mapping(value, "document")
    media_type = words_of(document.get("mime_type"))[:100].lower()
    return Sent(
        required_reference(document),
        picture=media_type in _PICTURES,
        name=words_of(document.get("file_name"))[:255],
        kind=media_type,
        size=count(document.get("file_size")),
        caption=caption,
        forwarded=forwarded,
    )


def _tap(update_id: int, kind: str, body: Mapping[str, object], key: bytes) -> Decoded:
    callback_id = reference(body.get("id"))
    if callback_id is None:
        raise Malformed("callback_id")
    sender = mapping(body.get("from"), "from")
    chat = identity_of(sender.get("id"), "from")
    message_id = None
    message = body.get("message")
    if message is not None:  # absent when it is too old or was sent inline
        message = mapping(message, "message")
        if not is_private(message):
            return Decoded(update_id, kind, any_chat(message), callback_id=callback_id, leave=True)
        if private_chat(message) != chat:
            raise Malformed("from")
        message_id = identity_of(message.get("message_id"), "message_id")
    event: Event | None = None
    if sender.get("is_bot") is not True:
        data = body.get("data")
        match unseal(clean(data), chat, key) if isinstance(data, str) else None:
            case Option(session, seq, option):
                event = Chose(session, seq, option)
            case Order(name, argument, session_or_none, seq_or_none):
                event = Ordered(name, argument, session_or_none, seq_or_none, tapped=True)
            case None:
                event = Ordered(STALE, tapped=True)
    return Decoded(
        update_id,
        kind,
        chat,
        message_id,
        callback_id,
        language=language_of(sender),
        event=event,
    )


def _membership(update_id: int, kind: str, body: Mapping[str, object]) -> Decoded:
    status = mapping(body.get("new_chat_member"), "new_chat_member").get("status")
    if not is_private(body):
        inside = status in ("member", "administrator", "restricted", "creator")
        return Decoded(update_id, kind, any_chat(body), leave=inside)
    event: Event | None = None
    if status == "kicked":
        event = Left()
    elif status == "member":
        event = Returned()
    return Decoded(update_id, kind, private_chat(body), event=event)
