"""Coming back after a break: one line says where one was, what is awaited, and the next act."""

from dataclasses import replace
from datetime import timedelta

from bot.engine import plan_screens, reminders
from bot.engine.effects import Show
from bot.engine.events import Chose, Event, Ordered, Read, Returned, Sent, Started, Stray, Typed
from bot.engine.person import Person
from bot.engine.plan import plan
from bot.engine.turn import Turn, current

BREAK = timedelta(days=1)
TO_THE = timedelta(hours=1)  # a sign of life is written down no finer: most events change nothing
SHORT = 60  # characters: longer words are a message to check
LOOKING_AROUND = frozenset({"menu", "resume", "back", "help", "reminders", "lang"})


def seen(turn: Turn, event: Event) -> Turn:
    """Note that the person is there."""
    match event:
        case Started() | Typed() | Sent() | Chose() | Ordered() | Stray() | Read() | Returned():
            last = turn.person.seen
            if last is None or turn.now - last >= TO_THE:
                return turn.become(seen=turn.now)
    return turn


def away(person: Person, turn: Turn) -> bool:
    """Tell whether the person, as they were before this event, had been gone for a day."""
    return person.seen is not None and turn.now - person.seen >= BREAK


def welcome(before: Turn, after: Turn, event: Event) -> Turn:
    """Put the line above the first screen of the return.

    Not above an answer to something urgent: a message to be checked, a cry, a command that shows
    the plan itself or ends something.
    """
    if not away(before.person, before) or not _fits(event):
        return after
    line = " ".join(_line(before))
    shows = [at for at, effect in enumerate(after.effects) if isinstance(effect, Show)]
    if not line or not shows:
        return after
    first = after.effects[shows[0]]
    assert isinstance(first, Show)
    effects = list(after.effects)
    effects[shows[0]] = replace(first, paragraphs=(line, *first.paragraphs))
    return replace(after, effects=tuple(effects))


def _fits(event: Event) -> bool:
    match event:
        case Started(payload=payload):
            return not payload
        case Ordered(name=name):
            return name in LOOKING_AROUND
        case Typed(distress=False, secrets=secrets, forwarded=False, text=text):
            return not secrets and len(text) <= SHORT
        case Chose():
            return True
        case _:
            return False


def _line(turn: Turn) -> list[str]:
    look, session = turn.look, current(turn)
    mine = plan(turn.release, turn.person, turn.now)
    said = []
    if session is not None:
        flow = turn.of(session).flows.get(session.flow)
        title = look.words.translate(flow.title) if flow is not None else ""
        said.append(look.say("return.here", title=title))
    match mine.waiting:
        case (row,):
            until = reminders.asked_on(turn.person, row.flow)
            awaited = plan_screens.awaits(look, row.state)
            asks = plan_screens.will_ask(look, row.flow)
            key = "return.waits" if asks else "return.waits_silent"
            said.append(look.say(key, awaits=awaited, until=until))
        case (_, *_):
            said.append(look.say("return.waits_many", count=len(mine.waiting)))
    if mine.next is not None and (session is None or session.flow != mine.next.flow):
        said.append(look.say("return.next", title=look.title(mine.next.flow)))
    return [look.say("return.hello"), *said] if said else []
