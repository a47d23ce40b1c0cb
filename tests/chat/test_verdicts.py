"""The error table: what each of Telegram's answers means for the message."""

import json
from typing import Any

import pytest

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
from bot.chat.verdicts import outcome, screen_lost

SEND, EDIT, FREEZE = "sendMessage", "editMessageText", "editMessageReplyMarkup"
TABLE: list[tuple[str, int, str, Outcome]] = [
    (EDIT, 400, "Bad Request: message is not modified: specified new message…", Delivered()),
    (FREEZE, 400, "Bad Request: message to edit not found", Delivered()),
    (FREEZE, 400, "Bad Request: message can't be edited", Delivered()),
    ("deleteMessage", 400, "Bad Request: message to delete not found", Delivered()),
    ("deleteMessage", 400, "Bad Request: message can't be deleted for everyone", Delivered()),
    (
        "answerCallbackQuery",
        400,
        "Bad Request: query is too old and response timeout…",
        Delivered(),
    ),
    (SEND, 403, "Forbidden: bot was blocked by the user", Gone()),
    (SEND, 403, "Forbidden: user is deactivated", Gone()),
    (SEND, 403, "Forbidden: bot can't initiate conversation with a user", Gone()),
    (SEND, 400, "Bad Request: chat not found", Gone()),
    (SEND, 400, "Bad Request: PEER_ID_INVALID", Gone()),
    (SEND, 400, "Bad Request: can't parse entities: ma carte", Broken("markup")),
    (SEND, 400, "Bad Request: message is too long", Broken("too_long")),
    (SEND, 400, "Bad Request: BUTTON_DATA_INVALID", Broken("button")),
    (SEND, 400, "Bad Request: message text is empty", Broken("empty")),
    (SEND, 400, "Bad Request: something new", Broken("refused")),
    (SEND, 413, "Request Entity Too Large", Broken("too_long")),
    (SEND, 401, "Unauthorized", Revoked()),
    (SEND, 404, "Not Found", Revoked()),
    (SEND, 409, "Conflict: terminated by other getUpdates request", Conflict()),
    (SEND, 429, "Too Many Requests", Throttled(5.0)),
    (SEND, 500, "Internal Server Error", Ambiguous(unwell=True)),
    (SEND, 502, "Bad Gateway", Ambiguous(unwell=True)),
    (SEND, 504, "Gateway Timeout", Ambiguous(unwell=True)),
    (SEND, 302, "Found", Ambiguous()),
]


def body(**fields: Any) -> bytes:
    """Return an answer's body."""
    return json.dumps(fields).encode()


@pytest.mark.parametrize(("method", "status", "said", "expected"), TABLE)
def test_the_table(method: str, status: int, said: str, expected: Outcome) -> None:
    """Line by line."""
    assert outcome(method, status, body(ok=False, description=said)) == expected


def test_a_good_answer_names_its_message() -> None:
    """The id of the message that came out, when one did."""
    assert outcome(SEND, 200, body(ok=True, result={"message_id": 7})) == Delivered(7)
    assert outcome("deleteMessage", 200, body(ok=True, result=True)) == Delivered()


@pytest.mark.parametrize("raw", [b"", b"<html>", b'{"ok": fal', b"[]", b'{"ok": false}'])
def test_a_good_status_that_cannot_be_read_is_ambiguous(raw: bytes) -> None:
    """It may have been delivered."""
    assert outcome(SEND, 200, raw) == Ambiguous()


@pytest.mark.parametrize(("said", "waits"), [(7, 7.5), (0, 5.0), (-1, 5.0), ("x", 5.0), (1e9, 5.0)])
def test_a_pause_is_never_shorter_than_announced(said: object, waits: float) -> None:
    """Half a second is added; nonsense is read as five seconds."""
    raw = body(ok=False, parameters={"retry_after": said})

    assert outcome(SEND, 429, raw) == Throttled(waits)


def test_a_chat_that_became_a_group_is_gone() -> None:
    """We serve private chats only."""
    raw = body(ok=False, description="Bad Request", parameters={"migrate_to_chat_id": -100})

    assert outcome(SEND, 400, raw) == Gone()


def test_a_lost_screen_is_told_from_an_unchanged_one() -> None:
    """Only the first has to be sent anew."""
    assert screen_lost(400, body(description="Bad Request: message to edit not found"))
    assert not screen_lost(400, body(description="Bad Request: message is not modified"))
    assert not screen_lost(502, b"<html>")
