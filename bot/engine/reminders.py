"""When the bot writes first: wall time, zones, quiet hours, and what is due.

A reminder is a wall time in a zone; its instant is derived, so a new time-zone table moves it to
where the person expects it. The rules for the two odd nights of the year are written here because
libraries disagree: an hour that does not exist is the same clock reading moved forward by the gap,
an hour that comes twice is the first pass, once.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.engine.person import Person, Reminder, ReminderKind, TaskStatus

QUIET_FROM = time(21)
QUIET_UNTIL = time(8)
DEADLINE_EVE = time(20)  # a legal deadline may be said the evening before, not at night
DAY_TIME = time(10)  # a date used as a time
LATE_AFTER = timedelta(hours=1)
LATEST = timedelta(days=400)
MOST_REMINDERS = 200


def instant(wall: datetime, zone: str) -> datetime:
    """Return the UTC instant of a wall time.

    In the gap of a spring night, 02:30 is read with the offset before the change, so it falls at
    03:30 on the clock; in the fold of an autumn night it is the first pass.
    """
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def at_a_decent_hour(wall: datetime, kind: ReminderKind) -> datetime:
    """Move a wall time out of the quiet hours: to 8:00, or a deadline to 20:00 the day before."""
    clock = wall.time()
    if QUIET_UNTIL <= clock < QUIET_FROM:
        return wall
    day = wall.date()
    if kind is ReminderKind.DEADLINE:
        eve = day if clock >= QUIET_FROM else day - timedelta(days=1)
        return datetime.combine(eve, DEADLINE_EVE)
    morning = day + timedelta(days=1) if clock >= QUIET_FROM else day
    return datetime.combine(morning, QUIET_UNTIL)


def not_at_night(person: Person, reminder: Reminder, now: datetime) -> Reminder | None:
    """Return a reminder that comes due late, in quiet hours, moved to the morning; None by day."""
    local = now.astimezone(ZoneInfo(person.zone)).replace(tzinfo=None)
    wall = at_a_decent_hour(local, ReminderKind.TASK)
    if wall == local:
        return None
    return replace(reminder, wall=wall, zone=person.zone, due=instant(wall, person.zone))


def wall_time(at: date | datetime, zone: str) -> datetime:
    """Return the naive local time of a day (10:00), or of a moment."""
    if isinstance(at, datetime):
        return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if at.tzinfo else at
    return datetime.combine(at, DAY_TIME)


def make(
    key: str,
    kind: ReminderKind,
    about: str,
    at: date | datetime,
    person: Person,
    now: datetime,
) -> Reminder:
    """Return a reminder at a decent hour of the person's zone, never in the past."""
    wall = at_a_decent_hour(wall_time(at, person.zone), kind)
    due = instant(wall, person.zone)
    if due <= now:
        local = now.astimezone(ZoneInfo(person.zone)).replace(tzinfo=None, second=0, microsecond=0)
        wall = at_a_decent_hour(local + timedelta(minutes=1), ReminderKind.TASK)
        due = instant(wall, person.zone)
    return Reminder(key=key, kind=kind, about=about, wall=wall, zone=person.zone, due=due)


def add(person: Person, reminder: Reminder) -> Person:
    """Keep a reminder; one with the same key is replaced. Beyond the limit the farthest goes."""
    others = tuple(r for r in person.reminders if r.key != reminder.key)
    ordered = sorted((*others, reminder), key=lambda r: (r.due, r.key))
    return replace(person, reminders=tuple(ordered[:MOST_REMINDERS]))


def remove(person: Person, key: str) -> Person:
    """Drop the reminder of that key, if it is there."""
    return replace(person, reminders=tuple(r for r in person.reminders if r.key != key))


def remove_about(person: Person, flow: str) -> Person:
    """Drop what would remind of a task that is settled."""
    return replace(person, reminders=tuple(r for r in person.reminders if r.about != flow))


def find(person: Person, key: str) -> Reminder | None:
    """Return the reminder of that key, if it is still owed."""
    return next((r for r in person.reminders if r.key == key), None)


def snooze(person: Person, reminder: Reminder, now: datetime) -> Reminder:
    """Return the reminder moved to the next day at the same clock time."""
    today = now.astimezone(ZoneInfo(person.zone)).date()
    wall = datetime.combine(today + timedelta(days=1), reminder.wall.time())
    due = instant(wall, person.zone)
    return replace(reminder, wall=wall, zone=person.zone, due=due, snoozed=reminder.snoozed + 1)


def in_zone(person: Person, zone: str) -> Person:
    """Move the person to another zone; what they were promised keeps its clock reading."""
    moved = tuple(replace(r, zone=zone, due=instant(r.wall, zone)) for r in person.reminders)
    return replace(person, zone=zone, reminders=tuple(sorted(moved, key=lambda r: (r.due, r.key))))


def settled(person: Person, reminder: Reminder) -> bool:
    """Tell whether what the reminder is about no longer needs one."""
    state = person.tasks.get(reminder.about)
    over = state is not None and state.status in (TaskStatus.DONE, TaskStatus.NOT_FOR_ME)
    if reminder.kind is ReminderKind.FOLLOW_UP:
        return state is None or state.status is not TaskStatus.WAITING
    return over
