"""The plan: a person's tasks, ranked. A pure function of profile, task states and date.

A task appears when its `when` is true for what is known of the person; several breaches merge by
themselves because the profile is a set of codes, and a task shared by two is one row.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.engine.person import Person, TaskState, TaskStatus
from bot.flow.evaluate import evaluate
from bot.flow.model import Flow, Strength, Task, Urgency
from bot.flow.release import Release

_RANK = {urgency: rank for rank, urgency in enumerate(Urgency)}
_STRENGTH = {strength: rank for rank, strength in enumerate(Strength)}


@dataclass(frozen=True, slots=True)
class Row:
    """One task of the plan, with where it stands."""

    flow: str
    task: Task
    state: TaskState | None

    @property
    def status(self) -> TaskStatus:
        """Open until the person or a flow said otherwise."""
        return self.state.status if self.state else TaskStatus.OPEN


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows by what they ask of the person."""

    to_do: tuple[Row, ...]  # open, or put off to a day that has come; most urgent first
    later: tuple[Row, ...]  # put off, soonest first
    waiting: tuple[Row, ...]  # on others, soonest first
    done: tuple[Row, ...]  # also what is worth doing anew on a later day

    @property
    def next(self) -> Row | None:
        """The next act."""
        return self.to_do[0] if self.to_do else None


def plan(release: Release, person: Person, now: datetime) -> Plan:
    """Rank the person's tasks as of `now` (aware)."""
    local = now.astimezone(ZoneInfo(person.zone))
    rows = tuple(_rows(release, person, local))

    def of(*statuses: TaskStatus) -> list[Row]:
        return [row for row in rows if row.status in statuses]

    put_off, over = of(TaskStatus.LATER), of(TaskStatus.DONE)
    come = [
        row
        for row in (*put_off, *over)
        if row.state and row.state.until and row.state.until <= local.date()
    ]
    later = [row for row in put_off if row not in come]
    done = [row for row in over if row not in come]
    return Plan(
        to_do=tuple(sorted(of(TaskStatus.OPEN) + come, key=_urgency)),
        later=tuple(sorted(later, key=_until)),
        waiting=tuple(sorted(of(TaskStatus.WAITING), key=_until)),
        done=tuple(sorted(done, key=lambda row: row.flow)),
    )


def applies(flow: Flow, person: Person, local: datetime) -> bool:
    """Tell whether a task concerns this person, by what is known of them."""
    values = {**person.profile, "language": person.language}
    return flow.task is not None and bool(evaluate(flow.task.when, values, local))


def _rows(release: Release, person: Person, local: datetime) -> list[Row]:
    rows = []
    for flow in release.flows.values():
        state = person.tasks.get(flow.name)
        # What was begun stays in the plan even when the profile no longer calls for it.
        begun = state is not None and state.status is not TaskStatus.OPEN
        if flow.task is not None and (begun or applies(flow, person, local)):
            rows.append(Row(flow.name, flow.task, state))
    return rows


def _urgency(row: Row) -> tuple[int, int, int, str]:
    """Rank by urgency, then by how much it stops; of two alike the shorter one first."""
    task = row.task
    return (_RANK[task.urgency], _STRENGTH[task.strength], task.minutes, row.flow)


def _until(row: Row) -> tuple[str, str]:
    until = row.state.until if row.state else None
    return (until.isoformat() if until else "", row.flow)
