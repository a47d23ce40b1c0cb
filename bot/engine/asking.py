"""A question being put and its answer: what every kind of answer has in common."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine import deeds, letters, screens
from bot.engine import session as sessions
from bot.engine.events import Sign
from bot.engine.person import Session
from bot.engine.play import Need
from bot.engine.replay import replay
from bot.engine.turn import Turn, advance
from bot.flow.model import Ask, Kind, Value


@dataclass(frozen=True, slots=True)
class Asked:
    """A question being put: the session, what it needs, and what was done on the way to it."""

    session: Session
    need: Need
    acts: deeds.Acts = ()


def asked_by(turn: Turn, session: Session | None) -> Asked | None:
    """Return the question a session waits on."""
    if session is None:
        return None
    position = replay(turn.of(session), session)
    return Asked(session, position.need, position.acts) if position.need is not None else None


def open_check(turn: Turn) -> tuple[Turn, Asked] | None:
    """Open the flow that takes a message, for one that came unasked; None when there is none."""
    opening = (_asks_for_a_message(turn, name) for name in turn.release.menu)
    first = next((asked for asked in opening if asked is not None), None)
    if first is None:
        return None
    return turn.become(next_number=turn.person.next_number + 1), first


def check_flow(turn: Turn) -> str | None:
    """Return the name of the flow that takes a message, if the menu has one."""
    return next((name for name in turn.release.menu if _asks_for_a_message(turn, name)), None)


def _asks_for_a_message(turn: Turn, name: str) -> Asked | None:
    """Return a flow as it opens, if the first thing it asks for is a message to check."""
    session = sessions.open_session(turn.release, turn.person, name, {}, turn.now)
    need = replay(turn.release, session).need
    match need:
        case Need(step=Ask(kind=Kind.MESSAGE)):
            return Asked(session, need)
        case _:
            return None


def give(turn: Turn, asked: Asked, value: Value, beside: Mapping[str, Value] | None = None) -> Turn:
    """Answer a question, take up what was answered before, and go on.

    `beside` goes to the action that comes next: how the answer was come by.
    """
    answered = sessions.answer(asked.session, asked.need, value, turn.now)
    if asked.need.within is not None:
        turn = turn.also(letters.hold(asked.session, asked.need, value))
    return go_on(turn, answered, asked.acts, beside=beside)


def go_on(
    turn: Turn,
    answered: Session,
    before: deeds.Acts,
    lead: tuple[str, ...] = (),
    signs: Mapping[str, tuple[Sign, ...]] | None = None,
    beside: Mapping[str, Value] | None = None,
) -> Turn:
    """Take up what was answered before where it still fits, and go on from an answer."""
    answered, taken = sessions.take_up(turn.of(answered), answered, turn.now)
    kept = screens.notice(turn.look, "kept") if taken else ()
    return advance(turn, answered, before, lead=(*lead, *kept), signs=signs, beside=beside)
