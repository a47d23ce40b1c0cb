"""Commands about the evidence log, and the files made at a person's wish: the pack, the calendar.

A file is made by an action in memory, asked for like one of a flow; its key says that a command
waits for it.
"""

from bot.engine import log as chain
from bot.engine import log_screens, screens
from bot.engine.agenda import agenda
from bot.engine.commands_reminders import mine
from bot.engine.effects import Run
from bot.engine.events import Finished, Ordered
from bot.engine.turn import Turn, hand_over, present, reshow

COMMAND = "/"  # what the key of an action begins with when a command waits; no flow's can
PACK, CALENDAR = f"{COMMAND}pack", f"{COMMAND}calendar"


def log(turn: Turn, _: Ordered) -> Turn:
    """Show the log."""
    return present(turn, log_screens.log_screen(turn.look))


def withdraw(turn: Turn, event: Ordered) -> Turn:
    """Choose the row that no longer counts, or note that it does not."""
    if not event.argument:
        if not chain.standing(turn.person):
            return log(turn, event)
        return present(turn, log_screens.choose_screen(turn.look))
    before = len(turn.person.log)
    number = int(event.argument) if event.argument.isdecimal() else 0
    turn = turn.become(log=chain.withdraw(turn.person, number, turn.now).log)
    if len(turn.person.log) == before:
        return reshow(turn, "moved_on")
    said = screens.notice(turn.look, "log.withdrawn")
    return present(turn, log_screens.log_screen(turn.look, said))


def pack(turn: Turn, event: Ordered) -> Turn:
    """Ask for the evidence pack."""
    if not turn.person.log:
        return log(turn, event)
    return turn.also(Run(PACK, "pack", {"now": turn.now}))


def calendar(turn: Turn, event: Ordered) -> Turn:
    """Ask for the whole plan as a calendar file, or for the one reminder that is named."""
    if not agenda(turn.person, event.argument):
        return reshow(turn, "calendar.none" if not event.argument else "moved_on")
    return turn.also(Run(CALENDAR, "calendar", {"now": turn.now, "key": event.argument}))


def made(turn: Turn, event: Finished) -> Turn:
    """Give the file a command asked for, or say that it could not be made."""
    turn = hand_over(turn, event.documents)
    sent = event.outcome == "sent"
    if event.key == PACK:
        said = screens.notice(turn.look, "pack.given" if sent else "action.failed")
        return present(turn, log_screens.log_screen(turn.look, said))
    if sent:
        return mine(turn, Ordered("reminders"), screens.notice(turn.look, "calendar.given"))
    return reshow(turn, "action.failed")
