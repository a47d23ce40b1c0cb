"""Shipped files with something changed at random: read, or refused with a place."""

from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.flow.problem import Problem, show
from bot.flow.release import Files, read_release
from bot.folder import read_folder, shipped
from tests.lint.test_rules import CLEAN

TODAY = date(2026, 11, 23)
GENERATE = Phase.explicit, Phase.reuse, Phase.generate
BITS = (
    *(
        "",
        " ",
        "  ",
        "\n",
        "\t",
        ":",
        ": ",
        "- ",
        "#",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "|",
        ">",
        "&a",
    ),
    *(
        "&a",
        "*a",
        "!!",
        "---\n",
        "none",
        "true",
        "0",
        "-1",
        "é",
        "\u202e",
        "\u0000",
        "🙂",
        "steps:",
    ),
    *("ask:", "case: x", "stop: done", "private: true", "if: x == 'y'", "was: a", "kind: date"),
    *("{fact.x}", "1 +", "today()"),
)


@cache
def files() -> Files:
    """Return the guidance as it ships."""
    return read_folder(*shipped())


@st.composite
def mutants(draw: st.DrawFn, names: tuple[str, ...]) -> tuple[str, str]:
    """Return one of these files with one to three places changed, cut, doubled or swapped."""
    name = draw(st.sampled_from(names))
    text = files()[name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, max(len(text) - 1, 0)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        match draw(st.integers(0, 4)):
            case 0:
                text = text[:start] + draw(st.sampled_from(BITS)) + text[end:]
            case 1:
                text = text[:start] + text[end:]
            case 2:
                text = text[:end] + text[start:end] + text[end:]
            case 3:
                lines = text.splitlines(keepends=True)
                one, two = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
                lines[one], lines[two] = lines[two], lines[one]
                text = "".join(lines)
            case _:
                lines = text.splitlines(keepends=True)
                del lines[draw(st.integers(0, len(lines) - 1))]
                text = "".join(lines) or "a"
    return name, text


def all_placed(problems: tuple[Problem, ...], mutated: Files) -> None:
    """See that each problem stands in a file, on a line it has, in two languages."""
    for problem in problems:
        lines = mutated.get(problem.file, "").count("\n") + 2
        assert 1 <= problem.pos.line <= lines, problem
        assert 1 <= problem.pos.column <= 10_000, problem
        assert problem.french
        assert problem.english
        assert show(problem, mutated.get(problem.file, ""), "fr").startswith(problem.file)


FLOWS = tuple(sorted(p for p in files() if p.endswith(".yml") and "flow: " in files()[p][:200]))
TABLES = tuple(
    f"flows/{name}.yml" for name in ("facts", "breaches", "profile", "texts", "letters", "menu")
)
PO = "locales/en/LC_MESSAGES/flows.po"


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[*HealthCheck],
    derandomize=True,
    phases=GENERATE,
)
@given(mutants(FLOWS))
def test_a_flow_with_a_slip_is_read_or_refused(mutant: tuple[str, str]) -> None:
    """Beside a small clean release: no slip of the pen is a failure of the program."""
    name, text = mutant
    mutated = {**CLEAN, name: text}

    all_placed(read_release(mutated, TODAY)[1], mutated)


@pytest.mark.long
@pytest.mark.timeout(3600)
@settings(max_examples=400, deadline=None, suppress_health_check=[*HealthCheck], phases=GENERATE)
@given(mutants((*FLOWS, *TABLES, PO)))
def test_the_whole_guidance_with_a_slip_is_read_or_refused(mutant: tuple[str, str]) -> None:
    """Any file of it: flows, tables, translations."""
    name, text = mutant
    mutated = {**files(), name: text}

    all_placed(read_release(mutated, TODAY)[1], mutated)
