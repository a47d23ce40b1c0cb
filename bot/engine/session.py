"""A session and what can happen to it: opened, answered, gone back on, corrected.

Each function takes a session and returns a new one; where it stands is always `replay`. Nothing
here knows of screens, commands or reminders. Moving to a newer release is `moving`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.engine.person import Answer, Person, Session
from bot.engine.play import CONTINUE, MOST_ANSWERS, Need
from bot.engine.replay import Position, needs, replay, zone_of
from bot.flow import answers as answers_room
from bot.flow.actions import ACTIONS, Place
from bot.flow.model import Ask, Checklist, Do, Value
from bot.flow.release import Release


def open_session(
    release: Release, person: Person, flow: str, given: Mapping[str, Value], now: datetime
) -> Session:
    """Return a new session of `flow`, with what is known of the person as it stands now."""
    return Session(
        number=person.next_number,
        flow=flow,
        release=release.hash,
        inputs={**person.profile, "language": person.language, "zone": person.zone, **given},
        asked_at=now,
        tasks=person.tasks,
        reminders=person.reminders,
    )


def answer(session: Session, need: Need, value: Value, now: datetime) -> Session:
    """Append the answer to the question the session waits on."""
    answered = _append(session, need, value, now)
    if not isinstance(need.step, Checklist):
        return answered
    # Who ticks a list anew ticks it alone: what they had taken back must not come back by itself.
    ticks = need.key.rpartition("/")[0] + "/"
    left = tuple(p for p in answered.proposals if not p.key.startswith(ticks))
    return replace(answered, proposals=left)


def _append(session: Session, need: Need, value: Value, now: datetime) -> Session:
    given = Answer(need.key, value, session.asked_at, now)
    if held(need) and value is not None:
        given = replace(given, value=None, removed=True)
    return replace(
        session,
        answers=(*session.answers, given),
        proposals=tuple(p for p in session.proposals if p.key != need.key),
        asked_at=now,
        draft=(),
        seq=session.seq + 1,
    )


def held(need: Need) -> bool:
    """Tell whether an answer is kept in memory only, beside the session: what a letter asks."""
    return need.within is not None and isinstance(need.step, Ask) and need.step.private


def take_up(release: Release, session: Session, now: datetime) -> tuple[Session, int]:
    """Answer with the proposals whose question comes again and which still fit; say how many.

    An action is never among them: it runs again, for what it is given may have changed.
    """
    taken = 0
    while session.proposals and len(session.answers) < MOST_ANSWERS:
        need = replay(release, session).need
        proposal = proposed(session, need, now) if need is not None else None
        if need is None or proposal is None:
            break
        session = _append(session, need, proposal.value, now)
        taken += 1
    return session, taken


def proposed(session: Session, need: Need, now: datetime) -> Answer | None:
    """Return the earlier answer to a person's question that can still be its answer."""
    if isinstance(need.step, Do):
        return None
    given = next((p for p in session.proposals if p.key == need.key), None)
    return given if given is not None and fits(session, need, given, now) else None


def fits(session: Session, need: Need, given: Answer, now: datetime) -> bool:
    """Tell whether an earlier answer can still be the answer to this question."""
    match need.step:
        case Ask():
            if given.removed or need.step.private:
                return False
            if given.value is None:
                return need.step.skip is not None
            keys = tuple(option.key for option in need.options)
            local = now.astimezone(zone_of(session))
            return answers_room.accepts(need.step, given.value, now=local, options=keys)
        case Checklist():
            return given.value == CONTINUE or given.value in {i.key for i in need.items}
        case _:
            return isinstance(given.value, str) and given.value in outcomes(need)


def outcomes(need: Need) -> tuple[str, ...]:
    """Return the outcomes an action may have."""
    return ACTIONS[need.step.action].outcomes if isinstance(need.step, Do) else ()


def conceal(session: Session, position: Position) -> Session:
    """Replace private answers by nothing once the action that used them has answered."""
    step = position.need.step if position.need is not None else None
    if isinstance(step, Do) and ACTIONS[step.action].place is not Place.ASKED:
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
    last = None
    for seq, (need, _) in enumerate(needs(release, session)):
        if not isinstance(need.step, Do):
            last = seq
    return back_to(release, session, last) if last is not None else None


def back_to(release: Release, session: Session, seq: int) -> Session | None:
    """Return the session before answer `seq`, the later ones kept as proposals; None without it."""
    if not 0 <= seq < len(session.answers):
        return None
    own = {given.key for need, given in needs(release, session) if _may_return(need)}
    kept = tuple(a for a in session.answers[seq:] if a.key in own)
    fresh = {a.key for a in kept}
    older = tuple(p for p in session.proposals if p.key not in fresh)
    return replace(
        session,
        answers=session.answers[:seq],
        proposals=(*kept, *older),
        asked_at=session.answers[seq].asked_at,
        draft=(),
        seq=session.seq + 1,
    )


def _may_return(need: Need) -> bool:
    """Tell whether an answer may be offered again: a person's own, and not private."""
    return isinstance(need.step, Checklist) or (
        isinstance(need.step, Ask) and not need.step.private
    )


def corrections(
    release: Release, session: Session
) -> tuple[tuple[int, Need, Ask | Checklist], ...]:
    """Return what a person may answer again, with the index of the answer: questions and lists."""
    return tuple(
        (seq, need, need.step)
        for seq, (need, given) in enumerate(needs(release, session))
        if isinstance(need.step, Ask)
        or (isinstance(need.step, Checklist) and given.value == CONTINUE)
    )
