"""What a person sees of a conversation with a human: offered, asked for, going on, over."""

from collections.abc import Iterable

from bot.engine.effects import Button, Order, Show
from bot.engine.person import Session
from bot.engine.screens import Look, Row, navigation, notice
from bot.engine.talk import Card, Stage, Talk

DISTRESS = "distress"  # the flow of people for whom it is too much


def offer(look: Look, card: Card, session: Session) -> Show:
    """Return what is said before anything is asked: when they answer, and what they will see."""
    paragraphs = [look.say("talk.offer", desk=card.desk), *_when(look, card)]
    if card.down:
        paragraphs.append(look.say("talk.down", desk=card.desk))
    paragraphs.append(look.say("talk.seen", desk=card.desk, case=card.case))
    rows = [(_ask(look, "talk.ask", "", session),)]
    if any(one.flow == DISTRESS for one in look.person.sessions):
        rows.append((_ask(look, "talk.ask_hard", "hard", session),))
    others = Order("other_human", "", session.number, session.seq)
    rows.append((Button(look.say("talk.others"), others),))
    return Show(tuple(paragraphs), (*rows, navigation(look, session)))


def _when(look: Look, card: Card) -> list[str]:
    local = look.local.tzinfo
    by, opens, closes = (
        moment.astimezone(local) for moment in (card.answer_by, card.opens, card.closes)
    )
    open_now = card.opens <= look.now
    said = ("talk.open", closes) if open_now else ("talk.closed", opens)
    return [
        look.say(said[0], desk=card.desk, at=said[1]),
        look.say("talk.promise", desk=card.desk, at=by),
    ]


def _ask(look: Look, label: str, argument: str, session: Session) -> Button:
    return Button(look.say(label), Order("ask_human", argument, session.number, session.seq))


def asked(look: Look, talk: Talk) -> tuple[str, ...]:
    """Return what is said when a human was asked for."""
    at = talk.answer_by.astimezone(look.local.tzinfo)
    return (look.say("talk.asked", desk=talk.desk, at=at),)


def state(look: Look, talk: Talk, lead: Iterable[str] = ()) -> Show:
    """Return where a conversation stands, with the way out of it."""
    if talk.stage is Stage.WAITING:
        key = "talk.late" if talk.late else "talk.waiting"
        at = talk.answer_by.astimezone(look.local.tzinfo)
        said = (*lead, look.say(key, desk=talk.desk, at=at))
        if talk.late:
            said = (*said, look.say("talk.instead"))
        cancel = (look.order("talk.cancel", "leave_desk"),)
        return Show(said, (cancel, (look.order("button.menu", "menu"),)))
    said = (*lead, look.say("talk.owned", desk=talk.desk))
    return Show(said, ways(look))


def ways(look: Look) -> tuple[Row, ...]:
    """Return the buttons while a human of the desk owns the conversation."""
    return (
        (look.order("talk.leave", "leave_desk"),),
        (look.order("talk.send", "send_answers"),),
    )


def unanswered(look: Look, talk: Talk, why: str) -> Show:
    """Return what the bot says by itself when nobody answers, and who answers instead."""
    lead = notice(look, f"talk.unanswered.{why}", "talk.instead", desk=talk.desk)
    rows: list[Row] = [(look.order("button.menu", "menu"),)]
    if talk.stage is Stage.WAITING and why != "silent":
        rows.insert(0, (look.order("talk.cancel", "leave_desk"),))
    return Show(lead, tuple(rows))


def answers(look: Look) -> Show | None:
    """Return what could be sent of what was answered, in words; None when there is nothing."""
    lines: list[str] = []
    for name, entry in look.release.profile.items():
        given = look.person.profile.get(name)
        codes = given if isinstance(given, tuple) else (given,) if isinstance(given, str) else ()
        labels = {option.key: look.words.translate(option.label) for option in entry.options}
        lines.extend("• " + labels[code] for code in codes if code in labels)
    if not lines:
        return None
    desk = look.person.talk.desk if look.person.talk is not None else ""
    rows = ((look.order("talk.send_yes", "send_answers", "yes"),), *ways(look)[:1])
    return Show((look.say("talk.send_what", desk=desk), "\n".join(lines)), rows)
