"""Coming back after a day or more: one line, above where one is; and answers can be changed."""

from dataclasses import replace

import pytest

from bot.engine.events import Due, Event, Ordered, Started, Typed
from bot.engine.person import Person
from bot.engine.person_json import from_json, to_json
from tests.little import NOW, Chat, chat

WAITS = """
flow: waits
title: Attente
open: link
task: {when: "True", urgency: week, minutes: 5, stops: A, does_not_stop: B}
steps:
  - ask: sent
    text: Parti ?
    choices: {yes: Oui}
  - ask: how
    text: Par où ?
    choices: {post: Courrier, web: Internet}
  - stop: waiting
    until: today() + days(30)
    awaits: la réponse
"""
OTHER = WAITS.replace("flow: waits", "flow: other").replace("title: Attente", "title: Autre")
LINE = "return.hello"


def away(*sources: str, **span: float) -> Chat:
    """Return a person with one wait and another act half-way, gone for a while."""
    talk = chat(*(sources or (WAITS, OTHER))).start("waits").tap("yes").tap("post")
    return talk.start("other").tap("yes").wait(**(span or {"days": 1}))


def test_a_day_later_one_line_says_where_one_was_what_waits_and_what_is_next() -> None:
    """Above the menu, in one paragraph."""
    talk = away().start()

    first = talk.show.paragraphs[0]
    assert first == "return.hello return.here return.waits"
    assert "menu.resume" in talk.labels[0]
    assert LINE not in talk.start().said


def test_the_next_act_is_named_when_it_is_another_one() -> None:
    """What one was in the middle of is not said twice."""
    talk = chat(WAITS, OTHER).start("waits").wait(days=3).start()

    assert talk.show.paragraphs[0] == "return.hello return.here return.next"


def test_several_answers_awaited_are_counted() -> None:
    """One line stays one line."""
    talk = away().tap("post")
    talk.wait(days=2).start()

    assert talk.show.paragraphs[0] == "return.hello return.waits_many"


@pytest.mark.parametrize("event", [Started(), Ordered("menu"), Ordered("resume"), Typed("bonjour")])
def test_any_quiet_way_back_shows_the_line(event: Event) -> None:
    """A command that looks around, or a few words."""
    assert LINE in away().send(event).said


@pytest.mark.parametrize(
    "event",
    [
        Started("start"),
        Ordered("plan"),
        Ordered("forget"),
        Typed("Votre colis est bloqué, payez 1,95 € ici : http://exemple.test/colis"),
        Typed("au secours", distress=True),
        Typed("4970 1111", secrets=frozenset({"card"})),
    ],
)
def test_nothing_stands_above_what_is_urgent_or_says_it_itself(event: Event) -> None:
    """A message to check, a cry, a secret, the plan, a link."""
    assert LINE not in away().send(event).said


def test_a_tap_after_a_break_shows_the_line_too() -> None:
    """The old button still works, and the answer counts."""
    talk = away().tap("post")

    assert LINE in talk.said


def test_within_a_day_nothing_is_said() -> None:
    """Going for lunch is no break."""
    assert LINE not in away(hours=23).start().said


def test_who_has_nothing_going_on_is_not_welcomed_back() -> None:
    """Nothing begun, nothing awaited: no line."""
    talk = chat().order("menu").wait(days=9).order("menu")

    assert LINE not in talk.said


def test_what_the_bot_does_by_itself_is_no_sign_of_life() -> None:
    """A reminder that fires does not count as the person being there."""
    talk = away(days=20)
    talk.now = talk.person.reminders[0].due
    talk.send(Due(talk.person.reminders[0].key))

    assert LINE in talk.start().said


def test_who_has_a_plan_is_not_asked_from_the_start() -> None:
    """/start leads to the menu once something was begun."""
    talk = chat(WAITS).start("waits").tap("yes").tap("post").wait(hours=1).start()

    assert "menu.title" in talk.said
    assert talk.need is None


def test_a_person_kept_before_this_was_written_down_reads_back() -> None:
    """No last sign of life: no line, and none missed."""
    kept = to_json(Person(next_number=4))
    del kept["seen"]
    talk = chat(WAITS)
    talk.person = from_json(kept)

    assert LINE not in talk.order("menu").said
    assert talk.person.seen == NOW


DEPENDS = """
flow: depends
title: Dépend
open: link
steps:
  - ask: colour
    text: Couleur ?
    choices: {red: Rouge, blue: Bleu}
  - ask: size
    text: Taille ?
    choices: {big: Grand, small: Petit}
  - if: colour == 'blue'
    then:
      - ask: shade
        text: Quel bleu ?
        choices: {dark: Foncé, light: Clair}
  - ask: sure
    text: Sûr ?
    choices: {yes: Oui}
  - stop: done
"""


def test_a_changed_answer_asks_again_only_what_depends_on_it() -> None:
    """Days later, the first answer is changed: the size is kept, the shade is new."""
    talk = chat(DEPENDS).start("depends").tap("red").tap("big").wait(days=4)
    talk.order("change").press("Couleur ?").tap("blue")

    assert talk.key == "shade"
    kept = {answer.key: answer.value for answer in talk.person.sessions[-1].answers}
    assert kept == {"colour": "blue", "size": "big"}
    assert talk.tap("dark").key == "sure"


def test_a_flow_that_left_the_release_is_not_named() -> None:
    """What one was in is gone: the rest of the line still stands."""
    talk = away()
    assert talk.person.sessions
    talk.person = replace(talk.person, sessions=())

    assert talk.start().show.paragraphs[0] == "return.hello return.waits return.next"


def test_after_stop_the_line_promises_nothing() -> None:
    """What is awaited is said; that news will be asked for is not."""
    talk = away().order("stop").wait(days=2).start()

    assert talk.show.paragraphs[0] == "return.hello return.here return.waits_silent"
