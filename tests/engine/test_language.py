"""The ten verbs at play: what each does, what is kept, and what Back undoes."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from bot.engine.effects import Document
from bot.engine.events import Chose, Due, Finished, Sent, Typed
from bot.engine.person import TaskStatus
from bot.engine.replay import Diverged, replay
from bot.engine.session import fits
from tests.little import NOW, Chat, chat, release_of

LIST = """
flow: list
title: Liste
open: link
sources:
  cnil: {publisher: CNIL, url: "https://www.cnil.fr/", checked: 2026-11-01, review: 2027-05-01}
steps:
  - checklist: todo
    text: "{done} sur {total}"
    items:
      bank: Appeler la banque
      inner: {label: Un autre guide, flow: inner}
      hidden: {label: Caché, if: "'bank' in todo"}
  - say: Fini {todo|list}
    source: [cnil, card_stop]
  - stop: done
"""
INNER = """
flow: inner
title: Dedans
steps:
  - ask: sure
    text: Sûr ?
    choices: {yes: Oui, no: Non}
  - if: sure == 'yes'
    then:
      - stop: done
  - stop: dropped
"""
LOOP = """
flow: loop
title: Boucle
open: link
steps:
  - repeat:
      - ask: more
        text: Encore ?
        choices: {yes: Oui, no: Non}
    while: more == 'yes'
    max: 3
  - set: {last: more, due: today() + days(2)}
  - say: "{last} {due|date}"
  - stop: done
"""
EACH = """
flow: each
title: Chacun
open: link
steps:
  - ask: data
    kind: several
    text: Quoi ?
    codes: leaked
  - call: one
    with: {what: entry}
    each: data as entry
    as: all
  - say: "{data|list} {all|list}"
  - stop: done
"""
ONE = """
flow: one
title: Un
takes: {what: text}
steps:
  - ask: seen
    text: "{what} ?"
    choices: {yes: Oui, no: Non}
  - case: seen
    yes: [{stop: done}]
    no: [{stop: dropped}]
"""
PICTURE = """
flow: picture
title: Image
open: link
steps:
  - ask: shot
    kind: photo
    text: Une photo
    check: {max_mb: 5}
    skip: Sans photo
  - ask: paper
    kind: file
    text: Un fichier
    check: {types: application/pdf}
    skip: Sans fichier
  - stop: done
"""
LETTER = """
flow: mail
title: Lettre
open: link
steps:
  - do: letter
    with: {template: "'bank'"}
  - say: Envoyée
  - stop: done
"""


def test_a_checklist_counts_its_ticks_and_each_can_be_undone() -> None:
    """A tick is an answer; ticking again unticks; Back takes the last one away."""
    talk = chat(LIST, INNER).start("list")
    assert "0 sur 2" in talk.said

    talk.tap("bank")
    assert "1 sur 3" in talk.said  # the hidden line is there now
    talk.tap("bank")
    assert "0 sur 2" in talk.said
    talk.order("back")

    assert "1 sur 3" in talk.said


def test_a_line_that_is_a_flow_is_ticked_when_the_flow_is_done() -> None:
    """Abandoning the inner flow leaves the line open."""
    talk = chat(LIST, INNER).start("list").tap("inner").tap("no")
    assert "0 sur 2" in talk.said

    talk.tap("inner").tap("yes")
    assert "1 sur 2" in talk.said


def test_continuing_a_checklist_shows_what_follows_with_its_sources() -> None:
    """A flow's own source and a fact are both cited, once each."""
    talk = chat(LIST, INNER).start("list").tap("bank").tap("continue")

    assert "Fini bank" in talk.said
    assert talk.said.count("source.line") == 1  # both lines read the same in the test's words


def test_a_line_nobody_offers_changes_nothing() -> None:
    """A forged tap on a checklist is answered by where the person is."""
    talk = chat(LIST, INNER).start("list")
    before = talk.person

    talk.send(Chose(1, 0, "nonsense"))

    assert talk.person.sessions == before.sessions
    assert "moved_on" in talk.said


@pytest.mark.parametrize(("answers", "turns"), [(["no"], 1), (["yes", "no"], 2), (["yes"] * 3, 3)])
def test_a_repeat_turns_until_its_test_fails_or_its_limit(answers: list[str], turns: int) -> None:
    """Each turn asks again, at most `max` times; values computed after it are known."""
    talk = chat(LOOP).start("loop")
    for one in answers:
        talk.tap(one)

    assert len(answers) == turns
    assert f"{answers[-1]} 25 novembre 2026" in talk.said


def test_a_flow_is_called_for_each_entry_of_a_list() -> None:
    """The outcomes are a list in the same order, shown with the labels of the profile."""
    talk = chat(EACH, ONE).start("each").tap("iban").tap("nir").tap("continue")
    talk.tap("yes").tap("no")

    assert "IBAN et Sécu done et dropped" in talk.said


def test_no_entry_no_call() -> None:
    """An empty list calls nothing."""
    assert "Fin" not in chat(EACH, ONE).start("each").tap("continue").said


def test_a_picture_is_kept_as_a_reference_and_checked() -> None:
    """Too heavy or of the wrong type is refused in a sentence; skipping is an answer."""
    talk = chat(PICTURE).start("picture").send(Sent("ref", picture=True, size=9_000_000))
    assert "error.too_big" in talk.said
    talk.send(Sent("ref", picture=True, size=100))
    assert talk.key == "paper"
    talk.send(Sent("ref", picture=False, kind="text/plain"))
    assert "error.file_type" in talk.said
    talk.tap("skip")

    assert not talk.person.sessions


def test_an_action_that_answers_gives_its_documents_and_goes_on() -> None:
    """The document is handed over once; the flow goes on after it."""
    talk = chat(LETTER).start("mail")
    paper = Document("lettre.txt", "text/plain", "Madame")

    talk.send(Finished("letter", "sent", documents=(paper,)))

    assert paper in talk.effects
    assert "Envoyée" in talk.said


def test_an_action_nobody_waits_for_changes_nothing() -> None:
    """A late, unknown or impossible outcome is dropped."""
    talk = chat(LETTER).start("mail")
    before = talk.person

    assert talk.send(Finished("other", "sent")).person == before
    assert talk.send(Finished("letter", "nonsense")).person == before


def test_an_action_that_failed_without_a_case_is_said() -> None:
    """The person learns that it did not work, and the flow goes on."""
    talk = chat(LETTER).start("mail").send(Finished("letter", "failed"))

    assert "action.failed" in talk.said


def test_replay_refuses_answers_to_other_questions() -> None:
    """A list of answers that does not fit its flow is found out, never guessed."""
    talk = chat(LOOP).start("loop").tap("yes")
    session = talk.person.sessions[-1]
    strange = replace(session, answers=(replace(session.answers[0], key="other"),))

    with pytest.raises(Diverged) as found:
        replay(talk.release, strange)
    assert found.value.answer.key == "other"


def test_a_correction_shows_the_former_answers_in_words() -> None:
    """Choices by their label, lists joined, numbers and dates in local form."""
    flow = """
flow: mixed
title: Mélange
open: link
steps:
  - ask: way
    text: Par où ?
    choices: {left: À gauche, right: À droite}
  - ask: data
    kind: several
    text: Quoi ?
    choices: {a: Alpha, b: Bêta}
  - ask: day
    kind: date
    text: Quand ?
    examples: [hier]
  - ask: last
    text: Fini ?
    choices: {yes: Oui, no: Non}
  - stop: done
"""
    talk = chat(flow).start("mixed").tap("left").tap("a").tap("b").tap("continue").type_("hier")
    talk.order("change").order("change_to", "0").tap("right")

    assert talk.key in ("data", "last")
    if talk.key == "data":
        assert any("Alpha, Bêta" in label for label in talk.labels)


TASK = """
flow: act
title: Geste
open: link
task:
  when: "'iban' in leaked"
  urgency: today
  minutes: 10
  stops: A
  does_not_stop: B
  ready: C
steps:
  - ask: how
    text: Alors ?
    choices: {done: Fait, wait: J’attends, never: Pas moi, later: Plus tard}
  - case: how
    done: [{stop: done}]
    wait: [{stop: waiting, until: now() + days(3), awaits: une réponse}]
    never: [{stop: not_for_me}]
    later:
      - do: remind
        with: {at: today() + days(2), about: "'act'"}
      - ask: noted
        text: Noté ?
        choices: {yes: Oui}
      - stop: later
"""
OUTER = """
flow: outer
title: Dehors
open: link
steps:
  - call: act
  - ask: after
    text: Et ensuite ?
    choices: {yes: Oui}
  - stop: done
"""
EXPECTED = {
    "done": TaskStatus.DONE,
    "wait": TaskStatus.WAITING,
    "never": TaskStatus.NOT_FOR_ME,
}


@pytest.mark.parametrize(("option", "status"), EXPECTED.items())
def test_a_task_inside_another_flow_counts_and_back_undoes_it(
    option: str, status: TaskStatus
) -> None:
    """How the inner task ended is the plan's; going back takes it away again."""
    talk = chat(TASK, OUTER).start("outer").tap(option)
    assert talk.person.tasks["act"].status is status

    talk.order("back")

    assert "act" not in talk.person.tasks
    assert not talk.person.reminders


def test_putting_a_task_off_is_undone_by_back() -> None:
    """The reminder and the state "later" leave together."""
    talk = chat(TASK).start("act").tap("later")
    assert talk.person.tasks["act"].status is TaskStatus.LATER
    assert len(talk.person.reminders) == 1

    talk.order("back")

    assert "act" not in talk.person.tasks
    assert not talk.person.reminders


def test_a_task_put_off_ends_without_a_verdict() -> None:
    """`stop: later` says nothing more: the reminder was confirmed already."""
    talk = chat(TASK).start("act").tap("later").tap("yes")

    assert "task.ended" not in talk.said
    assert talk.person.tasks["act"].status is TaskStatus.LATER


def test_the_screen_of_a_task_says_what_to_have_ready() -> None:
    """What it stops, does not stop, takes and needs."""
    talk = chat(TASK, profile={"leaked": ("iban",)}).order("plan")

    assert "task.ready" in talk.said


UNLESS = """
flow: unless
title: Sauf si
open: link
steps:
  - do: remind
    with: {at: today() + days(1), text: Avez-vous rappelé ?, unless: called == 'yes'}
  - ask: called
    text: Fait ?
    choices: {yes: Oui, no: Non}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""


@pytest.mark.parametrize(("answer", "heard"), [("yes", False), ("no", True)])
def test_a_reminder_fires_unless_its_reason_is_gone(answer: str, *, heard: bool) -> None:
    """`unless` is read when the day comes, with what was answered since."""
    talk = chat(UNLESS).start("unless").tap(answer)
    reminder = talk.person.reminders[0]
    talk.now = reminder.due + timedelta(minutes=1)

    talk.send(Due(reminder.key))

    assert bool(talk.shows) is heard


def test_reminders_without_a_day_are_not_made() -> None:
    """A moment the person did not give makes no reminder."""
    flow = """
flow: none
title: Rien
open: link
steps:
  - ask: day
    kind: date
    text: Quand ?
    skip: Passer
    examples: [demain]
  - do: remind
    with: {at: day}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""
    assert not chat(flow).start("none").tap("skip").person.reminders


NOWHERE = """
flow: silent
title: Silence
open: link
task: {when: "True", urgency: week, minutes: 5, stops: A, does_not_stop: B}
steps:
  - ask: how
    text: Alors ?
    choices: {yes: Oui}
  - stop: waiting
    until: how
    awaits: rien
"""


def test_a_wait_without_a_day_is_asked_about_tomorrow_at_the_latest() -> None:
    """A date that cannot be computed becomes today, so that nothing waits for ever."""
    talk = chat(NOWHERE).start("silent").tap("yes")

    assert talk.person.tasks["silent"].until == NOW.date()


OLD = """
flow: moving
title: Avant
open: link
steps:
  - checklist: todo
    text: Liste
    items: {a: A, b: B}
  - ask: colour
    text: Couleur ?
    choices: {red: Rouge, blue: Bleu}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""


def _moved(new: str) -> Chat:
    old = release_of(OLD, hash="old")
    talk = Chat(old).start("moving").tap("a").tap("continue").tap("red")
    talk.older = MappingProxyType({"old": old})
    talk.release = release_of(new, hash="new")
    return talk.order("resume")


def test_a_reworded_flow_keeps_every_answer() -> None:
    """Nothing is asked again when only words changed."""
    assert _moved(OLD.replace("Couleur ?", "Quelle couleur ?")).key == "end"


def test_a_renamed_question_keeps_its_answer_by_its_old_name() -> None:
    """`was` tells where the answer was kept."""
    new = OLD.replace("ask: colour", "ask: tint\n    was: colour")

    assert _moved(new).key == "end"


def test_an_option_that_is_gone_is_asked_again() -> None:
    """The question comes back, the answers before it stay."""
    talk = _moved(OLD.replace("red: Rouge, ", ""))

    assert talk.key == "colour"


def test_a_tap_on_the_former_release_is_told_of_the_update() -> None:
    """The answer just given was to the old question: the person reads why it comes again."""
    old = release_of(OLD, hash="old")
    talk = Chat(old).start("moving").tap("a").tap("continue").tap("red")
    talk.older = MappingProxyType({"old": old})
    talk.release = release_of(OLD.replace("red: Rouge, ", ""), hash="new")

    talk.send(Chose(1, 3, "yes"))

    assert "updated" in talk.said
    assert talk.key == "colour"


def test_a_line_that_is_gone_asks_the_checklist_again() -> None:
    """A ticked line that no longer exists cannot count."""
    assert _moved(OLD.replace("a: A, b: B", "b: B, c: C")).key == "todo/0"


def test_a_flow_that_is_gone_ends_on_the_release_it_began_on() -> None:
    """Nobody is thrown out in the middle."""
    old = release_of(OLD, hash="old")
    talk = Chat(old).start("moving").tap("a").tap("continue")
    talk.older = MappingProxyType({"old": old})
    talk.release = release_of(hash="new")

    assert talk.tap("red").tap("yes").person.sessions == ()


def test_a_shorter_flow_ends_for_those_who_answered_enough() -> None:
    """When the kept answers lead to the end, the flow is over."""
    new = OLD.replace("  - ask: end\n    text: Fin ?\n    choices: {yes: Oui}\n", "")

    assert not _moved(new).person.sessions


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
