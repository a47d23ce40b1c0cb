"""What becomes of each open conversation, told before a release goes live."""

import pytest

from bot.engine.moving import Fate, migrate
from tests.engine.test_releases import INSIDE, OLD, at_the_end
from tests.little import NOW, release_of


@pytest.mark.parametrize(
    ("new", "fate", "key"),
    [
        (OLD.replace("Couleur", "Quelle couleur"), Fate.UNCHANGED, "end"),
        (OLD.replace("red: Rouge, ", ""), Fate.ASKED_AGAIN, "colour"),
        (OLD.replace("ask: end", "ask: other"), Fate.ASKED_AGAIN, "other"),
        (OLD.partition("  - ask: end")[0] + "  - stop: done\n", Fate.ENDED, None),
    ],
)
def test_publishing_can_tell_what_becomes_of_each_person(
    new: str, fate: Fate, key: str | None
) -> None:
    """Unchanged, asked again and what, or at the end."""
    old = release_of(OLD, INSIDE)
    session = at_the_end().person.sessions[-1]

    told = migrate(old, release_of(new, INSIDE, hash="r2"), session, NOW)

    assert (told.fate, told.need and told.need.key) == (fate, key)


def test_without_its_flow_and_its_release_a_session_is_over() -> None:
    """Nothing is left to move it to."""
    session = at_the_end().person.sessions[-1]

    assert migrate(None, release_of(hash="r2"), session, NOW).fate is Fate.ENDED


def test_without_the_old_release_nothing_is_asked_again_that_was_answered() -> None:
    """When it cannot be told what the person read, what they answered still counts."""
    session = at_the_end().person.sessions[-1]

    told = migrate(None, release_of(OLD, INSIDE, hash="r2"), session, NOW)

    assert (told.fate, told.need and told.need.key) == (Fate.UNCHANGED, "end")


def test_on_the_release_it_stands_on_a_session_stays() -> None:
    """Publishing the same guidance again moves nobody."""
    session = at_the_end().person.sessions[-1]

    told = migrate(None, release_of(OLD, INSIDE), session, NOW)

    assert (told.session, told.fate) == (session, Fate.UNCHANGED)
