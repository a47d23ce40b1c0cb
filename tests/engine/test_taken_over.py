"""A human is there: silence, what still works, what is passed on, and how it ends."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.engine.effects import Erase, LeaveDesk, Promise, Relay, Run
from bot.engine.events import (
    Chose,
    DeskEnded,
    DeskSaid,
    DeskTook,
    DeskUnanswered,
    Due,
    Exporting,
    Finished,
    Handed,
    HumanAsked,
    Left,
    Offered,
    Ordered,
    Returned,
    Sent,
    Sharing,
    Stray,
)
from bot.engine.person import Reminder, ReminderKind
from bot.engine.talk_owned import HELD_FOR
from tests.engine.test_talking import CARD, PRIVACY, _ask, _offered, _taken
from tests.little import NOW, Chat, chat


def test_the_bot_is_silent() -> None:
    """What the person writes is passed on, and nothing is shown."""
    one = _taken()
    assert one.said == "talk.taken"
    one.type_("  Bonjour ")

    assert one.effects == (Relay("Bonjour"),)
    assert not one.type_("   ").effects


def test_nothing_of_a_flow_is_shown() -> None:
    """Whatever the person taps or sends, only the conversation and its ways out are spoken of."""
    one = _taken()
    one.person = replace(one.person, sessions=())
    for event in (
        Ordered("menu"),
        Ordered("plan"),
        Ordered("open", "act"),
        Ordered("nonsense"),
        Stray("media"),
        Handed(None),
        HumanAsked(CARD, 1, 1),
    ):
        one.send(event)
        assert "talk.owned" in one.said, event
        assert one.labels == ["talk.leave", "talk.send"]
    one.start()
    assert "talk.owned" in one.said
    one.order("begin", "act")
    assert not one.person.sessions


def test_what_works_while_a_human_is_there() -> None:
    """/stop, /forget, /privacy and /lang, without leading anywhere else."""
    one = _taken()
    assert "stop.done" in one.order("stop").said
    assert "language.changed" in one.order("lang", "en").said
    assert "talk.owned" in one.said
    assert "forget.confirm" in one.order("forget").said
    assert "talk.owned" in one.press("button.cancel").said
    assert "page privacy" in one.order("privacy").said
    assert "talk.owned" in one.said  # its end leads to no menu
    assert "talk.owned" in one.order("human").said
    assert "sharing.nobody" in one.send(Sharing(())).said
    assert "talk.owned" in one.send(Exporting({})).said


def test_the_page_about_privacy_can_be_read() -> None:
    """Its question is answered; a button of another flow is not."""
    one = _ask(_offered()).order("open", "act")
    other = one.person.sessions[-1]
    one.release.flows["privacy"] = chat(PRIVACY).release.flows["privacy"]  # type: ignore[index]
    one.send(DeskTook()).order("privacy")
    assert one.key == "about"
    assert "talk.owned" in one.send(Chose(other.number, other.seq, "yes")).said
    assert "talk.owned" in one.tap("rights").said
    assert one.key == "sure"


def test_another_action_is_no_offer() -> None:
    """A session that waits for something else is not answered by it."""
    one = _offered().order("open", "check").type_("Votre colis attend : https://x.example")
    run = next(e for e in one.effects if isinstance(e, Run))
    assert not one.send(Offered(run.key, CARD)).effects


def test_secrets_and_distress() -> None:
    """A secret is erased and goes nowhere; the numbers are shown; a picture cannot be passed on."""
    one = _taken().type_("[iban]", secrets=frozenset({"iban"}))
    assert one.has(Erase)
    assert not one.has(Relay)
    assert "secret.iban" in one.said
    assert "talk.not_sent" in one.said
    one.type_("je n’en peux plus", distress=True)
    assert one.has(Relay)
    assert "talk.hard" in one.said
    one.send(Sent("f", picture=True, caption="regardez"))
    assert [e for e in one.effects if isinstance(e, Relay)] == [Relay("regardez")]
    assert "talk.no_files" in one.said


def test_a_secret_in_a_cry_for_help_is_answered_twice() -> None:
    """What was not passed on is said, and what helps now; both stay in the chat."""
    one = _taken().type_("[code]", secrets=frozenset({"code"}), distress=True)

    assert not one.has(Relay)
    assert ["talk.not_sent" in show.paragraphs for show in one.shows] == [True, False]
    assert "talk.hard" in one.shows[1].paragraphs


def test_what_cannot_be_passed_on_is_said() -> None:
    """A voice message, a correction, too many words at once: they know that nothing went."""
    one = _taken()
    for what, key in (
        ("media", "stray.media"),
        ("flood", "stray.flood"),
        ("edited", "talk.edited"),
    ):
        assert key in one.send(Stray(what)).said
        assert not one.has(Relay)


def test_what_the_human_says() -> None:
    """Signed by the desk; its links are dead, its markup too."""
    one = _taken()
    one.release.texts["talk.said"] = replace(  # type: ignore[index]
        one.release.texts["talk.said"], french="**{desk}** {text}"
    )
    one.send(DeskSaid("voir https://x.example **ici**"))

    assert one.said.startswith("**Mutuelle** voir hxxps[:]//")
    assert "**ici**" not in one.said
    assert one.labels == ["talk.leave", "talk.send"]


def test_leaving() -> None:
    """One tap; later words of the desk are nothing any more."""
    one = _taken().press("talk.leave")
    assert one.has(LeaveDesk)
    assert "talk.left" in one.said
    assert "menu.title" in one.said
    for event in (DeskSaid("encore là ?"), DeskTook(), DeskEnded(), DeskUnanswered("late")):
        assert not one.send(event).effects


def test_out_of_turn() -> None:
    """The desk says nothing before it took the conversation, and takes it once."""
    one = _ask(_offered())
    assert not one.send(DeskSaid("trop tôt")).effects
    one.send(DeskTook())
    assert not one.send(DeskTook()).effects


def test_the_end() -> None:
    """By the desk: the menu; or the task it sends them on to."""
    assert "talk.ended" in _taken().send(DeskEnded()).said
    one = _taken().send(DeskEnded("act"))
    assert "talk.returned" in one.said
    assert one.key == "sure"
    assert one.person.talk is None
    assert "talk.ended" in _taken().send(DeskEnded("unheard_of")).said


@pytest.mark.parametrize("why", ["late", "down"])
def test_nobody_came_in_time(why: str) -> None:
    """The bot says so by itself, offers others, and stays; the wish stays open."""
    one = _ask(_offered()).send(DeskUnanswered(why))

    assert f"talk.unanswered.{why}" in one.said
    assert "talk.instead" in one.said
    assert one.show.promise is Promise.REMINDER
    assert "talk.late" in one.order("human").said
    assert one.send(DeskTook()).said == "talk.taken"


def test_nobody_answers_any_more() -> None:
    """The conversation is the bot's again."""
    one = _taken().send(DeskUnanswered("silent"))
    assert "talk.unanswered.silent" in one.said
    assert one.labels == ["button.menu"]
    assert one.person.talk is None
    given_up = _ask(_offered()).send(DeskUnanswered("silent"))
    assert given_up.person.talk is None


def test_sending_what_was_answered() -> None:
    """First what would go, in words; then the codes; nothing when there is nothing."""
    one = _taken()
    one.press("talk.send")
    assert "• IBAN" in one.said
    assert not one.has(Relay)
    one.press("talk.send_yes")
    assert [e for e in one.effects if isinstance(e, Relay)] == [Relay(codes={"leaked": ["iban"]})]
    one.person = replace(one.person, profile={"insurer": "harmonie"})
    one.order("send_answers", "yes")
    assert [e for e in one.effects if isinstance(e, Relay)] == [
        Relay(codes={"insurer": "harmonie"})
    ]
    one.person = replace(one.person, profile={})
    assert "talk.send_nothing" in one.order("send_answers").said
    one.press("talk.leave")
    assert "moved_on" in one.order("send_answers", "yes").said


def _owing(one: Chat, at: datetime) -> Chat:
    wall = at.replace(tzinfo=None) + timedelta(hours=1)  # Paris, in winter
    owed = Reminder("d.1", ReminderKind.DEADLINE, "act", wall, "Europe/Paris", at)
    one.person = replace(one.person, reminders=(owed,))
    return one


def test_reminders_wait() -> None:
    """Held back while a human is there, due at once when it is over: none is lost, none doubled."""
    one = _owing(_taken(), NOW + timedelta(hours=1))
    one.wait(hours=1).send(Due("d.1"))
    assert not one.effects
    assert one.person.reminders[0].due == NOW + HELD_FOR
    assert not one.send(Due("d.1")).effects
    assert not one.send(Due("unheard_of")).effects
    one.wait(hours=1).send(DeskEnded())
    assert one.person.reminders[0].due == NOW + timedelta(hours=1)
    one.send(Due("d.1"))
    assert "reminder.neutral" in one.said
    assert not one.person.reminders


def test_reminders_that_come_together_wait_together() -> None:
    """Two at once are both held, and both come."""
    one = _owing(_taken(), NOW + timedelta(hours=1))
    owed = one.person.reminders[0]
    one.person = replace(one.person, reminders=(owed, replace(owed, key="d.2")))
    one.wait(hours=1).send(Due("d.1", more=("d.2",)))
    assert not one.effects
    assert [r.due for r in one.person.reminders] == [NOW + HELD_FOR] * 2
    one.send(DeskEnded())
    assert [r.due for r in one.person.reminders] == [owed.due] * 2


def test_reminders_do_not_wait_for_ever() -> None:
    """After twelve hours they come even so; one that was dropped meanwhile stays dropped."""
    one = _owing(_taken(), NOW + timedelta(hours=1))
    one.wait(hours=1).send(Due("d.1"))
    one.now = NOW + HELD_FOR
    held = replace(one.person.reminders[0], kind=ReminderKind.TASK)
    one.person = replace(one.person, reminders=(held,))
    one.send(Due("d.1"))
    # 22:00 in Paris: it waits for the morning, as any other.
    assert one.person.reminders[0].wall.hour == 8
    one.person = replace(one.person, reminders=())
    assert "talk.ended" in one.send(DeskEnded()).said
    assert not one.person.reminders


def test_an_action_that_answers_meanwhile_shows_nothing() -> None:
    """What it changed is kept; its screen comes when the conversation is over."""
    one = _ask(_offered()).order("open", "check").type_("Votre colis attend : https://x.example")
    run = next(e for e in one.effects if isinstance(e, Run))
    one.send(DeskTook()).send(Finished(run.key, "danger"))
    assert not one.effects
    assert one.key == "did"
    assert "Et vous ?" in one.send(DeskEnded()).order("resume").said


def test_coming_back_is_not_commented_upon() -> None:
    """No word about where they were, while a human is there."""
    one = _taken().order("stop")
    one.wait(days=2).order("lang", "en")
    assert "return." not in one.said


def test_blocking_the_bot_leaves_the_desk() -> None:
    """Nobody is kept waiting by somebody who is not there."""
    assert _taken().send(Left()).effects == (LeaveDesk(),)
    assert _ask(_offered()).send(Left()).effects == (LeaveDesk(),)
    assert not chat().send(Left()).effects
    assert not _taken().send(Returned()).effects
