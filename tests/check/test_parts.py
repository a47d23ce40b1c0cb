"""Several messages pasted at once: where each begins, and that one message stays one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check.parts import MOST, Parts, parted
from tests.check.knowledge import tables

AUTHORED = Path(__file__).parent / "authored"


def split(paste: str) -> list[tuple[str, str]]:
    """Return the sender and the words of each message of a paste."""
    return [(part.sender, part.text(paste)) for part in parts(paste).each]


def parts(paste: str) -> Parts:
    """Part a paste with the shipped brands."""
    return parted(paste, tables().brands)


COPIED = [
    "[12/03/2024 10:15:02] Maman: Coucou\n[12/03/2024 10:16:40] +33 6 12 34 56 78: Votre colis",
    "[12/03/2024, 10:15] Maman : Coucou\n[12/03/2024, 10:16] +33 6 12 34 56 78 : Votre colis",
    (
        "\u200e[12.03.24, 10:15:02 AM] Maman: Coucou\n"
        "\u200e[12.03.24, 10:16:02 AM] +33 6 12 34 56 78: Votre colis"
    ),
    "[10:15, 12/03/2024] Maman: Coucou\n[10:16, 12/03/2024] +33 6 12 34 56 78: Votre colis",
    "12/03/2024, 10:15 - Maman: Coucou\n12/03/2024, 10:16 - +33 6 12 34 56 78: Votre colis",
    "12/03/2024 à 10:15 - Maman : Coucou\n12/03/2024 à 10:16 - +33 6 12 34 56 78 : Votre colis",
    "3/12/24, 10:15 AM - Maman: Coucou\n3/12/24, 10:16 AM - +33 6 12 34 56 78: Votre colis",
    "Maman, [12/03/2024 10:15]\nCoucou\n\n+33 6 12 34 56 78, [12/03/2024 10:16]\nVotre colis",
]


@pytest.mark.parametrize("paste", COPIED)
def test_messages_copied_out_of_a_chat_have_their_senders(paste: str) -> None:
    """WhatsApp on three systems, on the web, and Telegram."""
    assert split(paste) == [("Maman", "Coucou"), ("+33 6 12 34 56 78", "Votre colis")]


SEVERAL = [
    "SMS 1 : Votre colis vous attend ici\nSMS 2 : Votre carte expire demain matin",
    "Message n°1\nVotre colis vous attend ici\n\nMessage n°2\nVotre carte expire demain matin",
    "Votre colis vous attend ici\n---\nVotre carte expire demain matin",
    "Votre colis vous attend ici\n* * *\nVotre carte expire demain matin",
    "Hier 10:15\nVotre colis vous attend ici\nAujourd’hui 8:02\nVotre carte expire demain matin",
    "Yesterday, 10:15 AM\nVotre colis vous attend ici\n9:02 PM\nVotre carte expire demain matin",
]


@pytest.mark.parametrize("paste", SEVERAL)
def test_numbers_rules_and_times_part_a_paste(paste: str) -> None:
    """What a person or a phone writes between two messages."""
    assert [words for _, words in split(paste)] == [
        "Votre colis vous attend ici",
        "Votre carte expire demain matin",
    ]


def test_e_mails_are_parted_at_their_heads() -> None:
    """Each keeps its own head, so that its sender is read."""
    first = "De : Relais <a@relais.example>\nObjet : Colis\n\nBonjour, votre colis est prêt."
    second = "De : Amendes <b@amende.example>\nObjet : Avis\n\nBonjour, réglez votre amende."

    assert [words for _, words in split(f"{first}\n\n{second}")] == [first, second]


def test_a_paragraph_that_greets_anew_or_names_who_writes_is_another_message() -> None:
    """Blank lines alone part nothing; a new beginning does."""
    code = "Votre code de connexion est le 482913. Ne le communiquez à personne, même à nous."
    false = "AMELI : votre carte Vitale expire, renouvelez-la : http://ameli-dossier.com"
    friend = "Coucou maman, j'ai changé de numéro, écris-moi ici"

    assert [words for _, words in split(f"{code}\n\n{false}\n\n{friend}")] == [
        code,
        false,
        friend,
    ]


ONE = [
    "",
    "Coucou",
    "Bonjour,\n\nVotre commande est partie.\n\nAmeli vous remercie.\n\nCordialement,\nLe service",
    "Votre rendez-vous du 28 septembre\n\nBonjour,\nNous vous rappelons votre rendez-vous.",
    "SMS 1/2 : Votre colis vous attend ici\nSMS 2/2 : jusqu'au 12 mars, avec une pièce",
    "12/03/2024 10:15 - Retrait au guichet : 40 €",
    "Objet : Facture\n\nBonjour,\n\n-----\nTotal : 40 €\n-----\n\nMerci à vous",
    (
        "De : Léa <lea@a.example>\nObjet : TR : Colis\n\nC'est vrai ?\n\nDe : Relais <b@c.fr>\n"
        "Objet : Colis\n\nBonjour, votre colis est prêt."
    ),
    "Ta liste :\n---\nlait\npain",
    "Séance mardi 14 mai\n19:30\nSalle Pleyel, placez-vous une demi-heure avant",
]


@pytest.mark.parametrize("paste", ONE)
def test_one_message_with_paragraphs_stays_one(paste: str) -> None:
    """Letters, titles, sections, a long SMS in two pieces, a quoted e-mail."""
    assert split(paste) == [("", paste)]


def test_a_single_copied_message_tells_its_sender() -> None:
    """The head is no part of the words."""
    assert split("[12/03/2024 10:15] Maman: j'ai cassé mon téléphone") == [
        ("Maman", "j'ai cassé mon téléphone")
    ]


def test_what_one_person_wrote_can_be_taken_together() -> None:
    """A fraud may take several bubbles; in a long conversation only people are left."""
    talk = [f"[12/03/2024 10:{at:02}] {'AB'[at % 2]}: mot {at}" for at in range(2 * MOST)]

    assert [part.sender for part in parts("\n".join(talk[:4])).people] == ["A", "B"]
    assert [part.sender for part in parts("\n".join(talk)).each] == ["A", "B"]


def test_messages_written_for_this_project_stay_whole() -> None:
    """Thousands of messages, each one: not one is parted."""
    for path in sorted(AUTHORED.glob("*.jsonl")):
        for row in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(row)["text"]
            assert len(split(text)) == 1, text


LINES = st.sampled_from(
    """
---
[12/03/2024 10:15] A: x
SMS 1 :
SMS 2 :
Bonjour,
De : a@b.fr
Objet : x
10:15
AMELI : votre carte expire demain matin
un mot et encore un autre mot par ici
""".split("\n")
)


@given(st.lists(LINES | st.text(max_size=40), max_size=14).map("\n".join))
def test_every_part_stands_in_the_paste_in_order(paste: str) -> None:
    """Nothing is invented, nothing is read twice, and places lead back."""
    each = parts(paste).each
    ends = [place for part in each for place in part.pieces]

    assert ends == sorted(ends)
    assert each
    for part in each:
        words = part.text(paste)
        for at in range(len(words)):
            start, end = part.place(at, at + 1)
            assert paste[start:end] == words[at] or words[at] == "\n"
