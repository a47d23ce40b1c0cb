"""Effects survive their wait in the outbox."""

from base64 import b64encode
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.effect_json import from_json, lane, promise, to_json
from bot.engine.effects import (
    Button,
    Document,
    Effect,
    Erase,
    Forget,
    Freeze,
    Hold,
    Lane,
    Manner,
    Option,
    Order,
    Promise,
    Run,
    Show,
)

words = st.text(max_size=20)
presses = st.builds(Option, st.integers(0, 9), st.integers(0, 9), words) | st.builds(
    Order, words, words, st.none() | st.integers(0, 9), st.none() | st.integers(0, 9)
)
shows = st.builds(
    Show,
    st.lists(words, max_size=3).map(tuple),
    st.lists(st.lists(st.builds(Button, words, presses), max_size=2).map(tuple), max_size=2).map(
        tuple
    ),
    st.sampled_from(Manner),
    st.sampled_from(Lane),
    st.sampled_from(Promise),
    st.booleans(),
)
effects = (
    shows
    | st.just(Freeze())
    | st.just(Erase())
    | st.builds(Document, words, words, st.binary(max_size=20), words, st.booleans())
    | st.builds(Run, words, words, st.dictionaries(words, words | st.just(date(2026, 1, 2))))
    | st.builds(Forget, shows)
)


def test_what_a_person_wrote_is_not_written_down() -> None:
    """A document that holds it waits without its content, with what is said when that is gone."""
    gone = Show(("gone",))
    paper = Document(
        "lettre-1.pdf", "application/pdf", b"%PDF", "Lettre", key="1/2", otherwise=gone
    )
    written = to_json(paper)

    assert "%PDF" not in repr(written)
    assert b64encode(b"%PDF").decode() not in repr(written)
    assert from_json(written) == replace(paper, content=b"")
    assert promise(paper) is Promise.REPLY
    with pytest.raises(ValueError, match="not written"):
        to_json(Hold(1, "sheet@name", "Camille"))


@given(effects)
def test_what_is_written_is_read_back(effect: Effect) -> None:
    """No effect changes on its way through storage."""
    assert from_json(to_json(effect)) == effect


@pytest.mark.parametrize(
    "rubbish",
    [
        {
            "held": "a",
            "media_type": "",
            "caption": "",
            "protect": False,
            "key": "",
            "otherwise": {"freeze": True},
        },
        {},
        {"show": "no"},
        {"forget": {"freeze": True}},
        {"show": [], "buttons": [[["a", None]]]},
    ],
)
def test_rubbish_is_refused(rubbish: dict[str, object]) -> None:
    """What no effect wrote is an error, never a guess."""
    with pytest.raises((ValueError, KeyError)):
        from_json(rubbish)


def test_an_edit_may_be_repeated_and_a_document_never() -> None:
    """The promise follows from what would happen if it arrived twice."""
    assert promise(Show(("a",), manner=Manner.EDIT)) is Promise.IDEMPOTENT
    assert promise(Freeze()) is promise(Erase()) is Promise.IDEMPOTENT
    assert promise(Show(("a",), promise=Promise.REMINDER)) is Promise.REMINDER
    assert promise(Document("a", "b", b"c")) is Promise.SENSITIVE


def test_only_screens_choose_their_lane() -> None:
    """Everything else belongs to the person who waits."""
    assert lane(Show(("a",), lane=Lane.DEADLINE)) is Lane.DEADLINE
    assert lane(Freeze()) is Lane.PERSON
