"""A human of the desk takes over: offered, asked for, silent until it is over."""

from dataclasses import replace
from datetime import timedelta

from bot.engine.effects import AskHuman, LeaveDesk, Run
from bot.engine.events import (
    DeskTook,
    HumanAsked,
    Offered,
    Ordered,
)
from bot.engine.person import TaskState, TaskStatus
from bot.engine.talk import Card, Stage
from tests.little import NOW, Chat, chat

CARD = Card(
    "ho_1a2b3c4d5e6f708192a3b4c5",
    "Mutuelle",
    "A1",
    answer_by=NOW + timedelta(hours=4),
    opens=NOW,
    closes=NOW + timedelta(hours=9),
)
WISH = """
flow: wish
title: Un humain
open: menu
steps:
  - do: handoff
    as: desk
  - case: desk
    asked: [{say: asked for}]
    not_now: [{say: elsewhere}]
    no_desk: [{say: no desk}]
  - stop: done
"""
PRIVACY = """
flow: privacy
title: Ce que je garde
open: link
steps:
  - ask: about
    text: Quoi ?
    choices: {rights: Mes droits}
  - stop: done
"""
TASK = """
flow: act
title: Geste
open: menu
task:
  when: "true"
  urgency: today
  minutes: 5
  stops: Cela.
  does_not_stop: Ceci.
steps:
  - ask: sure
    text: Sûr ?
    choices: {yes: Oui}
  - stop: done
"""


def _offered(card: Card = CARD, **profile: object) -> Chat:
    """Return somebody who looks at the offer."""
    one = chat(WISH, TASK, menu=("wish", "act"), profile=profile)  # type: ignore[arg-type]
    one.order("open", "wish")
    run = next(e for e in one.effects if isinstance(e, Run))
    assert run.action == "handoff"
    return one.send(Offered(run.key, card))


def _ask(one: Chat, *, hard: bool = False, card: Card | None = CARD) -> Chat:
    session = one.person.sessions[-1]
    return one.send(HumanAsked(card, session.number, session.seq, hard=hard))


def _taken() -> Chat:
    return _ask(_offered(leaked=("iban",))).send(DeskTook())


def test_the_offer_says_what_comes_of_it() -> None:
    """Who, until when, what they see; nothing is asked yet."""
    one = _offered()

    assert one.said.split("\n") == [
        "talk.offer",
        "talk.open_today",
        "talk.promise_today",
        "talk.seen",
    ]
    assert one.labels[:2] == ["talk.ask", "talk.others"]
    assert one.person.talk is None
    assert not one.has(AskHuman)


def test_closed_or_down_is_said() -> None:
    """When they open; and that their system does not answer."""
    by = NOW + timedelta(days=1, hours=1)
    late = replace(CARD, opens=NOW + timedelta(days=1), answer_by=by, down=True)
    said = _offered(late).said.split("\n")
    assert said[1:4] == ["talk.closed", "talk.promise", "talk.down"]
    soon = replace(CARD, opens=NOW + timedelta(hours=1))
    assert "talk.closed_today" in _offered(soon).said


def test_asking() -> None:
    """One effect with codes only; the flow goes on, the bot too."""
    one = _offered(leaked=("iban",))
    waiting = TaskState(TaskStatus.WAITING, NOW, NOW.date() + timedelta(days=3), ("w", "x"))
    over = replace(waiting, until=NOW.date())
    tasks = {"a": TaskState(TaskStatus.DONE, NOW), "b": waiting, "c": over}
    later = TaskState(TaskStatus.LATER, NOW, NOW.date())
    one.person = replace(one.person, tasks={**tasks, "d": later})
    _ask(one)

    (wish,) = [e for e in one.effects if isinstance(e, AskHuman)]
    assert wish.handoff == CARD.handoff
    assert wish.summary == {
        "language": "fr",
        "breaches": [],
        "done": ["a"],
        "waiting": ["b"],
        "blocked": ["c"],
        "hard": False,
    }
    assert one.person.talk is not None
    assert one.person.talk.stage is Stage.WAITING
    assert "talk.asked" in one.said
    assert "asked for" in one.said
    one.order("menu")
    assert "menu.title" in one.said


def test_that_it_is_hard_is_said_only_if_they_want() -> None:
    """Whoever was in distress is offered to say so; breaches go as codes."""
    one = _offered()
    assert "talk.ask_hard" not in one.labels
    one.type_("…", distress=True).order("open", "wish")
    run = next(e for e in one.effects if isinstance(e, Run))
    one.person = replace(one.person, profile={"breaches": ("free",)})
    one.send(Offered(run.key, CARD))
    assert "talk.ask_hard" in one.labels
    one.press("talk.ask_hard")  # without the desk's card: there is none
    assert "no desk" in one.said

    other = _offered()
    other.person = replace(other.person, profile={"breaches": ("free",)})
    _ask(other, hard=True)
    (wish,) = [e for e in other.effects if isinstance(e, AskHuman)]
    assert wish.summary["hard"] is True
    assert wish.summary["breaches"] == ["free"]


def test_going_elsewhere() -> None:
    """Other humans: the desk hears nothing; the button works once."""
    one = _offered()
    session = one.person.sessions[-1]
    one.press("talk.others")
    assert "elsewhere" in one.said
    assert one.person.talk is None
    one.send(Ordered("other_human", "", session.number, session.seq))
    assert "moved_on" in one.said
    one.send(HumanAsked(CARD, session.number, session.seq))
    assert "moved_on" in one.said
    assert not one.has(AskHuman)


def test_an_offer_nobody_waits_for() -> None:
    """Its flow is gone: nothing."""
    one = _offered().send(Offered("elsewhere", CARD))

    assert not one.effects


def test_asking_twice_asks_once() -> None:
    """While a wish is open, the action is answered by it; /human shows where it stands."""
    one = _ask(_offered())
    one.order("open", "wish")
    run = next(e for e in one.effects if isinstance(e, Run))
    session = one.person.sessions[-1]
    again = Chat(one.release, one.person).send(HumanAsked(CARD, session.number, session.seq))
    assert not again.has(AskHuman)
    one.send(Offered(run.key, CARD))
    assert "talk.waiting" in one.said
    assert not one.has(AskHuman)
    one.order("human")
    assert "talk.waiting" in one.said
    one.press("talk.cancel")
    assert one.has(LeaveDesk)
    assert "talk.cancelled" in one.said
    one.order("leave_desk")
    assert "moved_on" in one.said
    one.order("human")
    assert "page human" in one.said
