"""The promises the walk looks at: each is seen broken, so that keeping them means something."""

from dataclasses import replace

import pytest

from bot.engine import invariants, log
from bot.engine.effects import Button, Effect, Option, Order, Press, Run, Show
from bot.engine.person import Answer, Person, Session
from bot.engine.play import MOST_ANSWERS
from tests.little import NOW, Chat, chat
from tests.little import release_of as little_release

MENU = Button("Menu", Order("menu"))


def told(*effects: Effect) -> set[str]:
    return {broken.english for broken in invariants.of_screens(effects)}


def test_a_good_screen_breaks_nothing() -> None:
    """Words, and a way out."""
    assert told(Show(("Bonjour",), ((MENU,),)), Run("k", "letter", {})) == set()


def test_a_screen_that_telegram_would_refuse_is_found() -> None:
    """Too long in Telegram's own units, or empty, or a trap."""
    assert "a paragraph is longer than a message may be" in told(Show(("🙂" * 2049,), ((MENU,),)))
    assert "a screen says nothing" in told(Show((" ",), ((MENU,),)))
    assert told(Show(("Bonjour",))) == {"a screen has no way out"}


@pytest.mark.parametrize(
    "press",
    [
        Option(123456789, 123456789, "x" * 32),
        Order("not_for_me", "x" * 40),
        Order("back", session=123456789, seq=123456789, argument="é" * 20),
    ],
)
def test_a_press_longer_than_a_button_carries_is_found(press: Press) -> None:
    """64 bytes, seal included."""
    assert len(told(Show(("Bonjour",), ((Button("x", press),),)))) == 1


def test_a_label_no_button_shows_is_found() -> None:
    """Neither empty nor endless."""
    for label in ("", "x" * 65):
        assert len(told(Show(("Bonjour",), ((Button(label, Order("menu")),),)))) == 1


def checked() -> Chat:
    """Return a person whose message was checked and is gone."""
    return chat().start("check").type_("Votre colis").finish("danger")


def of_person(talk: Chat, person: Person) -> set[str]:
    return {broken.english for broken in invariants.of_person(talk.release, person)}


def session_of(talk: Chat, **changes: object) -> Person:
    session = replace(talk.person.sessions[-1], **changes)  # type: ignore[arg-type]
    return replace(talk.person, sessions=(session,))


def test_a_private_answer_that_is_kept_is_found() -> None:
    """After the action answered, nothing of what was pasted may be there."""
    talk = checked()
    assert of_person(talk, talk.person) == set()

    first, *others = talk.person.sessions[-1].answers
    kept = (replace(first, value="Votre colis", removed=False), *others)

    assert of_person(talk, session_of(talk, answers=kept)) == {
        "a private answer is kept after its use"
    }


def test_a_session_that_does_not_end_is_found() -> None:
    """Five hundred answers are a flow that goes round."""
    todo = """
flow: todo
title: Liste
open: link
steps:
  - checklist: list
    text: Liste
    items: {one: Un}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""
    talk = chat(todo).start("todo")
    ticks = tuple(Answer(f"list/{n}", "one", NOW, NOW) for n in range(MOST_ANSWERS))

    assert of_person(talk, session_of(talk, answers=ticks)) == {
        f"{MOST_ANSWERS} answers and no end"
    }


def test_a_person_that_storing_would_change_is_found() -> None:
    """What does not come back as it went cannot be kept."""
    talk = checked()
    odd = session_of(talk, draft=["a list"])  # type: ignore[arg-type]

    assert of_person(talk, odd) == {"storing changes the person"}


def test_an_older_release_is_left_to_its_own() -> None:
    """A session of another release is not replayed on this one."""
    talk = checked()

    assert of_person(talk, session_of(talk, release="r0", flow="gone")) == set()


def test_a_private_answer_that_is_shown_or_passed_on_is_found() -> None:
    """It may be in the next action's hands, and nowhere else."""
    talk = checked()
    shown = Show(("Vous avez écrit : Votre colis",), ((MENU,),))
    run = Run("x", "letter", {"name": "Votre colis"})

    def private(person: Person, *effects: Effect, typed: str = "Votre colis") -> set[str]:
        found = invariants.of_private(talk.release, typed, person, effects)
        return {broken.english for broken in found}

    assert private(talk.person) == set()
    assert private(talk.person, shown) == {"a private answer is shown"}
    assert private(talk.person, run) == {"a private answer is given to an action nobody waits for"}
    kept = replace(talk.person, profile={"insurer": "Votre colis"})
    assert private(kept) == {"a private answer is kept"}
    assert private(kept, shown, typed="ab") == set()  # could be there by chance
    waiting = chat().start("check").type_("Votre colis")
    assert private(waiting.person, run) == set()


def test_back_that_does_not_lead_back_is_found() -> None:
    """Each thing that going on changed must be as it was."""
    ask = chat(
        "flow: two\ntitle: Deux\nopen: link\nsteps:\n"
        "  - ask: a\n    text: A ?\n    choices: {x: X, y: Y}\n"
        "  - ask: b\n    text: B ?\n    choices: {x: X}\n"
        "  - ask: c\n    text: C ?\n    choices: {x: X}\n  - stop: done\n"
    ).start("two")

    def back(was: Person, now: Person) -> set[str]:
        return {b.english for b in invariants.of_back(ask.release, was, now, NOW)}

    first = ask.person
    second = ask.tap("x").person
    third = ask.tap("x").person

    assert back(first, second) == set()
    assert back(first, replace(second, sessions=())) == set()  # over: nothing to go back to
    assert back(first, third) == {"back does not lead back"}
    assert back(replace(first, profile={"insurer": "other"}), second) == {
        "back does not give the profile back"
    }
    assert back(replace(first, tasks={"x": None}), second) == {  # type: ignore[dict-item]
        "back does not give the plan back"
    }
    assert back(log.add(first, "bank_called", NOW.date(), NOW), second) == {
        "back does not give the log back"
    }
    other = replace(first.sessions[0], flow="check")
    assert "back asks something else" in back(replace(first, sessions=(other,)), second)


def test_a_command_that_shows_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence is the one answer a command may not give."""
    monkeypatch.setattr(invariants, "step", lambda *_: (Person(), ()))

    found = {b.english for b in invariants.of_commands(little_release(), Person(), NOW)}

    assert found == {f"/{name} shows nothing" for name in invariants.COMMANDS}


def test_a_replay_that_differs_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hidden clock would make every replay another one."""
    talk = checked()
    replays = iter(range(2))
    real = invariants.replay

    def clock(release: object, session: Session) -> object:
        position = real(release, session)  # type: ignore[arg-type]
        return replace(position, private=frozenset({str(next(replays))}))

    monkeypatch.setattr(invariants, "replay", clock)

    assert "replay is not the same twice" in of_person(talk, talk.person)
