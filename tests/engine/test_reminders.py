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
from bot.engine.person import Person, Reminder, ReminderKind, TaskState, TaskStatus

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


def test_snoozing_is_tomorrow_at_the_same_time() -> None:
    """Snoozed on Monday at ten: Tuesday at ten."""
    snoozed = reminders.snooze(Person(), make(datetime(2026, 11, 23, 15)), NOW)

    assert snoozed.wall == datetime(2026, 11, 24, 15)
    assert snoozed.snoozed == 1


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

    assert reminders.settled(person(TaskStatus.DONE), task)
    assert not reminders.settled(person(TaskStatus.LATER), task)
    assert reminders.settled(person(TaskStatus.DONE), follow)
    assert not reminders.settled(person(TaskStatus.WAITING), follow)


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
