"""Where a task stands, and what is owed about it: how it ended, what it waits for, what follows.

A wait has three ends. Answered and refused lead on at once; silence leads on only when the day of
the answer has passed. Until what took over has ended itself, the question is put again: nothing
that was begun is forgotten because somebody put the phone away.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.engine import reminders
from bot.engine.person import Next, Person, ReminderKind, TaskState, TaskStatus
from bot.engine.reminders import Owed
from bot.flow.evaluate import evaluate
from bot.flow.model import Branch, Stop, Value
from bot.flow.release import Release

ASKED_AGAIN = timedelta(days=7)  # when the day of an answer has passed without one


def settle(
    release: Release,
    person: Person,
    flow: str,
    stop: Stop,
    values: Mapping[str, Value],
    now: datetime,
) -> Person:
    """Record how a task ended, and what it now waits for."""
    match stop.outcome:
        case "done":
            return set_task(release, person, flow, TaskState(TaskStatus.DONE, now))
        case "not_for_me":
            return set_task(release, person, flow, TaskState(TaskStatus.NOT_FOR_ME, now))
        case "waiting" if stop.until is not None:
            local = now.astimezone(ZoneInfo(person.zone))
            until = as_day(evaluate(stop.until, values, local), local.date())
            awaits = (stop.awaits.context, stop.awaits.french) if stop.awaits else None
            branches = {
                name: Next(branch.flow, _given(branch, values, local))
                for name, branch in stop.branches
            }
            state = TaskState(
                TaskStatus.WAITING, now, until, awaits, branches=MappingProxyType(branches)
            )
            return ask_on(set_task(release, person, flow, state), flow, until, now)
        case _:
            return person


def _given(branch: Branch, values: Mapping[str, Value], local: datetime) -> Mapping[str, Value]:
    return MappingProxyType(
        {name: evaluate(given, values, local) for name, given in branch.arguments}
    )


def ask_on(person: Person, flow: str, day: date, now: datetime) -> Person:
    """Owe the person the question whether what a task waits for has come."""
    asked = reminders.make(Owed.ANSWER + flow, ReminderKind.FOLLOW_UP, flow, day, person, now)
    return reminders.add(person, asked)


def set_task(release: Release, person: Person, flow: str, state: TaskState) -> Person:
    """Change a task's state.

    A settled task no longer reminds, unless it is worth doing anew; a wait it took over is over.
    """
    now = state.since
    if state.status is TaskStatus.DONE:
        state = replace(state, until=_again(release, person, flow, now))
    person = replace(person, tasks=MappingProxyType({**person.tasks, flow: state}))
    if state.status in (TaskStatus.DONE, TaskStatus.NOT_FOR_ME):
        person = reminders.remove_about(person, flow)
    if state.status is TaskStatus.WAITING:  # begun: what was put off is no longer to be done
        for owed in (Owed.PUT_OFF, Owed.AGAIN):
            person = reminders.remove(person, owed + flow)
    if state.status is TaskStatus.DONE and state.until is not None:
        again = reminders.make(
            Owed.AGAIN + flow, ReminderKind.AGAIN, flow, state.until, person, now
        )
        person = reminders.add(person, again)
    if state.status is TaskStatus.LATER:
        return person
    for name, other in person.tasks.items():
        if name != flow and other.led_to == flow:
            person = set_task(release, person, name, TaskState(TaskStatus.DONE, now))
    return person


def _again(release: Release, person: Person, flow: str, now: datetime) -> date | None:
    """Return the day a task is worth doing anew, counted from the day it is done."""
    task = release.flows[flow].task if flow in release.flows else None
    if task is None or task.again is None:
        return None
    local = now.astimezone(ZoneInfo(person.zone))
    values = {**person.profile, "language": person.language}
    return as_day(evaluate(task.again, values, local), local.date())


def lead_on(person: Person, flow: str, to: str, now: datetime) -> Person:
    """Let another flow take over a wait; until that one ends, the question is put again."""
    state = replace(person.tasks[flow], led_to=to)
    person = replace(person, tasks=MappingProxyType({**person.tasks, flow: state}))
    today = now.astimezone(ZoneInfo(person.zone)).date()
    return ask_on(person, flow, today + ASKED_AGAIN, now)


def put_off(
    release: Release, person: Person, flow: str, at: date | datetime, now: datetime
) -> Person:
    """Remind of a task at a moment, and keep it out of sight until that day."""
    reminder = reminders.make(Owed.PUT_OFF + flow, ReminderKind.TASK, flow, at, person, now)
    before = person.tasks.get(flow)
    if before is None or before.status in (TaskStatus.OPEN, TaskStatus.LATER):
        state = TaskState(TaskStatus.LATER, now, reminder.wall.date())
        person = set_task(release, person, flow, state)
    return reminders.add(person, reminder)


def as_day(value: Value, otherwise: date) -> date:
    """Return the day of a value, or the other one where it holds none."""
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case _:
            return otherwise


def once(person: Person, flow: str) -> Person:
    """Let a task that is done be done for good."""
    state = person.tasks.get(flow)
    if state is None or state.status is not TaskStatus.DONE:
        return person
    done = replace(state, until=None)
    return replace(person, tasks=MappingProxyType({**person.tasks, flow: done}))
