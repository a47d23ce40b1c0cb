"""The conversation: one event in, the person as they now are and what is to be done out.

`step` is the engine's only door. It is pure: the same release, person, event and moment always
give the same answer. It never raises for anything a person can do.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.engine import (
    commands,
    commands_log,
    flow_screens,
    letters,
    letters_again,
    screens,
    talking,
)
from bot.engine import session as sessions
from bot.engine.asking import Asked, asked_by, give, go_on
from bot.engine.due import write_first
from bot.engine.effects import Effect, LeaveDesk, Manner, Show
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
    HumanAsked,
    Left,
    Lost,
    Offered,
    Ordered,
    Read,
    Returned,
    Sent,
    Sharing,
    Started,
    Typed,
)
from bot.engine.following import follow, mend
from bot.engine.handed import hand_in
from bot.engine.person import Person, Session, owned_by_desk
from bot.engine.pictures import read, sent
from bot.engine.play import CONTINUE, Need
from bot.engine.replay import Diverged, replay
from bot.engine.returning import seen, welcome
from bot.engine.sharing import sharing
from bot.engine.talk_owned import owned
from bot.engine.turn import (
    Turn,
    begin,
    current,
    hand_over,
    menu,
    present,
    reshow,
    resume,
)
from bot.engine.typed import typed
from bot.flow.model import Ask, Checklist, Do, Kind
from bot.flow.release import Release

NONE_OLDER: Mapping[str, Release] = MappingProxyType({})


def step(
    release: Release,
    person: Person,
    event: Event,
    now: datetime,
    older: Mapping[str, Release] = NONE_OLDER,
) -> tuple[Person, tuple[Effect, ...]]:
    """Return what a person becomes, and what is to be done, after an event at `now` (aware UTC)."""
    tapped = isinstance(event, Chose | HumanAsked) or (
        isinstance(event, Ordered | Sharing) and event.tapped
    )
    turn = Turn(release, older, person, now, tapped)
    turn, moved = follow(turn)
    there = seen(turn, event)
    try:
        after = _react_as_owner(there, event, moved=moved)
    except Diverged:
        after = _react_as_owner(mend(there), event, moved=True)
    if not owned_by_desk(turn.person):
        after = welcome(turn, after, event)
    return after.person, after.effects


def _react_as_owner(turn: Turn, event: Event, *, moved: bool) -> Turn:
    if owned_by_desk(turn.person):
        return owned(turn, event, lambda now, one: _react(now, one, moved=moved))
    return _react(turn, event, moved=moved)


def _react(turn: Turn, event: Event, *, moved: bool) -> Turn:
    turn = turn if turn.person.reachable else turn.become(reachable=True)
    match event:
        case Left():
            return _left(turn)
        case Returned():
            return turn
        case Finished():
            return _finished(turn, event)
        case Due():
            return write_first(turn, event)
        case Started():
            return _start(turn, event)
        case Handed():
            return hand_in(turn, event)
        case Ordered():
            return commands.obey(turn, event)
        case Offered() | HumanAsked() | DeskTook() | DeskSaid() | DeskEnded() | DeskUnanswered():
            return talking.heard(turn, event)
        case Sharing() | Exporting():
            return _seen(turn, event)
        case Typed():
            return typed(turn, event, moved=moved)
        case Sent():
            return sent(turn, event, moved=moved)
        case Read():
            return read(turn, event)
        case Lost():
            return letters_again.lost(turn)
        case _ if moved:
            return reshow(turn, "updated")
        case Chose():
            return _chose(turn, event)
        case _:
            return reshow(turn, f"stray.{event.what}")


def _left(turn: Turn) -> Turn:
    asked = turn.person.talk is not None
    turn = replace(turn.become(reachable=False, reminders=(), talk=None), effects=())
    return turn.also(LeaveDesk()) if asked else turn


def _seen(turn: Turn, event: Sharing | Exporting) -> Turn:
    if isinstance(event, Sharing):
        return sharing(turn, event)
    return commands.export(turn, event)


def _start(turn: Turn, event: Started) -> Turn:
    new = turn.person.next_number == 1
    if new and event.language in turn.release.languages:
        turn = turn.become(language=event.language)
    linked = turn.release.flows.get(event.payload or "")
    if linked is not None and "link" in linked.opens:
        return begin(turn, linked.name)
    if turn.person.sessions or turn.person.tasks:  # who has a plan is not asked from the start
        return present(turn, menu(turn))
    return begin(turn, "start")


def _chose(turn: Turn, event: Chose) -> Turn:
    session = next((s for s in turn.person.sessions if s.number == event.session), None)
    if session is None or session.seq != event.seq:
        return reshow(turn, "moved_on")
    asked = asked_by(turn, session)
    match asked:
        case Asked(need=Need(step=Ask() as ask)):
            return _tapped(turn, asked, ask, event.option)
        case Asked(need=Need(step=Checklist(), items=items)):
            if event.option in {item.key for item in items} | {CONTINUE}:
                return give(turn, asked, event.option)
    return reshow(turn, "moved_on")


def _tapped(turn: Turn, asked: Asked, ask: Ask, option: str) -> Turn:
    session, need = asked.session, asked.need
    offered = {o.key for o in need.options}
    proposal = sessions.proposed(session, need, turn.now)
    if option == flow_screens.SKIP and ask.skip is not None:
        return give(turn, asked, None)
    if option == flow_screens.KEEP and proposal is not None:
        return give(turn, asked, proposal.value)
    if ask.kind is Kind.SEVERAL and option == CONTINUE:
        return give(turn, asked, tuple(o.key for o in need.options if o.key in session.draft))
    if ask.kind is Kind.SEVERAL and option in offered:
        draft = (
            tuple(d for d in session.draft if d != option)
            if option in session.draft
            else (*session.draft, option)
        )
        return _ticked(turn, replace(session, draft=draft))
    if option in offered:
        return give(turn, asked, option)
    return reshow(turn, "moved_on")


def _ticked(turn: Turn, session: Session) -> Turn:
    """Change only the buttons of a question on the screen: what it tells stays to be read."""
    front = current(turn) if turn.person.in_front else None
    again = resume(turn, session)
    if front is None or front.number != session.number:
        return again
    effects = tuple(
        replace(effect, manner=Manner.KEYS) if isinstance(effect, Show) else effect
        for effect in again.effects
    )
    return replace(again.become(screen_stays=turn.person.screen_stays), effects=effects)


def _finished(turn: Turn, event: Finished) -> Turn:
    if event.key.startswith(commands_log.COMMAND):
        return commands_log.made(turn, event)
    for session in reversed(turn.person.sessions):
        position = replay(turn.of(session), session)
        need = position.need
        if need is None or need.key != event.key or not isinstance(need.step, Do):
            continue
        if event.outcome not in sessions.outcomes(need):
            return turn
        given = (
            letters.kept_beside(turn.look, session, event) if event.personal else event.documents
        )
        turn = hand_over(turn, given)
        answered = sessions.answer(session, need, event.outcome, turn.now)
        failed = event.outcome == "failed" and need.step.name is None
        lead = screens.notice(turn.look, "action.failed") if failed else ()
        signs = {need.step.name: event.signs} if need.step.name else {}
        return go_on(turn, answered, position.acts, lead, signs)
    return turn
