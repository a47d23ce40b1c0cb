"""Commands about the plan: its screens, how a task stands, and the question that closes a wait."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.engine import deeds, plan_screens, screens
from bot.engine.events import Ordered
from bot.engine.person import TaskState, TaskStatus
from bot.engine.plan import Row
from bot.engine.turn import Turn, begin, present, reshow

NOT_YET_AGAIN = timedelta(days=7)


def plan(turn: Turn, _: Ordered) -> Turn:
    """Show the plan."""
    return present(turn, plan_screens.plan_screen(turn.look))


def tasks(turn: Turn, _: Ordered) -> Turn:
    """Show every task, one button each."""
    return present(turn, plan_screens.tasks_screen(turn.look))


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
        turn = replace(turn, person=deeds.set_task(turn.person, event.argument, state))
        said = screens.notice(turn.look, f"task.ended.{status}")
        return present(turn, plan_screens.plan_screen(turn.look, said))

    return settle


def not_yet(turn: Turn, event: Ordered) -> Turn:
    """They have not answered: ask again in a week, and say when."""
    state = turn.person.tasks.get(event.argument)
    if state is None or state.status is not TaskStatus.WAITING:
        return reshow(turn, "moved_on")
    until = turn.look.local.date() + NOT_YET_AGAIN
    waiting = replace(state, until=until)
    turn = replace(turn, person=deeds.wait(turn.person, event.argument, waiting, turn.now))
    stopped = turn.person.reminders_stopped
    key = "task.ended.waiting_silent" if stopped else "follow_up.not_yet"
    lead = screens.notice(turn.look, key, until=until)
    row = row_of(turn, state.then or "")
    if row is None:
        return present(turn, plan_screens.plan_screen(turn.look, lead))
    show = plan_screens.task_card(turn.look, row)
    return present(turn, replace(show, paragraphs=(*lead, *show.paragraphs)))


def refused(turn: Turn, event: Ordered) -> Turn:
    """They refused: the task is over, what comes next is opened."""
    state = turn.person.tasks.get(event.argument)
    if state is None or state.status is not TaskStatus.WAITING:
        return reshow(turn, "moved_on")
    then = state.then
    closed = TaskState(TaskStatus.DONE, turn.now)
    turn = replace(turn, person=deeds.set_task(turn.person, event.argument, closed))
    lead = screens.notice(turn.look, "follow_up.refused")
    if then is not None and then in turn.release.flows:
        return begin(turn, then, lead=lead)
    return begin(turn, "human", lead=lead)
