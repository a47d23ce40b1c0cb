"""What a session changes about its person besides its answers: profile, tasks, reminders.

These are compared, not performed: the acts along the path before an event and after it. What is
new is done, what is gone (the person went back) is undone, what stayed is left alone. So replaying
never repeats a side effect.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.engine import log, profile, reminders, tasks
from bot.engine.person import (
    Person,
    Reminder,
    ReminderKind,
    Session,
    TaskStatus,
)
from bot.engine.play import Act, Settled
from bot.engine.reminders import Owed
from bot.engine.replay import Position
from bot.flow.evaluate import evaluate
from bot.flow.expr import parse
from bot.flow.model import Text, Value
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
    gone = [act for act in old.values() if _id(act) not in new]
    for act in gone:
        person = _undo(person, session, act, now)
    reopened = {act.flow for act in gone if isinstance(act, Settled)}
    for act in new.values():
        if _id(act) not in old:
            person = _do(release, person, session, act, now)
        elif isinstance(act, Act) and act.step.action == "remind":
            reworded = old[_id(act)] != act and _owed(person, session, act)
            if reworded or (_is_deadline(act) and _about(act) in reopened):
                # Reworded by a new release, it is said in the new words; and the deadline of a
                # task that is open again counts again.
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
    return reminders.find(person, reminders.step_key(session, act.key)) is not None


def _is_deadline(act: Act) -> bool:
    return "deadline" in act.inputs


def _about(act: Act) -> str:
    """Return the task a reminder is about: the one that is named, or the flow it stands in."""
    about = act.inputs.get("about")
    return about if isinstance(about, str) else act.flow


def put_again(before: Acts, after: Acts) -> Acts:
    """Return what was done before, as it reads when its question is put again at another moment.

    What is done is done: a reminder “in three days” does not move because the person came back.
    """
    again = {_id(act): act for act in after}
    return tuple(again.get(_id(act), act) for act in before)


def _remembered(acts: Acts) -> list[profile.Inputs]:
    return [a.inputs for a in acts if isinstance(a, Act) and a.step.action == "remember"]


def _do(
    release: Release, person: Person, session: Session, act: Act | Settled, now: datetime
) -> Person:
    if isinstance(act, Settled):
        return tasks.settle(release, person, act.flow, act.stop, act.values, now)
    match act.step.action:
        case "remind":
            return _remind(release, person, session, act, now)
        case "log":
            return _log(release, person, session, act, now)
        case _:
            return person


def _remind(release: Release, person: Person, session: Session, act: Act, now: datetime) -> Person:
    if _is_deadline(act):
        return _deadline(person, act, now)
    at, about, text = (act.inputs.get(name) for name in ("at", "about", "text"))
    if not isinstance(at, date):
        return person
    if isinstance(about, str) and about in release.flows and not isinstance(text, Text):
        return tasks.put_off(release, person, about, at, now)
    key = reminders.step_key(session, act.key)
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


def _deadline(person: Person, act: Act, now: datetime) -> Person:
    """Owe two words about the deadline of a task; a new date replaces, none ends it."""
    about, last = _about(act), act.inputs["deadline"]
    person = _without_deadline(person, about)
    if not isinstance(last, date):
        return person
    for one in reminders.before_deadline(about, last, _before(act), person, now):
        person = reminders.add(person, one)
    return person


def _before(act: Act) -> Value:
    given = act.inputs.get("before")
    return None if isinstance(given, Text) else given


def _without_deadline(person: Person, flow: str) -> Person:
    return reminders.remove(reminders.remove(person, Owed.SOON + flow), Owed.EVE + flow)


def _log(release: Release, person: Person, session: Session, act: Act, now: datetime) -> Person:
    event, on, reference = (act.inputs.get(name) for name in ("event", "on", "reference"))
    if not isinstance(event, str) or event not in release.events:
        return person
    zone = ZoneInfo(person.zone)
    day = on.astimezone(zone) if isinstance(on, datetime) else on
    return log.add(
        person,
        event,
        tasks.as_day(day if not isinstance(day, Text) else None, now.astimezone(zone).date()),
        now,
        reference=reference if isinstance(reference, str) else None,
        screenshot=act.inputs.get("screenshot") is True,
        act=reminders.step_key(session, act.key),
    )


def _refresh(person: Person, session: Session, act: Act, values: Mapping[str, Value]) -> Person:
    """Let a pending reminder see the answers given since."""
    pending = reminders.find(person, reminders.step_key(session, act.key))
    if pending is None or pending.unless is None:
        return person
    known = {**act.values, **values}
    return reminders.add(person, replace(pending, values=_read(pending.unless, known)))


def _read(unless: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
    names = parse(unless, Pos(1, 1)).names
    return MappingProxyType({name: values[name] for name in sorted(names) if name in values})


def _undo(person: Person, session: Session, act: Act | Settled, now: datetime) -> Person:
    if isinstance(act, Settled):
        for name in (act.flow, *(n for n, s in session.tasks.items() if s.led_to == act.flow)):
            for owed in (Owed.ANSWER, Owed.AGAIN):
                person = reminders.remove(person, owed + name)
            person = _as_before(person, session, name, now)
        return person
    if act.step.action == "log":
        return log.take_back(person, reminders.step_key(session, act.key), now)
    if act.step.action != "remind":
        return person
    if _is_deadline(act):
        task = _about(act)
        person = _without_deadline(person, task)
        keys = (Owed.SOON + task, Owed.EVE + task)
        return _owed_before(person, session, lambda reminder: reminder.key in keys, now)
    about = act.inputs.get("about")
    person = reminders.remove(person, reminders.step_key(session, act.key))
    state = person.tasks.get(about) if isinstance(about, str) else None
    if not isinstance(about, str) or isinstance(act.inputs.get("text"), Text):
        return person
    person = reminders.remove(person, Owed.PUT_OFF + about)
    if state is not None and state.status is TaskStatus.LATER:
        return _as_before(person, session, about, now)
    return person


def _as_before(person: Person, session: Session, flow: str, now: datetime) -> Person:
    """Put a task back to where it stood when the session began, with what was owed about it."""
    states = {name: state for name, state in person.tasks.items() if name != flow}
    if flow in session.tasks:
        states[flow] = session.tasks[flow]
    person = replace(person, tasks=MappingProxyType(states))
    return _owed_before(person, session, lambda reminder: reminder.about == flow, now)


def _owed_before(
    person: Person, session: Session, which: Callable[[Reminder], bool], now: datetime
) -> Person:
    """Owe again what was owed when the session began, as far as it is still to come."""
    for reminder in session.reminders:
        if which(reminder) and reminder.due > now:
            person = reminders.add(person, reminder)
    return person


def quiet(person: Person, reminder: Reminder, now: datetime) -> bool:
    """Tell whether a due reminder has lost its reason.

    After /stop nothing is written that the person did not ask for since: asking for a reminder is
    wanting it.
    """
    if person.reminders_stopped and reminder.kind is not ReminderKind.TASK:
        return True
    if reminders.settled(person, reminder, now):
        return True
    if reminder.unless is None:
        return False
    local = now.astimezone(ZoneInfo(person.zone))
    return bool(evaluate(parse(reminder.unless, Pos(1, 1)), reminder.values, local))
