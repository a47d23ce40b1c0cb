"""A person comes to the release that is live: their sessions move, and what they do with them."""

from dataclasses import replace

from bot.engine import deeds, moving
from bot.engine.person import Session
from bot.engine.replay import Diverged, replay
from bot.engine.turn import Turn, current
from bot.flow.release import Release


def follow(turn: Turn) -> tuple[Turn, bool]:
    """Move the person's sessions to the live release.

    Tell whether the question they were reading is no longer the one being put.
    """
    front = current(turn)
    changed = False
    for session in turn.person.sessions:
        if session.release == turn.release.hash:
            continue
        old = turn.older.get(session.release)
        moved = moving.migrate(old, turn.release, session, turn.now)
        if session is front:
            changed = moved.fate is not moving.Fate.UNCHANGED
        gone = moved.session.flow not in turn.release.flows and old is None
        turn = _exchange(turn, session, None if gone else moved.session)
        if not gone and old is not None and moved.session.release == turn.release.hash:
            turn = _act_on(turn, old, session, moved.session)
    return turn, changed


def mend(turn: Turn) -> Turn:
    """Put every session whose answers no longer fit where they still do: nobody is stuck."""
    for session in turn.person.sessions:
        release = turn.of(session)
        try:
            replay(release, session)
        except Diverged:
            turn = _exchange(turn, session, moving.mend(release, session, turn.now))
    return turn


def _exchange(turn: Turn, session: Session, by: Session | None) -> Turn:
    """Put a session in another's place, or nothing."""
    others = (by if s is session else s for s in turn.person.sessions)
    return turn.become(sessions=tuple(s for s in others if s is not None))


def _act_on(turn: Turn, old: Release, before: Session, after: Session) -> Turn:
    """Do what the new release does on the way to where the person stands, undo what it does not."""
    try:
        done = replay(old, before).acts
    except Diverged:
        return turn
    position = replay(turn.release, after)
    return replace(
        turn, person=deeds.apply(turn.release, turn.person, after, done, position, turn.now)
    )
