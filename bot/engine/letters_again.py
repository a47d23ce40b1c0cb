"""A letter begun again: what was written for it is gone, or the person asks for it anew."""

from bot.engine import screens
from bot.engine import session as sessions
from bot.engine.events import Ordered
from bot.engine.person import Session
from bot.engine.turn import Turn, begin, current, put, reshow
from bot.flow.letters import HOW, MARK


def lost(turn: Turn) -> Turn:
    """Say that what was written for the letter in front is gone, and begin it again."""
    session = current(turn)
    begun = [at for at, one in enumerate(session.answers) if _asks_how(one.key)] if session else []
    again = _from(turn, session, begun[-1]) if begun else None
    if session is None or again is None:
        return reshow(turn, "letter.lost")
    return put(turn, session, again, lead=screens.notice(turn.look, "letter.lost"))


def again(turn: Turn, event: Ordered) -> Turn:
    """Begin a letter again: at its first question, or with its guide when that is over."""
    session = next((s for s in turn.person.sessions if s.number == event.session), None)
    earlier = _from(turn, session, event.seq)
    if session is not None and earlier is not None:
        return put(turn, session, earlier)
    flow = turn.release.flows.get(event.argument)
    if flow is None or not (flow.opens or flow.task is not None):
        return reshow(turn, "moved_on")
    return begin(turn, flow.name)


def _from(turn: Turn, session: Session | None, seq: int | None) -> Session | None:
    """Return a session back at a letter's first question; None when `seq` is not one."""
    if session is None or seq is None or not 0 <= seq < len(session.answers):
        return None
    return (
        sessions.back_to(turn.of(session), session, seq)
        if _asks_how(session.answers[seq].key)
        else None
    )


def _asks_how(key: str) -> bool:
    return key.endswith(MARK + HOW)
