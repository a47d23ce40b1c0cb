"""Which language a message is in."""

import pytest

from bot.check.tongue import english


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("your parcel is waiting for you", True),
        ("votre colis est en attente", False),
        ("ok", False),
        ("ontrac label damaged, confirm parcel", True),
        ("paiement refuse, contact [phone]", False),
        ("societe generale : virement en attente, check requis", False),
        ("hi mum this is my new number", True),
        ("salut maman c'est mon nouveau numero", False),
        ("", False),
    ],
)
def test_small_words_tell_the_language(words: str, told: bool) -> None:
    """English when its small words are more; French, or nothing told, otherwise."""
    assert english(words) is told
