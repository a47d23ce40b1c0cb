"""What a person sees of a conversation with a human: offered, asked for, going on, over."""

from collections.abc import Iterable
from datetime import datetime

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
    if card.opens <= look.now:
        said = _timed(look, "talk.open", card.desk, card.closes)
    else:
        said = _timed(look, "talk.closed", card.desk, card.opens)
    return [said, _timed(look, "talk.promise", card.desk, card.answer_by)]


def _timed(look: Look, key: str, desk: str, at: datetime) -> str:
    """Return a sentence with a moment: of today the hour alone."""
    local = at.astimezone(look.local.tzinfo)
    today = local.date() == look.local.date()
    return look.say(f"{key}_today" if today else key, desk=desk, at=local)


def _ask(look: Look, label: str, argument: str, session: Session) -> Button:
    return Button(look.say(label), Order("ask_human", argument, session.number, session.seq))


def asked(look: Look, talk: Talk) -> tuple[str, ...]:
    """Return what is said when a human was asked for."""
    return (_timed(look, "talk.asked", talk.desk, talk.answer_by),)


def state(look: Look, talk: Talk, lead: Iterable[str] = ()) -> Show:
    """Return where a conversation stands, with the way out of it."""
    if talk.stage is Stage.WAITING:
        if talk.late:
            said = (*lead, *notice(look, "talk.late", "talk.instead", desk=talk.desk))
        else:
            said = (*lead, _timed(look, "talk.waiting", talk.desk, talk.answer_by))
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
