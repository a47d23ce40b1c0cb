"""What a person reads and taps: labels in words, sources once, earlier answers in words."""

from dataclasses import replace

from bot.engine.events import Chose, Sign
from bot.engine.person import Answer
from bot.engine.play import MOST_ANSWERS
from bot.engine.replay import replay
from tests.little import NOW, chat

MIXED = """
flow: mixed
title: Mélange
open: link
sources:
  cnil: {publisher: CNIL, url: "https://www.cnil.fr/", checked: 2026-11-01, review: 2027-05-01}
steps:
  - say: "Vous savez : {leaked|list}"
    source: [cnil, cnil]
  - ask: data
    kind: several
    text: Quoi ?
    choices: {a: Alpha, b: Bêta}
    source: cnil
  - ask: day
    kind: date
    text: Quand ?
    examples: [hier]
  - checklist: todo
    text: "{done} sur {total}"
    items: {bank: {label: Banque, source: [cnil, card_stop]}, police: Police}
    source: cnil
  - ask: end
    text: "Fini, {data|list} ?"
    choices: {yes: Oui}
  - stop: done
"""


def test_codes_of_the_profile_are_said_in_words() -> None:
    """A flow may speak of what is known without having asked for it."""
    talk = chat(MIXED, profile={"leaked": ("iban", "nir")}).start("mixed")

    assert "Vous savez : IBAN et Sécu" in talk.said


def test_what_advice_rests_on_stands_under_it_once() -> None:
    """Said twice in a step, cited once; a question and a list cite what they rest on, too."""
    talk = chat(MIXED).start("mixed")
    assert talk.said.count("source.line") == 2  # of what was said, and of the question

    talk.tap("a").tap("continue").type_("hier")
    assert talk.said.count("source.line") == 1  # two sources that read the same here


def test_earlier_answers_are_offered_in_words() -> None:
    """Going back, a list is offered by its labels and a day as one writes it."""
    talk = chat(MIXED).start("mixed").tap("b").tap("a").tap("continue").type_("hier").order("back")
    assert "keep 22 novembre 2026" in talk.labels

    talk.order("back")
    assert "keep Alpha, Bêta" in talk.labels
    assert talk.press("keep Alpha, Bêta").key == "todo/0"


def test_an_action_being_asked_for_is_asked_for_again() -> None:
    """Whatever one does meanwhile, the action is what is waited for."""
    talk = chat().start("check").type_("Votre colis")
    session = talk.person.sessions[-1]

    assert talk.send(Chose(session.number, session.seq, "yes")).key == "verdict"
    assert talk.finish("danger").key == "did"


def test_a_sign_without_words_is_left_out() -> None:
    """What the release cannot say is not said, and stops nothing."""
    talk = chat().start("check").type_("Votre colis").finish("danger", Sign("new"), Sign("look"))

    assert "Danger" in talk.said
    assert "look" in talk.said
    assert "new" not in talk.said


def test_who_ticks_for_ever_comes_to_an_end() -> None:
    """After five hundred taps a list is over, so nothing grows without end."""
    todo = MIXED.replace("flow: mixed", "flow: todo")
    talk = chat(todo).start("todo").tap("continue").type_("hier")
    session = talk.person.sessions[-1]
    taps = tuple(Answer(f"todo/{n}", "bank", NOW, NOW) for n in range(MOST_ANSWERS))

    need = replay(talk.release, replace(session, answers=(*session.answers, *taps))).need

    assert need is not None
    assert need.key == "end"


def test_reminding_of_the_same_task_twice_begins_again() -> None:
    """“Not now” on another task does not find the first one's half-chosen day."""
    talk = chat().order("later", "check").order("later", "start")

    assert [s.inputs["about"] for s in talk.person.sessions] == ["start"]
