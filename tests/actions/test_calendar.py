"""The calendar file: read by a strict reader of our own, at the hours the wall clock shows."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.actions.calendar import calendar
from bot.engine import reminders
from bot.engine.effects import Run
from bot.engine.person import Person, ReminderKind, TaskState, TaskStatus
from tests.ics import Part, read
from tests.rig import shipped_release

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def person(
    at: date | datetime, zone: str = "Europe/Paris", key: str = "1.a", language: str = "fr"
) -> Person:
    """Return somebody who is owed one reminder."""
    one = Person(zone=zone, language=language)
    return reminders.add(one, reminders.make(key, ReminderKind.TASK, "cnil", at, one, NOW))


def made(one: Person, now: datetime = NOW, key: str = "", tag: str = "secret") -> Part:
    """Return the calendar of the file that is made."""
    run = Run("/calendar", "calendar", {"now": now, "key": key}, {"tag": tag})
    finished = calendar(run, one, shipped_release())
    (document,) = finished.documents
    assert (finished.outcome, document.media_type) == ("sent", "text/calendar")
    return read(document.content)


@pytest.mark.parametrize(
    ("at", "zone", "utc"),
    [
        (datetime(2027, 3, 27, 10), "Europe/Paris", datetime(2027, 3, 27, 9)),
        (datetime(2027, 3, 28, 10), "Europe/Paris", datetime(2027, 3, 28, 8)),
        (datetime(2027, 10, 30, 10), "Europe/Paris", datetime(2027, 10, 30, 8)),
        (datetime(2027, 10, 31, 10), "Europe/Paris", datetime(2027, 10, 31, 9)),
        (datetime(2026, 11, 30, 10), "Europe/Paris", datetime(2026, 11, 30, 9)),
        (datetime(2027, 3, 28, 10), "Indian/Reunion", datetime(2027, 3, 28, 6)),
        (datetime(2027, 3, 28, 10), "Pacific/Tahiti", datetime(2027, 3, 28, 20)),
        (datetime(2027, 7, 1, 10), "America/Miquelon", datetime(2027, 7, 1, 12)),
        (date(2027, 3, 28), "Europe/Paris", datetime(2027, 3, 28, 8)),
    ],
)
def test_ten_oclock_is_ten_oclock_on_both_sides_of_the_change(
    at: date | datetime, zone: str, utc: datetime
) -> None:
    """The day before and the day of both changes, and the zones overseas, summer and winter."""
    (event,) = made(person(at, zone)).parts
    start = event.when("DTSTART")

    assert start == utc.replace(tzinfo=UTC)
    assert isinstance(start, datetime)
    assert start.astimezone(ZoneInfo(zone)).hour == 10


def test_an_entry_rings_and_says_nothing_of_what_it_is_about() -> None:
    """A moment rings at once; neither title, nor description, nor UID, nor name tells more."""
    run = Run("/calendar", "calendar", {"now": NOW, "key": ""}, {"tag": "secret"})
    one = person(datetime(2027, 3, 28, 10))
    (document,) = calendar(run, one, shipped_release()).documents
    (event,) = read(document.content).parts
    (alarm,) = event.parts

    assert (alarm.name, alarm.text("ACTION")) == ("VALARM", "DISPLAY")
    assert alarm.lasts("TRIGGER") == timedelta()
    assert event.text("SUMMARY") == alarm.text("DESCRIPTION")
    assert "Riposte" in event.text("SUMMARY")
    assert document.name == "riposte-2026-11-25.ics"
    for told in (b"cnil", b"CNIL", b"1.a", b"banque"):
        assert told not in document.content


def test_a_day_without_an_hour_is_a_whole_day_that_rings_at_ten() -> None:
    """It ends the next day, which RFC 5545 counts out."""
    waits = {"cnil": TaskState(TaskStatus.WAITING, NOW, date(2027, 1, 2))}
    (event,) = made(replace(Person(), tasks=waits)).parts
    (alarm,) = event.parts

    assert event.when("DTSTART") == date(2027, 1, 2)
    assert event.when("DTEND") == date(2027, 1, 3)
    assert alarm.lasts("TRIGGER") == timedelta(hours=10)


def test_a_later_file_updates_the_entry() -> None:
    """The same UID, a higher sequence, a later change, also when the moment moved."""
    (first,) = made(person(datetime(2027, 3, 28, 10))).parts
    (moved,) = made(person(datetime(2027, 4, 2, 11)), NOW + timedelta(seconds=1)).parts

    assert first.text("UID") == moved.text("UID")
    assert int(first.text("SEQUENCE")) < int(moved.text("SEQUENCE")) < 2**31
    assert first.when("LAST-MODIFIED") < moved.when("LAST-MODIFIED")  # type: ignore[operator]


def test_a_wait_keeps_its_uid_with_and_without_its_reminder() -> None:
    """A stopped reminder becomes a day in the same place."""
    waits = {"cnil": TaskState(TaskStatus.WAITING, NOW, date(2027, 3, 28))}
    with_one = replace(person(date(2027, 3, 28), key="w.cnil"), tasks=waits)
    (timed,) = made(with_one).parts
    (day,) = made(replace(with_one, reminders=())).parts

    assert timed.text("UID") == day.text("UID")


def test_two_people_have_different_uids_for_the_same_reminder() -> None:
    """Nobody can tell from a calendar whose it is, or what was asked."""
    one = person(datetime(2027, 3, 28, 10))
    (mine,) = made(one).parts
    (other,) = made(one, tag="another").parts

    assert mine.text("UID") != other.text("UID")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_whole_plan_is_read_by_a_strict_reader(language: str) -> None:
    """CRLF, folds, escapes, each property once; as many entries as there are dates."""
    one = person(datetime(2027, 3, 28, 10), language=language)
    for day in range(1, 60):
        at = date(2027, 1, 1) + timedelta(days=day)
        made_one = reminders.make(f"2.{day}", ReminderKind.DEADLINE, "cnil", at, one, NOW)
        one = reminders.add(one, made_one)
    found = made(one)

    assert found.text("VERSION") == "2.0"
    assert len({event.text("UID") for event in found.parts}) == len(found.parts) == 60
    assert len(made(one, key="1.a").parts) == 1
