"""What a person meets: starting, answering, pasting, old buttons, going away, coming back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine.effects import Lane, Manner, Promise, Run
from bot.engine.events import (
    Chose,
    Due,
    Finished,
    Left,
    Ordered,
    Returned,
    Sent,
    Sign,
    Stray,
    Typed,
)
from bot.engine.person import TaskStatus
from tests.little import Chat, Document, Erase, Freeze, chat, release_of

ASKS = """
flow: asks
title: Questions
open: [menu, link]
steps:
  - ask: colour
    text: Couleur ?
    choices: {red: Rouge, blue: Bleu}
  - ask: age
    kind: number
    text: Âge ?
    check: {min: 1, max: 120}
    examples: ["30"]
    skip: Passer
  - if: colour == 'red'
    then:
      - ask: why
        kind: text
        text: Pourquoi rouge, {age} ans ?
        examples: [parce que]
  - ask: which
    kind: several
    text: Lesquels ?
    choices: {a: A, b: B, c: C}
  - say: Fini {which|list}
  - stop: done
"""


def test_a_new_person_gets_the_first_flow_in_their_language() -> None:
    """Start opens the first flow; the app's language is taken when the release speaks it."""
    talk = chat().start(language="en")

    assert talk.person.language == "en"
    assert talk.key == "way"
    assert "Bonjour" in talk.said


def test_a_language_nobody_wrote_is_french() -> None:
    """Unknown languages fall back on French."""
    assert chat().start(language="de").person.language == "fr"


def test_starting_again_shows_where_one_was() -> None:
    """A second start never throws away what was answered: the menu offers to resume."""
    talk = chat().start().tap("money").start().start()

    assert talk.key is None or "menu.title" in talk.said


def test_start_with_an_open_session_shows_the_menu() -> None:
    """Who was in a flow finds it on top of the menu."""
    talk = chat().start().start()

    assert "menu.title" in talk.said
    assert "menu.resume" in talk.labels
    assert talk.press("menu.resume").key == "way"


def test_a_link_opens_the_flow_it_names() -> None:
    """`/start check` opens the check."""
    assert chat().start("check").key == "message"


def test_a_link_to_nothing_is_an_ordinary_start() -> None:
    """An unknown payload says nothing about what exists."""
    assert chat().start("h0123456789").key == "way"


def test_answers_lead_on_by_tap_and_by_word() -> None:
    """Buttons and words are both answers; what is understood is kept, not what was typed."""
    talk = chat(ASKS).start("asks").type_("rouge")

    assert talk.key == "age"
    assert talk.type_("41").key == "why"
    assert "41 ans" in talk.said
    assert [a.value for a in talk.person.sessions[-1].answers] == ["red", 41]


def test_a_wrong_answer_says_why_and_asks_again() -> None:
    """A refused answer changes nothing but the screen."""
    talk = chat(ASKS).start("asks").tap("blue").type_("mille")
    before = talk.person

    talk.type_("300")

    assert talk.key == "age"
    assert talk.person.sessions[-1].answers == before.sessions[-1].answers


def test_skipping_is_an_answer() -> None:
    """A question that may be skipped is answered by nothing."""
    talk = chat(ASKS).start("asks").tap("blue").press("Passer")

    assert talk.key == "which"


def test_several_are_ticked_then_sent() -> None:
    """Ticks show on the buttons and can be taken back; continuing sends them in order."""
    talk = chat(ASKS).start("asks").tap("blue").tap("skip")
    talk.press("⬜ C").press("⬜ A").press("⬜ B").press("✅ B")

    assert talk.labels[:3] == ["✅ A", "⬜ B", "✅ C"]
    talk.press("several.continue")
    assert "Fini A et C" in talk.said


def test_an_end_shows_the_menu() -> None:
    """When a flow is over there is always something to tap."""
    talk = chat(ASKS).start("asks").tap("blue").tap("skip").tap("continue")

    assert not talk.person.sessions
    assert "menu.title" in talk.said


def test_an_old_button_says_where_one_is() -> None:
    """A tap on a question answered long ago changes nothing."""
    talk = chat(ASKS).start("asks").tap("blue")
    before = talk.person.sessions[-1].answers

    talk.send(Chose(1, 0, "red"))

    assert "moved_on" in talk.said
    assert talk.person.sessions[-1].answers == before


@pytest.mark.parametrize("option", ["green", "skip", "keep", "continue"])
def test_a_tap_that_is_no_option_changes_nothing(option: str) -> None:
    """Crafted taps cannot invent an answer."""
    talk = chat(ASKS).start("asks").tap(option)

    assert talk.key == "colour"
    assert "moved_on" in talk.said


def test_a_tap_for_another_session_changes_nothing() -> None:
    """A tap names its session; one that is over is over."""
    talk = chat(ASKS).start("asks").send(Chose(99, 0, "red"))

    assert talk.key == "colour"


def test_a_question_that_told_nothing_is_replaced_in_place() -> None:
    """Asking after asking edits one living screen."""
    talk = chat(ASKS).start("asks").tap("blue")

    assert talk.show.manner is Manner.EDIT
    assert not talk.has(Freeze)


def test_a_screen_that_told_something_stays() -> None:
    """Advice stays in the chat, without its buttons; the next screen comes below."""
    talk = chat().start().tap("money")

    assert talk.has(Freeze)
    assert talk.show.manner is Manner.NEW


def test_who_wants_each_step_gets_each_step() -> None:
    """For a screen reader each step is a new message."""
    talk = chat(ASKS).order("steps")
    assert "step_mode.on" in talk.said

    talk.start("asks").tap("blue")
    assert talk.show.manner is Manner.NEW
    assert "step_mode.off" in talk.order("steps").said


def test_words_nobody_asked_for() -> None:
    """Short words outside a question are met by the menu."""
    talk = chat().type_("bonjour")

    assert "not_understood" in talk.said
    assert "menu.title" in talk.said


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

    paper = Document("lettre.txt", "text/plain", "…")
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


def test_pictures_and_files() -> None:
    """A picture nobody asked for is met with words; its caption is a message to check."""
    talk = chat().send(Sent("ref", picture=True))
    assert "stray.picture" in talk.said
    assert "stray.document" in talk.send(Sent("ref", picture=False, name="a.pdf")).said

    talk = chat().start("check").send(Sent("ref", picture=True, caption="Votre colis"))
    assert talk.has(Run)


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


def test_leaving_cancels_and_returning_is_quiet() -> None:
    """Blocking the bot drops what it owed; coming back sends nothing by itself."""
    talk = chat().order("later", "check").type_("demain 10h")
    assert talk.person.reminders

    talk.send(Left())
    assert not talk.person.reminders
    assert not talk.person.reachable
    assert not talk.effects
    talk.send(Returned())
    assert talk.person.reachable


def test_a_reminder_fires_once_and_says_nothing_on_a_locked_screen() -> None:
    """What arrives names nothing; a tap shows it."""
    talk = chat().order("later", "check").type_("demain 10h").due()

    assert talk.said == "reminder.neutral"
    assert talk.show.lane is Lane.DEADLINE
    assert talk.show.promise is Promise.REMINDER
    key = talk.person.fired[0].key
    assert not talk.send(Due(key)).effects


def test_a_reminder_before_its_time_or_unknown_is_nothing() -> None:
    """Only what is due, and still owed, is sent."""
    talk = chat().order("later", "check").type_("demain 10h")
    key = talk.person.reminders[0].key

    assert not talk.send(Due(key)).effects
    assert not talk.send(Due("nothing")).effects


def test_a_late_reminder_says_so() -> None:
    """After an outage the message comes, and says it is late."""
    talk = chat().order("later", "check").type_("demain 10h")
    talk.now = talk.person.reminders[0].due + timedelta(hours=5)

    assert "reminder.late" in talk.send(Due(talk.person.reminders[0].key)).said


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


def test_unknown_commands_are_met_kindly() -> None:
    """A command nobody knows gets a sentence and the menu."""
    assert "unknown_command" in chat().send(Ordered("frobnicate")).said


def test_a_forgotten_task_status_is_open() -> None:
    """Nothing said means open."""
    assert TaskStatus.OPEN not in {s.status for s in chat().person.tasks.values()}


def test_nothing_a_person_does_raises() -> None:
    """A person whose session points nowhere still gets an answer."""
    talk = chat(ASKS).start("asks")
    talk.person = replace(talk.person, sessions=())

    assert "menu.title" in talk.send(Typed("rouge")).said
