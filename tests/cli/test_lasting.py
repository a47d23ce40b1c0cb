"""The collector of rubbish, and what a program keeps until it ends."""

import gc

import pytest

from bot.cli.lasting import lasting


@pytest.fixture(autouse=True)
def _as_before() -> object:
    yield
    gc.unfreeze()


def test_what_is_read_in_is_never_looked_through_again() -> None:
    """It is out of the collector's way afterwards, and the collector is at work."""
    frozen = gc.get_freeze_count()

    with lasting():
        kept = [[number] for number in range(1000)]
        assert not gc.isenabled()

    assert gc.isenabled()
    assert gc.get_freeze_count() >= frozen + len(kept)


def test_the_collector_comes_back_when_reading_fails() -> None:
    """A fault inside leaves it at work."""
    with pytest.raises(OSError, match="gone"), lasting():
        raise OSError("gone")

    assert gc.isenabled()
