"""Values survive storage exactly, and rubbish in storage is noticed."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.model import Value
from bot.flow.values import from_json, to_json

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
    st.timedeltas(timedelta(days=-4000), timedelta(days=4000)),
    st.lists(st.text(max_size=3)).map(tuple),
)


@given(VALUES)
def test_a_value_is_the_same_after_storage(value: Value) -> None:
    """Through JSON and back, kind and all."""
    back = from_json(json.loads(json.dumps(to_json(value))))

    assert back == value
    assert type(back) is type(value)


def test_a_moment_is_stored_in_universal_time() -> None:
    """The zone it was said in is not kept."""
    at = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=1)))

    assert to_json(at) == {"moment": "2026-11-23T08:00:00+00:00"}
    assert to_json(date(2026, 11, 23)) == {"date": "2026-11-23"}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"moment": "2026-11-23T08:00:00"},
        {"moment": "soon"},
        {"date": "31/02"},
        {"date": 3},
        {"seconds": "3"},
        [1],
        [["a"]],
        object(),
    ],
)
def test_rubbish_is_no_value(data: object) -> None:
    """What `to_json` never wrote is an error, not a guess."""
    with pytest.raises(ValueError):  # noqa: PT011 - its words are for programmers
        from_json(data)
