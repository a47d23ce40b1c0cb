"""What goes once more when nobody saw how it ended."""

import pytest

from bot.engine.effects import Document, Lane, Manner, Outgoing, Promise, Show
from bot.promises import again_in, once_more
from bot.store.queue import Row


def row(promise: Promise, crashed: int) -> Row:
    """Return an effect that was tried so often without an end anybody saw."""
    return Row(1, 1, 5, Show(("Un",)), promise, None, crashed + 1, crashed, Lane.PERSON)


@pytest.mark.parametrize(
    ("promise", "crashed", "unwell", "seconds"),
    [
        (Promise.REPLY, 0, False, 5.0),
        (Promise.REPLY, 2, False, None),  # a third copy would be one too many
        (Promise.REPLY, 2, True, 20.0),  # Telegram failed: most likely there is no copy at all
        (Promise.REMINDER, 3, False, 40.0),
        (Promise.REMINDER, 4, False, None),
        (Promise.IDEMPOTENT, 0, False, 1.0),
        (Promise.IDEMPOTENT, 30, False, 60.0),
        (Promise.SENSITIVE, 0, True, None),
    ],
)
def test_each_promise_has_its_patience(
    promise: Promise, crashed: int, unwell: bool, seconds: float | None
) -> None:
    """A letter never twice, a reply seldom, a reminder until it is there."""
    assert again_in(row(promise, crashed), unwell=unwell) == seconds


@pytest.mark.parametrize(
    ("effect", "again"),
    [
        (Show(("Un",)), Show(("Un",), silent=True)),
        (Show(("Un",), manner=Manner.BELOW), Show(("Un",), manner=Manner.NEW, silent=True)),
        (Show(("Un",), manner=Manner.EDIT), Show(("Un",), manner=Manner.EDIT, silent=True)),
        (Document("a.pdf", "application/pdf", b""), Document("a.pdf", "application/pdf", b"")),
    ],
)
def test_a_second_try_makes_no_sound(effect: Outgoing, again: Outgoing) -> None:
    """Nor does it wait for the screen above, which lost its buttons at the first try."""
    assert once_more(effect) == again
