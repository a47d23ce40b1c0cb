"""Commands about the plan: its screens, how a task stands, and the question that closes a wait."""

from collections.abc import Callable
from dataclasses import replace

from bot.engine import plan_screens, screens, tasks
from bot.engine.events import Ordered
from bot.engine.person import Next, TaskState, TaskStatus
from bot.engine.plan import Row
from bot.engine.turn import Turn, begin, present, reshow


def plan(turn: Turn, _: Ordered) -> Turn:
    """Show the plan."""
    return present(turn, plan_screens.plan_screen(turn.look))


def every(turn: Turn, event: Ordered) -> Turn:
    """Show every task, one button each, a page at a time."""
    page = int(event.argument) if event.argument.isdecimal() else 0
    return present(turn, plan_screens.tasks_screen(turn.look, page))


def row_of(turn: Turn, name: str) -> Row | None:
    """Return a task as a row of the plan, None when no task has that name."""
    flow = turn.release.flows.get(name)
    if flow is None or flow.task is None:
        return None
    return Row(name, flow.task, turn.person.tasks.get(name))


def task(turn: Turn, event: Ordered) -> Turn:
    """Show one task."""
    row = row_of(turn, event.argument)
    if row is None:
        return reshow(turn, "moved_on")
    return present(turn, plan_screens.task_card(turn.look, row))


def run(turn: Turn, event: Ordered) -> Turn:
    """Run the flow of a task."""
    if row_of(turn, event.argument) is None:
        return reshow(turn, "moved_on")
    return begin(turn, event.argument)


def later(turn: Turn, event: Ordered) -> Turn:
    """Choose when to be reminded of a flow."""
    if event.argument not in turn.release.flows:
        return reshow(turn, "moved_on")
    return begin(turn, "remind", {"about": event.argument})


def mark(status: TaskStatus) -> Callable[[Turn, Ordered], Turn]:
    """Return the command that settles a task in this way."""

    def settle(turn: Turn, event: Ordered) -> Turn:
        if row_of(turn, event.argument) is None:
            return reshow(turn, "moved_on")
        state = TaskState(status, turn.now)
        person = tasks.set_task(turn.release, turn.person, event.argument, state)
        turn = replace(turn, person=person)
        said = plan_screens.ended(turn.look, turn.release, event.argument, status)
        return present(turn, plan_screens.plan_screen(turn.look, said))

    return settle


def answered(turn: Turn, event: Ordered) -> Turn:
    """They answered: look at the answer with the person where a flow does, else it is done."""
    waiting = _waiting(turn, event)
    following = _next(turn, waiting, "answered")
    if waiting is None or following is None:
        return mark(TaskStatus.DONE)(turn, event)
    lead: tuple[str, ...] = ()
    if turn.release.flows[following.flow].task is None:  # then it is done, and said so
        state = TaskState(TaskStatus.DONE, turn.now)
        person = tasks.set_task(turn.release, turn.person, event.argument, state)
        done = replace(turn, person=person).look  # the wait is over, its day with it
        lead = plan_screens.ended(done, turn.release, event.argument, TaskStatus.DONE)
    return _lead_on(turn, event.argument, following, lead)


def not_yet(turn: Turn, event: Ordered) -> Turn:
    """They have not answered: wait for the day they have to; after it, offer what follows."""
    waiting = _waiting(turn, event)
    if waiting is None:
        return reshow(turn, "moved_on")
    flow, today = event.argument, turn.look.local.date()
    over = waiting.until is None or waiting.until <= today
    day = today + tasks.ASKED_AGAIN if over or waiting.until is None else waiting.until
    turn = replace(turn, person=tasks.ask_on(turn.person, flow, day, turn.now))
    following = _next(turn, waiting, "silent") if over else None
    stopped = turn.person.reminders_stopped
    key = "follow_up.not_yet" if over else "follow_up.too_early"
    lead = screens.notice(turn.look, "task.ended.waiting_silent" if stopped else key, until=day)
    if following is None:
        return present(turn, plan_screens.plan_screen(turn.look, lead))
    return present(turn, plan_screens.overdue(turn.look, flow, following.flow, lead))


def silent(turn: Turn, event: Ordered) -> Turn:
    """Nobody answered in time: open what follows."""
    waiting = _waiting(turn, event)
    following = _next(turn, waiting, "silent")
    today = turn.look.local.date()
    if (
        waiting is None
        or following is None
        or (waiting.until is not None and waiting.until > today)
    ):
        return reshow(turn, "moved_on")
    return _lead_on(turn, event.argument, following, ())


def refused(turn: Turn, event: Ordered) -> Turn:
    """They refused: open what comes next; where nothing does, the task is over, with a human."""
    waiting = _waiting(turn, event)
    if waiting is None:
        return reshow(turn, "moved_on")
    lead = screens.notice(turn.look, "follow_up.refused")
    following = _next(turn, waiting, "refused")
    return _lead_on(turn, event.argument, following or Next("human"), lead)


def _waiting(turn: Turn, event: Ordered) -> TaskState | None:
    state = turn.person.tasks.get(event.argument)
    return state if state is not None and state.status is TaskStatus.WAITING else None


def _next(turn: Turn, waiting: TaskState | None, end: str) -> Next | None:
    """Return what follows this end of a wait, unless its flow has left the release since."""
    following = waiting.branches.get(end) if waiting is not None else None
    return following if following is not None and following.flow in turn.release.flows else None


def _lead_on(turn: Turn, flow: str, following: Next, lead: tuple[str, ...]) -> Turn:
    target = turn.release.flows[following.flow]
    if target.task is None:  # nothing will say how it ended: this wait is over
        state = TaskState(TaskStatus.DONE, turn.now)
        person = tasks.set_task(turn.release, turn.person, flow, state)
    else:
        person = tasks.lead_on(turn.person, flow, following.flow, turn.now)
    given = {name: value for name, value in following.given.items() if name in target.takes}
    return begin(replace(turn, person=person), following.flow, given, lead=lead)
