"""What comes due together is one message: after an outage, at night, and in the list."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.engine import reminders
from bot.engine.events import Due
from bot.engine.person import Person, ReminderKind
from tests.engine.test_deadlines import AGAIN, LIMIT, owed
from tests.little import NOW, Chat, chat, release_of


def due_together(talk: Chat) -> Chat:
    """Let everything owed come due at once, two days late."""
    keys = [r.key for r in talk.person.reminders]
    talk.now = max(r.due for r in talk.person.reminders) + timedelta(days=2)
    return talk.send(Due(keys[0], tuple(keys[1:])))


def test_after_an_outage_several_reminders_are_one_message() -> None:
    """One neutral message with a count; a tap lists what they are about."""
    talk = chat(AGAIN, LIMIT)
    for about in ("again", "limit", "check"):
        talk.order("later", about).type_("demain 10h")

    due_together(talk)

    assert len(talk.shows) == 1
    assert talk.said == "reminder.several\nreminder.late"
    talk.press("button.see")
    assert {"Vérifier", "Contester", "Regarder"} <= set(talk.labels)
    assert "button.start_task" in talk.press("Contester").labels


def test_what_was_settled_since_is_not_listed() -> None:
    """The list is what still stands; when nothing does, the person is met where they are."""
    talk = chat(AGAIN, LIMIT)
    for about in ("again", "limit"):
        talk.order("later", about).type_("demain 10h")
    due_together(talk).order("done", "again")
    assert "Regarder" not in talk.order("come").labels

    talk.order("done", "limit")

    assert "moved_on" in talk.order("come").said


def test_a_reminder_about_a_flow_that_is_gone_is_still_listed() -> None:
    """It has no title any more; it leads to the menu."""
    talk = chat(AGAIN, LIMIT)
    for about in ("again", "limit"):
        talk.order("later", about).type_("demain 10h")
    due_together(talk)
    talk.release = release_of(LIMIT)

    assert "button.see" in talk.order("come").labels
    assert "button.snooze_own" not in talk.order("snooze", "t.again").labels


def test_at_night_all_of_them_wait_for_the_morning_together() -> None:
    """Nobody is woken, however many there are."""
    talk = chat(AGAIN, LIMIT)
    for about in ("again", "limit"):
        talk.order("later", about).type_("demain 10h")
    keys = [r.key for r in talk.person.reminders]
    talk.now = datetime(2026, 11, 25, 3, tzinfo=ZoneInfo("Europe/Paris"))

    assert not talk.send(Due(keys[0], tuple(keys[1:]))).effects
    assert set(owed(talk).values()) == {"2026-11-25 08:00"}


def test_a_change_of_the_zone_table_moves_the_instant_alone() -> None:
    """The wall time is what was promised."""
    made = reminders.before_deadline("x", date(2027, 2, 1), 7, Person(), NOW)[0]
    stale = replace(made, due=made.due + timedelta(hours=1))

    assert reminders.retimed(stale) == made


def test_two_hundred_reminders_are_listed_a_page_at_a_time() -> None:
    """Each can be dropped, none hides behind a limit."""
    talk = chat(AGAIN)
    owing = [
        reminders.make(
            f"k{n}", ReminderKind.TASK, "again", NOW + timedelta(days=n), talk.person, NOW
        )
        for n in range(1, 201)
    ]
    talk.person = replace(talk.person, reminders=tuple(owing))
    talk.order("reminders")
    pages = 1
    while "button.more" in talk.labels:
        assert len(talk.buttons) < 20
        talk.press("button.more")
        pages += 1

    assert pages == 17
    assert len(talk.order("reminders", "99").buttons) > 12
