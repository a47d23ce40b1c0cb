"""Going back, changing one’s mind: what was answered later is kept, offered, never forced."""

from dataclasses import replace

from bot.engine.events import Chose, Finished, Typed
from bot.engine.replay import replay
from bot.engine.session import fits
from tests.little import NOW, chat, release_of

TWICE = """
flow: twice
title: Deux listes
open: link
steps:
  - ask: first
    kind: several
    text: D’abord ?
    choices: {a: A, b: B}
  - ask: second
    kind: several
    text: Puis ?
    choices: {a: A, b: B}
  - stop: done
"""
FORK = """
flow: fork
title: Chemins
open: link
steps:
  - ask: side
    text: De quel côté ?
    choices: {left: Gauche, right: Droite}
  - if: side == 'left'
    then:
      - ask: lost
        text: Perdu ?
        choices: {yes: Oui, no: Non}
  - ask: paid
    text: Payé ?
    choices: {yes: Oui, no: Non}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""
ERRANDS = """
flow: errands
title: Démarches
open: link
steps:
  - ask: who
    text: Pour qui ?
    choices: {me: Moi, kin: Un proche}
  - checklist: todo
    text: "{done} sur {total}"
    items:
      bank: Banque
      police: Police
      mine: {label: À moi, if: "who == 'me'"}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""
LETTER = """
flow: paper
title: Lettre
open: link
steps:
  - ask: who
    text: Pour qui ?
    choices: {me: Moi, kin: Un proche}
  - do: letter
    with: {template: "'bank'"}
    as: letter_bank
  - ask: signed
    text: Signée ?
    choices: {yes: Oui, no: Non}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""


def test_ticks_of_one_question_are_not_those_of_the_next() -> None:
    """The next list begins empty, even when it offers the same codes."""
    talk = chat(TWICE).start("twice").tap("a").tap("continue")

    assert talk.labels[:2] == ["⬜ A", "⬜ B"]
    talk.tap("continue")
    assert not talk.person.sessions


def test_ticks_are_gone_when_one_goes_back() -> None:
    """Half a list ticked on the question left behind is not half a list of the one before."""
    talk = chat(TWICE).start("twice").tap("b").tap("continue").tap("a").order("back")

    assert talk.labels[:2] == ["⬜ A", "⬜ B"]


def test_an_old_button_never_answers_another_question() -> None:
    """After going back another way, a button left from the first way is an old button."""
    talk = chat(FORK).start("fork").tap("left")
    left_behind = next(b.press for b in talk.buttons if b.label == "Oui")
    talk.order("back").tap("right")
    assert talk.key == "paid"

    talk.send(Chose(left_behind.session, left_behind.seq, left_behind.option))

    assert "moved_on" in talk.said
    assert talk.key == "paid"


def test_an_earlier_answer_that_no_longer_fits_is_not_offered() -> None:
    """The button “as before” is there only when the answer could be given now."""
    talk = chat(FORK).start("fork").tap("left").order("back")
    assert any(label.startswith("keep") for label in talk.labels)

    talk.release = release_of(FORK.replace("left: Gauche, ", "").replace("'left'", "'right'"))
    talk.order("resume")

    assert not any(label.startswith("keep") for label in talk.labels)
    session = talk.person.sessions[-1]
    talk.send(Chose(session.number, session.seq, "keep"))
    assert talk.key == "side"


def test_a_ticked_list_is_kept_when_an_earlier_answer_changes() -> None:
    """Changing what came before a list does not lose its ticks, nor that one was through."""
    talk = chat(ERRANDS).start("errands").tap("me").tap("bank").tap("police").tap("continue")

    talk.order("change", "0").tap("kin")

    assert talk.key == "end"
    assert "kept" in talk.said


def test_a_ticked_line_that_is_gone_leaves_the_list_open() -> None:
    """A tick that no longer exists stops there: the person sees the list as it now is."""
    talk = chat(ERRANDS).start("errands").tap("me").tap("bank").tap("mine").tap("continue")

    talk.order("change", "0").tap("kin")

    assert "1 sur 2" in talk.said


def test_a_list_one_went_back_into_is_never_ticked_by_itself() -> None:
    """Ticks taken back one by one stay off, whatever is tapped next."""
    talk = chat(ERRANDS).start("errands").tap("kin").tap("bank").tap("police").tap("continue")
    talk.order("back").order("back").order("back")
    assert "0 sur 2" in talk.said

    talk.tap("police")

    assert "1 sur 2" in talk.said
    assert talk.key == "todo/1"


def test_a_ticked_list_can_be_changed_later() -> None:
    """Among the answers to change there is the list, with its ticks as they were."""
    talk = chat(ERRANDS).start("errands").tap("kin").tap("bank").tap("continue").order("change")
    assert talk.labels[:2] == ["Pour qui ?", "1 sur 2"]

    talk.press("1 sur 2")

    assert "1 sur 2" in talk.said
    assert talk.tap("police").tap("continue").key == "end"


def test_answers_after_an_action_are_kept_once_it_has_answered() -> None:
    """An action runs again for the changed answer; what was answered after it stays."""
    talk = chat(LETTER).start("paper").tap("me").finish("sent").tap("no")

    talk.order("change", "0").tap("kin").finish("sent")

    assert talk.key == "end"
    assert "kept" in talk.said


def test_back_from_the_menu_returns_to_the_question() -> None:
    """Typed at the menu, /back leads to where one was, not to the question before."""
    talk = chat(FORK).start("fork").tap("right").order("menu").order("back")

    assert talk.key == "paid"
    assert talk.order("back").key == "side"


def test_back_puts_the_question_as_of_now() -> None:
    """What the question before says about today is about today, not about the day it was put."""
    dated = FORK.replace("De quel côté ?", '"Le {day|date} ?"').replace(
        "steps:\n", "steps:\n  - set: {day: today()}\n", 1
    )
    talk = chat(dated).start("fork").tap("right").wait(days=1).order("back")

    assert "Le 24 novembre 2026 ?" in talk.said


def test_a_late_outcome_of_an_action_gone_back_on_is_dropped() -> None:
    """An action that answers after the person went back changes nothing."""
    talk = chat(LETTER).start("paper").tap("me")
    talk.order("back")
    before = talk.person

    assert talk.send(Finished("letter_bank", "sent")).person == before


def test_private_answers_are_never_proposed_again() -> None:
    """What was removed cannot come back as a proposal."""
    flow = """
flow: secretive
title: Secret
open: link
steps:
  - ask: message
    kind: message
    text: Collez
    private: true
    skip: Passer
    examples: [Votre colis]
  - do: check_message
    with: {message: message}
    as: verdict
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""
    talk = chat(flow).start("secretive").send(Typed("Votre colis est là"))
    talk.send(Finished("verdict", "danger"))
    session = talk.person.sessions[-1]
    given = session.answers[0]
    need = replay(talk.release, replace(session, answers=())).need

    assert given.removed
    assert need is not None
    assert not fits(session, need, given, NOW)
