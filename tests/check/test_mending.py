"""Words in disguise are put right, and words that are only new are left alone."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check.mending import OFTEN, mended
from bot.check.seen import look
from bot.check.vocabulary import read_vocabulary
from tests.check.knowledge import checked, ids, tables

OFTEN_SEEN = "votre compte est bloque colis payez en fin enfin bon jour bonjour la".split()
KNOWN = read_vocabulary("".join(f"{word}\t50\n" for word in OFTEN_SEEN), ())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("vot re co-lis", "votre colis"),
        ("votre c0mpt3 est bl0que", "votre compte est bloque"),
        ("pay_ez votre col.is", "payez votre colis"),
        ("vot re com pte est blo que bon jour", "votre compte est bloque bonjour"),
    ],
)
def test_words_are_put_together(written: str, read: str) -> None:
    """Cut by spaces or marks, or spelled with digits."""
    found = mended(written, KNOWN)

    assert found is not None
    assert found.words == read


@pytest.mark.parametrize(
    "written", ["en fin", "bon jour", "votre zorglub", "ref c0123", "7h30 la", "", "a b c d"]
)
def test_what_is_no_disguise_stays(written: str) -> None:
    """Words that stand alone, names nobody knows, references, times."""
    assert mended(written, KNOWN) is None


@given(st.text(alphabet="votrecmpebliq03 -.", max_size=80))
def test_each_letter_knows_where_it_came_from(written: str) -> None:
    """Places never leave the words and never go back."""
    found = mended(written, KNOWN)

    if found is not None:
        assert len(found.origin) == len(found.words)
        assert list(found.origin) == sorted(found.origin)
        assert all(0 <= at < len(written) for at in found.origin)
        assert all(0 <= start < end <= len(written) for start, end in found.places)


def test_what_a_finger_slipped_on_is_put_right_and_is_no_disguise() -> None:
    """A letter too few, one too many, two that changed places; beside a disguise, too."""
    found = mended("vottre comtpe est blqoue, payyez le co-lis", KNOWN)

    assert found is not None
    assert found.words == "votre compte est bloque, payez le colis"
    assert found.places == ((36, 42),)


def test_a_mistyped_demand_is_found_and_shown_as_it_came() -> None:
    """The same signs as in right spelling, in the words of the message, and no disguise."""
    plain = "Votre compte est bloqué : payez les frais pour votre livraison avant minuit"
    mistyped = "Votre comtpe est blqoué : payyez les friais pour votre livrasion avant minnuit"
    said = checked(mistyped)

    assert ids(plain) - {"words.typical"} <= {sign.id for sign in said.signs}
    assert "text.hidden" not in {sign.id for sign in said.signs}
    assert all(sign.span.rstrip("…") in mistyped for sign in said.signs)


def test_a_disguised_demand_is_found_and_shown_as_it_came() -> None:
    """The same signs as in plain writing, in the words of the message, and the disguise itself."""
    plain = "Votre compte est bloqué : payez les frais pour votre colis avant minuit"
    disguised = "Vot-re com-pte est blo-qué : pay-ez les fra-is pour votre co-lis avant mi-nuit"
    said = checked(disguised)

    assert ids(plain) - {"words.typical"} <= {sign.id for sign in said.signs}
    assert "text.hidden" in {sign.id for sign in said.signs}
    assert all(sign.span.rstrip("…") in disguised for sign in said.signs)


def test_honest_messages_are_hardly_ever_mended() -> None:
    """Of those written for this project, fewer than one in three hundred looks disguised."""
    often = total = 0
    for path in (Path(__file__).parent / "authored").glob("train_*_*10.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["label"] == "ham":
                total += 1
                often += len(look(row["text"], "", tables()).mended) >= OFTEN

    assert often < total / 300
