"""One event for one person: the frame in which the engine's rooms pass a person along.

A `Turn` is where things stand half-way through an event: the person so far, what is to be done so
far, and how the event came. Functions take a turn and return the next one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine import deeds, flow_screens, log_screens, plan_screens, screens, talk_screens, tasks
from bot.engine import session as sessions
from bot.engine.effects import Document, Effect, Manner, Run, Show
from bot.engine.events import Sign
from bot.engine.person import Person, Session, owned_by_desk
from bot.engine.play import Act, Tell
from bot.engine.replay import Position, replay
from bot.engine.screens import Look
from bot.flow.actions import ACTIONS
from bot.flow.model import Do, Value
from bot.flow.release import Release

MOST_SESSIONS = 8
HANDOFF = "handoff"  # the flow of people whom a desk hands over; its input `topic` is what follows
ENOUGH = "enough"  # the outcome of an action that was used too often today


@dataclass(frozen=True, slots=True)
class Turn:
    """The person and the effects so far, under one release at one moment."""

    release: Release
    older: Mapping[str, Release]  # releases that sessions which `finish` still stand on
    person: Person
    now: datetime  # aware UTC
    tapped: bool  # the event was a tap on a button
    effects: tuple[Effect, ...] = ()

    @property
    def look(self) -> Look:
        """What screens are drawn from now."""
        return Look(self.release, self.person, self.now)

    def of(self, session: Session) -> Release:
        """Return the release a session is played on."""
        return self.older.get(session.release, self.release)

    def become(self, **changes: object) -> "Turn":
        """Return the turn with the person changed."""
        return replace(self, person=replace(self.person, **changes))  # type: ignore[arg-type]

    def also(self, *effects: Effect) -> "Turn":
        """Return the turn with more to be done."""
        return replace(self, effects=(*self.effects, *effects))


def present(turn: Turn, show: Show, *, stays: bool = False, in_front: bool = False) -> Turn:
    """Put a screen in front of the person.

    A tap turns a screen that only asked into the next one; a screen that told something stays in
    the chat without its buttons, and so does any screen when the person wrote, or wants each step
    as a new message.
    """
    edit = turn.tapped and not turn.person.screen_stays and not turn.person.one_by_one
    first = not any(isinstance(effect, Show) for effect in turn.effects)
    turn = turn.become(screen_stays=stays, in_front=in_front)
    if not first:
        return turn.also(show)
    return turn.also(replace(show, manner=Manner.EDIT if edit else Manner.BELOW))


def current(turn: Turn) -> Session | None:
    """Return the session in front, if any."""
    return turn.person.sessions[-1] if turn.person.sessions else None


def hold(turn: Turn, session: Session) -> Turn:
    """Keep a session as the one in front, replacing its former self."""
    others = tuple(s for s in turn.person.sessions if s.number != session.number)
    return turn.become(sessions=(*others, session)[-MOST_SESSIONS:])


def drop(turn: Turn, session: Session) -> Turn:
    """Let go of a session that is over: its answers go with it."""
    return turn.become(
        sessions=tuple(s for s in turn.person.sessions if s.number != session.number)
    )


def menu(turn: Turn, lead: Iterable[str] = ()) -> Show:
    """Return the menu, with the way back to what was left, even on an older release.

    While a human of the desk owns the conversation there is none: how it stands is said instead.
    """
    if turn.person.talk is not None and owned_by_desk(turn.person):
        return talk_screens.state(turn.look, turn.person.talk, lead)
    session = current(turn)
    if session is None:
        return screens.menu(turn.look, lead)
    release = turn.of(session)
    words = release.words(turn.person.language)
    return screens.menu(turn.look, lead, words.translate(release.flows[session.flow].title))


def begin(
    turn: Turn, flow: str, given: Mapping[str, Value] | None = None, *, lead: Iterable[str] = ()
) -> Turn:
    """Open a flow in front of whatever was there; a paused session of it is taken up instead."""
    paused = next((s for s in turn.person.sessions if s.flow == flow), None)
    if paused is not None and not given:
        return resume(turn, paused, lead=lead)
    if paused is not None:
        turn = drop(turn, paused)
    opened = sessions.open_session(turn.release, turn.person, flow, given or {}, turn.now)
    turn = turn.become(next_number=turn.person.next_number + 1)
    return advance(turn, opened, (), lead=lead)


def resume(turn: Turn, session: Session, *, lead: Iterable[str] = ()) -> Turn:
    """Put the session's question again, as of now, so that no number of days left is stale."""
    return put(turn, session, session, lead=lead)


def put(turn: Turn, before: Session, session: Session, *, lead: Iterable[str] = ()) -> Turn:
    """Put the question of a session as of now; `before` is the session as it stood so far."""
    release = turn.of(session)
    again = replace(session, asked_at=turn.now)
    acts = deeds.put_again(replay(release, before).acts, replay(release, again).acts)
    return advance(turn, again, acts, lead=lead)


def advance(
    turn: Turn,
    session: Session,
    before: deeds.Acts,
    *,
    lead: Iterable[str] = (),
    signs: Mapping[str, tuple[Sign, ...]] | None = None,
    beside: Mapping[str, Value] | None = None,
) -> Turn:
    """Go where the session's answers lead: apply what changed, then ask, act or end.

    `beside` goes to the action that comes next with its own inputs: how the answer was come by.
    """
    release = turn.of(session)
    position = replay(release, session)
    session = sessions.conceal(session, position)
    changed = deeds.apply(release, turn.person, session, before, position, turn.now)
    turn = hold(replace(turn, person=changed), session)
    if position.need is None:
        return finish(turn, session, position, lead=lead, signs=signs)
    need = position.need
    if isinstance(need.step, Do):
        turn, enough = _asked_again(turn, need.step)
        if enough:
            answered = sessions.answer(session, need, ENOUGH, turn.now)
            return advance(turn, answered, position.acts, lead=lead, signs=signs)
        inputs = {k: v for k, v in need.inputs.items() if isinstance(v, (str, tuple, type(None)))}
        moment = {"now": turn.now} if ACTIONS[need.step.action].dated else {}
        return turn.also(Run(need.key, need.step.action, {**inputs, **moment, **(beside or {})}))
    look = Look(release, turn.person, turn.now)
    show = flow_screens.question(look, session, position, need, need.step, signs=signs, lead=lead)
    return present(turn, show, stays=bool(position.told), in_front=True)


def _asked_again(turn: Turn, step: Do) -> tuple[Turn, bool]:
    """Count one more use of an action that has a limit a day; tell whether it is past it."""
    most = ACTIONS[step.action].most_a_day
    if most is None:
        return turn, False
    today = turn.look.local.date().isoformat()
    day, count = turn.person.asked
    count = count if day == today else 0
    return turn.become(asked=(today, count + 1)), count >= most


def finish(
    turn: Turn,
    session: Session,
    position: Position,
    *,
    lead: Iterable[str] = (),
    signs: Mapping[str, tuple[Sign, ...]] | None = None,
) -> Turn:
    """Close a session: record how a task ended, say what is next, offer what was paused."""
    release = turn.of(session)
    flow = release.flows[session.flow]
    ended = position.ended
    turn = drop(turn, session)
    look = Look(release, turn.person, turn.now)
    shows_plan = any(isinstance(act, Act) and act.step.action == "plan" for act in position.told)
    # The plan's own screen follows: said here too, a person would read it twice.
    told = tuple(one for one in position.told if isinstance(one, Tell) or one.step.action != "plan")
    position = replace(position, told=told)
    paragraphs = [*lead, *flow_screens.told(look, session, position, signs or {})]
    if flow.task is not None and ended is not None and ended.stop is not None:
        settled = tasks.settle(release, turn.person, flow.name, ended.stop, ended.values, turn.now)
        turn = replace(turn, person=settled)
        if ended.outcome != "later":  # a task put off has just said when it comes back
            silent = ended.outcome == "waiting" and settled.reminders_stopped
            how = "waiting_silent" if silent else ended.outcome
            paragraphs.extend(plan_screens.ended(turn.look, release, flow.name, how))
    topic = session.inputs.get("topic") if flow.name == HANDOFF else None
    if isinstance(topic, str) and topic in turn.release.flows:
        return begin(turn, topic, lead=paragraphs)
    stays = bool(paragraphs)
    if flow.name == log_screens.FLOW:
        return present(turn, log_screens.log_screen(turn.look, paragraphs), stays=stays)
    if shows_plan or (flow.task is not None and not turn.person.sessions):
        return present(turn, plan_screens.plan_screen(turn.look, tuple(paragraphs)), stays=stays)
    return present(turn, menu(turn, paragraphs), stays=stays)


def reshow(turn: Turn, *keys: str, **values: Value) -> Turn:
    """Say something, then put the person back where they are: a question, or the menu."""
    lead = screens.notice(turn.look, *keys, **values)
    session = current(turn)
    if session is not None and not owned_by_desk(turn.person):
        return resume(turn, session, lead=lead)
    return present(turn, menu(turn, lead), stays=owned_by_desk(turn.person))


def hand_over(turn: Turn, documents: Iterable[Document]) -> Turn:
    """Give the person files, before the screen that speaks of them.

    The log may be in one of them: from now on its entries are withdrawn, not taken back.
    """
    return turn.become(log_given=len(turn.person.log)).also(*documents)
