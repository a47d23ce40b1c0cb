"""What a person is told when the bot has promised to write: the day, the hour, and whose clock.

The promise is read from what is owed, not from what was asked for: an hour of the night has been
moved by then, a deadline may be too near for two words about it.
"""

from datetime import date, datetime

from bot.engine import reminders
from bot.engine.person import Reminder, Session
from bot.engine.play import Act
from bot.engine.reminders import Owed
from bot.engine.screens import Look
from bot.flow.model import Text

HOME = "Europe/Paris"


def promised(look: Look, session: Session, act: Act) -> list[str]:
    """Return the promise that a `do: remind` has just made, in full words."""
    about = act.inputs.get("about")
    if "deadline" in act.inputs:
        return _deadline(look, about if isinstance(about, str) else act.flow, act)
    key = reminders.step_key(session, act.key)
    if isinstance(about, str) and not isinstance(act.inputs.get("text"), Text):
        key = Owed.PUT_OFF + about if about in look.release.flows else key
    owed, asked = reminders.find(look.person, key), act.inputs.get("at")
    if owed is None:
        return []
    said = [on(look, "reminder.set", owed)]
    wanted = reminders.wall_time(asked, owed.zone) if isinstance(asked, date) else owed.wall
    if wanted != owed.wall and reminders.at_a_decent_hour(wanted, owed.kind) == owed.wall:
        said.append(look.say("reminder.by_day"))
    last = min(
        (r.deadline for r in look.person.reminders if r.about == about and r.deadline), default=None
    )
    if last is not None and owed.wall.date() > last:  # a day of their own choice, but too late
        said.append(look.say("reminder.too_late", last=last))
    return [" ".join(said)]


def on(look: Look, key: str, owed: Reminder) -> str:
    """Return a sentence with the moment of a reminder, and the place whose clock it is."""
    sentence = look.say(key, when=owed.wall)
    if owed.zone == HOME:
        return sentence
    return f"{sentence} {clock(look)}"


def clock(look: Look) -> str:
    """Return the sentence that names the place whose clock is meant."""
    place = f"zone.{look.person.zone.rpartition('/')[2].lower()}"
    known = place in look.words.texts
    return look.say("reminder.clock", place=look.say(place) if known else look.person.zone)


def _deadline(look: Look, about: str, act: Act) -> list[str]:
    last = act.inputs["deadline"]
    if not isinstance(last, date):
        return []
    day = last.date() if isinstance(last, datetime) else last
    if look.person.reminders_stopped:  # what is not written is not promised
        return [look.say("reminder.last_day", last=day)] if day >= look.local.date() else []
    found = (reminders.find(look.person, owed + about) for owed in (Owed.SOON, Owed.EVE))
    match [one.wall.date() for one in found if one is not None]:
        case [soon, eve]:
            return [look.say("reminder.deadline", last=day, soon=soon, eve=eve)]
        case [one]:
            return [look.say("reminder.deadline_once", last=day, soon=one)]
        case _ if day >= look.local.date():
            return [look.say("reminder.deadline_now", last=day)]
        case _:
            return []
