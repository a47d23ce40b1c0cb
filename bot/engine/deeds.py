"""What a session changes about its person besides its answers: profile, tasks, reminders.

These are compared, not performed: the acts along the path before an event and after it. What is
new is done, what is gone (the person went back) is undone, what stayed is left alone. So replaying
never repeats a side effect.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import blake2s
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.engine import log, profile, reminders
from bot.engine.person import (
    Person,
    Reminder,
    ReminderKind,
    Session,
    TaskState,
    TaskStatus,
)
from bot.engine.play import Act, Settled
from bot.engine.replay import Position
from bot.flow.evaluate import evaluate
from bot.flow.expr import parse
from bot.flow.model import Stop, Text, Value
from bot.flow.problem import Pos
from bot.flow.release import Release

Acts = tuple[Act | Settled, ...]


def apply(
    release: Release,
    person: Person,
    session: Session,
    before: Acts,
    position: Position,
    now: datetime,
) -> Person:
    """Return the person after a session’s acts changed from `before` to those of `position`."""
    old = {_id(act): act for act in before}
    new = {_id(act): act for act in position.acts}
    for act in old.values():
        if _id(act) not in new:
            person = _undo(person, session, act, now)
    for act in new.values():
        if _id(act) not in old:
            person = _do(release, person, session, act, now)
        elif old[_id(act)] != act and isinstance(act, Act) and _owed(person, session, act):
            # Reworded by a new release: what is still owed is said in the new words.
            person = _do(release, person, session, act, now)
        if isinstance(act, Act) and act.step.action == "remind":
            person = _refresh(person, session, act, position.values)
    known = profile.changed(
        release, person.profile, session.inputs, _remembered(before), _remembered(position.acts)
    )
    return replace(person, profile=known)


def _id(act: Act | Settled) -> tuple[type, str]:
    return type(act), act.key


def _owed(person: Person, session: Session, act: Act) -> bool:
    return reminders.find(person, act_key(session, act)) is not None


def put_again(before: Acts, after: Acts) -> Acts:
    """Return what was done before, as it reads when its question is put again at another moment.

    What is done is done: a reminder “in three days” does not move because the person came back.
    """
    again = {_id(act): act for act in after}
    return tuple(again.get(_id(act), act) for act in before)


def _remembered(acts: Acts) -> list[profile.Inputs]:
    return [a.inputs for a in acts if isinstance(a, Act) and a.step.action == "remember"]


def settle(
    person: Person, flow: str, stop: Stop, values: Mapping[str, Value], now: datetime
) -> Person:
    """Record how a task ended, and what it now waits for."""
    match stop.outcome:
        case "done":
            return set_task(person, flow, TaskState(TaskStatus.DONE, now))
        case "not_for_me":
            return set_task(person, flow, TaskState(TaskStatus.NOT_FOR_ME, now))
        case "waiting" if stop.until is not None:
            local = now.astimezone(ZoneInfo(person.zone))
            until = _day(evaluate(stop.until, values, local), local.date())
            awaits = (stop.awaits.context, stop.awaits.french) if stop.awaits else None
            state = TaskState(TaskStatus.WAITING, now, until, awaits, stop.then)
            return wait(person, flow, state, now)
        case _:
            return person


def wait(person: Person, flow: str, state: TaskState, now: datetime) -> Person:
    """Put a task in waiting and owe the person the question of that day."""
    person = set_task(person, flow, state)
    assert state.until is not None
    asked = reminders.make(f"w.{flow}", ReminderKind.FOLLOW_UP, flow, state.until, person, now)
    return reminders.add(person, asked)


def set_task(person: Person, flow: str, state: TaskState) -> Person:
    """Change a task's state; a settled task no longer reminds."""
    tasks = MappingProxyType({**person.tasks, flow: state})
    person = replace(person, tasks=tasks)
    if state.status in (TaskStatus.DONE, TaskStatus.NOT_FOR_ME):
        return reminders.remove_about(person, flow)
    return person


def put_off(person: Person, flow: str, at: date | datetime, now: datetime) -> Person:
    """Remind of a task at a moment, and keep it out of sight until that day."""
    reminder = reminders.make(f"t.{flow}", ReminderKind.TASK, flow, at, person, now)
    before = person.tasks.get(flow)
    if before is None or before.status in (TaskStatus.OPEN, TaskStatus.LATER):
        state = TaskState(TaskStatus.LATER, now, reminder.wall.date())
        person = set_task(person, flow, state)
    return reminders.add(person, reminder)


def _day(value: Value, otherwise: date) -> date:
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case _:
            return otherwise


def _do(
    release: Release, person: Person, session: Session, act: Act | Settled, now: datetime
) -> Person:
    if isinstance(act, Settled):
        return settle(person, act.flow, act.stop, act.values, now)
    match act.step.action:
        case "remind":
            return _remind(release, person, session, act, now)
        case "log":
            return _log(release, person, session, act, now)
        case _:
            return person


def _remind(release: Release, person: Person, session: Session, act: Act, now: datetime) -> Person:
    at, about, text = (act.inputs.get(name) for name in ("at", "about", "text"))
    if not isinstance(at, date):
        return person
    if isinstance(about, str) and about in release.flows and not isinstance(text, Text):
        return put_off(person, about, at, now)
    key = act_key(session, act)
    kind = ReminderKind.DEADLINE if isinstance(text, Text) else ReminderKind.TASK
    reminder = reminders.make(key, kind, session.flow, at, person, now)
    unless = act.inputs.get("unless")
    reminder = replace(
        reminder,
        text=(text.context, text.french) if isinstance(text, Text) else None,
        session=session.number,
        unless=unless if isinstance(unless, str) else None,
    )
    return reminders.add(person, reminder)


def _log(release: Release, person: Person, session: Session, act: Act, now: datetime) -> Person:
    event, on, reference = (act.inputs.get(name) for name in ("event", "on", "reference"))
    if not isinstance(event, str) or event not in release.events:
        return person
    zone = ZoneInfo(person.zone)
    day = on.astimezone(zone) if isinstance(on, datetime) else on
    return log.add(
        person,
        event,
        _day(day if not isinstance(day, Text) else None, now.astimezone(zone).date()),
        now,
        reference=reference if isinstance(reference, str) else None,
        screenshot=act.inputs.get("screenshot") is True,
        act=act_key(session, act),
    )


def act_key(session: Session, act: Act) -> str:
    """Return a short key for what this act left: a reminder's must fit a button."""
    return f"{session.number}.{blake2s(act.key.encode(), digest_size=5).hexdigest()}"


def _refresh(person: Person, session: Session, act: Act, values: Mapping[str, Value]) -> Person:
    """Let a pending reminder see the answers given since."""
    pending = reminders.find(person, act_key(session, act))
    if pending is None or pending.unless is None:
        return person
    known = {**act.values, **values}
    return reminders.add(person, replace(pending, values=_read(pending.unless, known)))


def _read(unless: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
    names = parse(unless, Pos(1, 1)).names
    return MappingProxyType({name: values[name] for name in sorted(names) if name in values})


def _undo(person: Person, session: Session, act: Act | Settled, now: datetime) -> Person:
    if isinstance(act, Settled):
        return _as_before(reminders.remove(person, f"w.{act.flow}"), session, act.flow, now)
    if act.step.action == "log":
        return log.take_back(person, act_key(session, act), now)
    if act.step.action != "remind":
        return person
    about = act.inputs.get("about")
    person = reminders.remove(person, act_key(session, act))
    state = person.tasks.get(about) if isinstance(about, str) else None
    if not isinstance(about, str) or isinstance(act.inputs.get("text"), Text):
        return person
    person = reminders.remove(person, f"t.{about}")
    if state is not None and state.status is TaskStatus.LATER:
        return _as_before(person, session, about, now)
    return person


def _as_before(person: Person, session: Session, flow: str, now: datetime) -> Person:
    """Put a task back to where it stood when the session began, with what was owed about it."""
    tasks = {name: state for name, state in person.tasks.items() if name != flow}
    if flow in session.tasks:
        tasks[flow] = session.tasks[flow]
    person = replace(person, tasks=MappingProxyType(tasks))
    for reminder in session.reminders:
        if reminder.about == flow and reminder.due > now:
            person = reminders.add(person, reminder)
    return person


def quiet(person: Person, reminder: Reminder, now: datetime) -> bool:
    """Tell whether a due reminder has lost its reason.

    After /stop nothing is written that the person did not ask for since: asking for a reminder is
    wanting it.
    """
    if person.reminders_stopped and reminder.kind is not ReminderKind.TASK:
        return True
    if reminders.settled(person, reminder):
        return True
    if reminder.unless is None:
        return False
    local = now.astimezone(ZoneInfo(person.zone))
    return bool(evaluate(parse(reminder.unless, Pos(1, 1)), reminder.values, local))
