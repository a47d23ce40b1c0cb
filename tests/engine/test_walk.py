"""The exhaustive walk: it finds every way, and says when a promise is broken."""

from datetime import timedelta

import pytest

from bot.engine import invariants
from bot.engine.walk import problems, walk, walk_all
from bot.flow.model import Kind
from tests.engine.test_deadlines import LIMIT
from tests.engine.test_deeds import TASK, UNLESS
from tests.engine.test_language import EACH, INNER, LETTER, LIST, LOOP, ONE, PICTURE
from tests.engine.test_waits import ASKS, GOES_ON
from tests.little import NOW, release_of

WHOLE = release_of(EACH, INNER, LETTER, LIST, LOOP, ONE, PICTURE, TASK, UNLESS)
DEPENDS = """
flow: depends
title: Selon
open: link
steps:
  - if: insurer == 'harmonie' and 'iban' in leaked
    then:
      - ask: both
        text: Les deux ?
        choices: {yes: Oui}
  - case: insurer
    harmonie: [{say: Harmonie}]
    other: [{say: Autre}]
  - ask: day
    kind: date
    text: Quand ?
    examples: [hier]
  - stop: done
"""


def test_every_way_of_every_verb_is_tried_without_a_broken_promise() -> None:
    """Checklists, repeats, calls, pictures, actions, tasks: all reached, nothing broken."""
    walks = walk_all(WHOLE, NOW)

    assert problems(WHOLE, walks) == ()
    assert {walked.flow for walked in walks} >= {"list", "loop", "each", "picture", "mail", "act"}


def test_states_merge_and_paths_do_not() -> None:
    """Ten independent questions are ten states and a thousand ways."""
    asks = "".join(
        f"  - ask: q{n}\n    text: Q{n} ?\n    choices: {{yes: Oui, no: Non}}\n" for n in range(10)
    )
    release = release_of(f"flow: wide\ntitle: Large\nopen: link\nsteps:\n{asks}  - stop: done\n")

    walked = walk(release, "wide", NOW)

    assert (walked.states, walked.paths) == (10, 1024)


def test_what_the_profile_decides_is_walked_from_profiles_that_decide_it() -> None:
    """Each code that is looked for begins a walk of its own, and all together another."""
    release = release_of(DEPENDS)

    assert ("depends", "day", "") in walk(release, "depends", NOW).reached


def test_too_many_states_are_given_up_and_said() -> None:
    """Beyond the limit the author is asked to split the flow."""
    walked = walk(WHOLE, "list", NOW, most=1)

    assert "W2" in {problem.rule for problem in problems(WHOLE, [walked])}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("LONGEST_MESSAGE", 1),
        ("LONGEST_BUTTON", 1),
        ("MOST_ANSWERS", 0),
    ],
)
def test_a_broken_limit_is_found(name: str, wrong: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a screen or a session grows past a limit, W3 says which."""
    monkeypatch.setattr(invariants, name, wrong)

    assert "W3" in {p.rule for p in problems(WHOLE, [walk(WHOLE, "loop", NOW)])}


def test_an_input_of_each_kind_is_made_up() -> None:
    """A flow that is only called is given something for what it takes."""
    assert Kind.TEXT in WHOLE.flows["one"].takes.values()
    assert walk(WHOLE, "one", NOW).paths == 2


ROTTEN = """
flow: rotten
title: Périmé
open: link
steps:
  - ask: day
    kind: date
    text: Jusqu’à quand ?
    check: {future: true}
    examples: ["01/12/2026"]
  - do: remind
    with: {at: day, text: "Le {day|date}"}
  - stop: done
"""


def test_an_example_that_no_longer_passes_is_found() -> None:
    """A date in an example rots: the walk of that day says where."""
    release = release_of(ROTTEN)
    assert not walk(release, "rotten", NOW).broken

    later = walk(release, "rotten", NOW + timedelta(days=30))
    found = [p for p in problems(release, [later]) if p.rule == "W3"]

    assert [p.pos for p in found] == [release.flows["rotten"].steps[0].pos]
    assert "01/12/2026" in found[0].english


def test_a_flow_is_walked_from_all_that_a_wait_may_give_it() -> None:
    """As from the plan, and with what each end of a wait gives, of many ages: nothing unreached."""
    release = release_of(ASKS, GOES_ON, LIMIT)
    walks = walk_all(release, NOW)

    assert problems(release, walks) == ()
    reached = set().union(*(walked.reached for walked in walks))
    assert {("goes_on", "what", "no"), ("goes_on", "filed", "enough")} <= reached
