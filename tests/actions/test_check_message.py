"""The action behind `do: check_message`."""

import pytest

from bot.actions.check_message import check_message
from bot.engine.effects import Run
from bot.engine.person import Person
from tests.rig import shipped_release

SCAM = "Votre carte Vitale expire : http://ameli-dossier.com"


def test_the_verdict_comes_with_signs_that_have_words() -> None:
    """Every sign shown has its sentence in the release."""
    finished = check_message(
        Run("verdict", "check_message", {"message": SCAM}), Person(), shipped_release()
    )

    assert finished.outcome == "danger"
    assert all(f"sign.{sign.id}" in shipped_release().texts for sign in finished.signs)


@pytest.mark.parametrize("message", [None, "", "   "])
def test_nothing_to_check_is_a_failure(message: str | None) -> None:
    """Without a message there is no verdict."""
    run = Run("verdict", "check_message", {"message": message})

    assert check_message(run, Person(), shipped_release()).outcome == "failed"


def test_several_messages_are_told_apart() -> None:
    """Which one the answer is about comes first, with how it begins."""
    code = "Votre code de vérification est 482913. Ne le communiquez à personne."
    run = Run("verdict", "check_message", {"message": f"{code}\n---\n{SCAM}\n---\n{SCAM}"})

    finished = check_message(run, Person(), shipped_release())

    assert finished.outcome == "danger"
    assert [(sign.id, sign.span) for sign in finished.signs[:2]] == [
        ("parts.which", "2/3 – Votre carte Vitale expire :…"),
        ("parts.also", "3"),
    ]
    assert (
        finished.wave
        == check_message(
            Run("verdict", "check_message", {"message": SCAM}), Person(), shipped_release()
        ).wave
    )


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("\n---\n".join(["Coucou, tu viens dîner chez nous ce soir ?"] * 2), {"parts.none": "2"}),
        (
            "\n---\n".join(["Coucou, tu viens dîner chez nous ce soir ?"] * 11),
            {"parts.none": "10", "parts.more": "10"},
        ),
        ("\n---\n".join(["Votre attestation : https://ameli.fr/x"] * 2), {"parts.same": "2"}),
        (
            "\n".join(
                f"[12/03/2024 10:1{at}] +33 6 44 12 98 07: {words}"
                for at, words in enumerate(
                    (
                        "Coucou maman",
                        "mon téléphone est cassé",
                        "c'est mon nouveau numéro, écris-moi sur WhatsApp, c'est urgent",
                    )
                )
            ),
            {"parts.which": None},
        ),
    ],
)
def test_what_holds_for_several_messages_is_said(message: str, told: dict[str, str]) -> None:
    """None of them, all of them, more than are read; each with its sentence."""
    run = Run("verdict", "check_message", {"message": message})
    signs = check_message(run, Person(), shipped_release()).signs
    found = {sign.id: sign.span for sign in signs if sign.id.startswith("parts.")}

    assert found.keys() == told.keys()
    assert all(span in (None, found[name]) for name, span in told.items())
    assert all(f"sign.{name}" in shipped_release().texts for name in found)


def test_a_fraud_in_several_bubbles_is_told_of_its_sender() -> None:
    """No bubble alone raises the alarm: the sender's bubbles together do."""
    bubbles = (
        "Bonjour, votre banque",
        "un paiement de 890 €",
        "si ce n'est pas vous",
        "rappelez vite le 01 86 26 00 00",
    )
    message = "\n".join(f"[12/03/2024 10:1{n}] Léa: {words}" for n, words in enumerate(bubbles))
    run = Run("verdict", "check_message", {"message": message})

    finished = check_message(run, Person(), shipped_release())

    assert (finished.signs[0].id, finished.signs[0].span) == ("parts.person", "Léa")
