"""JSON that no careful writer sends is refused whole."""

import pytest

from bot.chat.fields import Malformed
from bot.chat.strict import Spoiled, parse, updates


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b"[" * 100_000,
        b"\xff",
        b"",
        b'{"a": 1',
        b"1" * 5000,
    ],
)
def test_what_is_refused(raw: bytes) -> None:
    """Twice the same key, no numbers, no bottom, no end."""
    with pytest.raises(Malformed):
        parse(raw)


@pytest.mark.parametrize(
    "raw",
    [b"<html>", b'{"ok": false}', b'{"ok": true}', b'{"ok": true, "result": {}}', b"[]", b""],
)
def test_an_answer_that_is_no_batch(raw: bytes) -> None:
    """Error pages and refusals are not an empty batch."""
    assert updates(raw) is None


def test_the_id_of_a_spoiled_update_is_found_when_it_can_be() -> None:
    """So that Telegram can be told to forget it."""
    raw = b'{"ok":true,"result":[{"update_id":7,"a":1,"a":2},{"a":1,"a":2}]}'

    assert updates(raw) == (Spoiled(7), Spoiled(None))


def test_a_cut_off_body_full_of_quotes_is_read_in_linear_time() -> None:
    """A megabyte of escaped quotes in a string without end does not hold the bot up."""
    assert updates(b'{"ok":true,"result":[{"a":"' + b'\\"' * 1_000_000) is None
