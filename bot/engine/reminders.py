"""When the bot writes first: wall time, zones, quiet hours, and what is due.

A reminder is a wall time in a zone; its instant is derived, so a new time-zone table moves it to
where the person expects it. The rules for the two odd nights of the year are written here because
libraries disagree: an hour that does not exist is the same clock reading moved forward by the gap,
an hour that comes twice is the first pass, once.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from hashlib import blake2s
from zoneinfo import ZoneInfo

from bot.engine.person import Person, Reminder, ReminderKind, Session, TaskStatus
from bot.flow.model import Value

QUIET_FROM = time(21)
QUIET_UNTIL = time(8)
DEADLINE_EVE = time(20)  # a legal deadline may be said the evening before, not at night
DAY_TIME = time(10)  # a date used as a time
LATE_AFTER = timedelta(hours=1)
MOST_REMINDERS = 200
USUALLY_BEFORE = 7  # days from the first word about a deadline to its last day
EVENING = time(19)


class Owed(StrEnum):
    """What the key of a reminder about a task begins with: one of each for a task."""

    PUT_OFF = "t."  # “remind me of it”
    ANSWER = "w."  # “have they answered?”
    SOON = "d."  # some days before a deadline
    EVE = "e."  # the day before it
    AGAIN = "a."  # “it is worth doing anew”


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


def step_key(session: Session, act_key: str) -> str:
    """Return a short key for the reminder a step sets: it must fit a button."""
    return f"{session.number}.{blake2s(act_key.encode(), digest_size=5).hexdigest()}"


def before_deadline(
    about: str, last: date, before: Value, person: Person, now: datetime
) -> tuple[Reminder, ...]:
    """Return the two words about a deadline that are still to come: some days and one day before.

    `last` is the last day that counts, `before` a number of days. Nothing is said on that day or
    after it: there is then either nothing left to do, or nothing left to wait for.
    """
    day = last.date() if isinstance(last, datetime) else last
    days = before if isinstance(before, int) and not isinstance(before, bool) else USUALLY_BEFORE
    steps = ((Owed.EVE, 1), (Owed.SOON, days)) if days > 1 else ((Owed.EVE, 1),)
    made = []
    for owed, ahead in reversed(steps):
        wall = datetime.combine(day - timedelta(days=ahead), DAY_TIME)
        due = instant(wall, person.zone)
        if due > now:
            made.append(
                Reminder(
                    key=owed + about,
                    kind=ReminderKind.DEADLINE,
                    about=about,
                    wall=wall,
                    zone=person.zone,
                    due=due,
                    deadline=day,
                )
            )
    return tuple(made)


def put_offs(person: Person, reminder: Reminder, now: datetime) -> dict[str, datetime]:
    """Return the moments a reminder may be put off to, by the name of the choice.

    None falls at night, and none after the deadline the reminder speaks of.
    """
    local = now.astimezone(ZoneInfo(person.zone)).replace(tzinfo=None)
    evening = datetime.combine(local.date(), EVENING)
    clock = at_a_decent_hour(reminder.wall, ReminderKind.TASK).time()
    choices = {
        "evening": evening,
        "tomorrow": datetime.combine(local.date() + timedelta(days=1), clock),
        "week": datetime.combine(local.date() + timedelta(days=7), clock),
    }
    if evening - local < LATE_AFTER:
        del choices["evening"]
    last = reminder.deadline
    return {name: wall for name, wall in choices.items() if last is None or wall.date() <= last}


def moved(person: Person, reminder: Reminder, wall: datetime) -> Reminder:
    """Return the reminder put off to a wall time where the person lives."""
    due = instant(wall, person.zone)
    return replace(reminder, wall=wall, zone=person.zone, due=due, snoozed=reminder.snoozed + 1)


def retimed(reminder: Reminder) -> Reminder:
    """Return the reminder with its instant derived anew: the wall time and the zone are true."""
    return replace(reminder, due=instant(reminder.wall, reminder.zone))


def asked_on(person: Person, flow: str) -> date | None:
    """Return the day the person is asked about what a task waits for."""
    owed = find(person, Owed.ANSWER + flow)
    state = person.tasks.get(flow)
    return owed.wall.date() if owed is not None else state.until if state is not None else None


def in_zone(person: Person, zone: str) -> Person:
    """Move the person to another zone; what they were promised keeps its clock reading."""
    owed = (replace(r, zone=zone, due=instant(r.wall, zone)) for r in person.reminders)
    return replace(person, zone=zone, reminders=tuple(sorted(owed, key=lambda r: (r.due, r.key))))


def settled(person: Person, reminder: Reminder, now: datetime) -> bool:
    """Tell whether what the reminder is about no longer needs one, or can no longer be done."""
    if (
        reminder.deadline is not None
        and reminder.deadline < now.astimezone(ZoneInfo(person.zone)).date()
    ):
        return True
    state = person.tasks.get(reminder.about)
    match reminder.kind:
        case ReminderKind.FOLLOW_UP:
            return state is None or state.status is not TaskStatus.WAITING
        case ReminderKind.AGAIN:
            return state is None or state.status is not TaskStatus.DONE or state.until is None
        case _:
            return state is not None and state.status in (TaskStatus.DONE, TaskStatus.NOT_FOR_ME)
