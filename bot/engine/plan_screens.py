"""The plan as a person sees it: the next act first, one card per task, and the closing question."""

from bot.engine import reminders
from bot.engine.effects import Button, Order, Show
from bot.engine.person import TaskState, TaskStatus
from bot.engine.plan import Plan, Row, plan
from bot.engine.reminders import Owed
from bot.engine.screens import Look, navigation
from bot.flow.model import Urgency
from bot.flow.release import Release

SHOWN_TO_DO = 5  # the rest stays folded: one act at a time
SHOWN_STANDING = 6  # of what waits, is put off or done: a message has a limit
A_PAGE = 20  # tasks on a screen of the whole list


def summary(look: Look) -> list[str]:
    """Return the plan in a few lines."""
    mine = plan(look.release, look.person, look.now)
    if not (mine.to_do or mine.later or mine.waiting or mine.done):
        return [look.say("plan.empty")]
    lines: list[str] = []
    if mine.next is not None:
        lines.append(look.say("plan.next", title=look.title(mine.next.flow)))
        lines.append(_act(look, mine.next))
    elif mine.waiting or mine.later:
        lines.append(look.say("plan.nothing_now"))
    else:
        lines.append(look.say("plan.all_done"))
    folded = mine.to_do[1:]
    if folded:
        lines.append(look.say("plan.then", count=len(folded)))
    lines.extend(_standing(look, mine))
    return lines


def _standing(look: Look, mine: Plan) -> list[str]:
    lines = [
        look.say(
            "plan.waiting" if will_ask(look, row.flow) else "plan.waiting_over",
            title=look.title(row.flow),
            awaits=awaits(look, row.state),
            until=reminders.asked_on(look.person, row.flow),
        )
        for row in mine.waiting[:SHOWN_STANDING]
    ]
    lines.extend(
        look.say(
            "plan.later",
            title=look.title(row.flow),
            until=row.state.until if row.state else None,
        )
        for row in mine.later[:SHOWN_STANDING]
    )
    if mine.done:
        titles = "\n".join(_done(look, row) for row in mine.done[:SHOWN_STANDING])
        lines.append(look.say("plan.done") + "\n" + titles)
    every = (mine.waiting, mine.later, mine.done)
    hidden = sum(max(0, len(rows) - SHOWN_STANDING) for rows in every)
    return [*lines, *([look.say("plan.more", count=hidden)] if hidden else [])]


def _done(look: Look, row: Row) -> str:
    until = row.state.until if row.state else None
    if until is None:
        return "✅ " + look.title(row.flow)
    return look.say("plan.again", title=look.title(row.flow), until=until)


def ended(look: Look, release: Release, flow: str, how: str) -> tuple[str, ...]:
    """Return what is said of a task that ended so: of an act done, what it now stops.

    No count, no share of a whole: what matters is what the act does. `release` is the one the
    person was playing.
    """
    said = [look.say(f"task.ended.{how}", until=reminders.asked_on(look.person, flow))]
    task = release.flows[flow].task
    state = look.person.tasks.get(flow)
    if how == TaskStatus.DONE and task is not None:
        said.append(look.say("task.stops", text=look.words.translate(task.stops)))
        if state is not None and state.until is not None and not look.person.reminders_stopped:
            said.append(look.say("task.again", until=state.until))
    return ("\n".join(said),)


def will_ask(look: Look, flow: str) -> bool:
    """Tell whether the person will be asked about what a task waits for: no day is promised twice.

    Once the question was put, or when nothing is written any more, the next word is theirs.
    """
    owed = reminders.find(look.person, Owed.ANSWER + flow)
    return owed is not None and not look.person.reminders_stopped


def awaits(look: Look, state: TaskState | None) -> str:
    """Return what a task waits for, in the author's words."""
    return look.words.kept(state.awaits) if state and state.awaits else ""


def _act(look: Look, row: Row) -> str:
    """Return what an act stops, how long it takes, and what it does not stop."""
    task = row.task
    lines = [
        look.say("task.stops", text=look.words.translate(task.stops)),
        look.say("task.minutes", minutes=task.minutes),
        look.say("task.does_not_stop", text=look.words.translate(task.does_not_stop)),
    ]
    if task.ready is not None:
        lines.append(look.say("task.ready", text=look.words.translate(task.ready)))
    return "\n".join(lines)


def plan_screen(look: Look, lead: tuple[str, ...] = ()) -> Show:
    """Return the plan with a button for each task one can begin."""
    mine = plan(look.release, look.person, look.now)
    rows: list[tuple[Button, ...]] = []
    for row in mine.to_do[:SHOWN_TO_DO]:
        mark = "🔴 " if row.task.urgency in (Urgency.NOW, Urgency.TODAY) else "▫️ "
        rows.append((Button(mark + look.title(row.flow), Order("task", row.flow)),))
    standing = (*mine.waiting[:SHOWN_STANDING], *mine.later[:SHOWN_STANDING])
    rows.extend(
        (Button("⏳ " + look.title(row.flow), Order("task", row.flow)),) for row in standing
    )
    again = [row for row in mine.done if row.state and row.state.until]
    rows.extend(
        (Button("🔁 " + look.title(row.flow), Order("task", row.flow)),)
        for row in again[:SHOWN_STANDING]
    )
    begun = len(mine.waiting) + len(mine.later)
    if len(mine.to_do) > SHOWN_TO_DO or begun > len(standing) or len(again) > SHOWN_STANDING:
        rows.append((look.order("button.whole_plan", "tasks"),))
    silent: tuple[str, ...] = ()
    if look.person.reminders_stopped and mine.waiting:
        silent = (look.say("stop.still"),)
        rows.append((look.order("button.allow_reminders", "stop", "no"),))
    rows.append(navigation(look))
    return Show((*lead, look.say("plan.title"), *summary(look), *silent), tuple(rows))


def tasks_screen(look: Look, page: int = 0) -> Show:
    """Return every task, one button each, and the way to the next page."""
    mine = plan(look.release, look.person, look.now)
    every = (*mine.to_do, *mine.waiting, *mine.later, *mine.done)
    start = page * A_PAGE if page * A_PAGE < len(every) else 0
    rows: list[tuple[Button, ...]] = [
        (Button(_mark(row) + look.title(row.flow), Order("task", row.flow)),)
        for row in every[start : start + A_PAGE]
    ]
    if start + A_PAGE < len(every):
        rows.append((look.order("button.more", "tasks", str(start // A_PAGE + 1)),))
    rows.append(navigation(look))
    return Show((look.say("plan.title"),), tuple(rows))


def _mark(row: Row) -> str:
    match row.status:
        case TaskStatus.DONE:
            return "✅ "
        case TaskStatus.WAITING | TaskStatus.LATER:
            return "⏳ "
        case _:
            return "▫️ "


def task_card(look: Look, row: Row) -> Show:
    """Return one task: what it is for, where it stands, and what one can say about it."""
    paragraphs = ["**" + look.title(row.flow) + "**", _act(look, row)]
    until = row.state.until if row.state else None
    rows: list[tuple[Button, ...]] = []
    match row.status:
        case TaskStatus.WAITING:
            asked = reminders.asked_on(look.person, row.flow)
            key = "task.waiting" if will_ask(look, row.flow) else "task.waiting_over"
            said = look.say(key, awaits=awaits(look, row.state), until=asked)
            paragraphs.append(said)
            rows.extend(_answered(look, row.flow))
        case TaskStatus.DONE:
            come = until is not None and until <= look.local.date()
            paragraphs.append(look.say("task.come_again" if come else "task.done"))
            rows.append((look.order("button.again", "begin", row.flow),))
            if until is not None and come:
                rows.append((look.order("button.not_again", "stop_one", Owed.AGAIN + row.flow),))
            elif until is not None:
                key = "plan.again" if look.person.reminders_stopped else "task.again"
                paragraphs.append(look.say(key, title=look.title(row.flow), until=until))
                rows.append((look.order("button.not_again", "stop_one", Owed.AGAIN + row.flow),))
        case _:
            rows.append((look.order("button.start_task", "begin", row.flow),))
            rows.append((look.order("button.later", "later", row.flow),))
            rows.append(
                (
                    look.order("button.already_done", "done", row.flow),
                    look.order("button.not_for_me", "not_for_me", row.flow),
                )
            )
    rows.append((look.order("button.plan", "plan"),))
    rows.append(navigation(look))
    return Show(tuple(paragraphs), tuple(rows))


def _answered(look: Look, flow: str) -> list[tuple[Button, ...]]:
    return [
        (look.order("button.answered", "answered", flow),),
        (look.order("button.not_yet", "not_yet", flow),),
        (look.order("button.refused", "refused", flow),),
    ]


def follow_up(look: Look, flow: str, state: TaskState) -> Show:
    """Return the question that closes the loop: answered, not yet, refused."""
    title = look.title(flow)
    text = look.say("follow_up.question", title=title, awaits=awaits(look, state))
    return Show((text,), (*_answered(look, flow), navigation(look)))


def overdue(look: Look, flow: str, following: str, lead: tuple[str, ...]) -> Show:
    """Return the offer of what follows when nobody answered in time; waiting on is an answer."""
    paragraphs = [*lead, look.say("follow_up.overdue", title=look.title(following))]
    task = look.release.flows[following].task
    if task is not None:
        paragraphs.append(_act(look, Row(following, task, None)))
    rows = (
        (look.order("button.next_step", "silent", flow),),
        (look.order("button.wait_more", "plan"),),
    )
    return Show(tuple(paragraphs), (*rows, navigation(look)))
