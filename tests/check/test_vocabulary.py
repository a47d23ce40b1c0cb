"""Which word was meant when a finger slipped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check.vocabulary import read_vocabulary
from tests.check.knowledge import tables

SOURCE = """# written by hand
colis	50
livraison	40
orange	90
seule	30
selle	30
amende	60
coliss	2
"""
KNOWN = read_vocabulary(SOURCE, ("orange",))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cols", None),  # too short to be sure
        ("coolis", "colis"),
        ("coils", "colis"),
        ("colsi", None),  # the last letter is another one
        ("livrason", "livraison"),
        ("livrraison", "livraison"),
        ("liraivson", None),  # more than one slip
        ("sele", None),
        ("seeule", "seule"),
        ("selle", None),  # a word we know
        ("amande", None),  # another letter is another word
        ("orrange", None),  # names are not guessed
        ("coliss", None),  # seen before: perhaps a slip, perhaps not
        ("colis2", None),
        ("", None),
    ],
)
def test_the_one_word_a_slip_away_was_meant(written: str, meant: str | None) -> None:
    """One letter too few or too many, or two that changed places; else nothing."""
    assert KNOWN.meant(written) == meant


def test_of_two_words_that_may_be_meant_none_is_taken() -> None:
    """Guessing between two would put words into a message."""
    known = read_vocabulary("porte\t50\nposte\t50\n", ())

    assert known.meant("porste") is None
    assert known.meant("portte") == "porte"


@given(st.text(alphabet="aeilmnoprstuv", min_size=6, max_size=14), st.data())
def test_a_single_slip_never_leads_to_a_far_word(word: str, data: st.DataObject) -> None:
    """What is meant has the same ends, and about as many letters."""
    known = tables().known
    at = data.draw(st.integers(1, len(word) - 2))
    slipped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    meant = known.meant(slipped)

    if meant is not None:
        assert (meant[0], meant[-1]) == (slipped[0], slipped[-1])
        assert abs(len(meant) - len(slipped)) <= 1
        assert meant in known.seen


def test_a_broken_table_is_refused() -> None:
    """A row without a number is an error of whoever wrote the file."""
    with pytest.raises(ValueError, match="x"):
        read_vocabulary("colis\tx\n", ())
