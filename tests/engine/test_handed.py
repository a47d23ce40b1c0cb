"""A person whom a desk hands over: what they see first, and where they go then."""

from bot.engine.effects import Erase, Run
from bot.engine.events import Handed
from bot.engine.person import Person
from tests.little import Chat, chat, release_of

FLOW = """
flow: handoff
title: Envoyé
open: link
takes: {desk: text, topic: text, kinds: several}
steps:
  - say: "{desk} vous envoie"
  - ask: go
    text: On y va ?
    choices: {yes: Oui, no: Non}
  - do: share
    with: {handoff: desk, kinds: kinds}
  - stop: done
"""
OTHER = """
flow: other
title: Autre
open: link
steps:
  - ask: way
    text: Autre question
    choices: {a: A, b: B}
  - stop: done
"""


def _chat(topic: str = "other", **more: str) -> Chat:
    given = {"desk": "Mutuelle", "topic": topic, "kinds": ("opened", "erased")}
    return chat(FLOW, OTHER).send(Handed(given, **more))


def test_who_sent_them_stands_first_and_the_link_leaves_the_chat() -> None:
    """The message that carried the link is deleted; the flow knows the desk."""
    one = _chat()

    assert Erase() in one.effects
    assert "Mutuelle vous envoie" in one.said


def test_the_flow_the_desk_pointed_at_follows() -> None:
    """Agreed or not, what comes next is the topic, on the same screen."""
    one = _chat().tap("yes").finish("done")

    assert "Autre question" in one.said
    assert [s.flow for s in one.person.sessions] == ["other"]


def test_what_is_agreed_to_reaches_the_action() -> None:
    """A list of codes is an input like any other."""
    one = _chat().tap("yes")

    run = next(effect for effect in one.effects if isinstance(effect, Run))
    assert run.inputs == {"handoff": "Mutuelle", "kinds": ("opened", "erased")}


def test_a_topic_that_is_gone_leads_to_the_menu() -> None:
    """A flow unpublished since, or none: the menu."""
    assert "menu.title" in _chat("gone").tap("yes").finish("done").said


def test_the_desks_guess_counts_for_somebody_new() -> None:
    """Language and zone are the desk's for a first meeting, and the person's ever after."""
    new = _chat(language="en", zone="Indian/Reunion")
    assert (new.person.language, new.person.zone) == ("en", "Indian/Reunion")
    assert _chat(language="de").person.language == "fr"

    known = chat(FLOW, OTHER).start()
    known.send(Handed({"desk": "M", "topic": "other"}, "en", "Indian/Reunion"))
    assert (known.person.language, known.person.zone) == ("fr", "Europe/Paris")


def test_a_spent_link_says_one_thing() -> None:
    """To somebody new, to somebody in the middle of something; and without the flow."""
    for one in (chat(FLOW), chat(FLOW, OTHER).start("other")):
        one.send(Handed(None))
        assert "handoff.spent" in one.said
        assert len(one.person.sessions) == 1  # the start, or where they were
        assert Erase() in one.effects

    without = Chat(release_of(OTHER), Person()).send(Handed({"topic": "other"}))
    assert "handoff.spent" in without.said
