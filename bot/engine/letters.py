"""What a person writes into a letter: handed on to be held in memory, never kept in the session.

The session only knows that a field was answered. What the service holds is used once, by the
letter; if it is gone before that, the person is told and the letter begins again.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from bot.engine.effects import Button, Document, Hold, Order, Show
from bot.engine.events import Finished
from bot.engine.person import Person, Session
from bot.engine.play import Need
from bot.engine.screens import Look, navigation
from bot.flow.formats import FORMATS
from bot.flow.letters import HOW, MARK, key_of
from bot.flow.model import Value


def hold(session: Session, need: Need, value: Value) -> Hold:
    """Return what to hold, or to let go of, after a question of a letter was answered."""
    begun, _, name = need.key.rpartition(MARK)
    if name == HOW:
        return Hold(session.number, begun + MARK, None)
    return Hold(session.number, need.key, None if value is None else _written(value))


def _written(value: Value) -> str:
    """Return an answer as it stands in a French letter."""
    match value:
        case str():
            return value
        case date():
            return FORMATS["date"](value, "fr", None)
        case _:
            return FORMATS["money"](value, "fr", None)


def missing(person: Person, held: Collection[str]) -> bool:
    """Tell whether something was written for the letter in front that is no longer `held`."""
    session = person.sessions[-1] if person.sessions else None
    last = session.answers[-1].key if session is not None and session.answers else ""
    if session is None or MARK not in last:
        return False
    begun = last.rpartition(MARK)[0] + MARK
    given = {one.key for one in session.answers if one.removed and one.key.startswith(begun)}
    return not given <= set(held)


def kept_beside(look: Look, session: Session, event: Finished) -> tuple[Document, ...]:
    """Return documents that are never written down, with what is said should they be gone."""
    how = next((at for at, one in enumerate(session.answers) if one.key == key_of(event.key)), 0)
    order = Order("letter", session.flow, session.number, how)
    rows = ((Button(look.say("button.letter_again"), order),), navigation(look))
    gone = Show((look.say("letter.gone"),), rows)
    key = f"{session.number}/{session.seq}"
    return tuple(replace(one, key=f"{key}/{one.name}", otherwise=gone) for one in event.documents)
