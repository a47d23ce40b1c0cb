"""Files no author writes and a program might: each gets a problem with a place, never a failure."""

import pytest

from bot.flow.problem import Pos, Problem, Severity, show
from bot.flow.read import read_flow

FLOW = "flow: a\ntitle: A\nsteps:\n  - say: Bonjour\n"


def only(source: str) -> Problem:
    flow, problems = read_flow("a", source)

    assert flow is None
    assert len(problems) == 1
    return problems[0]


def test_the_smallest_flow_reads() -> None:
    """What the broken ones below begin from is right."""
    assert read_flow("a", FLOW)[0] is not None


def test_a_file_longer_than_any_flow_is_not_read() -> None:
    """256 KB is a slip, or an attack."""
    assert "256" in only(FLOW + "#" * 256 * 1024).english


def test_a_file_nested_deeper_than_any_flow_is_not_read() -> None:
    """Brackets within brackets do not exhaust the reader."""
    assert only(FLOW + "x: " + "[" * 100_000).english == "Too many levels."
    assert only(FLOW + "x: " + "[" * 100 + "]" * 100).pos.line == 5


def test_half_a_character_is_not_read() -> None:
    """Text that no file could hold is refused like any other."""
    assert only(FLOW + "x: \ud800\n").pos == Pos(1, 1)


@pytest.mark.parametrize("written", ["a\u2028b", "a\u0085b", "a\x0bb", "a\x00b"])
def test_odd_line_breaks_do_not_shift_the_caret(written: str) -> None:
    """The line shown is the line meant, whatever breaks lines elsewhere."""
    source = f'flow: a\ntitle: "{written}"\nstpes:\n  - say: Bonjour\n'
    problems = read_flow("a", source)[1]

    for problem in problems:
        shown = show(problem, source, "en").split("\n")
        assert "stpes" in shown[1] or "title" in shown[1] or "flow" in shown[1], shown


def test_a_problem_beyond_its_file_is_said_without_a_line() -> None:
    """A file that is missing has no line to show."""
    problem = Problem("flows/a.yml", Pos(3, 1), "S1", "Manque.", "Missing.", Severity.WARNING)

    assert show(problem, "", "fr") == "flows/a.yml:3:1: warning S1: Manque."
    assert show(problem, "", "en") == "flows/a.yml:3:1: warning S1: Missing."


def test_a_caret_stands_under_its_character_behind_tabs() -> None:
    """A tab before it is a tab under it."""
    problem = Problem("f", Pos(1, 3), "S1", "Ici.", "Here.")

    assert show(problem, "a\tb", "en") == "f:1:3: error S1: Here.\n    a\tb\n     \t^"


def test_a_block_that_ends_askew_is_a_word_about_indentation() -> None:
    """A key among the steps says what to look at."""
    problem = only("flow: a\ntitle: A\nsteps:\n  - say: Bonjour\n  open: link\n")

    assert problem.english == "YAML syntax error. Check the indentation."
    assert problem.pos.line == 5
