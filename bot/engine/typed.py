"""What a person wrote: an answer to the question in front, or a message to be checked."""

from collections.abc import Mapping

from bot.engine import flow_screens
from bot.engine import session as sessions
from bot.engine.asking import Asked, asked_by, give, open_check
from bot.engine.effects import Erase
from bot.engine.events import Typed
from bot.engine.play import Need
from bot.engine.turn import Turn, begin, current, reshow, resume
from bot.flow import answers
from bot.flow.checks import Refused
from bot.flow.model import Ask, Checklist, Kind, Value

LOOKS_LIKE_A_MESSAGE = 60  # characters: longer than what people type to a menu


def typed(turn: Turn, event: Typed, *, moved: bool) -> Turn:
    """Take what a person wrote; `moved` when a new release put them back.

    A secret in it was dropped and leaves the chat; words of distress come before everything.
    """
    if event.secrets:
        turn = turn.also(Erase())
    if event.distress and "distress" in turn.release.flows:
        return begin(turn, "distress")
    asked = asked_by(turn, current(turn))
    match asked:
        case Asked(need=Need(step=Ask(kind=Kind.MESSAGE) as ask)):
            # The action that reads the words says that one of them was hidden, and why.
            beside = {"masked": True} if event.secrets else None
            return _understand(turn, asked, ask, event.text, beside)
    if event.secrets:
        return reshow(turn, *(f"secret.{secret}" for secret in sorted(event.secrets)))
    match asked:
        case _ if moved and (_for_a_letter(asked) or not looks_like_a_message(event)):
            return reshow(turn, "updated")  # the words were for a question that is no longer put
        case Asked(need=Need(step=Ask() as ask)) if not event.forwarded:
            return _understand(turn, asked, ask, event.text)
        case _ if looks_like_a_message(event):
            return _check(turn, event)
        case Asked(need=Need(step=Checklist())):
            return reshow(turn, "choose_button")
        case _ if turn.person.next_number == 1:  # nobody we know, or no longer: they are welcomed
            return begin(turn, "start")
        case _:
            return reshow(turn, "not_understood")


def _understand(
    turn: Turn, asked: Asked, ask: Ask, text: str, beside: Mapping[str, Value] | None = None
) -> Turn:
    look, need = turn.look, asked.need
    offered = tuple((o.key, look.words.translate(o.label)) for o in need.options)
    try:
        value = answers.understand(
            ask, text, now=look.local, language=turn.person.language, options=offered
        )
    except Refused as refused:
        if ask.kind in (Kind.CHOICE, Kind.SEVERAL) and looks_like_a_message(Typed(text)):
            return _check(turn, Typed(text))
        flow = turn.of(asked.session).flows[need.flow]
        said = (
            flow_screens.write(look, ask.error, need.values, flow)
            if ask.error is not None
            else look.say(refused.key, **refused.values)
        )
        return resume(turn, asked.session, lead=(said,))
    return give(turn, asked, value, beside)


def looks_like_a_message(event: Typed) -> bool:
    """Tell whether words nobody asked for are likely a message to check."""
    return event.forwarded or len(event.text) > LOOKS_LIKE_A_MESSAGE or "://" in event.text


def _for_a_letter(asked: Asked | None) -> bool:
    return asked is not None and sessions.held(asked.need)


def _check(turn: Turn, event: Typed) -> Turn:
    """Someone pasted a message without being asked: check it at once."""
    opened = open_check(turn)
    if opened is None:
        return reshow(turn, "not_understood")
    turn, asked = opened
    return give(turn, asked, event.text)
