"""What people send that is no answer: messages to check, secrets, distress, pictures, stickers."""

from dataclasses import replace

import pytest

from bot.engine.effects import Run
from bot.engine.events import (
    Finished,
    Sent,
    Sign,
    Stray,
)
from tests.engine.test_conversation import ASKS
from tests.little import Document, Erase, chat


def test_words_nobody_asked_for() -> None:
    """Short words outside a question are met by the menu."""
    talk = chat()
    talk.person = replace(talk.person, next_number=2)  # they were here before
    talk.type_("bonjour")

    assert "not_understood" in talk.said
    assert "menu.title" in talk.said


def test_the_first_words_of_somebody_unknown_are_met_by_the_welcome() -> None:
    """Also after everything was erased: who speaks, and that it never asks for a secret."""
    talk = chat().type_("bonjour")

    assert "not_understood" not in talk.said
    assert talk.person.sessions[-1].flow == "start"


def test_a_message_pasted_unasked_is_checked_at_once() -> None:
    """Whatever one was doing, a pasted message is checked, and what one did waits."""
    talk = chat(ASKS).start("asks").type_("Urgent : votre compte est bloqué http://x.example/a")

    run = next(e for e in talk.effects if isinstance(e, Run))
    assert run.inputs["message"].startswith("Urgent")
    assert [s.flow for s in talk.person.sessions] == ["asks", "check"]


def test_a_forwarded_message_is_never_an_answer() -> None:
    """Forwarding « rouge » does not answer the question about colour."""
    talk = chat(ASKS).start("asks").type_("rouge", forwarded=True)

    assert talk.person.sessions[-1].flow == "check"


def test_without_a_flow_that_checks_the_person_is_told() -> None:
    """A release without a message check still answers."""
    assert "not_understood" in chat(menu=["start"]).type_("x" * 80).said


def test_a_checked_message_is_gone_after_its_verdict() -> None:
    """The private answer is removed as soon as the action answered; the signs are shown once."""
    talk = chat().start("check").type_("Votre colis est bloqué")
    assert talk.person.sessions[-1].answers[0].value == "Votre colis est bloqué"

    talk.finish("danger", Sign("look", "x[.]example"))

    assert talk.person.sessions[-1].answers[0].removed
    assert talk.person.sessions[-1].answers[0].value is None
    assert "look x[.]example" in talk.said
    assert talk.key == "did"
    assert "look" not in talk.order("resume").said


def test_an_outcome_the_action_cannot_have_is_ignored() -> None:
    """Only what the table of actions names can come back."""
    talk = chat().start("check").type_("Votre colis")
    before = talk.person

    talk.finish("safe")

    assert talk.person == before
    assert not talk.effects


def test_an_answer_nobody_waits_for_is_ignored() -> None:
    """An action may answer after the person left the flow."""
    assert not chat().send(Finished("verdict", "danger")).effects


def test_a_failed_action_without_a_name_is_said() -> None:
    """A letter that could not be made is not passed over in silence."""
    letter = """
    flow: paper
    title: Lettre
    open: [menu, link]
    steps:
      - do: letter
        with: {template: "'x'"}
      - say: La voici
      - stop: done
    """
    talk = chat(letter).start("paper")
    assert "action.failed" in talk.finish("failed").said

    paper = Document("lettre.txt", "text/plain", "…".encode())
    talk = chat(letter).start("paper").finish("sent", documents=(paper,))
    assert paper in talk.effects
    assert "action.failed" not in talk.said


def test_back_from_a_verdict_asks_for_the_message_again() -> None:
    """What was checked is gone, so going back means pasting it again."""
    talk = chat().start("check").type_("Votre colis").finish("danger").order("back")

    assert talk.key == "message"


def test_secrets_are_refused_where_nobody_asked() -> None:
    """The message is deleted, the reason said, the question put again."""
    talk = chat(ASKS).start("asks").type_("•••• ", secrets=frozenset({"nir", "card"}))

    assert talk.has(Erase)
    assert "secret.card\nsecret.nir" in talk.said
    assert talk.key == "colour"


def test_a_masked_message_is_still_checked() -> None:
    """A secret inside a message to check does not stop the check."""
    talk = chat().start("check").type_("Votre IBAN ••••", secrets=frozenset({"iban"}))

    assert talk.has(Erase)
    assert talk.has(Run)


def test_distress_comes_first_and_what_was_waits() -> None:
    """Numbers at once; afterwards one can go on where one was."""
    talk = chat(ASKS).start("asks").type_("je veux mourir", distress=True)

    assert talk.key == "ready"
    talk.tap("yes")
    assert "menu.resume" in talk.labels


def test_typing_at_a_checklist_points_to_the_buttons() -> None:
    """A checklist takes taps."""
    todo = """
    flow: todo
    title: Liste
    open: [menu, link]
    steps:
      - checklist: list
        text: "{done}/{total}"
        items: {one: Un, two: Deux}
      - stop: done
    """
    talk = chat(todo).start("todo").type_("un")

    assert "choose_button" in talk.said


def test_a_file_that_is_no_picture_is_refused_and_its_caption_checked() -> None:
    """A file is met with words; what stands beside it is a message, if one was asked for."""
    assert "stray.document" in chat().send(Sent("ref", picture=False, name="a.pdf")).said

    talk = chat().start("check").send(Sent("ref", picture=False, caption="Votre colis"))
    (run,) = [effect for effect in talk.effects if isinstance(effect, Run)]
    assert run.inputs == {"message": "Votre colis", "picture": "unread"}


def test_a_photo_question_keeps_a_reference() -> None:
    """Only the reference of a photo is kept, and only if it is one and fits."""
    photo = """
    flow: proof
    title: Preuve
    open: [menu, link]
    steps:
      - ask: shot
        kind: photo
        text: Photo ?
        check: {max_mb: 1}
      - say: Reçue
      - stop: done
    """
    talk = chat(photo).start("proof").send(Sent("ref", picture=False))
    assert "error.photo" in talk.said
    assert talk.send(Sent("ref", picture=True, size=5_000_000)).key == "shot"
    assert "Reçue" in talk.send(Sent("ref", picture=True, size=1000)).said


@pytest.mark.parametrize("what", ["media", "contact", "payment", "edited"])
def test_strays_get_a_sentence_and_the_way_back(what: str) -> None:
    """Stickers, contacts, payments: one line, and the question again."""
    talk = chat(ASKS).start("asks").send(Stray(what))

    assert f"stray.{what}" in talk.said
    assert talk.key == "colour"
