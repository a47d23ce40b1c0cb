"""A picture in the conversation: put aside, read elsewhere, and taken up as words."""

from dataclasses import replace

import pytest

from bot.engine import effect_json
from bot.engine.effects import Erase, Lane, Manner, Promise, Run, Show
from bot.engine.events import Chose, Finished, Read, Sent, Sign, Typed
from tests.little import Chat, chat, release_of


def run_of(talk: Chat) -> Run:
    """Return the action the last event asked for."""
    (run,) = [effect for effect in talk.effects if isinstance(effect, Run)]
    return run


def sent(talk: Chat, **details: object) -> Run:
    """Send a picture; return what is asked of the outside."""
    return run_of(talk.send(Sent("a-reference", picture=True, **details)))  # type: ignore[arg-type]


def test_a_picture_is_put_aside_and_the_person_told() -> None:
    """Only the reference goes out; the screen says what is happening, with a way out."""
    talk = chat().start("check")
    run = sent(talk)

    assert run.action == "read_picture"
    assert run.inputs["reference"] == "a-reference"
    assert "picture.reading" in talk.said
    assert "button.menu" in talk.labels
    assert talk.key == "message"


def test_what_was_read_is_checked_like_typed_words() -> None:
    """The words go to the action with how they were come by, and are gone after it."""
    talk = chat().start("check")
    key = sent(talk).key
    talk.send(Read(key, "read", text="Votre colis", sender="Poste", codes=("a.example",)))
    run = run_of(talk)
    assert run.inputs == {
        "message": "Votre colis",
        "sender": "Poste",
        "picture": "read",
        "codes": "a.example",
    }
    talk.send(Finished(run.key, "danger", (Sign("picture.link", "x"),)))

    assert "Votre colis" not in repr(talk.person)


def test_the_verdict_comes_below_the_screen_that_said_reading() -> None:
    """A new message rings on the phone; the one that waited stays, without its buttons."""
    talk = chat().start("check")
    talk.send(Read(sent(talk).key, "unreadable"))
    (show,) = [effect for effect in talk.effects if isinstance(effect, Show)]

    assert show.manner is Manner.BELOW


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("unreadable", "picture.unreadable"),
        ("too_big", "picture.too_big"),
        ("foreign", "picture.foreign"),
        ("timeout", "picture.timeout"),
        ("busy", "picture.busy"),
        ("failed", "picture.failed"),
        ("off", "stray.picture"),
    ],
)
def test_an_unread_picture_gets_a_sentence_and_the_question_again(outcome: str, said: str) -> None:
    """Whatever went wrong, the person hears what to do instead, where they were."""
    talk = chat().start("check")
    talk.send(Read(sent(talk).key, outcome))

    assert said in talk.said
    assert talk.key == "message"


def test_an_unasked_picture_opens_the_check() -> None:
    """Anywhere, a picture is taken for a message to check; what ran before is kept."""
    talk = chat().start()
    before = talk.person.sessions
    key = sent(talk).key
    talk.send(Read(key, "read", text="Votre colis"))

    assert run_of(talk).action == "check_message"
    assert talk.person.sessions[0].flow == before[0].flow


def test_an_answer_that_comes_late_opens_a_check_of_its_own() -> None:
    """Who pasted the text meanwhile gets both verdicts; nothing is answered twice."""
    talk = chat().start("check")
    key = sent(talk).key
    talk.send(Typed("Votre colis est bloqué"))
    talk.send(Finished(run_of(talk).key, "danger"))
    talk.send(Read(key, "read", text="Bonjour"))

    assert run_of(talk).inputs["message"] == "Bonjour"


def test_a_late_failure_disturbs_no_question() -> None:
    """The sentence is said, and the person stays where they are."""
    talk = chat().start("check")
    key = sent(talk).key
    talk.send(Typed("Votre colis est bloqué")).send(Finished(run_of(talk).key, "danger"))
    where = talk.key
    talk.send(Read(key, "unreadable"))

    assert "picture.unreadable" in talk.said
    assert talk.key == where


def test_a_heavy_picture_is_refused_before_it_is_fetched() -> None:
    """The announced size is enough; the words beside it are still checked."""
    talk = chat().start("check").send(Sent("r", picture=True, size=6_000_000))
    assert "picture.too_big" in talk.said
    assert not talk.has(Run)

    talk.send(Sent("r", picture=True, size=6_000_000, caption="Votre colis"))
    assert run_of(talk).inputs == {"message": "Votre colis", "picture": "unread"}


def test_an_album_says_that_one_picture_is_read() -> None:
    """Nobody believes that all of them were looked at."""
    talk = chat().start("check")
    sent(talk, album=True)

    assert "picture.album" in talk.said


def test_a_secret_beside_or_inside_a_picture_erases_it() -> None:
    """The message that carried it goes from the chat; the check goes on."""
    talk = chat().start("check")
    run = sent(talk, caption="[NIR ••••]", secrets=frozenset({"nir"}))
    assert talk.has(Erase)

    talk.send(Read(run.key, "read", text="Votre [IBAN ••••]", secrets=frozenset({"iban"})))
    assert talk.has(Erase)
    assert run_of(talk).action == "check_message"


def test_distress_beside_a_picture_comes_first() -> None:
    """Words of distress are answered before any picture."""
    talk = chat().start("check").send(Sent("r", picture=True, distress=True))

    assert talk.key == "ready"
    assert not talk.has(Run)


PROOF = """
flow: proof
title: Preuve
open: [menu, link]
steps:
  - ask: shot
    kind: photo
    text: Photo ?
  - stop: done
"""


def test_a_picture_for_a_question_that_was_replaced_answers_nothing() -> None:
    """It was for the question the person saw, not for the one now put."""
    talk = chat(PROOF).start("proof")
    talk.older = {talk.release.hash: talk.release}
    talk.release = release_of(PROOF.replace("ask: shot", "ask: other"), hash="r2")
    talk.send(Sent("ref", picture=True))

    assert "updated" in talk.said
    assert talk.key == "other"


def test_without_a_flow_that_checks_a_picture_is_met_with_words() -> None:
    """A release that asks for no message has nothing to do with a picture."""
    bare = release_of(menu=("start", "help"))
    talk = Chat(bare).start().send(Sent("ref", picture=True))
    assert "stray.picture" in talk.said

    talk.send(Read("picture/9/9/x", "read", text="Votre colis"))
    assert not talk.has(Run)


def test_the_caption_is_never_written() -> None:
    """What waits in the outbox is the reference; it may run again and holds up nobody."""
    run = sent(chat().start("check"), caption="Votre colis est bloqué")
    written = effect_json.to_json(run)

    assert run.beside == {"caption": "Votre colis est bloqué"}
    assert "colis" not in repr(written)
    assert effect_json.from_json(written) == replace(run, beside={})
    assert effect_json.promise(run) is Promise.IDEMPOTENT
    assert effect_json.lane(run) is Lane.ASIDE


def test_a_tap_under_the_reading_screen_is_an_old_button_only() -> None:
    """A stale answer for a picture's question changes nothing."""
    talk = chat().start("check")
    run = sent(talk)
    talk.send(Chose(99, 0, "x"))

    assert "moved_on" in talk.said
    assert talk.send(Read(run.key, "read", text="Bonjour")).has(Run)
