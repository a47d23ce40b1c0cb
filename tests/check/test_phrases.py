"""The text model: a table, a sum, and the words that say most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check.phrases import (
    BY_ITSELF,
    LONGEST_STRETCH,
    NOTHING,
    damped,
    features,
    read_phrases,
    tell,
)

TABLE = read_phrases("# a comment\ncolis\t0.50\nen attent\t1.25\nrecett\t-1.00\n")
LOUD = read_phrases("colis\t1.00\nen attent\t1.25\nrecett\t-4.00\n")


def test_phrases_are_added_up_once_each() -> None:
    """A word or two in a row, cut to their stems, each counted once."""
    told = tell("votre colis est en attente, colis colis", TABLE)

    assert told.weight == (0.5 + 1.25) * damped(len(features("votre colis est en attente, colis")))
    assert "colis" in "votre colis est en attente, colis colis"[told.start : told.end]


def test_honest_words_weigh_the_other_way() -> None:
    """A sum may speak for a message; its stretch is then the honest words."""
    told = tell("voici la recette du gratin", TABLE)

    assert told.start == 9
    assert told.weight < 0


def test_two_words_say_nothing() -> None:
    """« Colis ? » may come from anybody."""
    assert tell("colis ?", TABLE) == NOTHING


def test_a_table_that_is_none_is_refused() -> None:
    """A weight that is no number is a ValueError."""
    with pytest.raises(ValueError, match=r".*"):
        read_phrases("colis\tbeaucoup\n")


@given(st.text(alphabet="abc colis en attente recette 12€", max_size=400))
def test_the_stretch_stays_inside_and_short(words: str) -> None:
    """What is shown fits a line of a phone, whatever the message."""
    told = tell(words, TABLE)

    assert 0 <= told.start <= told.end <= len(words)
    assert told.end - told.start <= LONGEST_STRETCH + 40


def test_digits_count_as_one_word() -> None:
    """An amount is an amount: no number is learnt by heart."""
    assert set(features("12 345 €")) == {"0", "€", "0 0", "0 €"}


KIND = "voici la recette du gratin de la voisine, a faire avec beaucoup de soin, merci encore"
DEMAND = "votre colis est en attente chez nous, le colis est bien en attente, un colis en attente"


@pytest.mark.parametrize("words", [f"{KIND}\n\n{DEMAND}", f"{DEMAND}\n{KIND}"])
def test_kind_words_do_not_make_a_demand_honest(words: str) -> None:
    """A paragraph that speaks for a fraud counts nearly as much as it would alone."""
    alone, told = tell(DEMAND, LOUD), tell(words, LOUD)

    assert tell(words.replace("\n", " "), LOUD).weight < 0
    assert told.weight == alone.weight - BY_ITSELF
    assert "attente" in words[told.start : told.end]


@pytest.mark.parametrize(
    "words", [f"{KIND}\ncolis en attente", f"{KIND}\n{KIND}\n{KIND}\n{DEMAND}"]
)
def test_a_line_or_a_letter_is_no_paragraph_by_itself(words: str) -> None:
    """A short line is a heading; one of many paragraphs always sounds like something."""
    assert tell(words, LOUD).weight == tell(words.replace("\n", " "), LOUD).weight
