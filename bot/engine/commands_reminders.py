"""Commands about what the bot writes first: see it, put it off, stop it, and on which clock."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.engine import deeds, plan_screens, promised, reminders, screens, tasks
from bot.engine.agenda import agenda
from bot.engine.commands_plan import row_of
from bot.engine.effects import Button, Order, Show
from bot.engine.events import Ordered
from bot.engine.person import Reminder, ReminderKind
from bot.engine.plan import plan
from bot.engine.reminders import Owed
from bot.engine.screens import Look, navigation
from bot.engine.turn import Turn, begin, menu, present, reshow

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


def message(look: Look, come: Sequence[Reminder], *, late: bool) -> Show:
    """Return what arrives on a locked screen: nothing in it says what it is about."""
    one = come[0] if len(come) == 1 else None
    key = "reminder.neutral" if one else "reminder.several"
    said = [look.say(key, count=len(come))]
    if late:
        said.append(look.say("reminder.late"))
    stop_all = (look.order("button.stop_all", "stop"),)
    if one is None:
        return Show(tuple(said), ((look.order("button.see", "come"),), stop_all))
    rows = (
        (look.order("button.see", "see", one.key),),
        (
            look.order("button.snooze", "snooze", one.key),
            look.order("button.stop_this", "stop_one", one.key),
        ),
        stop_all,
    )
    return Show(tuple(said), rows)


def come(turn: Turn, _: Ordered) -> Turn:
    """List what was lately reminded of and still stands, the last first."""
    turn = replace(turn, tapped=False)  # the reminder is not the living screen
    look = turn.look
    standing = [
        reminder
        for reminder in reversed(turn.person.fired)
        if not deeds.quiet(turn.person, reminder, turn.now)
    ][: screens.MOST_ROWS]
    if not standing:
        return reshow(turn, "moved_on")
    rows = [
        (Button(screens.shorten(_title(look, reminder)), Order("see", reminder.key)),)
        for reminder in standing
    ]
    return present(turn, Show((look.say("reminder.come"),), (*rows, navigation(look))))


def _title(look: Look, reminder: Reminder) -> str:
    known = reminder.about in look.release.flows
    return look.title(reminder.about) if known else look.say("button.see")


def _fired(turn: Turn, key: str) -> Reminder | None:
    fired = next((r for r in turn.person.fired if r.key == key), None)
    return fired or reminders.find(turn.person, key)


def see(turn: Turn, event: Ordered) -> Turn:
    """Show what a reminder is about."""
    turn = replace(turn, tapped=False)  # the reminder is not the living screen
    reminder = _fired(turn, event.argument)
    if reminder is None:
        return reshow(turn, "moved_on")
    state = turn.person.tasks.get(reminder.about)
    known = reminder.about in turn.release.flows
    if known and reminder.kind is ReminderKind.FOLLOW_UP and state is not None:
        return present(turn, plan_screens.follow_up(turn.look, reminder.about, state))
    lead: tuple[str, ...] = ()
    if reminder.text is not None:
        lead = (turn.look.words.kept(reminder.text),)
    if reminder.deadline is not None:
        lead = (turn.look.say("reminder.last_day", last=reminder.deadline),)
    row = row_of(turn, reminder.about)
    if row is None and not lead and plan(turn.release, turn.person, turn.now).next is not None:
        return present(turn, plan_screens.plan_screen(turn.look))  # there is something to come to
    if row is None:
        return present(turn, menu(turn, lead), stays=bool(lead))
    show = plan_screens.task_card(turn.look, row)
    return present(turn, replace(show, paragraphs=(*lead, *show.paragraphs)))


def snooze(turn: Turn, event: Ordered) -> Turn:
    """Put a reminder off: offer the moments, then keep the one that was chosen."""
    turn = replace(turn, tapped=False)
    choice, _, key = event.argument.rpartition(":")
    reminder = _fired(turn, key)
    if reminder is None:
        return reshow(turn, "moved_on")
    if choice == "o" and reminder.about in turn.release.flows:
        return begin(turn, "remind", {"about": reminder.about})
    offered = reminders.put_offs(turn.person, reminder, turn.now)
    wall = next((wall for name, wall in offered.items() if name[0] == choice), None)
    if wall is None:
        return present(turn, _choices(turn, reminder, offered))
    moved = reminders.moved(turn.person, reminder, wall)
    fired = tuple(r for r in turn.person.fired if r.key != key)
    turn = replace(turn, person=reminders.add(turn.person, moved)).become(fired=fired)
    return present(turn, menu(turn, (promised.on(turn.look, "reminder.snoozed", moved),)))


def _choices(turn: Turn, reminder: Reminder, offered: Mapping[str, datetime]) -> Show:
    # One letter a choice: a button carries 64 bytes, and a flow may have a long name.
    look = turn.look
    rows = [
        (
            Button(
                look.say(f"button.snooze_{name}", when=wall),
                Order("snooze", f"{name[0]}:{reminder.key}"),
            ),
        )
        for name, wall in offered.items()
    ]
    if reminder.about in look.release.flows:
        rows.append((look.order("button.snooze_own", "snooze", f"o:{reminder.key}"),))
    return Show((look.say("reminder.choose"),), (*rows, navigation(look)))


def stop_one(turn: Turn, event: Ordered) -> Turn:
    """Drop one reminder."""
    person = reminders.remove(turn.person, event.argument)
    if event.argument.startswith(Owed.AGAIN):
        person = tasks.once(person, event.argument.removeprefix(Owed.AGAIN))
    turn = replace(turn, person=person)
    fired = tuple(r for r in turn.person.fired if r.key != event.argument)
    turn = turn.become(fired=fired)
    return _list(turn, screens.notice(turn.look, "reminder.stopped"))


def stop(turn: Turn, event: Ordered) -> Turn:
    """Stop every reminder; tapped or typed, it is done at once and can be undone."""
    resumed = event.argument == "no"
    turn = turn.become(reminders_stopped=not resumed)
    if not resumed:
        turn = turn.become(reminders=(), fired=())
    said = screens.notice(turn.look, "stop.undone" if resumed else "stop.done")
    rows = [] if resumed else [(turn.look.order("button.allow_reminders", "stop", "no"),)]
    return present(turn, Show(said, (*rows, navigation(turn.look))))


def mine(turn: Turn, event: Ordered, lead: tuple[str, ...] = ()) -> Turn:
    """List the reminders that are owed, a page at a time."""
    page = int(event.argument) if event.argument.isdecimal() else 0
    return _list(turn, lead, page)


def one(turn: Turn, event: Ordered) -> Turn:
    """Show one reminder that is owed, and what can be done with it."""
    look = turn.look
    reminder = reminders.find(turn.person, event.argument)
    if reminder is None:
        return reshow(turn, "moved_on")
    flow = turn.release.flows.get(reminder.about)
    title = look.words.translate(flow.title) if flow is not None else ""
    drop = screens.shorten(look.say("reminder.drop", title=title))
    rows = (
        (look.order("button.calendar_one", "calendar", reminder.key),),
        (Button(drop, Order("stop_one", reminder.key)),),
        (look.order("button.reminders", "reminders"),),
        navigation(look),
    )
    return present(turn, Show((look.say("reminder.line", title=title, when=reminder.wall),), rows))


def _list(turn: Turn, lead: tuple[str, ...], page: int = 0) -> Turn:
    look = turn.look
    owed = turn.person.reminders
    paragraphs = [*lead, look.say("reminder.list" if owed else "reminder.none")]
    if owed and turn.person.zone != promised.HOME:
        paragraphs.append(promised.clock(look))
    rows: list[tuple[Button, ...]] = []
    page = page if page * screens.MOST_ROWS < len(owed) else 0
    start, end = page * screens.MOST_ROWS, (page + 1) * screens.MOST_ROWS
    for reminder in owed[start:end]:
        flow = turn.release.flows.get(reminder.about)
        title = look.words.translate(flow.title) if flow is not None else ""
        paragraphs.append(look.say("reminder.line", title=title, when=reminder.wall))
        label = screens.shorten(look.say("reminder.open", title=title))
        rows.append((Button(label, Order("reminder", reminder.key)),))
    if end < len(owed):
        rows.append((look.order("button.more", "reminders", str(page + 1)),))
    if owed:
        rows.append((look.order("button.stop_all", "stop"),))
    if agenda(turn.person):
        rows.append((look.order("button.calendar_all", "calendar"),))
    rows.append((look.order("button.zone", "zone"),))
    rows.append(navigation(look))
    return present(turn, Show(tuple(paragraphs), tuple(rows)))


def zone(turn: Turn, event: Ordered) -> Turn:
    """Choose the clock the person lives by."""
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
