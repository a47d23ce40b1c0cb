"""What a person's calendar can hold: reminders owed at a moment, and days the plan waits for."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.engine.person import Person, TaskStatus


@dataclass(frozen=True, slots=True)
class Appointment:
    """One thing to come: `at` is a moment (aware UTC), or a whole day."""

    key: str  # of the reminder, the same when it is a day for want of one
    at: datetime | date


def agenda(person: Person, key: str = "") -> tuple[Appointment, ...]:
    """Return what is to come, reminders first; only the one named `key` when it is given.

    A task that waits has a day of its own when its reminder was stopped or dropped.
    """
    owed = tuple(Appointment(reminder.key, reminder.due) for reminder in person.reminders)
    spoken = {reminder.about for reminder in person.reminders}
    days = tuple(
        Appointment(f"{'w' if state.status is TaskStatus.WAITING else 't'}.{flow}", state.until)
        for flow, state in person.tasks.items()
        if state.until is not None
        and state.status in (TaskStatus.WAITING, TaskStatus.LATER)
        and flow not in spoken
    )
    return tuple(one for one in (*owed, *days) if key in ("", one.key))
