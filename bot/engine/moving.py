"""A session moves to a newer release: replay what was answered, ask only what is new.

An answer stays when its question still comes, under its name or the one it `was`, and its value
still passes. The first question without one is where the person now stands; what is left over waits
as proposals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.engine.person import Answer, Session
from bot.engine.play import MOST_ANSWERS, Need
from bot.engine.replay import Diverged, replay
from bot.engine.session import fits
from bot.flow.model import Ask, Checklist, Do, Update
from bot.flow.release import Release


class Fate(StrEnum):
    """What a new release means for a person in a flow."""

    UNCHANGED = "unchanged"
    ASKED_AGAIN = "asked again"  # another question than the one they were reading
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Moved:
    """A session on its new release, and the question it now waits on, None at the end."""

    session: Session
    fate: Fate
    need: Need | None = None


def migrate(old: Release | None, new: Release, session: Session, now: datetime) -> Moved:
    """Move a session to a newer release; `old` is the one it stands on, if it is still known.

    A flow that says `update: finish`, or that is gone, stays on its release as long as that is
    known.
    """
    old = new if session.release == new.hash else old
    waiting = _waiting(old, session)
    if old is not None:
        flow = old.flows.get(session.flow)
        finishes = flow is not None and flow.update is Update.FINISH
        if old.hash == new.hash or finishes or session.flow not in new.flows:
            return Moved(session, Fate.UNCHANGED, waiting)
    elif session.flow not in new.flows:
        return Moved(session, Fate.ENDED)
    return _replayed(new, session, waiting.key if waiting is not None else None, now)


def mend(release: Release, session: Session, now: datetime) -> Session:
    """Return a session whose answers lead elsewhere now, at the first question they leave open.

    A table under the release (holidays, time zones) may change without it.
    """
    return _replayed(release, session, None, now).session


def _waiting(old: Release | None, session: Session) -> Need | None:
    """Return the question the person was reading, if that can be told."""
    if old is None:
        return None
    try:
        return replay(old, session).need
    except Diverged:
        return None


def _replayed(new: Release, session: Session, waiting: str | None, now: datetime) -> Moved:
    spare = list(session.answers)
    renamed: dict[str, str] = {}
    moved = replace(session, release=new.hash, answers=(), proposals=())
    while True:
        moved = replace(moved, asked_at=spare[0].asked_at if spare else session.asked_at)
        need = replay(new, moved).need
        if need is None:
            break
        former = _former(need, renamed)
        given = next((a for a in spare if a.key in former), None)
        if given is None or len(moved.answers) == MOST_ANSWERS:
            break
        if not _still(moved, need, given, now):
            break
        spare.remove(given)
        moved = replace(moved, answers=(*moved.answers, replace(given, key=need.key)))
    if need is None:
        return Moved(moved, Fate.ENDED)
    proposals = tuple(a for a in spare if not a.removed) + session.proposals
    moved = replace(moved, proposals=proposals)
    if isinstance(need.step, Do) and moved.answers and moved.answers[-1].removed:
        # The action must run again, and what it used is gone: the question before it comes again.
        moved = replace(moved, answers=moved.answers[:-1])
        need = replay(new, moved).need
    elif waiting in former or (waiting is None and not spare):
        return Moved(replace(moved, asked_at=session.asked_at), Fate.UNCHANGED, need)
    again = replace(moved, asked_at=now, draft=(), seq=session.seq + 1)
    return Moved(again, Fate.ASKED_AGAIN, need)


def _former(need: Need, renamed: dict[str, str]) -> tuple[str, ...]:
    """Return the keys an answer to this question may have been kept under.

    `renamed` gathers, by the beginning of a key, what it `was`: a list brings its ticks along, and
    the answers of the flows its lines led into.
    """
    step, key = need.step, need.key
    if not isinstance(step, Do) and step.was is not None:
        own = key.rpartition("/")[0] if isinstance(step, Checklist) else key
        path = own[: len(own) - len(step.name)]
        renamed[own] = _before(path, renamed) + step.was
    return (key, _before(key, renamed))


def _before(key: str, renamed: Mapping[str, str]) -> str:
    for new in sorted(renamed, key=len, reverse=True):
        if key == new or key.startswith(f"{new}/"):
            return renamed[new] + key[len(new) :]
    return key


def _still(session: Session, need: Need, given: Answer, now: datetime) -> bool:
    if isinstance(need.step, Ask) and need.step.private:
        return True  # removed, skipped, or in the hands of the action that now runs
    return not given.removed and fits(session, need, given, now)
