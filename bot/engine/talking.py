"""A human of the desk takes over: asked for, taken, and the bot silent until it is over.

The bot owns the conversation while nobody has come. From the moment the desk took it, `owned` is
all there is: no flow is played, what the person writes is passed on, and only the ways out work.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.engine import reminders, screens, talk_screens
from bot.engine import session as sessions
from bot.engine.asking import go_on
from bot.engine.effects import (
    AskHuman,
    Freeze,
    Lane,
    LeaveDesk,
    Relay,
    Show,
)
from bot.engine.events import (
    DeskEnded,
    DeskSaid,
    DeskTook,
    DeskUnanswered,
    HumanAsked,
    Offered,
    Ordered,
)
from bot.engine.person import Session, TaskStatus
from bot.engine.replay import replay
from bot.engine.talk import Stage, Talk
from bot.engine.turn import Turn, begin, menu, present, reshow
from bot.flow.formats import harmless
from bot.flow.model import Do

MOST_SAID = 2000  # characters of one message of an agent
GIVEN_UP = "silent"  # why nobody answers: then it is over, asked for or taken
ACTION = "handoff"
ASKED, OTHERS, NO_DESK = "asked", "not_now", "no_desk"  # outcomes of the action


def offer(turn: Turn, event: Offered) -> Turn:
    """Offer a human of the desk that sent the person; nothing is asked before they tap."""
    session = next((s for s in reversed(turn.person.sessions) if _runs(turn, s) == event.key), None)
    if session is None:
        return turn
    if turn.person.talk is not None:
        lead = talk_screens.state(turn.look, turn.person.talk).paragraphs
        return _answer(turn, session, ASKED, lead)
    show = talk_screens.offer(turn.look, event.card, session)
    return present(turn, show, stays=True, in_front=True)


def asked(turn: Turn, event: HumanAsked) -> Turn:
    """Ask for a human: the tap under what will be seen is the consent."""
    session = _under(turn, event.session, event.seq)
    if session is None:
        return reshow(turn, "moved_on")
    if turn.person.talk is not None:
        return _answer(turn, session, ASKED, ())
    card = event.card
    if card is None:
        return _answer(turn, session, NO_DESK, ())
    talk = Talk(card.desk, Stage.WAITING, turn.now, card.answer_by)
    wish = AskHuman(card.handoff, card.answer_by, summary(turn, hard=event.hard))
    turn = turn.become(talk=talk).also(wish)
    return _answer(turn, session, ASKED, talk_screens.asked(turn.look, talk))


def others(turn: Turn, event: Ordered) -> Turn:
    """Go on to the humans elsewhere: nobody was asked."""
    session = _under(turn, event.session, event.seq)
    return _answer(turn, session, OTHERS, ()) if session is not None else reshow(turn, "moved_on")


def _runs(turn: Turn, session: Session) -> str | None:
    """Return the key of the action a session waits for, if it is the one that asks for a human."""
    need = replay(turn.of(session), session).need
    if need is None or not isinstance(need.step, Do) or need.step.action != ACTION:
        return None
    return need.key


def _under(turn: Turn, number: int | None, seq: int | None) -> Session | None:
    session = next((s for s in turn.person.sessions if s.number == number), None)
    if session is None or session.seq != seq or _runs(turn, session) is None:
        return None
    return session


def _answer(turn: Turn, session: Session, outcome: str, lead: tuple[str, ...]) -> Turn:
    position = replay(turn.of(session), session)
    assert position.need is not None
    answered = sessions.answer(session, position.need, outcome, turn.now)
    return go_on(turn, answered, position.acts, lead)


def summary(turn: Turn, *, hard: bool) -> Mapping[str, object]:
    """Return what a desk learns by being asked: codes, and that it is hard if they let it say so.

    Blocked is a task whose answer from others is overdue.
    """
    today = turn.look.local.date()
    found: dict[str, list[str]] = {"done": [], "waiting": [], "blocked": []}
    for flow, state in turn.person.tasks.items():
        if state.status is TaskStatus.DONE:
            found["done"].append(flow)
        elif state.status is TaskStatus.WAITING:
            overdue = state.until is not None and state.until <= today
            found["blocked" if overdue else "waiting"].append(flow)
    breaches = turn.person.profile.get("breaches")
    return {
        "language": turn.person.language,
        "breaches": list(breaches) if isinstance(breaches, tuple) else [],
        **{name: sorted(flows) for name, flows in found.items()},
        "hard": hard,
    }


def human(turn: Turn, event: Ordered) -> Turn:
    """Show the conversation that is going on; otherwise the flow of the humans who help."""
    talk = turn.person.talk
    if talk is not None:
        return present(turn, talk_screens.state(turn.look, talk), stays=True)
    stale = tuple(s for s in turn.person.sessions if s.flow != event.name)
    return begin(turn.become(sessions=stale), event.name)


def leave(turn: Turn, _: Ordered) -> Turn:
    """Leave at once: one tap, no question."""
    talk = turn.person.talk
    if talk is None:
        return reshow(turn, "moved_on")
    key = "talk.left" if talk.stage is Stage.TAKEN else "talk.cancelled"
    turn = over(replace(turn, tapped=False)).also(LeaveDesk())
    return present(turn, menu(turn, screens.notice(turn.look, key, desk=talk.desk)), stays=True)


def send(turn: Turn, event: Ordered) -> Turn:
    """Show what could be sent of what was answered; send it on the second tap."""
    talk = turn.person.talk
    if talk is None or talk.stage is not Stage.TAKEN:
        return reshow(turn, "moved_on")
    show = talk_screens.answers(turn.look)
    if show is None:
        return reshow(turn, "talk.send_nothing")
    if event.argument != "yes":
        return present(turn, show, stays=True)
    profile = turn.release.profile
    codes = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in turn.person.profile.items()
        if name in profile and profile[name].options and value is not None
    }
    return reshow(turn.also(Relay(codes=codes)), "talk.sent_answers", desk=talk.desk)


def heard(
    turn: Turn,
    event: Offered | HumanAsked | DeskTook | DeskSaid | DeskEnded | DeskUnanswered,
) -> Turn:
    """Let a desk be offered and asked, and its side happen.

    What comes from it after the person left is nothing any more.
    """
    talk = turn.person.talk
    match event:
        case Offered():
            return offer(turn, event)
        case HumanAsked():
            return asked(turn, event)
        case _ if talk is None:
            return turn
        case DeskTook() if talk.stage is Stage.WAITING:
            taken = replace(talk, stage=Stage.TAKEN, since=turn.now, late=False)
            turn = turn.become(talk=taken)
            lead = screens.notice(turn.look, "talk.taken", desk=talk.desk)
            return present(turn, Show(lead, talk_screens.ways(turn.look)), stays=True)
        case DeskSaid(text=text) if talk.stage is Stage.TAKEN:
            said = turn.look.say("talk.said", desk=talk.desk, text=harmless(text, MOST_SAID))
            return present(turn, Show((said,), talk_screens.ways(turn.look)), stays=True)
        case DeskEnded(task=task):
            return _ended(turn, talk, task)
        case DeskUnanswered(why=why):
            return _unanswered(turn, talk, why)
        case _:
            return turn


def _ended(turn: Turn, talk: Talk, task: str | None) -> Turn:
    turn = over(turn)
    flow = turn.release.flows.get(task or "")
    key = "talk.ended" if flow is None else "talk.returned"
    lead = screens.notice(turn.look, key, desk=talk.desk)
    if flow is not None:
        return begin(turn, flow.name, lead=lead)
    return present(turn, menu(turn, lead), stays=True)


def _unanswered(turn: Turn, talk: Talk, why: str) -> Turn:
    """Say that nobody answers: a wish stays, a conversation is the bot's again."""
    show = talk_screens.unanswered(turn.look, talk, why)
    show = screens.reminder_manner(show, Lane.DEADLINE)
    if talk.stage is Stage.WAITING and why != GIVEN_UP:
        return turn.become(talk=replace(talk, late=True)).also(show)
    return over(turn).also(Freeze(), show)


def over(turn: Turn) -> Turn:
    """End it: the bot speaks again, and reminders that waited are due as they were."""
    talk = turn.person.talk
    person = replace(turn.person, talk=None)
    for key in talk.held if talk is not None else ():
        held = reminders.find(person, key)
        if held is not None:
            due = reminders.instant(held.wall, held.zone)
            person = reminders.add(person, replace(held, due=due))
    return replace(turn, person=person)
