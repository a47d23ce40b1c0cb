"""The actions by name: each is there when it is asked for."""

from importlib import import_module

import pytest

from bot.actions.instant import INSTANT
from bot.engine.effects import Run
from bot.engine.person import Person
from bot.flow.actions import ACTIONS, Place
from tests.rig import shipped_release


@pytest.mark.parametrize("name", INSTANT)
def test_an_action_is_the_function_of_its_name(name: str) -> None:
    """What is called by name lies in the file of that name, and the language knows it."""
    assert ACTIONS[name].place is Place.INSTANT
    assert callable(getattr(import_module(f"bot.actions.{name}"), name))


def test_the_first_call_reads_it_in_and_answers() -> None:
    """Nothing has to be made ready: a check is asked for by name, and there is its verdict."""
    run = Run("1", "check_message", {"message": "Votre colis : http://colis-poste-suivi.top/x"})

    said = INSTANT["check_message"](run, Person(), shipped_release())

    assert said.outcome == "danger"
