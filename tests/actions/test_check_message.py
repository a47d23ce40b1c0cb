"""The action behind `do: check_message`, and the letter's."""

import pytest

from bot.actions.check_message import check_message
from bot.actions.letter import letter
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


def test_a_letter_comes_in_french_and_in_english_beside_it() -> None:
    """Blanks to fill by hand, neutral names, the reader's language beside the French."""
    release = shipped_release()
    name = next(iter(release.letters))
    run = Run("letter", "letter", {"template": name})

    french = letter(run, Person(), release)
    both = letter(run, Person(language="en"), release)

    assert len(french.documents) == 1
    assert [d.name.endswith("-en.txt") for d in both.documents] == [False, True]
    assert "…" in french.documents[0].content.decode()


def test_a_letter_nobody_wrote_is_a_failure() -> None:
    """The flow says what to do instead."""
    run = Run("letter", "letter", {"template": "nothing"})

    assert letter(run, Person(), shipped_release()).outcome == "failed"
