"""What just happened to a person, as a desk may hear of it: codes that follow from two states."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.engine.events import Due, Event, Ordered
from bot.engine.person import Person, ReminderKind, TaskStatus
from bot.engine.plan import Plan, plan
from bot.flow.release import Release
from bot.handoff.model import News


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news: its kind, and the task it is about, if any."""

    kind: News
    code: str | None = None


def found(
    release: Release, before: Person, after: Person, event: Event, now: datetime
) -> tuple[Item, ...]:
    """Return what an event that turned `before` into `after` is worth telling, in order."""
    return tuple(_found(release, before, after, event, now))


def _found(
    release: Release, before: Person, after: Person, event: Event, now: datetime
) -> Iterator[Item]:
    was, then = plan(release, before, now), plan(release, after, now)
    if _known(then) and not _known(was):
        yield Item(News.TRIAGE_DONE)
    refused = isinstance(event, Ordered) and event.name == "refused"
    for flow, state in after.tasks.items():
        former = before.tasks.get(flow)
        if state.status is not TaskStatus.DONE or (former and former.status is TaskStatus.DONE):
            continue
        blocked = refused and isinstance(event, Ordered) and event.argument == flow
        yield Item(News.TASK_BLOCKED if blocked else News.TASK_DONE, flow)
    if isinstance(event, Due):
        fired = {reminder.key for reminder in before.fired}
        come = {event.key, *event.more}
        for reminder in after.fired:
            if reminder.key in come and (
                reminder.key not in fired and reminder.kind is not ReminderKind.TASK
            ):
                yield Item(News.DEADLINE_NEAR, reminder.about)
    if _over(then) and not _over(was):
        yield Item(News.PLAN_COMPLETE)


def _known(rows: Plan) -> bool:
    return bool(rows.to_do or rows.later or rows.waiting or rows.done)


def _over(rows: Plan) -> bool:
    return bool(rows.done) and not (rows.to_do or rows.later or rows.waiting)
