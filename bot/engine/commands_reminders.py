"""Commands about what the bot writes first: see it, put it off, stop it, and on which clock."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.engine import plan_screens, reminders, screens
from bot.engine.agenda import agenda
from bot.engine.commands_plan import row_of
from bot.engine.effects import Button, Order, Show
from bot.engine.events import Ordered
from bot.engine.person import Reminder, ReminderKind
from bot.engine.screens import Look, navigation
from bot.engine.turn import Turn, menu, present, reshow

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


def message(look: Look, reminder: Reminder, *, late: bool) -> Show:
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
    row = row_of(turn, reminder.about)
    if row is None:
        return present(turn, menu(turn, lead), stays=bool(lead))
    show = plan_screens.task_card(turn.look, row)
    return present(turn, replace(show, paragraphs=(*lead, *show.paragraphs)))


def snooze(turn: Turn, event: Ordered) -> Turn:
    """Move a reminder to the next day."""
    turn = replace(turn, tapped=False)
    reminder = _fired(turn, event.argument)
    if reminder is None:
        return reshow(turn, "moved_on")
    moved = reminders.snooze(turn.person, reminder, turn.now)
    turn = replace(turn, person=reminders.add(turn.person, moved))
    said = screens.notice(turn.look, "reminder.snoozed", when=moved.wall)
    return present(turn, menu(turn, said))


def stop_one(turn: Turn, event: Ordered) -> Turn:
    """Drop one reminder."""
    turn = replace(turn, person=reminders.remove(turn.person, event.argument))
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


def mine(turn: Turn, _: Ordered, lead: tuple[str, ...] = ()) -> Turn:
    """List the reminders that are owed."""
    return _list(turn, lead)


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


def _list(turn: Turn, lead: tuple[str, ...]) -> Turn:
    look = turn.look
    owed = turn.person.reminders
    paragraphs = [*lead, look.say("reminder.list" if owed else "reminder.none")]
    rows: list[tuple[Button, ...]] = []
    for reminder in owed[: screens.MOST_ROWS]:
        flow = turn.release.flows.get(reminder.about)
        title = look.words.translate(flow.title) if flow is not None else ""
        paragraphs.append(look.say("reminder.line", title=title, when=reminder.wall))
        label = screens.shorten(look.say("reminder.open", title=title))
        rows.append((Button(label, Order("reminder", reminder.key)),))
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
