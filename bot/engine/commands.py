"""The commands: they belong to the engine, work everywhere, and no flow can trap them."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.engine import deeds, plan_screens, reminders, screens
from bot.engine import session as sessions
from bot.engine.effects import Button, Document, Forget, Freeze, Order, Show
from bot.engine.events import Ordered
from bot.engine.person import Person, Reminder, ReminderKind, TaskState, TaskStatus
from bot.engine.person_json import to_json
from bot.engine.plan import Row
from bot.engine.play import replay
from bot.engine.screens import Look, navigation
from bot.engine.turn import Turn, advance, begin, current, present, reshow, resume

ZONES = (
    "Europe/Paris",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Cayenne",
    "America/Miquelon",
    "Indian/Reunion",
    "Indian/Mayotte",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Pacific/Wallis",
)
NOT_YET_AGAIN = timedelta(days=7)


def obey(turn: Turn, event: Ordered) -> Turn:
    """Do what a command says; an unknown one gets a sentence and the place where one was."""
    command = COMMANDS.get(event.name)
    if command is None:
        return reshow(turn, "unknown_command")
    return command(turn, event)


def _menu(turn: Turn, _: Ordered) -> Turn:
    return present(turn, screens.menu(turn.look))


def _resume(turn: Turn, _: Ordered) -> Turn:
    session = current(turn)
    return resume(turn, session) if session is not None else _menu(turn, _)


def _back(turn: Turn, event: Ordered) -> Turn:
    session = current(turn)
    if session is None:
        return reshow(turn, "back.nothing")
    if event.session is not None and (event.session, event.seq) != (
        session.number,
        len(session.answers),
    ):
        return reshow(turn, "moved_on")
    before = replay(turn.of(session), session).acts
    earlier = sessions.back(turn.of(session), session)
    if earlier is None:
        return reshow(turn, "back.nothing")
    return advance(turn, earlier, before)


def _change(turn: Turn, event: Ordered) -> Turn:
    """List the answers given, or go back to one of them, keeping the others as proposals."""
    session = current(turn)
    if session is None:
        return reshow(turn, "back.nothing")
    release = turn.of(session)
    if event.argument.isdecimal():
        before = replay(release, session).acts
        earlier = sessions.back_to(release, session, int(event.argument))
        return advance(turn, earlier, before) if earlier is not None else reshow(turn, "moved_on")
    look = Look(release, turn.person, turn.now)
    rows = []
    for seq, need, _ in sessions.corrections(release, session)[-screens.MOST_ROWS :]:
        flow = release.flows[need.flow]
        label = screens.shorten(screens.write(look, need.step.text, need.values, flow))  # type: ignore[union-attr]
        rows.append((Button(label, Order("change", str(seq))),))
    if not rows:
        return reshow(turn, "back.nothing")
    show = Show(screens.notice(turn.look, "change.choose"), (*rows, navigation(turn.look)))
    return present(turn, show)


def _open(turn: Turn, event: Ordered) -> Turn:
    flow = turn.release.flows.get(event.argument)
    if flow is None or not flow.opens:
        return reshow(turn, "moved_on")
    return begin(turn, flow.name)


def _page(turn: Turn, event: Ordered) -> Turn:
    """Help, privacy and a human are flows of that name, so that administrators write them."""
    stale = tuple(s for s in turn.person.sessions if s.flow != event.name)
    return begin(turn.become(sessions=stale), event.name)


def _plan(turn: Turn, _: Ordered) -> Turn:
    return present(turn, plan_screens.plan_screen(turn.look))


def _tasks(turn: Turn, _: Ordered) -> Turn:
    return present(turn, plan_screens.tasks_screen(turn.look))


def _row(turn: Turn, name: str) -> Row | None:
    flow = turn.release.flows.get(name)
    if flow is None or flow.task is None:
        return None
    return Row(name, flow.task, turn.person.tasks.get(name))


def _task(turn: Turn, event: Ordered) -> Turn:
    row = _row(turn, event.argument)
    if row is None:
        return reshow(turn, "moved_on")
    return present(turn, plan_screens.task_card(turn.look, row))


def _begin(turn: Turn, event: Ordered) -> Turn:
    if _row(turn, event.argument) is None:
        return reshow(turn, "moved_on")
    return begin(turn, event.argument)


def _later(turn: Turn, event: Ordered) -> Turn:
    if event.argument not in turn.release.flows:
        return reshow(turn, "moved_on")
    return begin(turn, "remind", {"about": event.argument})


def _mark(status: TaskStatus) -> Callable[[Turn, Ordered], Turn]:
    def mark(turn: Turn, event: Ordered) -> Turn:
        if _row(turn, event.argument) is None:
            return reshow(turn, "moved_on")
        state = TaskState(status, turn.now)
        turn = replace(turn, person=deeds.set_task(turn.person, event.argument, state))
        said = screens.notice(turn.look, f"task.ended.{status}")
        return present(turn, plan_screens.plan_screen(turn.look, said))

    return mark


def _not_yet(turn: Turn, event: Ordered) -> Turn:
    """They have not answered: ask again in a week, and say when."""
    state = turn.person.tasks.get(event.argument)
    if state is None or state.status is not TaskStatus.WAITING:
        return reshow(turn, "moved_on")
    until = turn.look.local.date() + NOT_YET_AGAIN
    waiting = replace(state, until=until)
    turn = replace(turn, person=deeds.wait(turn.person, event.argument, waiting, turn.now))
    lead = screens.notice(turn.look, "follow_up.not_yet", until=until)
    row = _row(turn, state.then or "")
    if row is None:
        return present(turn, plan_screens.plan_screen(turn.look, lead))
    show = plan_screens.task_card(turn.look, row)
    return present(turn, replace(show, paragraphs=(*lead, *show.paragraphs)))


def _refused(turn: Turn, event: Ordered) -> Turn:
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


def reminder_message(look: Look, reminder: Reminder, *, late: bool) -> Show:
    """Return what arrives on a locked screen: nothing in it says what it is about."""
    paragraphs = screens.notice(look, "reminder.neutral", *(("reminder.late",) if late else ()))
    rows = (
        (look.order("button.see", "see", reminder.key),),
        (
            look.order("button.snooze", "snooze", reminder.key),
            look.order("button.stop_this", "stop_one", reminder.key),
        ),
        (look.order("button.stop_all", "stop"),),
    )
    return Show(paragraphs, rows)


def _fired(turn: Turn, key: str) -> Reminder | None:
    fired = next((r for r in turn.person.fired if r.key == key), None)
    return fired or reminders.find(turn.person, key)


def _see(turn: Turn, event: Ordered) -> Turn:
    turn = replace(turn, tapped=False)  # the reminder is not the living screen
    reminder = _fired(turn, event.argument)
    if reminder is None:
        return reshow(turn, "moved_on")
    state = turn.person.tasks.get(reminder.about)
    if reminder.kind is ReminderKind.FOLLOW_UP and state is not None:
        return present(turn, plan_screens.follow_up(turn.look, reminder.about, state))
    lead: tuple[str, ...] = ()
    if reminder.text is not None:
        lead = (turn.look.words.translate(reminder.text),)
    row = _row(turn, reminder.about)
    if row is None:
        return present(turn, screens.menu(turn.look, lead), stays=bool(lead))
    show = plan_screens.task_card(turn.look, row)
    return present(turn, replace(show, paragraphs=(*lead, *show.paragraphs)))


def _snooze(turn: Turn, event: Ordered) -> Turn:
    turn = replace(turn, tapped=False)
    reminder = _fired(turn, event.argument)
    if reminder is None:
        return reshow(turn, "moved_on")
    moved = reminders.snooze(turn.person, reminder, turn.now)
    turn = replace(turn, person=reminders.add(turn.person, moved))
    said = screens.notice(turn.look, "reminder.snoozed", when=moved.wall)
    return present(turn, screens.menu(turn.look, said))


def _stop_one(turn: Turn, event: Ordered) -> Turn:
    turn = replace(turn, person=reminders.remove(turn.person, event.argument))
    fired = tuple(r for r in turn.person.fired if r.key != event.argument)
    turn = turn.become(fired=fired)
    return _list(turn, screens.notice(turn.look, "reminder.stopped"))


def _stop(turn: Turn, event: Ordered) -> Turn:
    """Stop every reminder; tapped or typed, it is done at once and can be undone."""
    resumed = event.argument == "no"
    turn = turn.become(reminders_stopped=not resumed)
    if not resumed:
        turn = turn.become(reminders=(), fired=())
    said = screens.notice(turn.look, "stop.undone" if resumed else "stop.done")
    rows = [] if resumed else [(turn.look.order("button.allow_reminders", "stop", "no"),)]
    return present(turn, Show(said, (*rows, navigation(turn.look))))


def _reminders(turn: Turn, _: Ordered) -> Turn:
    return _list(turn, ())


def _list(turn: Turn, lead: tuple[str, ...]) -> Turn:
    look = turn.look
    mine = turn.person.reminders
    paragraphs = [*lead, look.say("reminder.list" if mine else "reminder.none")]
    rows: list[tuple[Button, ...]] = []
    for reminder in mine[: screens.MOST_ROWS]:
        flow = turn.release.flows.get(reminder.about)
        title = look.words.translate(flow.title) if flow is not None else ""
        paragraphs.append(look.say("reminder.line", title=title, when=reminder.wall))
        label = screens.shorten(look.say("reminder.drop", title=title))
        rows.append((Button(label, Order("stop_one", reminder.key)),))
    if mine:
        rows.append((look.order("button.stop_all", "stop"),))
    rows.append((look.order("button.zone", "zone"),))
    rows.append(navigation(look))
    return present(turn, Show(tuple(paragraphs), tuple(rows)))


def _zone(turn: Turn, event: Ordered) -> Turn:
    if event.argument in ZONES:
        turn = replace(turn, person=reminders.in_zone(turn.person, event.argument))
        local = turn.now.astimezone(ZoneInfo(event.argument))
        return _list(turn, screens.notice(turn.look, "zone.changed", when=local))
    look = turn.look
    rows = [
        (Button(look.say(f"zone.{zone.rpartition('/')[2].lower()}"), Order("zone", zone)),)
        for zone in ZONES
    ]
    return present(turn, Show((look.say("zone.choose"),), (*rows, navigation(look))))


def _language(turn: Turn, event: Ordered) -> Turn:
    if event.argument in turn.release.languages:
        turn = turn.become(language=event.argument)
        return reshow(turn, "language.changed")
    rows = tuple(
        (Button(turn.release.words(code).say("language.name"), Order("lang", code)),)
        for code in turn.release.languages
    )
    both = tuple(turn.release.words(c).say("language.choose") for c in turn.release.languages)
    return present(turn, Show(both, (*rows, navigation(turn.look))))


def _steps(turn: Turn, _: Ordered) -> Turn:
    turn = turn.become(one_by_one=not turn.person.one_by_one)
    chosen = "on" if turn.person.one_by_one else "off"
    return reshow(turn, f"step_mode.{chosen}")


def _forget(turn: Turn, event: Ordered) -> Turn:
    look = turn.look
    if event.argument != "yes":
        rows = (
            (look.order("button.forget_confirm", "forget", "yes"),),
            (look.order("button.cancel", "menu"),),
        )
        return present(turn, Show((look.say("forget.confirm"),), rows))
    receipt = Show((look.say("forget.receipt", when=look.local),))
    fresh = Person(language=turn.person.language)
    return replace(turn, person=fresh, effects=(Freeze(), Forget(receipt)))


def _export(turn: Turn, _: Ordered) -> Turn:
    kept = json.dumps(to_json(turn.person), ensure_ascii=False, indent=2, sort_keys=True)
    caption = turn.look.say("export.caption")
    name = f"riposte-{turn.look.local:%Y-%m-%d}.json"
    turn = turn.also(Document(name, "application/json", kept, caption, protect=True))
    return reshow(turn)


def _stale(turn: Turn, _: Ordered) -> Turn:
    return reshow(turn, "moved_on")


COMMANDS: MappingProxyType[str, Callable[[Turn, Ordered], Turn]] = MappingProxyType(
    {
        "menu": _menu,
        "resume": _resume,
        "back": _back,
        "change": _change,
        "open": _open,
        "help": _page,
        "human": _page,
        "privacy": _page,
        "plan": _plan,
        "tasks": _tasks,
        "task": _task,
        "begin": _begin,
        "later": _later,
        "done": _mark(TaskStatus.DONE),
        "answered": _mark(TaskStatus.DONE),
        "not_for_me": _mark(TaskStatus.NOT_FOR_ME),
        "not_yet": _not_yet,
        "refused": _refused,
        "see": _see,
        "snooze": _snooze,
        "stop_one": _stop_one,
        "stop": _stop,
        "reminders": _reminders,
        "zone": _zone,
        "lang": _language,
        "steps": _steps,
        "forget": _forget,
        "export": _export,
        "stale": _stale,
    }
)
