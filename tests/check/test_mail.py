"""Who a pasted message says it is from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check.mail import address, read_heads


@pytest.mark.parametrize(
    ("written", "sender", "reply"),
    [
        ("De : Ameli\nVotre carte expire", "Ameli", ""),
        (
            "From: Bank <a@b-x.com>\nReply-To: c@d-x.com\nSubject: Hi\nText",
            "Bank <a@b-x.com>",
            "d-x.com",
        ),
        ("Objet : Votre colis\nDe : Poste, x@poste-x.fr\n\nBonjour", "Poste, x@poste-x.fr", ""),
        ("Subject: hello\nText", "", ""),
        ("+33 6 12 34 56 78\nVotre colis", "+33 6 12 34 56 78", ""),
        ("38015\nVotre colis", "38015", ""),
        ("06 39 98 00 00 :\nVotre colis", "06 39 98 00 00", ""),
        ("SMS reçu du 38015 :\nVotre colis", "38015", ""),
        ("Number: (+44) 7700 900123\nYour parcel", "(+44) 7700 900123", ""),
        ("Message de la banque\nVotre colis", "", ""),
        ("aide@exemple.fr\nBonjour", "aide@exemple.fr", ""),
        ("Bonjour\nVotre colis", "", ""),
        ("De quoi parles-tu ?\nJe ne sais pas", "", ""),
        ("0612345678", "", ""),
        ("", "", ""),
    ],
)
def test_the_head_says_who_sent_it(written: str, sender: str, reply: str) -> None:
    """Heads in both languages, or a first line that is only the sender; the rest is the message."""
    heads = read_heads(written)

    assert (heads.sender, heads.reply) == (sender, reply)


@given(st.text(alphabet="De :FromSubject\n@.x<> à", max_size=200))
def test_what_is_blanked_stays_inside_the_message(written: str) -> None:
    """Stretches are in order and never leave the message."""
    blank = read_heads(written).blank

    assert all(0 <= start <= end <= len(written) for start, end in blank)
    assert list(blank) == sorted(blank)


def test_an_address_is_told_from_a_name() -> None:
    """The domain of who wrote, when there is one."""
    assert (address("Bank <a@B-x.com>"), address("Bank")) == ("b-x.com", "")
