"""The three ends of a wait: answered, silence, refused; and that none of them forgets anybody."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from bot.engine.person import Next, Person, TaskStatus
from bot.engine.person_json import task_from_json, to_json
from bot.engine.reminders import asked_on
from tests.little import Chat, chat, release_of

HEADER = """
task: {when: "True", urgency: week, minutes: 5, stops: Le vol, does_not_stop: B}
"""
ASKS = f"""
flow: asks
title: Demande
open: link{HEADER}
steps:
  - ask: sent
    text: Parti ?
    choices: {{yes: Oui}}
  - stop: waiting
    until: months(today(), 1) + days(1)
    awaits: la réponse
    answered: {{flow: goes_on, with: {{known: "'answered'", since: today()}}}}
    silent: {{flow: goes_on, with: {{known: "'silent'", since: today()}}}}
    refused: {{flow: goes_on, with: {{known: "'refused'"}}}}
"""
GOES_ON = f"""
flow: goes_on
title: La suite
open: link
takes: {{known: text, since: date}}{HEADER}
steps:
  - if: known == none
    then:
      - ask: what
        text: Qu’ont-ils dit ?
        choices: {{no: Non}}
  - ask: filed
    text: "Depuis {{since|date}} : fait ?"
    choices: {{yes: Oui, enough: Assez}}
  - if: filed == 'yes'
    then:
      - stop: waiting
        until: today() + days(90)
        awaits: l’avis
  - stop: not_for_me
"""


def waiting() -> Chat:
    """Return a person who waits for an answer since 23 November 2026."""
    return chat(ASKS, GOES_ON).start("asks").tap("yes")


def test_not_yet_before_its_day_waits_for_it() -> None:
    """There is still time for an answer: the same day is kept, and nothing else is offered."""
    talk = waiting().wait(days=20).order("not_yet", "asks")

    assert "follow_up.too_early" in talk.said
    assert asked_on(talk.person, "asks") == date(2026, 12, 24)
    assert "button.next_step" not in talk.labels
    assert "moved_on" in talk.order("silent", "asks").said


def test_not_yet_on_its_day_offers_what_follows_and_asks_again_in_a_week() -> None:
    """Silence leads on when the person wants; else the question comes back."""
    talk = waiting().due().press("button.see").press("button.not_yet")

    assert "follow_up.overdue" in talk.said
    assert "task.stops" in talk.said
    assert asked_on(talk.person, "asks") == date(2026, 12, 31)
    assert talk.person.tasks["asks"].until == date(2026, 12, 24)
    assert "plan.title" in talk.press("button.wait_more").said
    talk.due().press("button.see").press("button.not_yet")
    assert asked_on(talk.person, "asks") == date(2027, 1, 7)

    talk.press("button.next_step")

    assert talk.key == "filed"
    assert "23 novembre 2026" in talk.said


def test_refused_does_not_ask_what_was_just_said() -> None:
    """What follows is given what is known."""
    talk = waiting().order("refused", "asks")

    assert talk.key == "filed"
    assert "follow_up.refused" in talk.said


def test_answered_looks_at_the_answer() -> None:
    """Where a flow looks at the answer, it opens; satisfied, both are settled."""
    talk = waiting().order("answered", "asks")
    assert talk.key == "filed"

    talk.tap("enough")

    assert talk.person.tasks["asks"].status is TaskStatus.DONE
    assert talk.person.tasks["goes_on"].status is TaskStatus.NOT_FOR_ME
    assert not talk.person.reminders


TOLD = """
flow: told
title: Le reçu
open: link
steps:
  - say: Envoyez ce reçu.
  - stop: done
"""
RECEIPT = f"""
flow: sends
title: Signalement
open: link{HEADER}
steps:
  - ask: sent
    text: Parti ?
    choices: {{yes: Oui}}
  - stop: waiting
    until: today() + days(2)
    awaits: le reçu
    answered: told
"""


def test_an_answer_ends_the_wait_and_its_day() -> None:
    """What is done is not said to be worth doing anew on the day of the wait."""
    talk = chat(RECEIPT, TOLD).start("sends").tap("yes").due().order("answered", "sends")

    assert "task.ended.done" in talk.said
    assert "task.again" not in talk.said


def test_no_day_is_promised_once_the_question_was_put() -> None:
    """The plan, the card and the line of the return ask instead of naming a day gone by."""
    talk = waiting()
    assert "plan.waiting_over" not in talk.order("plan").said
    talk.due()

    assert "plan.waiting_over" in talk.order("plan").said
    assert "task.waiting_over" in talk.order("task", "asks").said
    assert "return.waits_silent" in talk.wait(days=3).order("menu").said


def test_no_day_is_promised_when_reminders_are_stopped() -> None:
    """Nothing will be written, so nothing is announced."""
    assert "plan.waiting_over" in waiting().order("stop").order("plan").said


def test_what_was_put_away_half_way_is_asked_about_again() -> None:
    """Until what took over has ended, the wait stands and its question comes back."""
    talk = waiting().order("refused", "asks").order("menu")
    assert talk.person.tasks["asks"].status is TaskStatus.WAITING
    assert asked_on(talk.person, "asks") == date(2026, 11, 30)

    talk.order("resume").tap("yes")

    assert talk.person.tasks["asks"].status is TaskStatus.DONE
    assert talk.person.tasks["goes_on"].status is TaskStatus.WAITING
    assert [one.about for one in talk.person.reminders] == ["goes_on"]


def test_a_next_step_that_left_the_release_is_not_offered() -> None:
    """The wait was begun under another release."""
    talk = waiting()
    talk.release = release_of(ASKS.split("    answered", maxsplit=1)[0])
    talk.due().press("button.see")

    assert "plan.title" in talk.order("not_yet", "asks").said
    assert "page human" in talk.order("refused", "asks").said
    assert talk.person.tasks["asks"].status is TaskStatus.DONE


def test_an_input_that_left_the_release_is_not_given() -> None:
    """What follows is given what it still takes."""
    talk = waiting()
    without = GOES_ON.replace("takes: {known: text, since: date}", "takes: {known: text}")
    talk.release = release_of(
        ASKS.replace(", since: today()", ""), without.replace("{since|date}", "")
    )
    talk.order("answered", "asks")

    assert "since" not in talk.person.sessions[-1].inputs


def test_a_wait_kept_before_it_had_three_ends_still_leads_on() -> None:
    """`then` was the one next step of silence and refusal."""
    kept = to_json(waiting().person)["tasks"]["asks"]
    del kept["branches"], kept["led_to"]

    old = task_from_json({**kept, "then": "goes_on"})
    assert old.branches == {"silent": Next("goes_on"), "refused": Next("goes_on")}
    assert not task_from_json({**kept, "then": None}).branches


def test_silence_leads_on_after_stop_too() -> None:
    """Reminders stopped: nothing is promised, the way on is there."""
    talk = waiting().order("stop").wait(days=40).order("not_yet", "asks")

    assert "task.ended.waiting_silent" in talk.said
    assert "button.next_step" in talk.labels


OUTER = """
flow: outer
title: Dehors
open: link
steps:
  - call: goes_on
    with: {known: "'refused'", since: none}
  - ask: after
    text: Et ?
    choices: {yes: Oui}
  - stop: done
"""


def test_going_back_reopens_the_wait_that_was_taken_over() -> None:
    """A task inside another flow ended a wait; Back takes that back."""
    talk = chat(ASKS, GOES_ON, OUTER).start("asks").tap("yes")
    tasks = {"asks": replace(talk.person.tasks["asks"], led_to="goes_on")}
    talk.person = replace(talk.person, tasks=MappingProxyType(tasks))
    before = talk.person.reminders
    talk.start("outer").tap("yes")
    assert talk.person.tasks["asks"].status is TaskStatus.DONE

    talk.order("back")

    assert talk.person.tasks["asks"].status is TaskStatus.WAITING
    assert talk.person.reminders == before


def test_two_hundred_tasks_fit_on_the_screens() -> None:
    """Whatever waits, is put off or done: a message and its buttons have a limit."""
    many = [
        ASKS.split("    answered", maxsplit=1)[0]
        .replace("flow: asks", f"flow: asks{n}")
        .replace("title: Demande", f"title: Demande {n} au titre assez long pour un bouton")
        for n in range(200)
    ]
    talk = chat(*many)
    for n in range(150):
        talk.start(f"asks{n}").tap("yes")

    talk.order("plan")

    assert len("\n\n".join(talk.show.paragraphs)) < 4096
    assert len(talk.buttons) < 30
    assert "plan.more" in talk.said
    talk.press("button.whole_plan")
    seen = set(talk.labels)
    while "button.more" in talk.labels:
        assert len(talk.buttons) < 30
        seen |= set(talk.press("button.more").labels)
    assert sum("Demande" in label for label in seen) == 200
    assert "plan.title" in talk.order("tasks", "99").said


def test_an_act_done_says_what_it_stops_and_counts_nothing() -> None:
    """No score: the act."""
    talk = chat(ASKS.split("  - stop", maxsplit=1)[0] + "  - stop: done\n").start("asks").tap("yes")

    assert "task.ended.done" in talk.said
    assert "task.stops" in talk.said
    assert "%" not in talk.said


def test_asked_on_nothing() -> None:
    """A task that waits for nothing has no day."""
    assert asked_on(Person(), "asks") is None


def test_what_was_put_off_and_is_begun_is_no_longer_reminded_of() -> None:
    """The act was put off, done before its day, and now waits: one question is owed."""
    talk = chat(ASKS, GOES_ON).order("later", "asks").type_("dans 3 jours 14h")
    talk.start("asks").tap("yes")

    assert [one.key for one in talk.person.reminders] == ["w.asks"]


def test_silence_may_lead_to_a_flow_that_is_no_task() -> None:
    """Nothing will say how that one ended: the wait is over when it opens."""
    plain = ASKS.replace("goes_on, with: {known: \"'silent'\", since: today()}", "help")
    talk = chat(plain, GOES_ON).start("asks").tap("yes").due().order("not_yet", "asks")
    assert "follow_up.overdue" in talk.said
    assert "task.stops" not in talk.said

    assert "page help" in talk.press("button.next_step").said
    assert talk.person.tasks["asks"].status is TaskStatus.DONE
    assert not talk.person.reminders


def test_answered_may_lead_to_a_flow_that_is_no_task() -> None:
    """The act is done, and what to do with the answer is said."""
    plain = ASKS.replace("goes_on, with: {known: \"'answered'\", since: today()}", "help")
    talk = chat(plain, GOES_ON).start("asks").tap("yes").order("answered", "asks")

    assert "task.ended.done" in talk.said
    assert "page help" in talk.said
    assert talk.person.tasks["asks"].status is TaskStatus.DONE
