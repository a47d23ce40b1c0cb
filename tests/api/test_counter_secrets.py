"""What passwords and codes are taken for."""

from datetime import UTC, datetime

import pyotp
import pytest

from bot.api.counter import secrets_of
from bot.store.accounts import Account, Role, Second
from bot.store.desks import Desk

PASSWORD = "brume tasse girafe jardin"


@pytest.mark.parametrize(
    ("password", "again", "wrong"),
    [
        ("a long enough one", "another long one", "differ"),
        ("too short", "too short", "length"),
        ("x" * 129, "x" * 129, "length"),
        ("aaaaaaaaaaaa", "aaaaaaaaaaaa", "plain"),
        ("leonie.martin1", "leonie.martin1", "plain"),
        (PASSWORD, PASSWORD, None),
    ],
)
def test_passwords_that_are_guessed(password: str, again: str, wrong: str | None) -> None:
    """Refused by a code; four words are fine."""
    desk = Desk(1, "demo", "Mutuelle")
    somebody = Account(1, desk, "leonie.martin", Role.AGENT, None, None, 0, Second.ON, None, {})
    assert secrets_of.fault(password, again, somebody) == wrong


def test_a_code_is_of_now() -> None:
    """The step before and after are taken for clocks that differ; what is no code is none."""
    secret = secrets_of.fresh()
    now = datetime(2026, 11, 25, 9, tzinfo=UTC)
    made = pyotp.TOTP(secret)
    step = int(now.timestamp()) // 30
    for off in (-1, 0, 1):
        assert secrets_of.step(secret, made.at(now, counter_offset=off), now) == step + off
    for bad in (
        made.at(now, counter_offset=2),
        made.at(now, counter_offset=-2),
        "",
        "12345",
        "١٢٣٤٥٦",
        "abcdef",
    ):
        assert secrets_of.step(secret, bad, now) is None
    assert secrets_of.step(None, made.at(now), now) is None
