"""A session and what can happen to it: answered, gone back, corrected, moved to a new release.

Each function takes a session and returns a new one; where it stands is always `play.replay`.
Nothing here knows of screens, commands or reminders.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.engine.person import Answer, Person, Session
from bot.engine.play import MOST_ANSWERS, Need
from bot.engine.replay import Diverged, Position, needs, replay
from bot.flow import answers as answers_room
from bot.flow.actions import ACTIONS, Place
from bot.flow.model import Ask, Checklist, Do, Update, Value
from bot.flow.release import Release


def open_session(
    release: Release, person: Person, flow: str, given: Mapping[str, Value], now: datetime
) -> Session:
    """Return a new session of `flow`, with the person's profile as it stands now."""
    return Session(
        number=person.next_number,
        flow=flow,
        release=release.hash,
        inputs={**person.profile, "language": person.language, "zone": person.zone, **given},
        asked_at=now,
    )


def answer(session: Session, need: Need, value: Value, now: datetime) -> Session:
    """Append the answer to the question the session waits on."""
    given = Answer(need.key, value, session.asked_at, now)
    kept = tuple(p for p in session.proposals if p.key != need.key)
    return replace(session, answers=(*session.answers, given), proposals=kept, asked_at=now)


def take_up(release: Release, session: Session, now: datetime) -> tuple[Session, int]:
    """Answer with the proposals whose question comes again and which still fit; say how many."""
    taken = 0
    while session.proposals and len(session.answers) < MOST_ANSWERS:
        need = replay(release, session).need
        proposal = next((p for p in session.proposals if need and p.key == need.key), None)
        if need is None or proposal is None or not fits(need, proposal, now):
            break
        session = answer(session, need, proposal.value, now)
        taken += 1
    return session, taken


def fits(need: Need, given: Answer, now: datetime) -> bool:
    """Tell whether an earlier answer can still be the answer to this question."""
    match need.step:
        case Ask():
            if given.removed or need.step.private:
                return False
            if given.value is None:
                return need.step.skip is not None
            keys = tuple(option.key for option in need.options)
            return answers_room.accepts(need.step, given.value, now=now, options=keys)
        case Checklist():
            return given.value == "continue" or given.value in {i.key for i in need.items}
        case Do():
            return isinstance(given.value, str) and given.value in outcomes(need)


def outcomes(need: Need) -> tuple[str, ...]:
    """Return the outcomes an action may have."""
    return ACTIONS[need.step.action].outcomes if isinstance(need.step, Do) else ()


def conceal(session: Session, position: Position) -> Session:
    """Replace private answers by nothing once the action that used them has answered."""
    if position.need is not None and isinstance(position.need.step, Do):
        return session
    return replace(
        session,
        answers=tuple(
            # A skipped question kept nothing: the flow must still see that there was nothing.
            replace(a, value=None, removed=True)
            if a.key in position.private and a.value is not None
            else a
            for a in session.answers
        ),
    )


def back(release: Release, session: Session) -> Session | None:
    """Return the session before the person's last answer, that answer kept as a proposal.

    None when there is nothing to go back to. What actions answered after it goes with it.
    """
    return back_to(release, session, _last_own(release, session))


def back_to(release: Release, session: Session, seq: int | None) -> Session | None:
    """Return the session before answer `seq`, the later ones kept as proposals."""
    if seq is None or not 0 <= seq < len(session.answers):
        return None
    dropped = session.answers[seq:]
    own = {
        given.key
        for need, given in needs(release, session)
        if isinstance(need.step, Ask) and not need.step.private
    }
    kept = tuple(a for a in dropped if a.key in own and not a.removed)
    fresh = {a.key for a in kept}
    older = tuple(p for p in session.proposals if p.key not in fresh)
    return replace(
        session,
        answers=session.answers[:seq],
        proposals=(*kept, *older),
        asked_at=dropped[0].asked_at,
    )


def _last_own(release: Release, session: Session) -> int | None:
    """Index of the last answer a person gave, as opposed to an action."""
    last = None
    for seq, (need, _) in enumerate(needs(release, session)):
        if not isinstance(need.step, Do):
            last = seq
    return last


def corrections(release: Release, session: Session) -> tuple[tuple[int, Need, Answer], ...]:
    """Return the questions a person may answer again, with their index."""
    return tuple(
        (seq, need, given)
        for seq, (need, given) in enumerate(needs(release, session))
        if isinstance(need.step, Ask)
    )


def migrate(old: Release, new: Release, session: Session, now: datetime) -> tuple[Session, bool]:
    """Move a session to a newer release; say whether something is asked again.

    Every kept answer whose question still comes, under its name or the one it `was`, and whose
    value still passes, stays. Replay stops at the first question without one; the rest waits as
    proposals. A flow that says `update: finish`, or that is gone, stays on its release.
    """
    if session.release == new.hash:
        return session, False
    flow = new.flows.get(session.flow)
    before = old.flows.get(session.flow)
    if flow is None or (before is not None and before.update is Update.FINISH):
        return session, False
    spare = list(session.answers)
    moved = replace(session, release=new.hash, answers=(), proposals=(), asked_at=session.asked_at)
    while len(moved.answers) < MOST_ANSWERS:
        moved = replace(moved, asked_at=spare[0].asked_at if spare else session.asked_at)
        need = replay(new, moved).need
        if need is None:
            break
        given = next((a for a in spare if a.key in _former(need)), None)
        if given is None or not _still(need, given, now):
            break
        spare.remove(given)
        moved = replace(moved, answers=(*moved.answers, replace(given, key=need.key)))
    if spare and moved.answers and moved.answers[-1].removed:
        # The action that used it must run again, and what it used is gone: ask again.
        moved = replace(moved, answers=moved.answers[:-1])
    proposals = tuple(a for a in spare if not a.removed) + session.proposals
    asked_again = len(moved.answers) < len(session.answers)
    return replace(moved, proposals=proposals), asked_again


def _former(need: Need) -> tuple[str, ...]:
    """Return the keys an answer to this question may have been kept under."""
    was = None if isinstance(need.step, Do) else need.step.was
    if was is None:
        return (need.key,)
    head, _, _ = need.key.rpartition("/")
    name = need.key.removeprefix(head + "/") if head else need.key
    return (need.key, need.key.replace(name, was) if not head else f"{head}/{was}")


def _still(need: Need, given: Answer, now: datetime) -> bool:
    if given.removed:
        return isinstance(need.step, Ask) and need.step.private
    if isinstance(need.step, Ask) and need.step.private:
        return given.value is None
    return fits(need, given, now)


def instant(need: Need) -> bool:
    """Tell whether the service answers this action in memory, inside the same transaction."""
    return isinstance(need.step, Do) and ACTIONS[need.step.action].place is Place.INSTANT


__all__ = [
    "Diverged",
    "answer",
    "back",
    "back_to",
    "conceal",
    "corrections",
    "fits",
    "instant",
    "migrate",
    "open_session",
    "outcomes",
    "take_up",
]
