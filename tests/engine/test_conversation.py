"""What a person meets: starting, answering, pasting, old buttons, going away, coming back."""

from dataclasses import replace

import pytest

from bot.engine.effects import Manner
from bot.engine.events import (
    Chose,
    Left,
    Ordered,
    Returned,
    Typed,
)
from bot.engine.person import TaskStatus
from tests.little import chat

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


def test_a_tick_changes_only_the_buttons() -> None:
    """What the screen tells stays; when something else came in between, the question comes anew."""
    advice = ASKS.replace("  - ask: which", "  - say: Un conseil\n  - ask: which")
    talk = chat(advice).start("asks").tap("blue").tap("skip")
    assert "Un conseil" in talk.said
    talk.press("⬜ C")
    assert [show.manner for show in talk.shows] == [Manner.KEYS]
    talk.press("⬜ A")
    assert [show.manner for show in talk.shows] == [Manner.KEYS]

    late = talk.buttons[0].press
    for between in (lambda: talk.order("menu"), lambda: talk.start("start")):
        between()
        talk.send(Chose(late.session, late.seq, late.option))
        assert "Un conseil" in talk.said
        assert Manner.KEYS not in [show.manner for show in talk.shows]


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


def test_a_screen_that_told_something_stays() -> None:
    """Advice stays in the chat, without its buttons; the next screen comes below."""
    talk = chat().start().tap("money")

    assert talk.show.manner is Manner.BELOW


def test_who_wants_each_step_gets_each_step() -> None:
    """For a screen reader each step is a new message."""
    talk = chat(ASKS).order("steps")
    assert "step_mode.on" in talk.said

    talk.start("asks").tap("blue")
    assert talk.show.manner is Manner.BELOW
    assert "step_mode.off" in talk.order("steps").said


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
