"""A new release under people who are in a flow: nothing is lost, nobody is stuck."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from bot.engine.effects import Run
from bot.engine.events import Chose, Due, Finished, Typed
from bot.engine.moving import Fate, migrate
from bot.engine.person import TaskStatus
from tests.little import NOW, Chat, release_of

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


REMEMBERS = """
flow: acts
title: Actes
open: link
steps:
  - ask: way
    text: Par où ?
    choices: {left: Gauche, right: Droite}
  - do: remember
    with: {happened: "['money_out']"}
  - do: remind
    with: {at: today() + days(2), text: Rappelez}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""
SILENT = REMEMBERS.replace(
    """  - do: remember
    with: {happened: "['money_out']"}
  - do: remind
    with: {at: today() + days(2), text: Rappelez}
""",
    "",
)


def test_what_a_new_release_does_on_the_way_is_done() -> None:
    """A reminder and a code added before the question one stands at are not forgotten."""
    talk = moved(Chat(release_of(SILENT)).start("acts").tap("left"), REMEMBERS).order("resume")

    assert talk.person.profile["happened"] == ("money_out",)
    assert len(talk.person.reminders) == 1


def test_what_a_new_release_no_longer_does_is_undone() -> None:
    """A reminder taken out of the guide does not fire."""
    talk = moved(Chat(release_of(REMEMBERS)).start("acts").tap("left"), SILENT).order("resume")

    assert "happened" not in talk.person.profile
    assert not talk.person.reminders


def test_a_reminder_that_was_sent_is_not_sent_again_because_it_was_reworded() -> None:
    """New words are for what is still owed."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left").due()

    moved(talk, REMEMBERS.replace("Rappelez", "Téléphonez")).order("resume")

    assert not talk.person.reminders


def test_a_reminder_still_owed_is_said_in_the_new_words() -> None:
    """The person reads the corrected sentence."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left")
    moved(talk, REMEMBERS.replace("Rappelez", "Téléphonez")).order("resume").due()

    assert "Téléphonez" in talk.order("see", talk.person.fired[0].key).said


def test_a_code_that_left_the_profile_is_nobodys() -> None:
    """Undoing an act that named an entry the profile no longer has changes nothing else."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left")
    moved(talk, SILENT)
    profile = {name: e for name, e in talk.release.profile.items() if name != "happened"}
    talk.release = replace(talk.release, profile=profile)

    assert talk.order("resume").key == "end"


def test_coming_back_later_moves_no_reminder() -> None:
    """“In two days” counts from the answer, not from each time the question is put again."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left")
    owed = talk.person.reminders

    talk.wait(days=1).order("menu").order("resume")

    assert talk.person.reminders == owed


def test_a_reminder_that_fired_does_not_fire_again_because_the_person_came_back() -> None:
    """Reading the reminder and going on with the flow owes nothing new."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left").due()

    talk.order("see", talk.person.fired[0].key).order("resume")

    assert not talk.person.reminders
    assert not talk.tap("yes").person.reminders


WAITS = """
flow: waits
title: Attente
open: link
task: {when: "True", urgency: week, minutes: 5, stops: A, does_not_stop: B}
steps:
  - ask: how
    text: Alors ?
    choices: {wait: J’attends, done: Fait}
  - case: how
    wait: [{stop: waiting, until: today() + days(8), awaits: la réponse}]
    done: [{stop: done}]
"""
AROUND = """
flow: around
title: Autour
open: link
steps:
  - call: waits
  - ask: after
    text: Ensuite ?
    choices: {yes: Oui}
  - stop: done
"""


def test_back_gives_a_task_back_the_state_it_had() -> None:
    """A task that was waiting before the flow waits again, and its question is still owed."""
    talk = Chat(release_of(WAITS, AROUND)).start("waits").tap("wait")
    owed, waiting = talk.person.reminders, talk.person.tasks["waits"]
    talk.start("around").tap("done")
    assert talk.person.tasks["waits"].status is TaskStatus.DONE
    assert not talk.person.reminders

    talk.order("back")

    assert talk.person.tasks["waits"] == waiting
    assert talk.person.reminders == owed


def test_back_does_not_owe_what_is_past() -> None:
    """A follow-up that came due meanwhile is not asked a second time."""
    talk = Chat(release_of(WAITS, AROUND)).start("waits").tap("wait")
    talk.start("around").tap("done").wait(days=9).order("back")

    assert talk.person.tasks["waits"].status is TaskStatus.WAITING
    assert not talk.person.reminders


def test_a_follow_up_about_a_flow_that_is_gone_is_still_answered() -> None:
    """The button of an old reminder leads to the menu when there is nothing else to show."""
    talk = Chat(release_of(WAITS)).start("waits").tap("wait").due()
    moved(talk)

    assert "menu.title" in talk.order("see", talk.person.fired[0].key).said


@pytest.mark.parametrize(
    ("new", "fate", "key"),
    [
        (OLD.replace("Couleur", "Quelle couleur"), Fate.UNCHANGED, "end"),
        (OLD.replace("red: Rouge, ", ""), Fate.ASKED_AGAIN, "colour"),
        (OLD.replace("ask: end", "ask: other"), Fate.ASKED_AGAIN, "other"),
        (OLD.partition("  - ask: end")[0] + "  - stop: done\n", Fate.ENDED, None),
    ],
)
def test_publishing_can_tell_what_becomes_of_each_person(
    new: str, fate: Fate, key: str | None
) -> None:
    """Unchanged, asked again and what, or at the end."""
    old = release_of(OLD, INSIDE)
    session = at_the_end().person.sessions[-1]

    told = migrate(old, release_of(new, INSIDE, hash="r2"), session, NOW)

    assert (told.fate, told.need and told.need.key) == (fate, key)


def test_without_its_flow_and_its_release_a_session_is_over() -> None:
    """Nothing is left to move it to."""
    session = at_the_end().person.sessions[-1]

    assert migrate(None, release_of(hash="r2"), session, NOW).fate is Fate.ENDED


def test_an_answer_for_the_old_release_comes_back_after_the_new_one() -> None:
    """An action begun before a release is answered after it: the flow goes on."""
    talk = Chat(release_of(PRIVATE)).start("pasted").type_("Votre colis")
    run = next(e for e in talk.effects if isinstance(e, Run))
    moved(talk, PRIVATE.replace("Danger", "Attention"))

    assert "Attention" in talk.send(Finished(run.key, "danger")).said


def test_a_due_reminder_under_a_new_release_still_fires() -> None:
    """Publishing does not eat what was owed."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left")
    key = talk.person.reminders[0].key
    moved(talk, REMEMBERS)
    talk.now += timedelta(days=3)

    assert "reminder.neutral" in talk.send(Due(key)).said


def test_without_the_old_release_nothing_is_asked_again_that_was_answered() -> None:
    """When it cannot be told what the person read, what they answered still counts."""
    session = at_the_end().person.sessions[-1]

    told = migrate(None, release_of(OLD, INSIDE, hash="r2"), session, NOW)

    assert (told.fate, told.need and told.need.key) == (Fate.UNCHANGED, "end")


def test_on_the_release_it_stands_on_a_session_stays() -> None:
    """Publishing the same guidance again moves nobody."""
    session = at_the_end().person.sessions[-1]

    told = migrate(None, release_of(OLD, INSIDE), session, NOW)

    assert (told.session, told.fate) == (session, Fate.UNCHANGED)


def test_answers_that_fit_no_release_are_moved_as_far_as_they_go() -> None:
    """A session that its own release cannot replay follows the new one all the same."""
    talk = at_the_end()
    session = talk.person.sessions[-1]
    strange = (*session.answers[:-1], replace(session.answers[-1], key="gone"))
    talk.person = replace(talk.person, sessions=(replace(session, answers=strange),))

    assert moved(talk, OLD.replace("Couleur", "Teinte"), INSIDE).order("resume").key == "colour"


def test_back_over_a_reminder_about_a_task_that_waits_leaves_the_wait() -> None:
    """Only what the flow itself did is taken back."""
    both = """
flow: both
title: Deux choses
open: link
steps:
  - ask: go
    text: On y va ?
    choices: {yes: Oui}
  - do: remind
    with: {at: today() + days(1), about: "'waits'"}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""
    talk = Chat(release_of(WAITS, both)).start("waits").tap("wait").start("both").tap("yes")
    assert len(talk.person.reminders) == 2

    talk.order("back")

    assert talk.person.tasks["waits"].status is TaskStatus.WAITING
    assert [r.key for r in talk.person.reminders] == ["w.waits"]
