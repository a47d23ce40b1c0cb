"""Buttons: sealed on the way out, checked on the way in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.callbacks import MAX_BYTES, TooLongError, seal, unseal
from bot.engine.effects import Option, Order, Press

KEY = b"k" * 32
codes = st.from_regex(r"[a-z0-9_]{1,24}", fullmatch=True)
numbers = st.integers(0, 99_999)
presses = st.one_of(
    st.builds(Option, numbers, numbers, codes),
    st.builds(Order, codes, st.just(""), st.none() | numbers, st.none() | numbers),
    st.builds(Order, st.just("open"), codes, st.none(), st.none()),
)


@given(presses, st.integers(1, 2**53))
def test_what_is_sealed_comes_back(press: Press, chat: int) -> None:
    """Every press of our own comes back as it was, within Telegram's 64 bytes."""
    data = seal(press, chat, KEY)

    assert len(data.encode()) <= MAX_BYTES
    assert unseal(data, chat, KEY) == press


@given(presses, st.integers(1, 2**53))
def test_a_button_works_in_its_own_chat_only(press: Press, chat: int) -> None:
    """The same bytes sent from another chat, or under another key, are nothing."""
    data = seal(press, chat, KEY)

    assert unseal(data, chat + 1, KEY) is None
    assert unseal(data, chat, b"other") is None


@given(presses, st.data())
def test_one_changed_character_is_a_forgery(press: Press, data: st.DataObject) -> None:
    """No character of a button can be changed."""
    sealed = seal(press, 5, KEY)
    at = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda c: c != sealed[at]))

    assert unseal(sealed[:at] + other + sealed[at + 1 :], 5, KEY) is None


@given(st.text(max_size=80))
def test_whatever_a_device_sends_is_survived(data: str) -> None:
    """Anything else is None, never an error."""
    assert unseal(data, 5, KEY) is None


def test_a_press_that_does_not_fit_is_refused_when_it_is_made() -> None:
    """A too long name is our mistake and is found before it reaches Telegram."""
    with pytest.raises(TooLongError):
        seal(Order("open", "x" * 60), 5, KEY)
