"""A person as JSON data and back, exactly: what the store seals and what /export gives."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from bot.engine.person import (
    Answer,
    Entry,
    Next,
    Person,
    Reminder,
    ReminderKind,
    Session,
    TaskState,
    TaskStatus,
)
from bot.engine.talk import Stage, Talk
from bot.flow import values
from bot.flow.model import Value

Json = dict[str, Any]


def to_json(person: Person) -> Json:
    """Return all that is kept about a person as JSON data."""
    return {
        "language": person.language,
        "zone": person.zone,
        "one_by_one": person.one_by_one,
        "reminders_stopped": person.reminders_stopped,
        "reachable": person.reachable,
        "seen": _moment(person.seen) if person.seen else None,
        "profile": _values(person.profile),
        "sessions": [session_to_json(s) for s in person.sessions],
        "in_front": person.in_front,
        "screen_stays": person.screen_stays,
        "next_number": person.next_number,
        "asked": list(person.asked),
        "tasks": {flow: task_to_json(state) for flow, state in person.tasks.items()},
        "reminders": [reminder_to_json(r) for r in person.reminders],
        "fired": [reminder_to_json(r) for r in person.fired],
        "log": [entry_to_json(e) for e in person.log],
        "log_given": person.log_given,
        "talk": talk_to_json(person.talk) if person.talk is not None else None,
    }


def from_json(data: Json) -> Person:
    """Return the person `to_json` wrote. Raises KeyError, TypeError or ValueError on rubbish."""
    return Person(
        language=data["language"],
        zone=data["zone"],
        one_by_one=data["one_by_one"],
        reminders_stopped=data["reminders_stopped"],
        reachable=data["reachable"],
        seen=_instant(data["seen"]) if data.get("seen") else None,
        profile=_read(data["profile"]),
        sessions=tuple(session_from_json(s) for s in data["sessions"]),
        in_front=data["in_front"],
        screen_stays=data["screen_stays"],
        next_number=data["next_number"],
        asked=(data["asked"][0], data["asked"][1]),
        tasks=MappingProxyType({f: task_from_json(s) for f, s in data["tasks"].items()}),
        reminders=tuple(reminder_from_json(r) for r in data["reminders"]),
        fired=tuple(reminder_from_json(r) for r in data["fired"]),
        log=tuple(entry_from_json(e) for e in data["log"]),
        log_given=data.get("log_given", 0),  # people kept before there was a log
        # People stored before there were conversations have none.
        talk=talk_from_json(data["talk"]) if data.get("talk") is not None else None,
    )


def talk_to_json(talk: Talk) -> Json:
    """Return a conversation as JSON data."""
    return {
        "desk": talk.desk,
        "stage": str(talk.stage),
        "since": _moment(talk.since),
        "answer_by": _moment(talk.answer_by),
        "late": talk.late,
        "held": list(talk.held),
    }


def talk_from_json(data: Json) -> Talk:
    """Return the conversation `talk_to_json` wrote."""
    return Talk(
        desk=data["desk"],
        stage=Stage(data["stage"]),
        since=_instant(data["since"]),
        answer_by=_instant(data["answer_by"]),
        late=data["late"],
        held=tuple(data["held"]),
    )


def session_to_json(session: Session) -> Json:
    """Return a session as JSON data."""
    return {
        "number": session.number,
        "flow": session.flow,
        "release": session.release,
        "inputs": _values(session.inputs),
        "asked_at": _moment(session.asked_at),
        "answers": [_answer(a) for a in session.answers],
        "proposals": [_answer(a) for a in session.proposals],
        "draft": list(session.draft),
        "seq": session.seq,
        "tasks": {flow: task_to_json(state) for flow, state in session.tasks.items()},
        "reminders": [reminder_to_json(r) for r in session.reminders],
    }


def session_from_json(data: Json) -> Session:
    """Return the session `session_to_json` wrote."""
    return Session(
        number=data["number"],
        flow=data["flow"],
        release=data["release"],
        inputs=_read(data["inputs"]),
        asked_at=_instant(data["asked_at"]),
        answers=tuple(_given(a) for a in data["answers"]),
        proposals=tuple(_given(a) for a in data["proposals"]),
        draft=tuple(data["draft"]),
        seq=data["seq"],
        tasks=MappingProxyType({f: task_from_json(s) for f, s in data["tasks"].items()}),
        reminders=tuple(reminder_from_json(r) for r in data["reminders"]),
    )


def task_to_json(state: TaskState) -> Json:
    """Return a task's state as JSON data."""
    return {
        "status": str(state.status),
        "since": _moment(state.since),
        "until": state.until.isoformat() if state.until else None,
        "awaits": list(state.awaits) if state.awaits else None,
        "branches": {
            name: {"flow": one.flow, "given": _values(one.given)}
            for name, one in state.branches.items()
        },
        "led_to": state.led_to,
    }


def task_from_json(data: Json) -> TaskState:
    """Return the state `task_to_json` wrote."""
    return TaskState(
        status=TaskStatus(data["status"]),
        since=_instant(data["since"]),
        until=date.fromisoformat(data["until"]) if data["until"] else None,
        awaits=_pair(data["awaits"]),
        branches=_branches(data),
        led_to=data.get("led_to"),
    )


def _branches(data: Json) -> Mapping[str, Next]:
    if "branches" not in data:  # kept before a wait had three ends
        then = data["then"]
        return MappingProxyType({n: Next(then) for n in ("silent", "refused")} if then else {})
    return MappingProxyType(
        {name: Next(one["flow"], _read(one["given"])) for name, one in data["branches"].items()}
    )


def reminder_to_json(reminder: Reminder) -> Json:
    """Return a reminder as JSON data."""
    return {
        "key": reminder.key,
        "kind": str(reminder.kind),
        "about": reminder.about,
        "wall": reminder.wall.isoformat(),
        "zone": reminder.zone,
        "due": _moment(reminder.due),
        "text": list(reminder.text) if reminder.text else None,
        "session": reminder.session,
        "unless": reminder.unless,
        "values": _values(reminder.values),
        "snoozed": reminder.snoozed,
        "deadline": reminder.deadline.isoformat() if reminder.deadline else None,
    }


def reminder_from_json(data: Json) -> Reminder:
    """Return the reminder `reminder_to_json` wrote."""
    return Reminder(
        key=data["key"],
        kind=ReminderKind(data["kind"]),
        about=data["about"],
        wall=datetime.fromisoformat(data["wall"]),
        zone=data["zone"],
        due=_instant(data["due"]),
        text=_pair(data["text"]),
        session=data["session"],
        unless=data["unless"],
        values=_read(data["values"]),
        snoozed=data["snoozed"],
        deadline=date.fromisoformat(data["deadline"]) if data.get("deadline") else None,
    )


def entry_to_json(entry: Entry) -> Json:
    """Return an entry of the log as JSON data: its hash can be worked out again from the rest."""
    return {
        "number": entry.number,
        "recorded": entry.recorded.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "day": entry.day.isoformat(),
        "event": entry.event,
        "reference": entry.reference,
        "screenshot": entry.screenshot,
        "withdraws": entry.withdraws,
        "sha256": entry.digest,
        "act": entry.act,
    }


def entry_from_json(data: Json) -> Entry:
    """Return the entry `entry_to_json` wrote."""
    return Entry(
        number=data["number"],
        recorded=_instant(data["recorded"]),
        day=date.fromisoformat(data["day"]),
        event=data["event"],
        digest=data["sha256"],
        reference=data["reference"],
        screenshot=data["screenshot"],
        withdraws=data["withdraws"],
        act=data["act"],
    )


def _answer(answer: Answer) -> Json:
    return {
        "key": answer.key,
        "value": values.to_json(answer.value),
        "asked_at": _moment(answer.asked_at),
        "at": _moment(answer.at),
        "removed": answer.removed,
    }


def _given(data: Json) -> Answer:
    return Answer(
        key=data["key"],
        value=values.from_json(data["value"]),
        asked_at=_instant(data["asked_at"]),
        at=_instant(data["at"]),
        removed=data["removed"],
    )


def _values(given: Mapping[str, Value]) -> Json:
    return {name: values.to_json(value) for name, value in given.items()}


def _read(data: Json) -> Mapping[str, Value]:
    return MappingProxyType({name: values.from_json(value) for name, value in data.items()})


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _pair(data: list[str] | None) -> tuple[str, str] | None:
    return (data[0], data[1]) if data else None
