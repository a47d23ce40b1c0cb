"""A reminder's moment has come: the bot writes first, once, and only what has kept its reason."""

from dataclasses import replace

from bot.engine import commands_reminders, deeds, reminders, screens
from bot.engine.effects import Lane
from bot.engine.events import Due
from bot.engine.person import Reminder
from bot.engine.turn import Turn

MOST_FIRED = 20


def write_first(turn: Turn, event: Due) -> Turn:
    """Write first, once, whatever came due together: by day, and only what has kept its reason."""
    come: list[Reminder] = []
    for key in (event.key, *event.more):
        reminder = reminders.find(turn.person, key)
        if reminder is None or reminder.due > turn.now:
            continue
        turn = replace(turn, person=reminders.remove(turn.person, key))
        if deeds.quiet(turn.person, reminder, turn.now):
            continue
        morning = reminders.not_at_night(turn.person, reminder, turn.now)
        if morning is not None:
            turn = replace(turn, person=reminders.add(turn.person, morning))
            continue
        come.append(reminder)
    if not come:
        return turn
    keys = {reminder.key for reminder in come}
    fired = tuple(r for r in turn.person.fired if r.key not in keys)
    turn = turn.become(fired=(*fired, *come)[-MOST_FIRED:])
    late = any(turn.now - reminder.due > reminders.LATE_AFTER for reminder in come)
    show = commands_reminders.message(turn.look, come, late=late)
    return turn.also(screens.reminder_manner(show, Lane.DEADLINE))
