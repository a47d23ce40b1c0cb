"""While a human of the desk owns the conversation: the bot is silent, and only the ways out work.

What the person writes is passed on, never a secret; no screen of a flow is shown but the one about
privacy; reminders wait.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.engine import reminders, screens, talk_screens
from bot.engine.effects import Document, Effect, Erase, Freeze, Relay, Show
from bot.engine.events import (
    Chose,
    DeskEnded,
    DeskSaid,
    DeskTook,
    DeskUnanswered,
    Due,
    Event,
    Exporting,
    Finished,
    Handed,
    Left,
    Ordered,
    Read,
    Returned,
    Sent,
    Sharing,
    Stray,
    Typed,
)
from bot.engine.turn import Turn, present

HELD_FOR = timedelta(hours=12)  # reminders wait for the end of a conversation, but not for ever
WORKS = frozenset({"leave_desk", "stop", "forget", "lang", "human", "send_answers"})
PRIVACY, EDITED = "privacy", "edited"


def owned(turn: Turn, event: Event, otherwise: Callable[[Turn, Event], Turn]) -> Turn:
    """React while a human of the desk owns the conversation. `otherwise` is the bot's own way."""
    match event:
        case Typed():
            return _said(turn, event)
        case Sent():
            turn = _said(turn, Typed(event.caption, False, event.secrets, event.distress))
            return _beside(turn, "talk.no_files")
        case Stray(what=what):  # it goes nowhere, and they must know
            return _beside(turn, "talk.edited" if what == EDITED else f"stray.{what}")
        case Due():
            return _held(turn, event, otherwise)
        case Finished() | Read():
            return _silent(turn, otherwise(turn, event))
        case Ordered(name=name) if name in WORKS or name == PRIVACY:
            return otherwise(turn, event)
        case Chose(session=number) if _is_privacy(turn, number):
            return otherwise(turn, event)
        case DeskTook() | DeskSaid() | DeskEnded() | DeskUnanswered() | Sharing() | Exporting():
            return otherwise(turn, event)
        case Left() | Returned():
            return otherwise(turn, event)
        case Handed():  # the message that carried the link; it opens later as well
            return _beside(turn.also(Erase()))
        case _:
            return _beside(turn)


def _said(turn: Turn, event: Typed) -> Turn:
    """Pass on what the person wrote, without a word of ours; never a secret."""
    if event.secrets:
        keys = [f"secret.{secret}" for secret in sorted(event.secrets)]
        turn = _beside(turn.also(Erase()), *keys, "talk.not_sent")
    elif event.text.strip():
        turn = turn.also(Relay(event.text.strip()))
    return _beside(turn, "talk.hard") if event.distress else turn


def _beside(turn: Turn, *keys: str) -> Turn:
    """Say something of ours, with the way out: the conversation goes on."""
    assert turn.person.talk is not None
    lead = screens.notice(turn.look, *keys)
    return present(turn, talk_screens.state(turn.look, turn.person.talk, lead), stays=True)


def _is_privacy(turn: Turn, number: int) -> bool:
    return any(s.number == number and s.flow == PRIVACY for s in turn.person.sessions)


def _silent(before: Turn, after: Turn) -> Turn:
    """Keep what an action changed, and show nothing of it: it is told when it comes up again."""
    shown = (Show, Freeze, Document)
    new = after.effects[len(before.effects) :]
    kept: tuple[Effect, ...] = tuple(effect for effect in new if not isinstance(effect, shown))
    return replace(after, effects=(*before.effects, *kept))


def _held(turn: Turn, event: Due, otherwise: Callable[[Turn, Event], Turn]) -> Turn:
    """Keep reminders until the conversation is over, or has lasted for long."""
    talk = turn.person.talk
    assert talk is not None
    until = talk.since + HELD_FOR
    if until <= turn.now:
        return otherwise(turn, event)
    person, held = turn.person, talk.held
    for key in (event.key, *event.more):
        reminder = reminders.find(person, key)
        if reminder is not None and reminder.due <= turn.now:
            person = reminders.add(person, replace(reminder, due=until))
            held = tuple(dict.fromkeys((*held, key)))
    return replace(turn, person=replace(person, talk=replace(talk, held=held)))
