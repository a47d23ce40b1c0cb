"""The verdict on several messages: the worst counts, and it is said which one it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check.model import Verdict
from bot.check.paste import ALARMS, Pasted, check_paste
from tests.check.knowledge import checked, tables

CODE = "Votre code de vérification est 482913. Ne le communiquez à personne."
VISIT = "Rappel : RDV avec le Dr Martin jeudi à 14h30."
FRAUD = "Votre carte Vitale expire, renouvelez-la : http://ameli-dossier.com/carte"


def pasted(paste: str) -> Pasted:
    """Check a paste with the shipped tables."""
    return check_paste(paste, tables=tables())


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_worst_message_is_the_answer_wherever_it_stands(number: int) -> None:
    """Honest notices around a fraud do not make it look better, and the signs point at it."""
    messages = [CODE, VISIT]
    messages.insert(number - 1, FRAUD)
    paste = "\n---\n".join(messages)
    result = pasted(paste)

    assert (result.number, result.count, result.also) == (number, 3, ())
    assert result.checked.verdict is checked(FRAUD).verdict is Verdict.DANGER
    link = next(sign for sign in result.checked.signs if sign.id == "link.lookalike")
    assert paste[link.start : link.end] == "http://ameli-dossier.com/carte"
    assert FRAUD.startswith(result.start.removesuffix("…"))
    assert paste[slice(*result.place)] == FRAUD


def test_other_frauds_of_a_paste_are_counted() -> None:
    """Their places are told too."""
    other = "Votre colis est bloqué, payez 1,99 € : http://colis-poste.top/a"

    assert len(pasted(f"{FRAUD}\n---\n{VISIT}\n---\n{other}").also) == 1


def test_honest_messages_together_are_no_fraud() -> None:
    """What is weak in each does not add up."""
    assert pasted(f"{CODE}\n---\n{VISIT}\n---\n{CODE}").checked.verdict not in ALARMS


def test_a_fraud_in_several_bubbles_is_found() -> None:
    """Nothing in one bubble, everything in four."""
    words = ["Bonjour, votre banque", "un paiement de 890 €"]
    words += ["si ce n'est pas vous", "rappelez vite le 01 86 26 00 00"]
    paste = "\n".join(f"[12/03/2024 10:1{at}] Léa: {one}" for at, one in enumerate(words))
    result = pasted(paste)

    assert result.checked.verdict in ALARMS
    assert (result.number, result.seen.sender) == (0, "Léa")
    assert not any(checked(one).verdict in ALARMS for one in words)
    assert all(0 <= sign.start <= sign.end <= len(paste) for sign in result.checked.signs)


WALK = (
    "Bonjour à toutes et à tous, la sortie de samedi est maintenue. Nous partirons de la place du"
    " marché vers neuf heures et nous marcherons jusqu'au vieux moulin, où chacun pourra"
    " pique-niquer à l'ombre. Pensez à prendre de l'eau, un chapeau et de bonnes chaussures."
    " Merci encore à Jeanne."
)


@pytest.mark.parametrize("friendly", [(WALK, ""), ("", WALK), (WALK, WALK)])
def test_a_fraud_among_friendly_paragraphs_is_found(friendly: tuple[str, str]) -> None:
    """Padding does not drown it, and the signs point into the paste."""
    fraud = "Un paiement est en attente, validez votre dossier ici : http://suivi-dossier.top/a"
    paste = "\n".join(part for part in (friendly[0], fraud, friendly[1]) if part)
    result = pasted(paste)

    assert result.checked.verdict in ALARMS
    assert result.count == 1
    spans = [paste[sign.start : sign.end] for sign in result.checked.signs]
    assert "http://suivi-dossier.top/a" in spans


def test_a_fraud_without_a_link_among_friendly_paragraphs_is_found() -> None:
    """What is danger alone on its line stays danger, whatever is written around it."""
    fraud = "Bravo, vous êtes le gagnant de notre tirage : répondez vite pour recevoir votre lot"
    result = pasted(f"{fraud}\n{WALK}")

    assert result.checked.verdict is Verdict.DANGER
    assert all(sign.end <= len(fraud) for sign in result.checked.signs)


def test_friendly_paragraphs_stay_friendly() -> None:
    """A long message with a true link is no fraud for being long."""
    assert pasted(f"{WALK}\n{WALK}\nLe plan : https://www.ameli.fr").checked.verdict not in ALARMS


def test_more_than_are_read_is_said() -> None:
    """Ten are read; the rest is not passed over in silence."""
    assert pasted("\n---\n".join([VISIT] * 11)).more
    assert not pasted("\n---\n".join([VISIT] * 10)).more


@given(st.text(max_size=400))
def test_one_message_is_judged_as_ever(message: str) -> None:
    """A paste of one is that one."""
    result = pasted(message)

    assert result.count > 1 or result.checked == checked(message)


def test_a_line_with_a_link_is_no_message_of_its_own() -> None:
    """“More here:” and a link recall anything: in a long honest notice they raise no alarm."""
    notice = (
        "Rappel de votre rendez-vous Conseiller le mardi 22/12 à 16h45.\n"
        "Mairie annexe (1 rue des Écoles, Laval, 53000), au premier étage, salle bleue.\n"
        "Infos et annulation: https://www.rdv-exemple-laval.fr/r/111266/3775AD\n"
        "Pensez à prendre une pièce d'identité et les papiers dont nous avons parlé ensemble.\n"
        "En cas d'empêchement, merci de nous prévenir la veille au plus tard par téléphone.\n"
    )

    assert check_paste(notice, tables=tables()).checked.verdict is Verdict.CANNOT_TELL
