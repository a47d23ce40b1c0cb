"""What Telegram's answer to a call means for the message: the error table of R:reliability 3.4.

Pure. Telegram's descriptions are its only error codes; they are matched here and nowhere else, and
never passed on, for some of them quote what was sent.
"""

import json
from collections.abc import Mapping
from http import HTTPStatus

from bot.chat.outcome import (
    Ambiguous,
    Broken,
    Conflict,
    Delivered,
    Gone,
    Outcome,
    Revoked,
    Throttled,
)

DEFAULT_PAUSE = 5.0  # seconds, when a 429 does not say
LONGEST_PAUSE = 1e6  # seconds; a larger number is nonsense
MARGIN = 0.5  # never sooner than announced

# The wish is already true, or can no longer become true: nothing is left to do.
_SETTLED: Mapping[str, tuple[str, ...]] = {
    "editMessageText": ("message is not modified",),
    "editMessageReplyMarkup": (
        "message is not modified",
        "message to edit not found",
        "message can't be edited",
        "message_id_invalid",
    ),
    "deleteMessage": (
        "message to delete not found",
        "message can't be deleted",
        "message_id_invalid",
        "message identifier is not specified",
    ),
    "answerCallbackQuery": ("query is too old", "query_id_invalid"),
    "leaveChat": ("chat not found", "bot is not a member"),
}
_GONE = (
    "chat not found",
    "peer_id_invalid",
    "user not found",
    "user is deactivated",
    "bot was blocked",
    "can't initiate conversation",
    "chat_write_forbidden",
    "user_is_blocked",
    "input_user_deactivated",
)
_MESSAGE_LOST = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "no text in the message to edit",  # the screen is a document
)
_FAULTS: Mapping[str, str] = {
    "can't parse": "markup",
    "entit": "markup",
    "too long": "too_long",
    "too_long": "too_long",
    "text must be non-empty": "empty",
    "text is empty": "empty",
    "button_data_invalid": "button",
    "button": "button",
    "reply markup": "button",
    "file": "file",
    "document": "file",
}


def screen_lost(status: int, body: bytes) -> bool:
    """Tell whether the message to be edited is gone, so that its text must be sent anew."""
    return status == HTTPStatus.BAD_REQUEST and any(
        part in _description(_read(body)) for part in _MESSAGE_LOST
    )


def outcome(method: str, status: int, body: bytes) -> Outcome:
    """Say what an answer means. `method` is the Bot API's name of the call."""
    answer = _read(body)
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        if answer is None or answer.get("ok") is not True:
            return Ambiguous()
        return Delivered(_message_id(answer.get("result")))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Throttled(_pause(answer))
    if not HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Ambiguous(unwell=status >= HTTPStatus.INTERNAL_SERVER_ERROR)
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        return Revoked()
    if status == HTTPStatus.CONFLICT:
        return Conflict()
    said = _description(answer)
    if any(part in said for part in _SETTLED.get(method, ())):
        return Delivered()
    if status == HTTPStatus.FORBIDDEN or _migrated(answer) or any(part in said for part in _GONE):
        return Gone()
    fault = next((code for part, code in _FAULTS.items() if part in said), "refused")
    return Broken("too_long" if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else fault)


def _read(body: bytes) -> dict[str, object] | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _description(answer: dict[str, object] | None) -> str:
    said = answer.get("description") if answer is not None else None
    return said.lower() if isinstance(said, str) else ""


def _parameter(answer: dict[str, object] | None, name: str) -> object:
    parameters = answer.get("parameters") if answer is not None else None
    return parameters.get(name) if isinstance(parameters, dict) else None


def _pause(answer: dict[str, object] | None) -> float:
    seconds = _parameter(answer, "retry_after")
    if (
        isinstance(seconds, int | float)
        and not isinstance(seconds, bool)
        and 0 < seconds < LONGEST_PAUSE
    ):
        return float(seconds) + MARGIN
    return DEFAULT_PAUSE


def _migrated(answer: dict[str, object] | None) -> bool:
    return _parameter(answer, "migrate_to_chat_id") is not None


def _message_id(result: object) -> int | None:
    identity = result.get("message_id") if isinstance(result, dict) else None
    return identity if isinstance(identity, int) and not isinstance(identity, bool) else None
