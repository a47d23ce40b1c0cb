"""The fingerprint of a wave: shared by near-copies, by nothing else."""

from bot.check.seen import look
from bot.check.waves import fingerprint
from tests.check.knowledge import tables

SCAM = (
    "Votre colis est bloqué au centre de tri car les frais d'envoi de 1,99 € n'ont pas été réglés,"
    " merci de payer avant demain minuit sur http://exemple-x.com/{} pour le recevoir chez vous"
)


def of(message: str) -> set[bytes]:
    """Return the fingerprint of a message."""
    return set(fingerprint(look(message, "", tables())))


def test_variants_of_one_text_share_it() -> None:
    """Another reference, another amount, a word more or less: the same wave."""
    first = of(SCAM.format("a1"))

    assert first & of(SCAM.format("b2").replace("1,99", "2,49"))
    assert first & of(SCAM.format("c3").replace("merci de", "veuillez"))
    assert first & of("🚚 " + SCAM.format("a1").upper())


def test_the_same_words_with_another_link_are_another_wave() -> None:
    """An honest text that criminals copied is not condemned with the copy."""
    assert not of(SCAM.format("a")) & of(SCAM.format("a").replace("exemple-x.com", "exemple-y.com"))


def test_other_words_are_another_wave() -> None:
    """Nothing in common but the link."""
    other = "Bonjour Camille, voici les photos du week-end chez tes parents http://exemple-x.com/a"

    assert not of(SCAM.format("a")) & of(other)


def test_a_short_message_has_none() -> None:
    """« ok merci » belongs to everybody."""
    assert fingerprint(look("ok merci à demain", "", tables())) == ()


def test_it_cannot_be_read_back() -> None:
    """Only hashes: no word of the message is in it."""
    assert all(len(one) == 8 for one in of(SCAM.format("a")))
