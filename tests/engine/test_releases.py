"""A new release under people who are in a flow: nothing is lost, nobody is stuck."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.engine.effects import Run
from bot.engine.events import Chose, Finished, Typed
from tests.engine.test_conversation import ASKS
from tests.little import Chat, chat, release_of

OLD = """
flow: moving
title: Avant
open: link
steps:
  - checklist: todo
    text: Liste
    items: {a: A, inner: {label: Dedans, flow: inside}}
  - ask: colour
    text: Couleur ?
    choices: {red: Rouge, blue: Bleu}
  - ask: end
    text: Fin ?
    choices: {yes: Oui, no: Non}
  - stop: done
"""
INSIDE = """
flow: inside
title: Dedans
steps:
  - ask: sure
    text: Sûr ?
    choices: {yes: Oui}
  - stop: done
"""
PRIVATE = """
flow: pasted
title: Collé
open: link
steps:
  - ask: message
    kind: message
    text: Collez
    private: true
    skip: Passer
    examples: [Votre colis]
  - if: message != none
    then:
      - {do: check_message, with: {message: message}, as: verdict}
      - case: verdict
        danger: [{say: Danger}]
        suspicious: [{say: Suspect}]
        cannot_tell: [{say: Inconnu}]
        known_sender: [{say: Connu}]
        failed: [{say: Panne}]
  - ask: end
    text: Fin ?
    choices: {yes: Oui, no: Non}
  - stop: done
"""


def moved(talk: Chat, *sources: str) -> Chat:
    """Let the next release go live under a person."""
    talk.older = MappingProxyType({"r1": talk.release})
    talk.release = release_of(*sources, hash="r2")
    return talk


def at_the_end() -> Chat:
    """Return a person who ticked a list, one line of it a flow, and answered a question."""
    talk = Chat(release_of(OLD, INSIDE)).start("moving")
    return talk.tap("a").tap("inner").tap("yes").tap("continue").tap("red")


@pytest.mark.parametrize(
    ("new", "key"),
    [
        (OLD.replace("Couleur ?", "Quelle couleur ?"), "end"),
        (OLD.replace("ask: colour", "ask: tint\n    was: colour"), "end"),
        (OLD.replace("checklist: todo", "checklist: list\n    was: todo"), "end"),
        (OLD.replace("red: Rouge, ", ""), "colour"),
        (OLD.replace("a: A, ", ""), "todo/0"),
        (OLD.replace("ask: colour", "ask: tint"), "tint"),
        (OLD.replace("  - ask: colour", "  - say: Un mot\n  - ask: colour"), "end"),
    ],
)
def test_only_what_is_new_or_gone_is_asked_again(new: str, key: str) -> None:
    """Words may change, names may change with `was`; an option that is gone is asked again."""
    assert moved(at_the_end(), new, INSIDE).order("resume").key == key


def test_an_inserted_question_is_the_only_one_asked() -> None:
    """The answers after it are kept and taken up."""
    new = OLD.replace(
        "  - ask: colour", "  - ask: size\n    text: T ?\n    choices: {s: S}\n  - ask: colour"
    )
    talk = moved(at_the_end(), new, INSIDE).order("resume")
    assert talk.key == "size"

    assert talk.tap("s").key == "end"
    assert "kept" in talk.said


def test_a_tap_under_a_question_that_was_replaced_answers_nothing() -> None:
    """Nothing was asked again, yet the button stood under another question: it is said."""
    talk = moved(at_the_end(), OLD.replace("ask: end", "ask: paid"), INSIDE)

    talk.send(Chose(1, talk.person.sessions[-1].seq, "yes"))

    assert talk.key == "paid"
    assert "updated" in talk.said


def test_words_typed_to_a_question_that_was_replaced_answer_nothing() -> None:
    """What was typed was for the question the person read, not for the one now put."""
    talk = moved(at_the_end(), OLD.replace("ask: end", "ask: paid"), INSIDE)

    talk.send(Typed("oui"))

    assert talk.key == "paid"
    assert "updated" in talk.said


def test_a_message_pasted_while_the_guide_changed_is_checked() -> None:
    """A suspicious message is never lost to an update."""
    talk = moved(at_the_end(), OLD.replace("ask: end", "ask: paid"), INSIDE)

    talk.send(Typed("Votre colis attend http://x.example/a"))

    assert talk.has(Run)


def test_ticks_under_a_question_that_stays_are_kept() -> None:
    """Half a list ticked is not lost to a corrected word elsewhere."""
    several = """
flow: several
title: Plusieurs
open: link
steps:
  - ask: which
    kind: several
    text: Lesquels ?
    choices: {a: A, b: B}
  - stop: done
"""
    talk = moved(
        Chat(release_of(several)).start("several").tap("b"), several.replace("A, b", "AA, b")
    )

    assert talk.order("resume").labels[:2] == ["⬜ AA", "✅ B"]


def test_a_verdict_is_never_given_to_another_message() -> None:
    """A message pasted again is checked again, whatever the first one was found to be."""
    talk = Chat(release_of(PRIVATE)).start("pasted").type_("Votre colis").finish("known_sender")
    new = PRIVATE.replace(
        "  - ask: message",
        "  - ask: from\n    text: De qui ?\n    choices: {sms: SMS}\n  - ask: message",
    )
    moved(talk, new).order("resume").tap("sms")
    assert talk.key == "message"

    talk.type_("Un autre message")

    assert [e.inputs["message"] for e in talk.effects if isinstance(e, Run)] == ["Un autre message"]


def test_an_action_put_behind_a_private_answer_asks_for_it_again() -> None:
    """What was pasted is gone: the new action must not run on nothing."""
    bare = PRIVATE.replace("  - if: message != none", "  - if: message == none")
    talk = Chat(release_of(bare)).start("pasted").type_("Votre colis")
    assert talk.key == "end"

    assert moved(talk, PRIVATE).order("resume").key == "message"


def test_an_action_that_is_renamed_asks_for_the_private_answer_again() -> None:
    """A verdict under another name is no verdict: the message is pasted again."""
    talk = Chat(release_of(PRIVATE)).start("pasted").type_("Votre colis").finish("danger")

    moved(talk, PRIVATE.replace("verdict", "finding")).order("resume")

    assert talk.key == "message"


def test_a_flow_that_is_gone_can_be_finished_and_left() -> None:
    """On the menu it still has its name; it ends on the release it began on."""
    talk = moved(at_the_end())

    assert "menu.resume" in talk.order("menu").labels
    assert talk.press("menu.resume").key == "end"
    assert not talk.tap("yes").person.sessions


def test_a_flow_whose_release_is_gone_too_lets_the_person_go() -> None:
    """Nothing is left to play: the person is at the menu."""
    talk = moved(at_the_end())
    talk.older = {}

    assert "menu.title" in talk.order("menu").said
    assert not talk.person.sessions


def test_a_flow_that_finishes_follows_when_its_release_is_gone() -> None:
    """`update: finish` keeps the old release as long as there is one."""
    old = OLD.replace("open: link", "open: link\nupdate: finish")
    talk = Chat(release_of(old, INSIDE)).start("moving").tap("a").tap("continue")
    moved(talk, old.replace("Couleur", "Quelle couleur"), INSIDE)
    talk.older = {}

    assert "Quelle couleur ?" in talk.order("resume").said


def test_answers_that_lead_elsewhere_by_themselves_are_mended() -> None:
    """A table under the release changed: the person is asked what is open, and is not stuck."""
    talk = at_the_end()
    session = talk.person.sessions[-1]
    strange = (*session.answers[:-1], replace(session.answers[-1], key="gone"))
    talk.person = replace(talk.person, sessions=(replace(session, answers=strange),))

    talk.type_("bleu")

    assert "updated" in talk.said
    assert talk.key == "colour"


def test_an_answer_for_the_old_release_comes_back_after_the_new_one() -> None:
    """An action begun before a release is answered after it: the flow goes on."""
    talk = Chat(release_of(PRIVATE)).start("pasted").type_("Votre colis")
    run = next(e for e in talk.effects if isinstance(e, Run))
    moved(talk, PRIVATE.replace("Danger", "Attention"))

    assert "Attention" in talk.send(Finished(run.key, "danger")).said


def test_answers_that_fit_no_release_are_moved_as_far_as_they_go() -> None:
    """A session that its own release cannot replay follows the new one all the same."""
    talk = at_the_end()
    session = talk.person.sessions[-1]
    strange = (*session.answers[:-1], replace(session.answers[-1], key="gone"))
    talk.person = replace(talk.person, sessions=(replace(session, answers=strange),))

    assert moved(talk, OLD.replace("Couleur", "Teinte"), INSIDE).order("resume").key == "colour"


def test_a_new_release_keeps_answers_and_asks_only_what_is_new() -> None:
    """A person in a flow follows the newest release by replay."""
    talk = chat(ASKS).start("asks").tap("red").type_("41")
    newer = ASKS.replace(
        "  - ask: age", "  - ask: size\n    text: T ?\n    choices: {s: S, l: L}\n  - ask: age"
    )
    talk.release = release_of(newer, hash="r2")

    talk.order("menu")
    talk.press("menu.resume")
    assert talk.key == "size"
    assert talk.tap("s").key == "why"
    assert "kept" in talk.said


def test_a_tap_on_what_the_new_release_no_longer_asks() -> None:
    """If kept answers lead elsewhere the person is told the guide changed."""
    talk = chat(ASKS).start("asks").tap("red").type_("41")
    talk.release = release_of(ASKS.replace("red: Rouge, ", ""), hash="r2")

    talk.send(Chose(1, 2, "x"))

    assert "updated" in talk.said
    assert talk.key == "colour"


def test_a_flow_that_is_gone_lets_the_person_go() -> None:
    """A flow taken out of the release leaves nobody stuck."""
    talk = chat(ASKS).start("asks")
    talk.release = release_of(hash="r2")

    assert "menu.title" in talk.order("menu").said
    assert not talk.person.sessions


def test_a_flow_that_finishes_stays_on_its_release() -> None:
    """`update: finish` keeps the old release until the end."""
    old = release_of(ASKS.replace("open: [", "update: finish\nopen: [", 1))
    talk = Chat(old).start("asks").tap("blue")
    talk.release = release_of(ASKS.replace("Âge", "Votre âge"), hash="r2")
    talk.older = {"r1": old}

    assert "Âge ?" in talk.order("resume").said
    talk.tap("skip").tap("continue")
    assert not talk.person.sessions


def test_a_release_is_told_by_its_name() -> None:
    """Whatever shows one shows a few characters, not the whole guidance."""
    assert repr(release_of(OLD, hash="r2")) == "<Release r2>"
