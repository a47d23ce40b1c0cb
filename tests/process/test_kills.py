"""`kill -9` while people are on their way: nothing is lost, and they go on where they were."""

from pathlib import Path

import pytest

from tests.bench.kills import measure


@pytest.mark.timeout(170)
async def test_a_few_kills(tmp_path: Path) -> None:
    """At random instants, with doubled updates: every person as the pure engine has them."""
    figures = await measure(tmp_path, kills=5, people=4, seed=5)

    assert figures.lost() == 0, figures.lines()
    assert figures.faults == []
    assert figures.extra <= figures.kills * 4  # at most what was on its way, once a kill


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("troubles", [False, True])
async def test_a_hundred_kills(tmp_path: Path, *, troubles: bool) -> None:
    """The same a hundred times, with a Telegram that is well and one that is not."""
    figures = await measure(tmp_path, kills=100, people=6, seed=9, troubles=troubles)

    assert figures.lost() == 0, figures.lines()
    assert figures.faults == []
    assert figures.per_kill() <= 0.2, figures.lines()
