"""What is worth doing anew comes back: counted from the day it was done, stopped, promised."""

from types import MappingProxyType

from bot.engine import reminders
from bot.engine.person import Person, TaskState, TaskStatus
from bot.engine.plan import plan
from tests.engine.test_deadlines import AGAIN, OUTER, owed
from tests.little import NOW, chat


def test_what_is_worth_doing_anew_comes_back_counted_from_the_day_it_was_done() -> None:
    """One at a time, in the plan, and done again it is counted again."""
    talk = chat(AGAIN).start("again").tap("done")
    assert owed(talk) == {"a.again": "2027-02-23 10:00"}
    assert "task.again" in talk.said
    assert "plan.again" in talk.said
    assert plan(talk.release, talk.person, talk.now).next is None

    talk.due()
    assert talk.said == "reminder.neutral"
    talk.press("button.see")
    assert "button.again" in talk.labels
    row = plan(talk.release, talk.person, talk.now).next
    assert row is not None
    assert row.flow == "again"

    talk.wait(days=10).order("done", "again")
    assert owed(talk) == {"a.again": "2027-06-05 10:00"}


def test_a_check_up_is_stopped_from_its_card_or_by_not_for_me() -> None:
    """Stopped, it is done for good; the plan no longer speaks of a date."""
    talk = chat(AGAIN).start("again").tap("done").order("task", "again")
    talk.press("button.not_again")
    assert not owed(talk)
    assert talk.person.tasks["again"].until is None
    assert "plan.again" not in talk.order("plan").said

    never = chat(AGAIN).start("again").tap("done").order("not_for_me", "again")
    assert not owed(never)
    assert "moved_on" not in talk.order("stop_one", "a.nothing").said


def test_a_check_up_after_stop_is_not_promised() -> None:
    """Reminders stopped: the date stays in the plan, nothing is written."""
    talk = chat(AGAIN).order("stop").start("again").tap("done")

    assert "task.again" not in talk.said
    assert not talk.due().effects


INSIDE = OUTER.replace("call: limit", "call: again")


def test_back_takes_a_check_up_back() -> None:
    """The task is open again, and nothing is owed."""
    talk = chat(AGAIN, INSIDE).start("outer").tap("done")
    assert owed(talk)

    talk.order("back")

    assert not owed(talk)
    assert not talk.person.tasks


def test_done_without_a_date_stays_done() -> None:
    """A check-up whose date was stopped is not owed, whatever is still stored."""
    states = {"again": TaskState(TaskStatus.DONE, NOW)}
    person = Person(tasks=MappingProxyType(states))
    talk = chat(AGAIN).start("again").tap("done")
    again = talk.person.reminders[0]

    assert reminders.settled(person, again, NOW)


def test_the_card_of_a_check_up_promises_nothing_after_stop() -> None:
    """The date is there, the promise is not."""
    talk = chat(AGAIN).start("again").tap("done").order("stop").order("task", "again")

    assert "plan.again" in talk.said
    assert "task.again" not in talk.said


def test_a_check_up_whose_day_has_come_is_offered_not_promised() -> None:
    """Its card says that it is time; no day gone by is announced, and it can be stopped."""
    talk = chat(AGAIN).start("again").tap("done").due().order("task", "again")

    assert "task.come_again" in talk.said
    assert "task.again" not in talk.said
    assert "button.again" in talk.labels
    assert "button.not_again" in talk.labels
