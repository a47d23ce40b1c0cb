"""Every rule a release must keep, in one place: who looks at a flow, who looks at the whole.

| letter | about | where |
|---|---|---|
| S | structure | reading (S1 to S6), `lint_structure`, `lint_calls`, `lint_log` (S12) |
| E | expressions, names, types, branches | reading (E1, E8), `lint_expressions`, `lint_actions` |
| T | texts and answers | `lint_texts`, `lint_words`, `lint_reading`, `lint_acts`, `lint_private` |
| T | the same in letters | `lint_letters` |
| A | advice, facts, sources | `lint_advice`, `lint_letters`; `lint_hours` (A7) |
| L | languages | `lint_languages` |
| W | the exhaustive walk | `engine/walk.py`: it plays, so it is not here |
| M | people in the middle of a flow | `engine/publishing.py`, said by `riposte flows publish` |

Each rule has a golden pair in `tests/lint` and a paragraph in `flows/README.md`.
"""

from collections.abc import Iterator
from datetime import date

from bot.flow import (
    lint_actions,
    lint_acts,
    lint_advice,
    lint_calls,
    lint_expressions,
    lint_hours,
    lint_languages,
    lint_letters,
    lint_log,
    lint_private,
    lint_reading,
    lint_structure,
    lint_texts,
    lint_words,
)
from bot.flow.problem import Problem
from bot.flow.release import Release
from bot.flow.scope import places

RULES = (
    *(f"S{n}" for n in range(1, 13)),
    *(f"E{n}" for n in range(1, 10)),
    *(f"T{n}" for n in range(1, 15)),
    *(f"A{n}" for n in range(1, 8)),
    *(f"L{n}" for n in range(1, 6)),
    *(f"W{n}" for n in range(1, 4)),
    *(f"M{n}" for n in range(1, 3)),
)


def lint(release: Release, today: date) -> Iterator[Problem]:
    """Yield everything that is wrong with a release, as of today."""
    for name in sorted(release.flows):
        flow = release.flows[name]
        known = tuple(places(release, flow))
        yield from lint_structure.check(flow)
        yield from lint_calls.check(release, flow)
        yield from lint_expressions.check(release, flow, known)
        yield from lint_actions.check(release, flow, known)
        yield from lint_private.check(flow, known)
        yield from lint_texts.check(release, flow, known, today)
        yield from lint_words.check(release, flow)
        yield from lint_acts.check(release, flow)
        yield from lint_advice.check(release, flow, today)
        yield from lint_hours.check(release, flow, known)
    yield from lint_calls.check_release(release)
    yield from lint_words.check_release(release)
    yield from lint_acts.check_release(release)
    yield from lint_reading.check_release(release)
    yield from lint_advice.check_release(release, today)
    yield from lint_hours.check_release(release)
    yield from lint_log.check_release(release)
    yield from lint_letters.check_release(release, today)
    yield from lint_languages.check_release(release)
