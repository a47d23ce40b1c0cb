"""What a calendar is offered: one reminder, or all that is to come; the screens that lead to it."""

from dataclasses import replace
from datetime import date

from bot.engine.agenda import agenda
from bot.engine.effects import Document, Run
from bot.engine.events import Finished
from bot.engine.person import Person, TaskState, TaskStatus
from tests.little import NOW, Chat, chat

FILE = Document("a.ics", "text/calendar", b"BEGIN")


def waiting() -> Chat:
    """Return a chat with two reminders owed."""
    talk = chat().order("later", "check").type_("demain 10h").order("later", "start")
    return talk.type_("demain 11h")


def test_the_list_offers_all_of_it() -> None:
    """One tap asks for the file; what comes back is given, and the list is there again."""
    talk = waiting().order("reminders").press("button.calendar_all")
    (run,) = [e for e in talk.effects if isinstance(e, Run)]
    assert (run.action, run.inputs) == ("calendar", {"now": NOW, "key": ""})

    talk.send(Finished(run.key, "sent", documents=(FILE,)))

    assert talk.effects[0] == FILE
    assert "calendar.given" in talk.said
    assert "reminder.list" in talk.said


def test_one_reminder_has_a_screen_of_its_own() -> None:
    """From the list to one, and from there into the calendar."""
    talk = waiting().order("reminders").press("reminder.open")
    assert "reminder.line" in talk.said

    talk.press("button.calendar_one")

    (run,) = [e for e in talk.effects if isinstance(e, Run)]
    assert run.inputs["key"] == talk.person.reminders[0].key
    assert len(agenda(talk.person, str(run.inputs["key"]))) == 1


def test_a_reminder_that_is_gone_is_not_offered() -> None:
    """An old button says that we have moved on."""
    talk = waiting()
    assert "moved_on" in talk.order("reminder", "9.9").said
    assert "moved_on" in talk.order("calendar", "9.9").said
    assert not talk.has(Run)


def test_nothing_to_come_says_so() -> None:
    """No empty file is made, and the list offers none."""
    talk = chat().order("calendar")

    assert "calendar.none" in talk.said
    assert "button.calendar_all" not in talk.order("reminders").labels


def test_a_calendar_that_could_not_be_made_is_said() -> None:
    """The person goes on."""
    assert "action.failed" in waiting().order("calendar").finish("failed").said


def test_a_wait_without_a_reminder_is_a_whole_day_under_the_same_key() -> None:
    """After /stop the plan still knows its days; a task that is over has none."""
    day = date(2027, 1, 4)
    tasks = {
        "bank": TaskState(TaskStatus.WAITING, NOW, day),
        "mail": TaskState(TaskStatus.LATER, NOW, day),
        "done": TaskState(TaskStatus.DONE, NOW),
        "old": TaskState(TaskStatus.DONE, NOW, day),
    }
    found = agenda(replace(Person(), tasks=tasks))

    assert [(one.key, one.at) for one in found] == [("w.bank", day), ("t.mail", day)]


def test_a_wait_with_its_reminder_is_there_once() -> None:
    """The moment of the reminder, not the day beside it."""
    talk = waiting()

    assert [one.at for one in agenda(talk.person)] == [r.due for r in talk.person.reminders]
