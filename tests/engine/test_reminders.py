"""When the bot writes first: zones, the two odd nights, quiet hours, and what is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import reminders
from bot.engine.commands_reminders import ZONES
from bot.engine.effects import Lane, Promise
from bot.engine.events import Due
from bot.engine.person import Person, Reminder, ReminderKind, TaskState, TaskStatus
from tests.little import REMIND, chat, release_of

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PARIS = "Europe/Paris"


def make(
    at: date | datetime, *, zone: str = PARIS, key: str = "k", about: str = "bank"
) -> Reminder:
    return reminders.make(key, ReminderKind.TASK, about, at, Person(zone=zone), NOW)


def test_an_hour_that_does_not_exist_is_the_same_reading_moved_by_the_gap() -> None:
    """02:30 on the spring night falls at 03:30 on the clock: 01:30 UTC."""
    assert reminders.instant(datetime(2027, 3, 28, 2, 30), PARIS) == datetime(
        2027, 3, 28, 1, 30, tzinfo=UTC
    )


def test_an_hour_that_comes_twice_is_the_first_pass() -> None:
    """02:30 on the autumn night is 00:30 UTC, once."""
    assert reminders.instant(datetime(2027, 10, 31, 2, 30), PARIS) == datetime(
        2027, 10, 31, 0, 30, tzinfo=UTC
    )


def test_a_day_means_ten_in_the_morning() -> None:
    """A date without a time is ten o'clock where the person lives."""
    assert make(date(2026, 12, 1)).wall == datetime(2026, 12, 1, 10)


@pytest.mark.parametrize(
    ("asked", "kind", "given"),
    [
        (datetime(2026, 12, 1, 22, 15), ReminderKind.TASK, datetime(2026, 12, 2, 8)),
        (datetime(2026, 12, 1, 3), ReminderKind.TASK, datetime(2026, 12, 1, 8)),
        (datetime(2026, 12, 1, 3), ReminderKind.DEADLINE, datetime(2026, 11, 30, 20)),
        (datetime(2026, 12, 1, 23), ReminderKind.DEADLINE, datetime(2026, 12, 1, 20)),
        (datetime(2026, 12, 1, 20, 59), ReminderKind.TASK, datetime(2026, 12, 1, 20, 59)),
        (datetime(2026, 12, 1, 8), ReminderKind.TASK, datetime(2026, 12, 1, 8)),
    ],
)
def test_nobody_is_woken(asked: datetime, kind: ReminderKind, given: datetime) -> None:
    """Quiet hours move to eight in the morning; a legal deadline to the evening before."""
    assert reminders.at_a_decent_hour(asked, kind) == given


def test_a_moment_already_gone_is_the_next_decent_minute() -> None:
    """A reminder is never in the past, so it is never lost."""
    late = make(datetime(2026, 11, 1, 10))

    assert NOW < late.due <= NOW + timedelta(minutes=1)


def test_a_moment_with_a_zone_is_read_in_the_persons_zone() -> None:
    """An instant becomes the wall time where the person lives."""
    made = make(datetime(2026, 12, 1, 14, tzinfo=UTC), zone="America/Martinique")

    assert made.wall == datetime(2026, 12, 1, 10)


def test_the_same_key_replaces() -> None:
    """Asking twice for the same thing owes one message."""
    person = reminders.add(Person(), make(date(2026, 12, 1)))
    person = reminders.add(person, make(date(2026, 12, 2)))

    assert [r.wall.day for r in person.reminders] == [2]


def test_reminders_stand_soonest_first_and_are_bounded() -> None:
    """Whatever the order of asking, the list is by date, and cannot grow without end."""
    person = Person()
    for day in range(300):
        person = reminders.add(person, make(date(2027, 12, 31) - timedelta(days=day), key=str(day)))

    dues = [r.due for r in person.reminders]
    assert dues == sorted(dues)
    assert len(dues) == reminders.MOST_REMINDERS


def test_find_and_remove() -> None:
    """A reminder can be found and dropped by its key, or with what it is about."""
    person = reminders.add(Person(), make(date(2026, 12, 1)))

    assert reminders.find(person, "k") is not None
    assert reminders.find(reminders.remove(person, "k"), "k") is None
    assert not reminders.remove_about(person, "bank").reminders


def offered(now: str, wall: str, zone: str = PARIS, last: date | None = None) -> dict[str, str]:
    """Return the choices to put off a reminder, at a local time."""
    local = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))
    owed = replace(make(datetime.fromisoformat(wall), zone=zone), deadline=last)
    found = reminders.put_offs(Person(zone=zone), owed, local.astimezone(UTC))
    return {name: one.isoformat(" ", "minutes") for name, one in found.items()}


def test_a_reminder_is_put_off_to_this_evening_tomorrow_or_in_a_week() -> None:
    """At the hour it had, and this evening only while it is still some way off."""
    assert offered("2026-11-24 10:05", "2026-11-24 10:00") == {
        "evening": "2026-11-24 19:00",
        "tomorrow": "2026-11-25 10:00",
        "week": "2026-12-01 10:00",
    }
    assert "evening" not in offered("2026-11-24 18:30", "2026-11-24 10:00")
    assert "evening" not in offered("2026-11-24 23:59", "2026-11-24 10:00", "Pacific/Noumea")


def test_nothing_is_put_off_beyond_its_last_day() -> None:
    """The eve of a deadline may wait for the evening or the morning, not for a week."""
    choices = offered("2026-11-24 10:05", "2026-11-24 10:00", last=date(2026, 11, 25))

    assert set(choices) == {"evening", "tomorrow"}


def test_what_was_put_off_counts_how_often() -> None:
    """The moment is read where the person lives."""
    person = Person(zone="Indian/Reunion")
    moved = reminders.moved(person, make(date(2026, 12, 1)), datetime(2026, 12, 2, 10))

    assert moved.due == datetime(2026, 12, 2, 6, tzinfo=UTC)
    assert moved.snoozed == 1


def test_moving_to_another_zone_keeps_the_clock_reading() -> None:
    """Ten in the morning stays ten in the morning when the person says where they live."""
    person = reminders.add(Person(), make(date(2026, 12, 1)))

    moved = reminders.in_zone(person, "Indian/Reunion")

    assert moved.reminders[0].wall.time() == time(10)
    assert moved.reminders[0].due == datetime(2026, 12, 1, 6, tzinfo=UTC)


def test_a_settled_task_needs_no_reminder() -> None:
    """Done is done; and a follow-up only makes sense while something is awaited."""
    task = make(date(2026, 12, 1))
    follow = replace(task, kind=ReminderKind.FOLLOW_UP)

    def person(status: TaskStatus) -> Person:
        return Person(tasks=MappingProxyType({"bank": TaskState(status, NOW)}))

    assert reminders.settled(person(TaskStatus.DONE), task, NOW)
    assert not reminders.settled(person(TaskStatus.LATER), task, NOW)
    assert reminders.settled(person(TaskStatus.DONE), follow, NOW)
    assert not reminders.settled(person(TaskStatus.WAITING), follow, NOW)


def test_nothing_is_said_of_a_deadline_that_has_passed() -> None:
    """On the last day it still may be; the day after, in the person's own calendar, not."""
    eve = replace(make(date(2026, 12, 1)), deadline=date(2026, 12, 2))
    there = Person(zone="Pacific/Noumea")

    assert not reminders.settled(there, eve, datetime(2026, 12, 2, 12, 59, tzinfo=UTC))
    assert reminders.settled(there, eve, datetime(2026, 12, 2, 13, 0, tzinfo=UTC))


@given(
    st.datetimes(datetime(2026, 11, 24), datetime(2036, 11, 24)),
    st.sampled_from(ZONES),
    st.sampled_from(ReminderKind),
)
def test_over_ten_years_and_every_zone_no_reminder_falls_at_night(
    at: datetime, zone: str, kind: ReminderKind
) -> None:
    """Whatever the change of clocks, what is sent is sent by day, and not before it was due."""
    made = reminders.make("k", kind, "bank", at, Person(zone=zone), NOW)
    clock = made.due.astimezone(ZoneInfo(zone)).time()

    assert time(8) <= clock < time(21)
    assert made.due > NOW


# Two nights a year in Paris and at Saint-Pierre; an half-hour change; a day that was skipped.
CHANGING = ("Europe/Paris", "America/Miquelon", "Australia/Lord_Howe", "America/New_York")


@pytest.mark.parametrize("zone", CHANGING)
def test_over_every_change_of_clocks_each_reading_falls_once_and_in_order(zone: str) -> None:
    """Each quarter of an hour of ten years of odd nights: one instant, read or moved by the gap."""
    here = ZoneInfo(zone)
    for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(3653)):
        noon = datetime.combine(day, time(12), here)
        if noon.utcoffset() == (noon + timedelta(days=1)).utcoffset():
            continue
        walls = [datetime.combine(day, time(21)) + n * timedelta(minutes=15) for n in range(48)]
        dues = [reminders.instant(wall, zone) for wall in walls]
        read = [due.astimezone(here).replace(tzinfo=None) for due in dues]
        gap = (noon + timedelta(days=1)).utcoffset() - noon.utcoffset()  # type: ignore[operator]

        assert all(shown in (wall, wall + gap) for shown, wall in zip(read, walls, strict=True))
        assert [due.astimezone(here).fold for due in dues] == [0] * len(dues)
        assert len(set(dues)) >= len(dues) - abs(gap) / timedelta(minutes=15)


def test_what_comes_due_at_night_waits_for_the_morning() -> None:
    """The bot was stopped in the evening and starts again at three: nobody is woken."""
    talk = chat().order("later", "check").type_("demain 10h")
    reminder = talk.person.reminders[0]
    talk.now = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)

    assert not talk.send(Due(reminder.key)).effects
    assert talk.person.reminders[0].wall == datetime(2026, 11, 25, 8)
    assert "reminder.late" not in talk.due().said


def test_a_reminder_asked_for_after_stop_is_kept() -> None:
    """Asking for one is wanting it; the others stay stopped."""
    talk = chat().order("stop").order("later", "check").type_("demain 10h").due()

    assert "reminder.neutral" in talk.said


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


def test_after_stop_no_question_is_promised_nor_asked() -> None:
    """A wait begun after /stop says the bot will be silent, and it is; one tap changes that."""
    talk = chat(WAITS).order("stop").start("waits").tap("wait")

    assert "task.ended.waiting_silent" in talk.said
    assert "stop.still" in talk.said
    assert "button.allow_reminders" in talk.labels
    assert "task.ended.waiting_silent" in talk.order("not_yet", "waits").said
    assert not talk.due().effects


def test_allowing_reminders_again_asks_the_question_of_a_wait() -> None:
    """What is waiting when reminders are allowed again is asked about on its day."""
    talk = chat(WAITS).order("stop").start("waits").tap("wait").press("button.allow_reminders")

    assert "reminder.neutral" in talk.due().said


def test_a_reminder_from_the_menu_is_a_persons_own() -> None:
    """About no flow: it says its line, keeps to the hours of the day, and opens the menu."""
    talk = chat().order("menu")
    talk.release = release_of(REMIND.replace("flow: remind", "flow: alarm\nopen: link"))
    talk.start("alarm").type_("demain 22h")
    assert talk.person.reminders[0].wall == datetime(2026, 11, 25, 8)

    talk.due()

    assert "menu.title" in talk.press("button.see").said


def test_what_was_done_meanwhile_is_not_reminded_of() -> None:
    """However a task came to be done, its reminder has lost its reason."""
    talk = chat(WAITS).order("done", "waits").order("later", "waits").type_("demain 10h")

    assert talk.person.reminders
    assert not talk.due().effects


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
