"""A long list of names, looked up in the bytes of its file."""

from hypothesis import given
from hypothesis import strategies as st

from bot.check.domains import SortedNames

NAMES = st.text("abz.-", min_size=1, max_size=6)


@given(st.sets(NAMES, max_size=40), NAMES)
def test_a_name_is_found_when_it_is_there_and_only_then(names: set[str], other: str) -> None:
    """It answers as a set would, whatever the names are."""
    sorted_names = SortedNames("".join(f"{name}\n" for name in sorted(names)).encode())

    assert all(name in sorted_names for name in names)
    assert (other in sorted_names) == (other in names)


def test_nothing_is_in_an_empty_list() -> None:
    """An empty list answers too."""
    assert "exemple.fr" not in SortedNames(b"")
    assert "" not in SortedNames(b"")
