"""What a person writes around a message is not the message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check.framing import message_in
from bot.check.model import Verdict
from bot.check.paste import check_paste
from tests.check.knowledge import tables

CODE = "Please use the code ( 230955 ) to confirm your member card."
BANK = "Virement inhabituel repéré. Opposition urgente au 01 99 00 12 34. Urgent."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hi, is this real?\n\n", ""),
        ("Is this a scam? ", ""),
        ("My mum got this text today:\n", " Is it legit? Thanks!"),
        ("Just received this:\n", "\nShould I reply?"),
        ("Can you check this for me? ", ""),
        ("", "\n\nscam or not?"),
        ("Bonjour,\nj'ai reçu ce SMS ce matin :\n\n", "\n\nEst-ce que c'est vrai ? Merci"),
        ("Ma mère a reçu ça :\n", ""),
        ("C'est une arnaque ?\n", ""),
        ("Bonjour, pouvez-vous me dire si ce message est une arnaque ?\n", ""),
        ("Reçu ce matin :\n", "\nVrai ou faux ?"),
        ("", " Ce message est-il vrai ?"),
        ("Voici le message :\n", "\nQu'en pensez-vous ?"),
        ("", "\nDois-je répondre ? Merci d'avance"),
        ("", "\n\nEnvoyé de mon iPhone"),
        ("is this legit?\n", "\n\nSent from my iPhone"),
        ("---------- Message transféré ---------\n", ""),
        ("hi is it safe? ", ""),
        ("salut c fiable ? ", ""),
        ("", "\nje fais quoi ?"),
        ("", " arnaque ou pas"),
        ("Bonjour je voudrais savoir si c'est un vrai message : ", ""),
        ("Hello, I would like to know if this message is genuine: ", ""),
    ],
)
@pytest.mark.parametrize("message", [CODE, BANK])
def test_greetings_questions_and_thanks_are_the_persons_own(
    before: str, after: str, message: str
) -> None:
    """The message alone is judged, in either language, whatever it is asked with."""
    sent = before + message + after
    start, end = message_in(sent)

    assert sent[start:end].strip() == message
    framed, alone = (check_paste(text, tables=tables()).checked for text in (sent, message))
    assert framed.verdict is alone.verdict
    assert framed.probability == alone.probability
    assert [sign.span for sign in framed.signs] == [sign.span for sign in alone.signs]
    assert all(
        sent[sign.start : sign.end].split() == sign.span.rstrip("…").split()
        for sign in framed.signs
        if sign.end and "…" not in sign.span
    )


@pytest.mark.parametrize(
    "text",
    [
        "Is this real?",
        "C'est une arnaque ?",
        "Hi, is this Mary? I got your number from Tom.",
        "J'ai reçu un appel : un conseiller de ma banque",
        "We received a payment for your order for PyCon.\n\nThank you",
        "Reçu n° 4711\nMontant : 12 €",
        "C'est pas vrai ? Tu viens demain ?",
        "T'en penses quoi de ce canapé ?",
        "Payez ici\n\nEnvoyé de mon iPhone exemple-x.com/a",
    ],
)
def test_a_message_of_its_own_stays_whole(text: str) -> None:
    """A question alone, a stranger's words, a link behind a signature: nothing is taken off."""
    assert message_in(text) == (0, len(text))


def test_a_question_above_an_honest_message_raises_no_alarm() -> None:
    """“Hi, is this real?” was once read as the first words of a stranger."""
    said = check_paste("hi, is this real?\n\nsee you at 6 for dinner", tables=tables()).checked

    assert said.verdict is Verdict.CANNOT_TELL


@given(st.text(max_size=300))
def test_something_is_always_left(text: str) -> None:
    """The place is one in the text, and never an empty one."""
    start, end = message_in(text)

    assert 0 <= start <= end <= len(text)
    assert start < end or not text
