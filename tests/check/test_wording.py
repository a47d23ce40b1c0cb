"""The sieve of the patterns: fast, and it hides nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.check.seen import look
from bot.check.wording import Book, english_book, french_book, may_show
from tests.check.knowledge import tables

BOOKS = (french_book(), english_book())
AUTHORED = Path(__file__).parent / "authored"


def found(book: Book, words: str) -> set[int]:
    """Return the places of the patterns that match, each looked for."""
    every = range(len(book.signs))
    return {at for at in every if book.sieve.re(at).search(words) is not None}


def passed(book: Book, words: str) -> set[int]:
    """Return the places of the patterns that the sieve lets through."""
    return set(book.sieve.Match(words, potential=True) or ())


@pytest.mark.parametrize("name", ["train_fraud_fr10", "train_fraud_en10", "train_service_fr10"])
def test_what_can_be_found_is_let_through(name: str) -> None:
    """Whatever pattern fits a message, the sieve has not held it back."""
    lines = (AUTHORED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[::6]:
        words = look(json.loads(line)["text"], "", tables()).words
        assert all(found(book, words) <= passed(book, words) for book in BOOKS)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            "votre colis payez code iban your parcel pay card appelez sous 24h . \n".split(" ")
        ),
        max_size=700,
    )
)
def test_a_long_and_hostile_message_is_sieved_too(parts: list[str]) -> None:
    """Also of thousands of characters that hold the words of many patterns."""
    words = " ".join(parts)

    assert all(found(book, words) <= passed(book, words) for book in BOOKS)


def test_hardly_anything_is_let_through_by_words_about_nothing() -> None:
    """A message without the words of any pattern costs next to no search."""
    danger, honest = may_show("zorglub vient manger une glace", english=False)

    assert sum(map(len, (*danger.values(), *honest.values()))) < len(french_book().signs) / 20


def test_each_language_has_its_patterns() -> None:
    """English is not read with French patterns; French is read with both, French first."""
    words = "votre colis est bloque, your parcel is held"
    english, _ = may_show(words, english=True)
    french, _ = may_show(words, english=False)

    assert all(one.search("votre colis") is None for one in english["topic.parcel"])
    assert french["topic.parcel"][0].search("votre colis") is not None
    assert len(french["topic.parcel"]) == len(english["topic.parcel"]) + 1
