"""What is kept about one person: the engine's whole memory, as frozen values.

No name, no chat id, no text: codes, dates, and the answers of the sessions that are still open.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from bot.engine.talk import Stage, Talk
from bot.flow.model import Value

EMPTY: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from outside for `key`. A private value becomes `removed` once it was used."""

    key: str
    value: Value
    asked_at: datetime  # aware UTC: the moment the question was put; replay's clock
    at: datetime  # aware UTC: the moment it was answered
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A person in a flow: the flow, what it was given, and the list of answers."""

    number: int  # counts up per person, never reused
    flow: str
    release: str
    inputs: Mapping[str, Value]  # what the caller gave, and the profile as it stood
    asked_at: datetime  # when the question now waiting was put
    answers: tuple[Answer, ...] = ()
    proposals: tuple[
        Answer, ...
    ] = ()  # answers given earlier, offered again when their key returns
    draft: tuple[str, ...] = ()  # what is ticked so far on the `several` question being asked
    seq: int = 0  # counts every question put, also after going back: what a button belongs to
    tasks: Mapping[str, "TaskState"] = field(default_factory=lambda: MappingProxyType({}))
    reminders: tuple["Reminder", ...] = ()  # both as they stood when it began: what Back restores


class TaskStatus(StrEnum):
    """Where a protective act stands."""

    OPEN = "open"
    LATER = "later"
    WAITING = "waiting"
    DONE = "done"
    NOT_FOR_ME = "not_for_me"


@dataclass(frozen=True, slots=True)
class Next:
    """What follows the end of a wait: a flow, and what it is given."""

    flow: str
    given: Mapping[str, Value] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class TaskState:
    """A person's task: its status, since when, and what it waits for."""

    status: TaskStatus
    since: datetime  # aware UTC
    until: date | None = None  # the day the bot comes back to it; DONE: worth doing anew then
    awaits: tuple[str, str] | None = None  # WAITING: (context, French) of what is expected
    # WAITING: what follows, by answered, silent, refused
    branches: Mapping[str, Next] = field(default_factory=lambda: MappingProxyType({}))
    led_to: str | None = None  # WAITING: the flow that took over; when it ends, so does the wait


class ReminderKind(StrEnum):
    """Why the bot will write first."""

    TASK = "task"  # "remind me of this on …"
    FOLLOW_UP = "follow_up"  # "have they answered?"
    DEADLINE = "deadline"  # some days before a legal date, and the day before
    AGAIN = "again"  # "this is worth doing anew"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One message the bot owes at a moment: wall time and zone are the truth, `due` is derived."""

    key: str  # unique per person: running again replaces
    kind: ReminderKind
    about: str  # the flow it leads to
    wall: datetime  # naive local time
    zone: str  # IANA
    due: datetime  # aware UTC
    text: tuple[str, str] | None = None  # (context, French) of the author's words, if any
    session: int | None = None
    unless: str | None = None  # expression over `values`, read when it fires
    values: Mapping[str, Value] = field(default_factory=lambda: EMPTY)  # only the names it reads
    snoozed: int = 0
    deadline: date | None = None  # the last day it makes sense: nothing is said after it


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the evidence log: a coded event, its day, and its place in the chain."""

    number: int  # 1, 2, 3 …
    recorded: datetime  # aware UTC, whole seconds
    day: date  # of the event, as the person said it
    event: str  # a code of events.yml, or `withdrawn`
    digest: str  # SHA-256 of this row and the digest before it: see `engine.log`
    reference: str | None = None  # of a complaint, an opposition, a receipt
    screenshot: bool = False  # one is kept on the person's phone
    withdraws: int | None = None  # the number of the row that no longer counts
    act: str | None = None  # the `do: log` it came from: what Back takes back


@dataclass(frozen=True, slots=True)
class Person:
    """One chat."""

    language: str = "fr"
    zone: str = "Europe/Paris"
    one_by_one: bool = False  # a new message per step, for screen readers
    reminders_stopped: bool = False
    reachable: bool = True
    seen: datetime | None = None  # aware UTC: the last sign of life, to the hour
    profile: Mapping[str, Value] = field(default_factory=lambda: EMPTY)
    sessions: tuple[Session, ...] = ()  # unfinished; the last one is in front
    in_front: bool = False  # whether the last session's question is what the person sees
    screen_stays: bool = False  # the living screen holds advice: the next one comes below it
    next_number: int = 1
    asked: tuple[str, int] = ("", 0)  # the local day of the last check of a message, and how many
    tasks: Mapping[str, TaskState] = field(default_factory=lambda: MappingProxyType({}))
    reminders: tuple[Reminder, ...] = ()  # owed, soonest first
    fired: tuple[Reminder, ...] = ()  # the last ones sent, so that their buttons still work
    log: tuple[Entry, ...] = ()  # in order; only the end may be taken back, see `engine.log`
    log_given: int = 0  # the last number that left in a file: up to there nothing is taken back
    talk: Talk | None = None  # with a human of the desk that sent them


def owned_by_desk(person: Person) -> bool:
    """Tell whether a human of a desk owns the conversation with a person: the bot is silent."""
    return person.talk is not None and person.talk.stage is Stage.TAKEN
