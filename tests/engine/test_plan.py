"""The plan, tasks, and the question that closes the loop."""

from datetime import date, timedelta
from types import MappingProxyType

from bot.engine.person import Person, TaskStatus
from bot.engine.plan import plan
from bot.engine.reminders import asked_on
from tests.little import NOW, chat, release_of


def task(
    name: str, *, when: str = "True", urgency: str = "week", minutes: int = 10, end: str = ""
) -> str:
    ending = end or "  - stop: done\n"
    return (
        f'flow: {name}\ntitle: Titre {name}\ntask:\n  when: "{when}"\n  urgency: {urgency}\n'
        f"  minutes: {minutes}\n  stops: arrête {name}\n  does_not_stop: reste {name}\nsteps:\n"
        f"  - ask: how\n    text: Alors ?\n    choices: {{yes: Oui, no: Non}}\n{ending}"
    )


WAITING = """  - if: how == 'yes'
    then:
      - stop: done
  - stop: waiting
    until: today() + days(30)
    awaits: la réponse de la banque
    then: mediator
"""
BANK = task("bank", end=WAITING, urgency="now")
MEDIATOR = task("mediator", when="False")
IBAN = task("iban", when="'iban' in leaked or 'gave_iban' in happened", urgency="today")


def test_only_what_concerns_the_person_is_in_the_plan() -> None:
    """A task whose data did not leak does not appear."""
    release = release_of(IBAN)

    assert not plan(release, Person(), NOW).to_do
    known = Person(profile=MappingProxyType({"leaked": ("iban",)}))
    assert [row.flow for row in plan(release, known, NOW).to_do] == ["iban"]


def test_the_most_urgent_comes_first_then_the_shortest() -> None:
    """Now before today before this week; of two, the shorter."""
    release = release_of(
        task("long", minutes=30), task("short", minutes=5), task("first", urgency="now")
    )

    rows = plan(release, Person(), NOW)

    assert [row.flow for row in rows.to_do] == ["first", "short", "long"]
    assert rows.next is not None
    assert rows.next.flow == "first"


def test_of_two_as_urgent_the_one_that_stops_more_comes_first() -> None:
    """A long act that closes a way in before a short one that only tells others."""
    strong = task("strong", minutes=30).replace("  minutes", "  strength: strong\n  minutes")
    slight = task("slight", minutes=1).replace("  minutes", "  strength: slight\n  minutes")
    release = release_of(slight, task("plain", minutes=5), strong)

    assert [row.flow for row in plan(release, Person(), NOW).to_do] == ["strong", "plain", "slight"]


def test_an_empty_plan_says_so() -> None:
    """Without tasks the plan is a sentence, not a blank."""
    talk = chat().order("plan")

    assert "plan.empty" in talk.said


def test_the_plan_shows_the_next_act_and_folds_the_rest() -> None:
    """One act at a time, with what it stops and what it does not."""
    talk = chat(*(task(f"t{n}") for n in range(8))).order("plan")

    assert "plan.next" in talk.said
    assert "task.stops" in talk.said
    assert "task.does_not_stop" in talk.said
    assert "plan.then" in talk.said
    assert sum("Titre" in label for label in talk.labels) == 5
    assert sum("Titre" in label for label in talk.press("button.whole_plan").labels) == 8


def test_a_card_leads_into_its_flow_and_the_end_is_noted() -> None:
    """Opened from the plan, done, noted, and the plan is shown again."""
    talk = chat(BANK).order("task", "bank")
    assert "button.start_task" in talk.labels

    talk.press("button.start_task").press("Oui")

    assert talk.person.tasks["bank"].status is TaskStatus.DONE
    assert "task.ended.done" in talk.said
    assert "plan.all_done" in talk.said


def test_a_done_task_can_be_done_again() -> None:
    """Its card says it is done and offers to begin anew."""
    talk = chat(BANK).order("done", "bank").order("task", "bank")

    assert "task.done" in talk.said
    assert talk.press("button.again").key == "how"


def test_a_reminder_about_no_task_leads_to_the_next_act() -> None:
    """Who only asked to be written to again is shown what there is to do, not a menu."""
    talk = chat(BANK).order("later", "check").type_("demain 10h").due().press("button.see")

    assert "plan.next" in talk.said


def test_not_for_me_takes_a_task_out() -> None:
    """A person may say a task does not concern them."""
    talk = chat(BANK).order("not_for_me", "bank")

    assert "task.ended.not_for_me" in talk.said
    assert "plan.empty" in talk.order("plan").said


def test_tasks_that_do_not_exist_are_old_buttons() -> None:
    """A task taken out of the release is met kindly, whatever the button."""
    for order in (
        "task", "begin", "later", "done", "answered", "not_yet", "silent", "refused", "open"
    ):  # fmt: skip
        assert "moved_on" in chat().order(order, "nothing").said


def test_waiting_owes_the_question_of_that_day() -> None:
    """`stop: waiting` keeps what is awaited and asks on the day."""
    talk = chat(BANK, MEDIATOR).order("begin", "bank").tap("no")
    state = talk.person.tasks["bank"]

    assert state.status is TaskStatus.WAITING
    assert state.until == date(2026, 12, 23)
    assert "plan.waiting" in talk.said
    assert "task.waiting" in talk.order("task", "bank").said

    talk.due()
    assert talk.said == "reminder.neutral"
    assert "follow_up.question" in talk.press("button.see").said
    assert talk.press("button.answered").person.tasks["bank"].status is TaskStatus.DONE


def test_not_yet_asks_again_later_and_offers_the_next_step() -> None:
    """No answer yet: a new date, and what one could already do."""
    talk = chat(BANK, MEDIATOR).order("begin", "bank").tap("no").due().press("button.see")
    day = talk.now.date()

    talk.press("button.not_yet")

    assert asked_on(talk.person, "bank") == day + timedelta(days=7)
    assert "follow_up.not_yet" in talk.said
    assert "follow_up.overdue" in talk.said
    assert talk.person.reminders


def test_not_yet_without_a_next_step_shows_the_plan() -> None:
    """Where nothing follows, the plan does."""
    ending = "  - stop: waiting\n    until: today() + days(3)\n    awaits: x\n"
    talk = (
        chat(task("paper", end=ending)).order("begin", "paper").tap("no").order("not_yet", "paper")
    )

    assert "plan.title" in talk.said


def test_refused_opens_what_follows() -> None:
    """A refusal opens the escalation; without one, a human."""
    talk = chat(BANK, MEDIATOR).order("begin", "bank").tap("no").order("refused", "bank")
    assert talk.person.sessions[-1].flow == "mediator"
    assert "follow_up.refused" in talk.said

    ending = "  - stop: waiting\n    until: today() + days(3)\n    awaits: x\n"
    talk = (
        chat(task("paper", end=ending)).order("begin", "paper").tap("no").order("refused", "paper")
    )
    assert "page human" in talk.said


def test_a_task_put_off_returns_on_its_day() -> None:
    """Not now: pick a day; until then it is out of the way, then it is back."""
    talk = chat(BANK).order("task", "bank").press("button.later").type_("demain 10h")
    assert talk.person.tasks["bank"].status is TaskStatus.LATER
    assert "plan.later" in talk.order("plan").said

    talk.due().press("button.see")
    assert "button.start_task" in talk.labels
    assert [row.flow for row in plan(talk.release, talk.person, talk.now).to_do] == ["bank"]


def test_a_task_inside_another_flow_counts() -> None:
    """A task called by a flow is settled by its end, and going back unsettles it."""
    outer = """
    flow: outer
    title: Dehors
    open: [menu, link]
    steps:
      - call: bank
      - ask: more
        text: Et ?
        choices: {ok: Ok}
      - stop: done
    """
    talk = chat(BANK, MEDIATOR, outer).start("outer").tap("no")
    assert talk.person.tasks["bank"].status is TaskStatus.WAITING
    assert talk.person.reminders

    talk.order("back")
    assert "bank" not in talk.person.tasks
    assert not talk.person.reminders


def test_doing_it_settles_its_reminders() -> None:
    """What is done no longer reminds."""
    talk = chat(BANK).order("later", "bank").type_("demain 10h").order("done", "bank")

    assert not talk.person.reminders


def test_a_flow_can_show_the_plan() -> None:
    """`do: plan` ends in the plan itself when nothing follows."""
    shows = """
    flow: shows
    title: Plan
    open: [menu, link]
    steps:
      - do: plan
      - stop: done
    """
    talk = chat(BANK, shows).start("shows")

    assert "plan.next" in talk.said
    assert any("Titre bank" in label for label in talk.labels)
    asks = shows.replace("shows", "asks").replace(
        "  - stop", "  - ask: ok\n        text: Ok ?\n        choices: {ok: Ok}\n      - stop"
    )
    assert "plan.next" in chat(BANK, asks).start("asks").said


def test_every_task_is_marked_by_where_it_stands() -> None:
    """To do, put off or waiting, done: the whole list tells them apart."""
    talk = chat(BANK, MEDIATOR, task("open"), task("closed"))
    talk.start("bank")
    talk.order("begin", "bank").tap("no").order("done", "closed").order("tasks")

    assert {label.split(" ")[0] for label in talk.labels if "Titre" in label} == {"⏳", "✅", "▫️"}


def test_a_task_that_waits_is_not_put_off() -> None:
    """A reminder about it is added; what it waits for stays."""
    talk = chat(BANK, MEDIATOR).order("begin", "bank").tap("no")
    talk.order("later", "bank").type_("demain 10h")

    assert talk.person.tasks["bank"].status is TaskStatus.WAITING
    assert len(talk.person.reminders) == 2
