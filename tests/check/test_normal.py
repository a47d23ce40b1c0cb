"""The plain form of a message, and the way back from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check.normal import bare, normal


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Élodie à l’Œuvre", "elodie a l'oeuvre"),
        ("Аmеli", "ameli"),
        ("𝐂𝐨𝐥𝐢𝐬 ｃｏｌｉｓ", "colis colis"),
        ("a\u200bme\u00adli", "ameli"),
        ("C O L I S attend", "colis attend"),
        ("hxxp://a[.]b", "http://a.b"),
        ("votre  colis\t attend", "votre colis attend"),
        ("ﬁn 1,99 €", "fin 1,99 €"),
        ("vo\ufe0ftre co\U000e0101lis", "votre colis"),
        ("vo\u3164tre co\U000e0061lis", "votre colis"),
        ("un\n" * 8 + "mot", "un " * 8 + "mot"),
        ("℀ ﬃ …", "a/c ffi ..."),
        ("*URGENT* : **payez** ~avant~ midi", "urgent : payez avant midi"),
        (
            "carte **1234, m***@exemple.fr, 3 * 4, c*lis, *#06#",
            "carte **1234, m***@exemple.fr, 3 * 4, c*lis, *#06#",
        ),
    ],
)
def test_disguise_is_taken_off(written: str, read: str) -> None:
    """Accents, other alphabets, unseen characters, spaced letters, defanged links."""
    assert normal(written).text == read


@pytest.mark.parametrize(
    ("written", "words"),
    [("c0lis am3li", "colis ameli"), ("2moro b4 REF12AB", "2moro b4 ref12ab"), ("06 12", "06 12")],
)
def test_digits_inside_words_are_read_as_letters(written: str, words: str) -> None:
    """Only where letters stand on both sides and are the majority."""
    assert normal(written).words == words


@given(st.text(max_size=300))
def test_each_character_knows_where_it_came_from(message: str) -> None:
    """Positions never leave the message and never go back; both forms have the same length."""
    read = normal(message)

    assert len(read.origin) == len(read.text) == len(read.words)
    assert all(0 <= at < len(message) for at in read.origin)
    assert list(read.origin) == sorted(read.origin)


def test_words_are_compared_without_anything_around_them() -> None:
    """One form for the names of brands."""
    assert bare("  Crédit-Agricole®, (Île) ") == "credit agricole ile"


def test_a_message_never_grows_much() -> None:
    """Some characters stand for eighteen: a message of them is not read eighteen times as long."""
    assert len(normal("ﷺ" * 4096).text) <= 4 * 4096
